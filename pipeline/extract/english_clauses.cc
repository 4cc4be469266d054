// A cue governs the values behind it until the next one; a value ends a clause, or goes on with the
// same subject: "grain output rose 5 percent, to 650 million tons, while exports …".
// Tested by tests/extract/english_test.cc.
#include "extract/english_clauses.h"

#include <algorithm>
#include <utility>

#include "extract/word_lists.h"

namespace newsmill {
namespace {

constexpr unsigned kLastReports = 4;   // the month
constexpr size_t kAddressReach = 400;  // bytes of a paragraph that may address an assembly
constexpr size_t kOpening = 3;         // pieces before a period that opens its sentence

}  // namespace

// A report on work, given in spring, is about the year before and the plans for this one.
void EnglishRoom::start_article(const Article& article) {
  begun = true;
  if (!article.date || unsigned(article.date->month()) > kLastReports) return;
  const auto addresses = [&](std::string_view text) {
    return std::ranges::any_of(lists::kAddresses.words(), [&](std::string_view address) {
      return text.substr(0, kAddressReach).find(address) != std::string_view::npos;
    });
  };
  report = addresses(article.headline.title);
  for (size_t i = 0; !report && i < std::min<size_t>(article.paragraphs.size(), 6); ++i)
    report = addresses(article.paragraphs[i].text);
  if (!report) return;
  heading.emplace();
  heading->first = first_day(int(article.date->year()) - 1, 1);
  heading->last = last_day(int(article.date->year()) - 1, 12);
  period = heading;
}

EnglishClauses::EnglishClauses(const EnglishSentences& tables, const std::vector<Status>& plans,
                               std::string_view original, uint32_t index, int year,
                               EnglishRoom& room, std::vector<Metric>& out)
    : tables_(tables),
      plans_(plans),
      original_(original),
      index_(index),
      year_(year),
      room_(room),
      text_(room.folded.text),
      sentence_(room.sentence),
      names_(tables_, text_, sentence_),
      status_(room.section),
      first_metric_(out.size()),
      out_(out),
      period_(room.period) {}

Status EnglishClauses::read(size_t begin, size_t end) {
  begin_ = begin;
  end_ = end;
  const std::vector<EnglishPiece>& pieces = sentence_.pieces;
  for (at_ = 0; at_ < pieces.size(); ++at_) {
    const EnglishPiece& piece = pieces[at_];
    if (piece.plan >= 0) take_plan(plans_[static_cast<size_t>(piece.plan)]);
    if (piece.kind == EnglishPiece::kQuantity) take_quantity();
    if (piece.kind == EnglishPiece::kPeriod) take_period(sentence_.periods[piece.number]);
    if (piece.kind == EnglishPiece::kBasePeriod) take_base_period(sentence_.periods[piece.number]);
    if (piece.kind == EnglishPiece::kCue) take_cue(tables_.cue(piece));
    if (piece.kind == EnglishPiece::kColon) begin_clause();
    if (piece.kind == EnglishPiece::kComma && word_at(at_ + 1) != "or") against_ = false;
    if (piece.kind == EnglishPiece::kWord) take_word();
  }
  for (size_t i = first_metric_; i < out_.size(); ++i)
    if (!out_[i].period_begin) stamp(out_[i]);
  if (begun_ && out_[begun_->first].period_end && begun_->second < *out_[begun_->first].period_end)
    out_[begun_->first].period_begin = begun_->second;
  return status_;
}

std::string_view EnglishClauses::word_at(size_t i) const {
  if (i >= sentence_.pieces.size()) return {};
  const EnglishPiece& piece = sentence_.pieces[i];
  return text_.substr(piece.begin, piece.end - piece.begin);
}

bool EnglishClauses::is_quantity(size_t i) const {
  return i < sentence_.pieces.size() && sentence_.pieces[i].kind == EnglishPiece::kQuantity;
}

void EnglishClauses::take_plan(Status status) {
  status_ = status;
  planned_ = true;
  // "5 million homes will be built": said of the value before
  if (!bare_ || out_.size() == first_metric_) return;
  for (size_t i = start_; i < at_; ++i)
    if (sentence_.pieces[i].kind != EnglishPiece::kWord) return;
  out_.back().status = status;
  stamp(out_.back());
}

void EnglishClauses::take_word() {
  const std::string_view word = word_at(at_);
  after_from_ |= word == "from";
  to_ |= word == "to";
  if (word == "respectively") share_out();
  if ((sentence_.pieces[at_].roles & EnglishRole::kStreak) != 0) take_streak();
  if ((sentence_.pieces[at_].roles & EnglishRole::kCut) == 0) return;
  begin_clause();
  if (word != "of which") subject_ = {};
}

void EnglishClauses::take_period(const Period& period) {
  if (against_ || take_origin_period(period) || is_attribute()) return;
  // "will save 5 million by 2030" dates that alone
  const bool ahead = year_ && period.last && int(period.last->year()) > year_;
  period_ = period;
  // What is named in passing (launched in 1990) holds no longer than its sentence.
  const bool now = period.last && int(period.last->year()) == year_;
  const bool holds = now || at_ <= kOpening || out_.size() > first_metric_;
  if (holds && (!ahead || period.grain == PeriodGrain::kYears) && word_at(at_ - 1) != "since")
    room_.period = period;
  if (ahead && out_.size() > first_metric_) {
    named_ = true;
    return stamp(out_.back());
  }
  if (!named_)
    for (size_t i = first_metric_; i < out_.size(); ++i) stamp(out_[i]);
  named_ = true;
  // "Last year, …": what is over is no target.
  if (!planned_ && year_ && period.last && int(period.last->year()) < year_)
    status_ = Status::kAchieved;
}

// "bonds issued in 2023": said of the thing, not of the value.
bool EnglishClauses::is_attribute() const {
  if (at_ < 3 || out_.size() == first_metric_ || word_at(at_ - 1) != "in") return false;
  const std::string_view deed = word_at(at_ - 2), before = word_at(at_ - 3);
  const bool plain = sentence_.pieces[at_ - 2].kind == EnglishPiece::kWord || is_deed(at_ - 2);
  const bool passive = before == "was" || before == "were" || before == "been" || before == "be" ||
                       before == "is" || before == "are" || before == "and";
  return plain && deed.ends_with("ed") && !passive;
}

// "from 31 percent in 2017": when the change began
bool EnglishClauses::take_origin_period(const Period& period) {
  if (from_) {
    from_period_ = period;
    return true;
  }
  if (!origin_open_ || out_.size() == first_metric_) return false;
  origin_open_ = false;
  take_begin(period);
  return true;
}

// The last metric's change began then.
void EnglishClauses::take_begin(const Period& period) {
  if (period.first) begun_ = {out_.size() - 1, *period.first};
}

void EnglishClauses::stamp(Metric& m) const {
  // What a report plans is for this year, unless it says otherwise.
  const bool ahead = room_.report && !named_ && m.status == Status::kTarget && period_ &&
                     period_->last && int(period_->last->year()) < year_;
  if (period_ && !ahead) {
    m.period_begin = period_->first;
    m.period_end = period_->last;
  } else if (year_) {
    m.period_begin = first_day(year_, 1);
    m.period_end = last_day(year_, 12);
  }
  m.period_source = named_    ? PeriodSource::kExplicit
                    : period_ ? PeriodSource::kInherited
                              : PeriodSource::kImplicit;
}

void EnglishClauses::take_cue(const EnglishSentences::Cue& cue) {
  switch (cue.kind) {
    case EnglishCue::kComparator:
      // "higher than the average of 3 percent": the value is only compared with
      against_ |= word_at(at_).ends_with("er than") && at_ + 1 < sentence_.pieces.size() &&
                  sentence_.pieces[at_ + 1].kind == EnglishPiece::kWord;
      to_ |= word_at(at_) == "below" || word_at(at_) == "above";  // fell below 3 percent
      return;
    case EnglishCue::kBase:
      return compare_with(cue.value);
    case EnglishCue::kAverage:
      // "5 percent a year on average" says it of the value before
      if (out_.size() > first_metric_ && (is_quantity(at_ - 1) || !values_ahead()))
        out_.back().period_aggregation = PeriodAggregation::kAnnualAverage;
      else
        average_ = true;
      return;
    case EnglishCue::kRank:
      return take_rank();
    case EnglishCue::kFrom:
      to_ = after_from_ = true;
      return;
    case EnglishCue::kAgainst:
      return take_against();
    case EnglishCue::kSuffix:
      return take_suffix(cue.value);
    case EnglishCue::kPlace:
      return take_place();
    case EnglishCue::kDouble:
      return take_multiple(Decimal(cue.value[0] - '0'), "x", "times", "up");
    case EnglishCue::kHalve:
      return take_multiple(Decimal(50), "%", "percent", "down");
    default:
      return govern(cue);
  }
}

void EnglishClauses::govern(const EnglishSentences::Cue& cue) {
  // "rose a further 5 percent": the verb still governs
  if (cue.kind == EnglishCue::kAdd && governed_by(EnglishCue::kChange)) return;
  // "we saw growth of 5 percent": so does what comes last
  governor_ = at_;
  cue_ = cue;
  to_ = against_ = false;
  average_ |= word_at(at_).find("annual") != std::string_view::npos;
  if (tells_a_deed()) status_ = Status::kAchieved;
}

// Does a value follow within a few words?
bool EnglishClauses::values_ahead() const {
  for (size_t i = at_ + 1; i < at_ + 5; ++i)
    if (is_quantity(i)) return true;
  return false;
}

// "rose" is no target, unless the sentence says it is one.
bool EnglishClauses::tells_a_deed() const {
  return (sentence_.pieces[at_].roles & EnglishRole::kPast) != 0 && !planned_;
}

}  // namespace newsmill
