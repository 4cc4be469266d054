// A story is a topic (economy, farming, …), some slots (its county, town, firm) and sentences that
// the grammar draws. A sentence with a quantity is chosen whenever the text so far holds fewer than
// its density asks for. Tested by tests/newsgen/press_test.cc.
#include "newsgen/story.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "newsgen/typeset.h"

namespace newsmill::newsgen {
namespace {

// A little less than the density promises: pages hold line feeds and furniture as well.
size_t bytes_per_metric(Density density) {
  return density == Density::kOrdinary ? 465 : 101;
}

constexpr size_t kLongSentence = 400;  // few are longer
constexpr std::string_view kNumerals[] = {"一", "二", "三", "四", "五",
                                          "六", "七", "八", "九", "十"};

// A two-character name is printed as wide as one of three: 李 四.
std::string spaced_name(const std::string& name) {
  constexpr size_t kTwoHan = 6;
  return name.size() == kTwoHan ? name.substr(0, 3) + " " + name.substr(3) : name;
}

}  // namespace

StoryWriter::Symbols::Symbols(const Grammar& g)
    : title(g.symbol("title")),
      kicker(g.symbol("kicker")),
      subtitle(g.symbol("subtitle")),
      report_title(g.symbol("report_title")),
      report_byline(g.symbol("report_byline")),
      opening(g.symbol("opening")),
      plain(g.symbol("plain")),
      qsentence(g.symbol("qsentence")),
      qreport(g.symbol("qreport")),
      preport(g.symbol("preport")),
      pledge(g.symbol("pledge")),
      past_opening(g.symbol("past_opening")),
      target_opening(g.symbol("target_opening")),
      runin(g.symbol("runin")),
      h1(g.symbol("h1")),
      h2(g.symbol("h2")),
      subhead(g.symbol("subhead")),
      caption(g.symbol("caption")),
      hardneg(g.symbol("hardneg")),
      person(g.symbol("person")),
      zhnum(g.symbol("zhnum")),
      theme(g.symbol("theme")),
      village(g.symbol("village")),
      org_name(g.symbol("org_name")) {}

StoryWriter::StoryWriter(const Grammar& grammar, const Quantities& quantities,
                         const Symbols& symbols, Density density, bool truth, Random& dice,
                         Slots& slots)
    : grammar_(grammar),
      quantities_(quantities),
      symbols_(symbols),
      density_(density),
      truth_(truth),
      dice_(dice),
      slots_(slots),
      context_{dice, slots, 0, 0, this} {
  bytes_ = dice.below(static_cast<uint32_t>(bytes_per_metric(density)));
}

Piece& StoryWriter::piece(Story& story, PieceKind kind) {
  story.pieces.emplace_back();
  story.pieces.back().kind = kind;
  return story.pieces.back();
}

void StoryWriter::sentence(Piece& piece, Symbol symbol) {
  const size_t before = piece.text.size();
  piece_ = &piece;
  period_ = Period();
  grammar_.expand(symbol, context_, piece.text);
  bytes_ += piece.text.size() - before;
}

void StoryWriter::fill(Piece& piece, size_t bytes, Symbol plain, Symbol quantity) {
  const size_t spacing = bytes_per_metric(density_);
  piece.text.reserve(bytes + kLongSentence);
  while (piece.text.size() < bytes) sentence(piece, metrics_ * spacing < bytes_ ? quantity : plain);
}

void StoryWriter::insert(char name, std::string& out) {
  if (name == 'p') return write_period(out);
  std::vector<MetricTruth>* metrics = truth_ ? &piece_->metrics : nullptr;
  const size_t before = piece_->metrics.size(), spans = piece_->spans.size();
  quantities_.write(use_, context_, out, piece_->spans, metrics);
  metrics_ += piece_->spans.size() - spans;
  for (size_t i = before; i < piece_->metrics.size(); ++i) {
    MetricTruth& metric = piece_->metrics[i];
    metric.period = period_;
    if (!period_.begin.empty()) period_.source = "INHERITED";
    if (use_ == Quantities::Use::kTarget) metric.status = "TARGET";
  }
}

// 去年， 去年上半年， 2023年1至8月， …; half of the sentences name no period.
void StoryWriter::write_period(std::string& out) {
  struct Words {
    std::string_view words, end;  // of the year before the paper's; "": of some months
  };
  constexpr Words kWords[] = {{"", "12-31"},         {"全年", "12-31"},   {"上半年", "06-30"},
                              {"前三季度", "09-30"}, {"一季度", "03-31"}, {"1至", ""}};
  constexpr std::string_view kMonthEnds[] = {"03-31", "04-30", "05-31", "06-30", "07-31",
                                             "08-31", "09-30", "10-31", "11-30"};
  const uint32_t drawn = dice_.below(2 * std::size(kWords));
  if (drawn >= std::size(kWords)) return;
  const Words& chosen = kWords[drawn];
  const std::string& year = slots_[Slot::kLastyear];
  const bool named = dice_.chance(30);
  out += named ? year + "年" : "去年";
  out += named && chosen.words == "全年" ? std::string_view() : chosen.words;
  std::string_view end = chosen.end;
  if (end.empty()) {
    const uint32_t month = dice_.below(std::size(kMonthEnds));
    fmt::format_to(std::back_inserter(out), "{}月", month + 3);
    end = kMonthEnds[month];
  }
  out += "，";
  if (truth_) period_ = {year + "-01-01", fmt::format("{}-{}", year, end), "EXPLICIT"};
}

void StoryWriter::write_byline(Story& story) {
  slots_[Slot::kDateline].clear();
  const std::string first = text(symbols_.person), second = text(symbols_.person);
  story.authors = {first, second};
  switch (dice_.below(8)) {
    case 0:
      slots_[Slot::kDateline] = fmt::format("本报讯（记者{}通讯员{}）", first, second);
      break;
    case 1:
      story.agency = "新华社";
      story.dateline = fmt::format("{}{}月{}日", slots_[Slot::kProvince] + slots_[Slot::kCity],
                                   slots_[Slot::kMonth], slots_[Slot::kDay]);
      slots_[Slot::kDateline] =
          fmt::format("新华社{}电（记者{}、{}）", story.dateline, first, second);
      break;
    case 2:
      story.byline = fmt::format("本报记者 {} 通讯员 {}", spaced_name(first), spaced_name(second));
      break;
    case 3:
      story.byline = fmt::format("■本报记者 {} {}", spaced_name(first), spaced_name(second));
      break;
    case 4:
      story.byline = fmt::format("□本报记者 {}", spaced_name(first));
      story.authors.pop_back();
      break;
    case 5:
      story.byline = fmt::format("记者 {} 文/摄", spaced_name(first));
      story.authors.pop_back();
      break;
    case 6:
      story.byline = fmt::format("{} {}", spaced_name(first), spaced_name(second));
      break;
    default:
      story.byline = "□本报评论员";
      story.authors.clear();
      break;
  }
}

void StoryWriter::draw_subject() {
  context_.story = static_cast<uint32_t>(dice_.next()) | 1;
  context_.topic = dice_.below(static_cast<uint32_t>(grammar_.topics().size()));
  slots_[Slot::kHero] = text(symbols_.person);
  slots_[Slot::kVillage] = text(symbols_.village);
  slots_[Slot::kOrg] = text(symbols_.org_name);
  slots_[Slot::kTheme] = text(symbols_.theme);
  slots_[Slot::kTerm] = text(symbols_.theme);
}

Story StoryWriter::news(size_t bytes) {
  Story story;
  use_ = Quantities::Use::kPast;
  draw_subject();
  story.title = text(symbols_.title);
  if (dice_.chance(30)) story.kicker = text(symbols_.kicker);
  if (dice_.chance(30)) story.subtitle = text(symbols_.subtitle);
  write_byline(story);
  const bool subheads = bytes > 2500 && dice_.chance(50);
  Symbol opening = symbols_.opening;
  size_t written = 0;
  for (size_t since_subhead = 0; written < bytes;) {
    if (subheads && since_subhead > 900 && bytes - written > 400) {
      piece(story, PieceKind::kHeading).text = without_blanks(text(symbols_.subhead));
      since_subhead = 0;
    }
    Piece& body = piece(story, PieceKind::kBody);
    if (opening != symbols_.plain) sentence(body, std::exchange(opening, symbols_.plain));
    fill(body, std::min<size_t>(bytes - written, static_cast<size_t>(dice_.between(180, 700))),
         symbols_.plain, symbols_.qsentence);
    written += body.text.size();
    since_subhead += body.text.size();
    if (dice_.chance(4) && bytes - std::min(bytes, written) > 400) {
      piece(story, PieceKind::kCaption).text = without_blanks(text(symbols_.caption));
      written += story.pieces.back().text.size();
    }
  }
  return story;
}

Story StoryWriter::hard_negative(size_t bytes) {
  Story story;
  use_ = Quantities::Use::kPast;
  draw_subject();
  slots_[Slot::kDateline].clear();
  const std::string both = text(symbols_.hardneg);
  const size_t cut = both.find("¶");
  story.title = both.substr(0, cut);
  Piece& lead = piece(story, PieceKind::kBody);
  lead.text = without_blanks(both.substr(cut + std::string_view("¶").size()));
  bytes_ += lead.text.size();
  for (size_t written = lead.text.size(); written < bytes;
       written += story.pieces.back().text.size())
    fill(piece(story, PieceKind::kBody),
         std::min<size_t>(bytes - written, static_cast<size_t>(dice_.between(180, 600))),
         symbols_.plain, symbols_.qsentence);
  return story;
}

Story StoryWriter::report(size_t bytes) {
  Story story;
  context_.topic = static_cast<uint32_t>(grammar_.topics().size() - 1);
  slots_[Slot::kDateline].clear();
  story.title = text(symbols_.report_title);
  story.subtitle = text(symbols_.report_byline);
  const std::string speaker = text(symbols_.person);
  story.byline = fmt::format("市长 {}", spaced_name(speaker));
  story.authors = {speaker};
  report_part(story, bytes / 2, false);
  report_part(story, bytes - bytes / 2, true);
  use_ = Quantities::Use::kPast;
  return story;
}

// 一、… then paragraphs, run-in heads and (in the part on targets) （一）… headings.
void StoryWriter::report_part(Story& story, size_t bytes, bool target) {
  use_ = target ? Quantities::Use::kTarget : Quantities::Use::kPast;
  piece(story, PieceKind::kHeading).text =
      fmt::format("{}、{}", target ? "二" : "一", text(symbols_.h1));
  const Symbol plain = target ? symbols_.pledge : symbols_.preport;
  size_t sections = 0;
  for (size_t written = 0; written < bytes; written += story.pieces.back().text.size()) {
    draw_subject();
    if (target && sections < std::size(kNumerals) && dice_.chance(20))
      piece(story, PieceKind::kHeading).text =
          fmt::format("（{}）{}", kNumerals[sections++], text(symbols_.h2));
    Piece& body = piece(story, PieceKind::kBody);
    if (dice_.chance(40))
      sentence(body, target ? symbols_.target_opening : symbols_.past_opening);
    else if (dice_.chance(50))
      grammar_.expand(symbols_.runin, context_, body.text);
    fill(body, std::min<size_t>(bytes - written, static_cast<size_t>(dice_.between(350, 1100))),
         plain, symbols_.qreport);
  }
}

}  // namespace newsmill::newsgen
