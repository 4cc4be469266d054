// A report given in spring looks back on the year before and then forward on this one; its headings
// and the openings of its sections say which (一年来, “十四五”时期, 2021年工作安排). Other articles
// name their periods as they go. Tested by tests/extract/extract_test.cc.
#include "extract/context.h"

#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {
namespace {

constexpr size_t kOpening = 240;  // bytes of a sentence that may open a section
constexpr int kHere = 8;          // a status that is of its clause alone
constexpr int kMany = 3;          // values that make their period an article's

// Is this a government's report on its work? Such texts address the assembly.
bool is_report(const Article& article) {
  if (!article.date || unsigned(article.date->month()) > 4) return false;
  const auto titled = [](std::string_view text) {
    constexpr size_t kNowhere = std::string_view::npos;
    return find_in_long(text, "报告") != kNowhere &&
           (find_in_long(text, "工作报告") != kNowhere ||
            find_in_long(text, "计划草案的报告") != kNowhere);
  };
  if (titled(article.headline.title) || titled(article.headline.kicker)) return true;
  bool looks_back = false;
  for (const Paragraph& paragraph : article.paragraphs) {
    // 过去一年，…; later 主要预期目标
    std::string_view text = std::string_view(paragraph.text).substr(0, kOpening);
    for (constexpr std::string_view kIndent = "　"; text.starts_with(kIndent);)
      text.remove_prefix(kIndent.size());
    looks_back = looks_back || lists::kLooksBack.at(text) != 0;
    if (looks_back && paragraph.text.find("预期目标") != std::string::npos) return true;
    if (find_in_long(text, "各位代表") != std::string_view::npos) return true;
    if (paragraph.kind == ParagraphKind::kHeading &&
        find_in_long(paragraph.text, "年工作回顾") != std::string_view::npos)
      return true;
  }
  return false;
}

// Does a paragraph tell who made known what it tells?
bool announces(std::string_view text) {
  text = text.substr(0, 2 * kOpening);
  for (const std::string_view word : lists::kAnnounces.words())
    if (text.find(word) != std::string_view::npos) return true;
  return false;
}

Period whole_year(int year) {
  Period period;
  period.first = first_day(year, 1);
  period.last = last_day(year, 12);
  return period;
}

}  // namespace

StatusWords::StatusWords(const RuleTable& table) {
  const size_t written = table.column("written"), scope = table.column("scope"),
               status = table.column("status");
  for (const RuleRow& row : table.rows()) {
    Status value = Status::kAchieved;
    if (row[status] == "target")
      value = Status::kTarget;
    else if (row[status] == "expected")
      value = Status::kExpected;
    else if (row[status] != "achieved")
      table.fail(row, "unknown status");
    WordPairs& words = row[scope] == "section" ? section_ : row[scope] == "lead" ? lead_ : clause_;
    words.add(row[written], static_cast<int>(value) | (row[scope] == "here" ? kHere : 0));
    if (&words != &lead_) continue;
    lead_firsts_ |= uint64_t{1} << telling_bits(row[written], 0);
    lead_lasts_ |= uint64_t{1} << telling_bits_before(row[written], row[written].size());
  }
}

std::optional<Status> StatusWords::last(std::string_view text, const WordPairs& words) {
  std::optional<Status> result;
  words.scan(text, [&](const Lexicon::Match& match) { result = static_cast<Status>(match.id); });
  return result;
}

std::optional<Status> StatusWords::of_clause(std::string_view clause, bool& carries) const {
  std::optional<Status> result;
  carries = true;
  clause_.scan(clause, [&](const Lexicon::Match& match) {
    const Status status = static_cast<Status>(match.id & ~kHere);
    const bool forecast = result == Status::kExpected && status == Status::kTarget;  // 预计将新增
    if (result == Status::kAchieved || forecast) return;
    result = status;
    carries = (match.id & kHere) == 0;
  });
  return result;
}

Status Scene::status_at(const std::optional<Date>& last) const {
  if (!last || !date) return Status::kAchieved;
  const int ahead = int(last->year()) - int(date->year());
  return ahead > 0 || (ahead == 0 && report) ? Status::kTarget : Status::kAchieved;
}

Sections::Sections(Article& article, const StatusWords& words) : words_(words) {
  scene_.metrics = &article.metrics;
  scene_.date = clock_.date = article.date;
  clock_.year = article.date ? int(article.date->year()) : 0;
  scene_.report = clock_.looks_back = is_report(article);
  if (scene_.report) {
    --clock_.year;
    scene_.section = whole_year(clock_.year);
  }
}

void Sections::section(const Period& period) {
  scene_.section = period;
  scene_.status = scene_.status_at(period.last);
  clock_.year = period.year();
}

// A headline that names a month (5月货运指数为51%) gives the period of the whole article.
void Sections::headline(const Tokens& tokens, size_t from) {
  for (size_t i = from; i < tokens.all.size() && !report(); ++i) {
    const Token& token = tokens.all[i];
    if (token.kind != TokenKind::kPeriod) continue;
    const Period& period = tokens.periods[token.index];
    const bool last_year = period.grain == PeriodGrain::kYear && period.last && scene_.date &&
                           period.year() + 1 == int(scene_.date->year());
    if (period.grain != PeriodGrain::kMonth && !last_year) continue;
    scene_.section = period;
    scene_.status = scene_.status_at(period.last);
  }
}

void Sections::heading(std::string_view text, const Tokens& tokens, size_t from) {
  const std::optional<Status> status = words_.of_section(text);
  bool named = false;
  for (size_t i = from; i < tokens.all.size(); ++i)
    if (const Token& token = tokens.all[i];
        token.kind == TokenKind::kPeriod && tokens.periods[token.index].last) {
      section(tokens.periods[token.index]);
      named = true;
    }
  if (status) scene_.status = *status;
  if (!named && status == Status::kTarget && report()) {
    scene_.section = whole_year(int(scene_.date->year()));
    clock_.year = scene_.section->year();
  }
}

