// The features of many lines at once against one line at a time.
#include "segment/line_features.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

#include "seed.h"
#include "segment/line_cues.h"

namespace newsmill {
namespace {

using F = Feature;

constexpr int kIndent = 4;              // columns: two Han characters
constexpr int kBracketReach = 12;       // lines within which an open bracket is remembered
constexpr size_t kCreditReach = 3;      // lines from a caption's line to the name behind it
constexpr size_t kLongestCaption = 14;  // lines
constexpr size_t kEnoughEnds = 5;       // paragraphs, to tell a page's habits
constexpr int kShortText = 40;          // columns: longer lines are no headline of one column
constexpr int kLongText = 100;          // columns: longer lines are no headline at all
constexpr size_t kLongestTitle = 8;     // lines of an old paper's stacked headline

struct FeatureList {
  std::set<Feature> on;
  void add(Feature feature) { on.insert(feature); }
};
struct SlowFeatures {
  FeatureList line, after_first, after_later;
};

// Of a line with so much slack:
bool full(int slack) {
  return std::abs(slack) <= 1;
}
bool early(int slack) {
  return slack == 2;
}
bool indented(int slack) {
  return slack >= 3 && slack <= 6;
}
bool juts_out(int slack) {
  return slack < -1;
}
// A first line whose marks were squeezed is less than four columns short.
bool maybe_indented(const Line& line, int slack) {
  return slack <= 2 && slack >= 0 && line.squeeze + line.width - line.columns - line.rag >= 3;
}
bool stops(const Line& line) {
  return line.tail == CharClass::kStop;
}
// A sentence or a part of one ends with the line.
bool marks(const Line& line) {
  return stops(line) || line.tail == CharClass::kComma;
}
bool bracketed(const Line& line) {
  return line.head == CharClass::kOpen && line.closed && line.depth == 0 && !line.stop_inside;
}
bool figures(const Line& line) {
  return line.digits * 2 > line.characters;
}
bool tiny(const Line& line) {
  return line.characters <= 2;
}
// No sentence: a few words without comma or full stop. Headlines may ask or exclaim.
bool plain(const Line& line, uint32_t cues) {
  return !line.period_last && !line.period_inside && !(cues & kCommaInsideCue) &&
         line.tail != CharClass::kComma && line.columns <= (line.worded ? kLongText : kShortText);
}

// Asks one question after the other.
class SlowReader {
 public:
  SlowReader(const std::vector<Line>& lines, const std::vector<uint32_t>& cues, Print print);
  void read(size_t i, SlowFeatures& out);  // i = 0, 1, 2, … in turn

 private:
  void shape(size_t i, FeatureList& out) const;
  void wording(size_t i, FeatureList& out) const;
  void before(size_t i, FeatureList& out) const;
  void behind(size_t i, FeatureList& out) const;
  void pairs(size_t i, FeatureList& out) const;
  void line_break(size_t i, int indent, bool first, FeatureList& out) const;

  void old_print(size_t i, FeatureList& out) const;
  void old_title(size_t i, FeatureList& out) const;
  void old_break(size_t i, int indent, bool first, FeatureList& out) const;

  bool room_behind(size_t i, int indent) const;
  double left(size_t i, int indent) const;
  bool couplet(size_t i) const;
  bool wide_digits() const;
  void rare(size_t i, FeatureList& out) const;
  void block(size_t i, FeatureList& out) const;
  void enter_block(size_t i);