void Sections::sentence(std::string_view text, bool first, const Tokens& tokens, size_t from,
                        size_t to) {
  bool named = false;
  const size_t begin = from < tokens.all.size() ? tokens.all[from].begin : 0;
  for (size_t i = from; i < to && i < from + 3; ++i) {
    const Token& token = tokens.all[i];
    if (token.kind == TokenKind::kQuantity) break;
    if (token.kind != TokenKind::kPeriod || token.begin > begin + kOpening) continue;
    const Period& period = tokens.periods[token.index];
    if (period.last && !period.until && !period.bare_years &&
        (period.grain == PeriodGrain::kYear || period.grain == PeriodGrain::kYears))
      section(period);
    named = period.last.has_value();
    if (named) break;
  }
  // 过去一年…完成目标任务 looks back all the same.
  if (first && !(named && scene_.status == Status::kAchieved)) {
    const std::optional<Status> status =
        words_.of_section(text.substr(0, std::min(text.size(), kOpening)));
    // Looking back on a year that has only begun is not what these words mean.
    if (status == Status::kTarget) scene_.status = *status;
  }
}

void Context::start(const Scene& scene) {
  scene_ = &scene;
  open();
  local_.reset();
  if (topic_) local_ = topic_;
  explicit_ = false;
  speech_ = 0;
  stretched_ = false;
  span_.reset();
}

// A paragraph begins: of an article, or of one whose first values have been read.
void Context::open() {
  if (article_ != scene_->metrics) {
    article_ = scene_->metrics;
    opens_ = true;
    topic_.reset();
    of_topic_ = others_ = 0;
  } else if (opens_ && of_topic_ + others_ > 0) {
    opens_ = false;
    if (topic_ && (of_topic_ < kMany || others_ > of_topic_)) topic_.reset();
  }
}

// A value was read in the first paragraph, if that is the first to have some. Days (a holiday, a
// storm) or the last year, if most of its values are of them, are what the article is about. Months
// are not: its paragraphs name theirs, or are of the year.
void Context::weigh_topic(std::string_view text) {
  const bool dated = local_ && local_->first && !local_->as_of && !local_->bare_years;
  const bool year = dated && local_->grain == PeriodGrain::kYear;
  if (of_topic_ == 0) {  // the first value tells
    const bool days = dated && local_->grain == PeriodGrain::kDay && local_->first != local_->last;
    const bool last_year = year && date() && local_->year() + 1 == int(date()->year());
    opens_ = (days || last_year) && !report() && date() && *local_->last <= *date();
    if (opens_) topic_ = local_;
  }
  if (!topic_) return;
  const bool same = dated && local_->first == topic_->first && local_->last == topic_->last;
  ++(same ? of_topic_ : others_);
  if (same && year && of_topic_ == kMany && !announces(text)) topic_.reset();
}

void Context::name(const Period& period, size_t speech) {
  if (period.grain == PeriodGrain::kSame) return widen();
  const bool within = local_ && local_->grain == PeriodGrain::kYears && !local_->bare_years &&
                      local_->first && period.first && period.last && named_here_ && !stretched_ &&
                      period.grain != PeriodGrain::kYears && *period.first >= *local_->first &&
                      *period.last <= *local_->last;
  if (within)
    span_ = local_;
  else if (!(span_ && period.first && period.last && *period.first >= *span_->first &&
             *period.last <= *span_->last))
    span_.reset();
  named_here_ = true;
  stretched_ = false;
  speech_ = speech;
  if (period.bare_years) {
    InForce now;
    in_force(now);
    if (!now.last) return;
    Period span = period;
    span.last = now.last;
    const int years = int(now.last->year()) - int(now.first->year());
    span.first =
        years + 1 >= period.years ? *now.first : first_day(int(now.last->year()) - period.years, 1);
    local_ = span;
  } else {
    local_ = period;
  }
  explicit_ = true;
}

void Context::stretch(const Period& period) {
  const std::optional<Period> before = stretched_ ? resumed_ : local_;
  name(period);
  resumed_ = before;
  stretched_ = true;
}

// 上半年…，全年…: the year of the months before
void Context::widen() {
  const std::optional<Period>& now = local_ ? local_ : scene_->section;
  if (!now || !now->last || now->grain != PeriodGrain::kMonth) return;
  local_ = whole_year(now->year());
  explicit_ = named_here_ = true;
}

void Context::plan(Metric& metric) const {
  if (named_here_ || report() || !over(metric)) return;
  metric.period_begin = first_day(int(date()->year()), 1);
  metric.period_end = last_day(int(date()->year()), 12);
  metric.period_source = PeriodSource::kImplicit;
}

void Context::forget_plan() {
  speech_ = 0;
  if (local_ && plans(*local_)) forget();
}

void Context::in_force(InForce& result) const {
  const Scene& scene = *scene_;
  if (local_ && local_->grain != PeriodGrain::kNow) {
    result.first = local_->first;
    result.last = local_->last;
    result.grain = local_->grain;
    result.source = explicit_ ? PeriodSource::kExplicit : PeriodSource::kInherited;
    result.status = report() && !local_->last ? scene.status : scene.status_at(local_->last);
  } else if (scene.section && (!local_ || report())) {
    result.first = scene.section->first;
    result.last = scene.section->last;
    result.grain = scene.section->grain;
    result.source = PeriodSource::kInherited;
    result.status = scene.status;
  } else if (scene.date) {
    result.first = first_day(int(scene.date->year()), 1);
    result.last = last_day(int(scene.date->year()), 12);
  }
}

}  // namespace newsmill