  Print print_;
  size_t title_end_ = 0;  // of old papers: the first line of the block that is no title's
  const std::vector<Line>& lines_;
  const std::vector<uint32_t>& cues_;
  std::vector<int> slack_;  // of each line
  bool wide_digits_ = false;
  bool worded_ = false;                     // most lines are lines of letters
  bool gaps_are_usual_ = false;             // the page sets most paragraphs apart by blank lines
  int open_ = 0;                            // brackets open at the start of line i
  int open_since_ = 0;                      // lines since the last bracket was opened
  size_t block_begin_ = 0, block_end_ = 0;  // the lines between two blank lines
  bool block_credit_ = false, block_plain_ = false, block_colon_ = false;
};

SlowReader::SlowReader(const std::vector<Line>& lines, const std::vector<uint32_t>& cues,
                       Print print)
    : print_(print), lines_(lines), cues_(cues) {
  slack_.reserve(lines.size());
  for (const Line& line : lines) slack_.push_back(line.slack());
  wide_digits_ = wide_digits();
  const auto letters =
      std::count_if(lines.begin(), lines.end(), [](const Line& line) { return line.worded; });
  worded_ = static_cast<size_t>(letters) * 2 > lines.size();
  // Of the lines that end a sentence short of the column's end, how many does a blank line follow?
  size_t ends = 0, gaps = 0;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    if (!stops(lines[i]) || slack_[i] < kIndent) continue;
    ++ends;
    gaps += lines[i + 1].gap > 0;
  }
  gaps_are_usual_ = ends >= kEnoughEnds && gaps * 3 > ends * 2;
}

void SlowReader::shape(size_t i, FeatureList& out) const {
  const Line& line = lines_[i];
  const int room = slack_[i];
  out.add(F::bias);
  if (full(slack_[i]))
    out.add(room == 1 && maybe_indented(line, slack_[i]) ? F::full_squeezed : F::full);
  else if (room < -6)
    out.add(F::far_out);
  else if (room < -1)
    out.add(F::juts_out);
  else if (room == 2)
    out.add(maybe_indented(line, slack_[i]) ? F::early_squeezed : F::early);
  else if (room <= 6)
    out.add(F::indented);
  else if (room * 2 <= line.width)
    out.add(F::shortish);
  else
    out.add(F::stub);
  if (tiny(line)) out.add(F::tiny);
  if ((i > 0 && couplet(i - 1)) || couplet(i)) out.add(F::couplet);
}

void SlowReader::wording(size_t i, FeatureList& out) const {
  const Line& line = lines_[i];
  if (line.worded && line.small_first) out.add(F::small_first);
  switch (line.head) {
    case CharClass::kOpen:
      out.add(F::starts_open);
      break;
    case CharClass::kDash:
      out.add(F::starts_dash);
      break;
    case CharClass::kStop:
    case CharClass::kComma:
    case CharClass::kColon:
    case CharClass::kClose:
      out.add(F::starts_close);
      break;
    case CharClass::kBullet:
    case CharClass::kArrow:
      out.add(F::starts_bullet);
      break;
    case CharClass::kDigit:
      out.add(F::starts_digit);
      break;
    case CharClass::kLatin:
      if (!line.worded) out.add(F::starts_latin);
      break;
    default:
      break;
  }
  switch (line.tail) {
    case CharClass::kStop:
      out.add(line.period_last ? F::ends_stop : F::ends_question);
      break;
    case CharClass::kComma:
      out.add(F::ends_comma);
      break;
    case CharClass::kColon:
      out.add(F::ends_colon);
      break;
    case CharClass::kDash:
      out.add(F::ends_dash);
      break;
    default:
      out.add(line.closed ? F::ends_bracket : F::ends_word);
      break;
  }
  if (line.stop_inside) out.add(F::stop_inside);
  if (line.period_inside || line.columns > kLongText) out.add(F::period_inside);
  if (figures(line)) out.add(F::figures);
  if (line.closes_first) out.add(F::closes_first);
  const uint32_t cues = cues_[i];
  if (plain(line, cues)) out.add(F::plain_short);
  static constexpr std::pair<uint32_t, F> kOfCue[] = {{kCommaInsideCue, F::comma_inside},
                                                      {kSpacedCue, F::spaced},
                                                      {kLooseCue, F::loose},
                                                      {kDatelineCue, F::dateline},
                                                      {kBylineCue, F::byline},
                                                      {kCaptionCue, F::caption},
                                                      {kCreditCue, F::credit},
                                                      {kGuideCue, F::guide},
                                                      {kNoticeCue, F::notice},
                                                      {kJumpFromCue, F::jump_from},
                                                      {kJumpToCue, F::jump_to},
                                                      {kJumpAloneCue, F::jump_alone},
                                                      {kMastheadCue, F::masthead},
                                                      {kMostlyMastheadCue, F::mostly_masthead},
                                                      {kLabelCue, F::label},
                                                      {kChapterCue, F::chapter},
                                                      {kSectionCue, F::section},
                                                      {kItemCue, F::item}};
  if (cues != 0)
    for (const auto& [cue, feature] : kOfCue)
      if (cues & cue) out.add(feature);
}

void SlowReader::before(size_t i, FeatureList& out) const {
  if (i == 0) {
    out.add(F::first);
    return;
  }
  const Line& line = lines_[i];
  const Line& prev = lines_[i - 1];
  const uint32_t cues = cues_[i - 1];
  if (i == 1) out.add(F::second);
  if (line.gap > 0) out.add(F::gap);
  if (stops(prev))
    out.add(F::prev_stop);
  else if (prev.tail == CharClass::kComma)
    out.add(F::prev_comma);
  else if (prev.tail == CharClass::kColon)
    out.add(F::prev_colon);
  else
    out.add(prev.closed ? F::prev_bracket : F::prev_word);
  if (line.gap > 0) out.add(stops(prev) ? F::prev_stop_gap : F::prev_open_gap);
  if (gaps_are_usual_ && stops(prev))
    out.add(line.gap > 0 ? F::prev_stop_usual_gap : F::prev_stop_usual_no_gap);
  if (lines_.front().whole) out.add(F::whole_line);
  if (worded_ && stops(prev) && line.gap > 0 && !(line.worded && line.small_first))
    out.add(F::worded_stop_gap);
  if (open_ > 0) out.add(F::in_bracket);
  if (cues & kJumpToCue) out.add(F::prev_jump_to);
  if (cues & (kMastheadCue | kMostlyMastheadCue)) out.add(F::prev_masthead);
  if (cues & kBylineCue) out.add(F::prev_byline);
  if (cues & kLabelCue) out.add(F::prev_label);
  if (cues & kGuideCue) out.add(F::prev_guide);
  if (cues & kCreditCue) out.add(F::prev_credit);
  if (tiny(prev)) out.add(F::prev_tiny);
  if (std::abs(prev.width - line.width) >= 3) out.add(F::column_changes);
  if (!full(slack_[i]) && std::abs(prev.columns - line.columns) <= 2) out.add(F::same_columns);
  if (juts_out(slack_[i - 1])) out.add(F::prev_juts_out);
  if (plain(prev, cues) && !full(slack_[i - 1])) out.add(F::prev_plain_short);
  if (slack_[i - 1] > 6) out.add(stops(prev) ? F::prev_short : F::prev_short_word);
  if (cues & kCaptionCue) out.add(F::prev_caption);
  if (full(slack_[i]) && !stops(prev)) out.add(F::full_prev_word);
}

void SlowReader::behind(size_t i, FeatureList& out) const {
  if (i + 1 == lines_.size()) {
    out.add(F::last);
    return;
  }
  const Line& line = lines_[i];
  const Line& next = lines_[i + 1];
  const uint32_t cues = cues_[i + 1];
  if (next.gap > 0) out.add(F::gap_after);
  if (full(slack_[i + 1]))
    out.add(F::next_full);
  else if (indented(slack_[i + 1]))
    out.add(F::next_indented);
  else if (juts_out(slack_[i + 1]))
    out.add(F::next_juts_out);
  else if (!early(slack_[i + 1]))
    out.add(F::next_short);
  if (cues & kDatelineCue) out.add(F::next_dateline);
  if (cues & kBylineCue) out.add(F::next_byline);
  if (cues & (kMastheadCue | kMostlyMastheadCue)) out.add(F::next_masthead);
  if (!full(slack_[i]) && std::abs(next.columns - line.columns) <= 2) out.add(F::next_same_columns);
  if (figures(next)) out.add(F::next_figures);
  if (std::abs(next.width - line.width) >= 3) out.add(F::next_column_changes);
  if (tiny(next)) out.add(F::next_tiny);
  if (next.head == CharClass::kOpen) out.add(F::next_open);
  if (next.worded && next.small_first) out.add(F::small_first_next);
  if (room_behind(i, kIndent)) out.add(F::room_behind_first);
  if (room_behind(i, 0)) out.add(F::room_behind_later);
  for (size_t k = i; k < lines_.size() && k <= i + kCreditReach; ++k)
    if (cues_[k] & kCreditCue) {
      out.add(F::credit_soon);
      break;
    }
}

// Would the next line's first piece have fitted behind line i, whose indent took `indent` columns?
bool SlowReader::room_behind(size_t i, int indent) const {
  return i + 1 < lines_.size() && left(i, indent) >= std::min<int>(lines_[i + 1].unit, 12);
}

// Columns left on line i behind its indent, digits taken for as wide as the page sets them.
double SlowReader::left(size_t i, int indent) const {
  return slack_[i] - indent - (wide_digits_ ? lines_[i].digits / 9.0 : 0);
}

// Do two lines of verse of one length stand at i and behind it?
bool SlowReader::couplet(size_t i) const {
  const auto verse = [&](size_t k) {
    const Line& line = lines_[k];
    return (stops(line) || line.tail == CharClass::kComma) && (line.han == 5 || line.han == 7) &&
           line.characters == line.han + 1 && slack_[k] >= 4;
  };
  return i + 1 < lines_.size() && verse(i) && verse(i + 1) &&
         std::abs(lines_[i].columns - lines_[i + 1].columns) <= 2;
}

// More than two lines say so, and more than twice as many as say no.
bool SlowReader::wide_digits() const {
  size_t yes = 0, no = 0;
  for (size_t i = 0; i + 1 < lines_.size(); ++i) {
    const Line& line = lines_[i];
    if (line.digits == 0 || line.columns * 2 < line.width || line.spread()) continue;
    if (line.digits >= 2 && line.columns == line.width && line.squeeze == 0) ++no;
    const bool goes_on = is_text(line.tail) || line.tail == CharClass::kComma;
    const int unit = std::min<int>(lines_[i + 1].unit, 12);
    if (goes_on && lines_[i + 1].gap == 0 && slack_[i] < kIndent && slack_[i] >= unit &&
        slack_[i] - line.digits / 9.0 < unit)
      ++yes;
  }
  return yes > 2 && yes > 2 * no;
}

void SlowReader::rare(size_t i, FeatureList& out) const {
  if (i == 0) return;
  const Line& prev = lines_[i - 1];
  if (prev.tail == CharClass::kColon && full(slack_[i - 1]) && indented(slack_[i]))
    out.add(F::colon_indented);
  if (!prev.closed || stops(prev) || !room_behind(i - 1, 0) || (prev.closes_first && i == 1))
    return;
  if (lines_[prev.closes_first ? i - 2 : i - 1].head == CharClass::kOpen) out.add(F::behind_note);
}

void SlowReader::block(size_t i, FeatureList& out) const {
  if (i < block_begin_ || i >= block_end_) return;
  if (block_credit_) out.add(F::credit_in_block);
  if (block_plain_) out.add(F::plain_block);
  if (block_colon_) out.add(F::block_colon);
  if (block_end_ - block_begin_ == 1)
    out.add(F::one_line_block);
  else if (block_end_ - block_begin_ <= 3)
    out.add(F::short_block);
}

// Looks at the lines from i to the next blank line, once for all of them.
void SlowReader::enter_block(size_t i) {
  block_begin_ = i;
  block_end_ = i + 1;
  while (block_end_ < lines_.size() && lines_[block_end_].gap == 0) ++block_end_;
  const size_t size = block_end_ - block_begin_;
  title_end_ = i;
  while (title_end_ < block_end_ && title_end_ < i + kLongestTitle &&
         plain(lines_[title_end_], cues_[title_end_]) && !(cues_[title_end_] & kWireCue))
    ++title_end_;
  block_credit_ = block_colon_ = false;
  block_plain_ = size <= kLongestCaption;
  if (size > kLongestCaption) return;
  block_credit_ = (cues_[block_end_ - 1] & kCreditCue) != 0;
  block_colon_ = lines_[block_end_ - 1].tail == CharClass::kColon;
  for (size_t k = i; k < block_end_ && block_plain_; ++k) block_plain_ = plain(lines_[k], cues_[k]);
}

void SlowReader::pairs(size_t i, FeatureList& out) const {
  const Line& line = lines_[i];
  const Line* prev = i > 0 ? &lines_[i - 1] : nullptr;
  const Line* next = i + 1 < lines_.size() ? &lines_[i + 1] : nullptr;
  const bool gap_before = !prev || line.gap > 0, gap_behind = !next || next->gap > 0;
  const bool prev_stops = prev && stops(*prev);
  const bool is_plain = plain(line, cues_[i]);
  const bool prev_plain = prev && plain(*prev, cues_[i - 1]);
  if (indented(slack_[i])) {
    if (next && full(slack_[i + 1])) out.add(F::indented_next_full);
    out.add(prev_stops ? F::indented_prev_stop : F::indented_prev_plain);
  }
  if (maybe_indented(line, slack_[i])) {
    out.add(F::maybe_indented);
    if (prev_stops) out.add(F::maybe_indented_stop);
    if (prev_stops && gap_before) out.add(F::maybe_indented_gap);
  }
  if (full(slack_[i]) && prev_stops) out.add(F::full_prev_stop);
  if (stops(line) && next && indented(slack_[i + 1])) out.add(F::stop_next_indented);
  if (stops(line) && !full(slack_[i])) out.add(F::stop_short);
  if (is_plain) {
    if (next && indented(slack_[i + 1])) out.add(F::plain_next_indented);
    if (gap_before && gap_behind)
      out.add(F::plain_gaps);
    else if (gap_before)
      out.add(F::plain_gap);
    else if (gap_behind)
      out.add(F::plain_gap_after);
    else
      out.add(F::plain_no_gaps);
    if (prev_stops) out.add(F::plain_prev_stop);
    if (prev_plain) out.add(F::plain_prev_plain);
    if (i < 6) out.add(F::top_plain);
    const bool room = room_behind(i, kIndent),
               numbered = (cues_[i] & (kChapterCue | kSectionCue | kItemCue)) != 0;
    if (numbered) out.add(room ? F::numbered_room : F::numbered_plain);
    if (room) out.add(F::plain_room_behind);
    if (prev_stops && next && indented(slack_[i + 1]))
      out.add(room ? F::plain_heading_room : F::plain_heading);
    if (next && (cues_[i + 1] & (kDatelineCue | kBylineCue))) out.add(F::plain_next_dateline);
  }
  const bool sentences = line.period_inside || line.columns > kLongText;
  if (!is_plain && !sentences && !stops(line) && room_behind(i, kIndent) &&
      (cues_[i] & (kChapterCue | kSectionCue | kItemCue)))
    out.add(F::numbered_clause_room);
  if (prev_stops && room_behind(i, kIndent)) {
    const bool indented_behind = indented(slack_[i + 1]);
    if (is_plain && stops(line) &&
        (indented_behind || (cues_[i + 1] & (kDatelineCue | kBylineCue))))
      out.add(F::question_heading);
    if ((cues_[i] & kCommaInsideCue) && !sentences && !stops(line) && indented_behind &&
        line.tail != CharClass::kComma && line.tail != CharClass::kColon)
      out.add(F::clause_heading);
  }
  if (is_plain && prev_plain && line.head == CharClass::kDash) out.add(F::dash_subtitle);
  if (stops(line) && room_behind(i, 0)) out.add(F::stop_room_behind);
  if (gap_before && gap_behind) {
    if (line.characters <= 5) out.add(F::tiny_gaps);
  }
  if ((cues_[i] & kLabelCue) && (i < 6 || i + 6 > lines_.size())) out.add(F::top_label);
}

void SlowReader::line_break(size_t i, int indent, bool first, FeatureList& out) const {
  const Line& line = lines_[i];
  const Line& prev = lines_[i - 1];
  // The _after_later twin of a feature stands right behind its _after_first.
  const auto add = [&](F feature) {
    out.add(first ? feature : static_cast<F>(static_cast<int>(feature) + 1));
  };
  const int left = slack_[i - 1] - (prev.spread() || prev.indent > 0 ? 0 : indent);
  const bool loose = (cues_[i - 1] & kLooseCue) != 0;
  const int unit = std::min<int>(line.unit, 12);
  if (left < -2 && !loose) add(F::overfull_after_first);
  const double digits = wide_digits_ ? prev.digits / 9.0 : 0;
  if (loose || left - digits < unit) {
    add(F::no_room_after_first);
    if (stops(prev))
      add(F::no_room_stop_after_first);
    else if (prev.closed)
      add(F::no_room_bracket_after_first);
    if (indented(slack_[i])) add(F::no_room_indented_after_first);
    if (line.gap > 0) add(F::no_room_gap_after_first);
    if (line.gap > 0 && stops(prev)) add(F::no_room_stop_gap_after_first);
  } else {
    add(left >= unit + 4 ? F::much_room_after_first : F::room_after_first);
    if (stops(prev))
      add(left >= unit + 4 ? F::much_room_stop_after_first : F::room_stop_after_first);
    if (prev.closed && !stops(prev)) add(F::room_bracket_after_first);
    if ((cues_[i - 1] & (kChapterCue | kSectionCue | kItemCue)) && plain(prev, cues_[i - 1]))
      add(F::room_numbered_after_first);
    if (indented(slack_[i])) add(F::room_indented_after_first);
    if (line.gap > 0) add(F::room_gap_after_first);
  }
}

void SlowReader::old_print(size_t i, FeatureList& out) const {
  const Line& line = lines_[i];
  const Line* prev = i > 0 ? &lines_[i - 1] : nullptr;
  const Line* next = i + 1 < lines_.size() ? &lines_[i + 1] : nullptr;
  const bool prev_marks = prev && marks(*prev) && line.gap == 0;
  if (cues_[i] & kWireCue) out.add(F::wire);
  if (bracketed(line)) out.add(F::bracketed);
  if (prev_marks) {
    if (cues_[i] & (kChapterCue | kSectionCue | kItemCue)) out.add(F::numbered_prev_mark);
    if (line.head == CharClass::kOpen) out.add(F::open_prev_mark);
    if (line.head == CharClass::kBullet) out.add(F::bullet_prev_mark);
    if (marks(line)) out.add(F::mark_prev_mark);
    if (marks(line) && line.columns == prev->columns) out.add(F::verse);
  }
  if (marks(line) && room_behind(i, 0)) out.add(F::mark_behind);
  if (!next || next->gap > 0) return;
  if (cues_[i + 1] & kWireCue) out.add(F::next_wire);
  if (bracketed(*next)) out.add(F::next_bracketed);
  if (prev && line.gap == 0 && line.columns * 2 <= prev->width &&
      next->columns <= line.columns + 2 && !marks(line))
    out.add(F::inset);
}

void SlowReader::old_title(size_t i, FeatureList& out) const {
  const Line& line = lines_[i];
  if (i >= title_end_) {
    if (i == title_end_ && i > block_begin_) out.add(F::first_text);
    if (i > title_end_ && plain(line, cues_[i])) out.add(F::plain_later);
    return;
  }
  if (i + 1 == title_end_) out.add(F::next_first_text);
  if (i == block_begin_) return;
  out.add(i == block_begin_ + 1   ? F::title_second
          : i == block_begin_ + 2 ? F::title_third
                                  : F::title_later);
  const int more = line.columns - lines_[i - 1].columns;
  out.add(more > 1 ? F::title_longer : more < -1 ? F::title_shorter : F::title_same);
}

void SlowReader::old_break(size_t i, int indent, bool first, FeatureList& out) const {
  const Line& line = lines_[i];
  const Line& prev = lines_[i - 1];
  if (line.gap > 0) return;
  const auto add = [&](F feature) {
    out.add(first ? feature : static_cast<F>(static_cast<int>(feature) + 1));
  };
  const int left = slack_[i - 1] - (prev.spread() || prev.indent > 0 ? 0 : indent);
  const int unit = std::min<int>(line.unit, 12);
  const bool room = left - (wide_digits_ ? prev.digits / 9.0 : 0) >= unit;
  if (marks(prev))
    add(!room              ? F::no_room_mark_after_first
        : left >= unit + 4 ? F::much_room_mark_after_first
                           : F::room_mark_after_first);
  if (!room) return;
  if (cues_[i] & kWireCue) add(F::room_wire_after_first);
  if (line.head == CharClass::kOpen) add(F::room_open_after_first);
  if (!plain(line, cues_[i])) add(F::room_text_after_first);
}

void SlowReader::read(size_t i, SlowFeatures& out) {
  out = {};
  if (i > 0) {
    const Line& prev = lines_[i - 1];
    open_ = std::max(0, open_ + prev.depth);
    open_since_ = prev.depth > 0 ? 0 : open_since_ + 1;
    if (open_since_ > kBracketReach || (cues_[i - 1] & kJumpToCue)) open_ = 0;
    line_break(i, kIndent, true, out.after_first);
    line_break(i, 0, false, out.after_later);
    if (print_ == Print::kOld) {
      old_break(i, kIndent, true, out.after_first);
      old_break(i, 0, false, out.after_later);
    }
  }
  if (i == block_end_) enter_block(i);
  shape(i, out.line);
  wording(i, out.line);
  before(i, out.line);
  behind(i, out.line);
  pairs(i, out.line);
  rare(i, out.line);
  block(i, out.line);
  if (print_ == Print::kOld) {
    old_print(i, out.line);
    old_title(i, out.line);
  }
}

Line random_line(std::mt19937& random) {
  const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
  Line line;
  line.columns = static_cast<uint16_t>(below(8) ? 1 + below(44) : below(130));
  line.width = static_cast<uint16_t>(below(4) ? line.columns + below(9) : 6 + below(60));
  line.indent = static_cast<uint16_t>(below(5) ? 0 : below(10));
  line.unit = static_cast<uint16_t>(2 + below(14));
  line.gap = static_cast<uint8_t>(below(4) ? 0 : below(3));
  line.head = static_cast<CharClass>(below(15));
  line.tail = static_cast<CharClass>(below(2) ? below(15) : static_cast<int>(CharClass::kStop));
  line.depth = static_cast<int8_t>(below(5) - 2);
  line.characters = static_cast<uint16_t>(below(3) ? 1 + line.columns / 2 : 1 + below(6));
  line.pieces = static_cast<uint16_t>(below(3) ? line.characters : 1 + below(line.characters));
  line.digits = static_cast<uint16_t>(below(3) ? 0 : below(line.characters + 1u));
  line.han = static_cast<uint16_t>(line.characters - 1u);
  line.blanks = static_cast<uint16_t>(below(4) ? 0 : below(6));
  if (below(40) == 0)  // more than three times of which is a number of 16 bits
    for (uint16_t* const count : {&line.columns, &line.characters, &line.han, &line.digits})
      *count = static_cast<uint16_t>(0x2000 + below(0x1FFF));
  line.squeeze = static_cast<uint8_t>(below(4));
  line.closed = below(5) == 0;
  line.stop_inside = below(4) == 0;
  line.period_last = line.tail == CharClass::kStop && below(3) > 0;
  line.period_inside = below(4) == 0;
  line.closes_first = below(9) == 0;
  line.worded = below(3) == 0;
  line.small_first = below(2) == 0;
  line.rag = static_cast<int16_t>(below(5) ? 0 : below(20) - 10);
  return line;
}

TEST(LineFeatures, AllAtOnceAgreeWithOneLineAtATime) {
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  std::set<Feature> seen;
  for (int round = 0; round < 300; ++round) {
    const bool gaps = round % 5 == 0;  // behind most sentences
    const Print print = round % 2 == 0 ? Print::kModern : Print::kOld;
    const unsigned kinds = print == Print::kModern ? 18 : 19;  // of cues
    std::vector<Line> lines(random() % 200);
    std::vector<uint32_t> cues(lines.size());
    for (size_t i = 0; i < lines.size(); ++i) {
      lines[i] = i > 0 && random() % 8 == 0 ? lines[i - 1] : random_line(random);
      if (gaps && i > 0) lines[i].gap = lines[i - 1].tail == CharClass::kStop && random() % 8 > 0;
      lines[i].whole = round % 7 == 0;
      if (round % 3 == 0) lines[i].worded = random() % 4 > 0;
      cues[i] = random() % 3 ? 0 : 1u << random() % kinds | 1u << random() % kinds;
    }
    const std::vector<LineFeatures> fast = read_features(lines, cues, print);
    SlowReader reader(lines, cues, print);
    SlowFeatures slow;
    for (size_t i = 0; i < lines.size(); ++i) {
      reader.read(i, slow);
      for (size_t f = 0; f < kFeatureCount; ++f) {
        const auto feature = static_cast<Feature>(f);
        const bool want = slow.line.on.contains(feature) || slow.after_first.on.contains(feature) ||
                          slow.after_later.on.contains(feature);
        ASSERT_EQ(fast[i].has(feature), want)
            << feature_name(feature) << ", line " << i << " of " << lines.size();
        if (want) seen.insert(feature);
      }
    }
  }
  for (size_t f = 0; f < kFeatureCount; ++f)
    EXPECT_TRUE(seen.contains(static_cast<Feature>(f))) << feature_name(static_cast<Feature>(f));
}

}  // namespace
}  // namespace newsmill
