// What more than two lines tell together:
//
//   这正是：            each line of verse is a paragraph, and so is what announces it, …
//   千帆竞发货运忙，
//   商通万里惠八方。
//   （摘编自《柳湾     … what follows a text in brackets, …
//   日报》）
//   救助不能成表演
//   深挖思想根源       … what could have stood behind the line before it in a heading, …
//   校准政绩坐标
//   推广农机改善土质   … and lines that leave an indent free where what follows would have fitted.
//   村里来了许多新的农机
//   手他们在田里开着农机耕田
//
// Tested by tests/segment/set_apart_test.cc.
#include "segment/set_apart.h"

#include <optional>

#include "segment/line_cues.h"

namespace newsmill {
namespace {

constexpr size_t kNear = 4;                       // lines before verse, and behind it
constexpr size_t kLongestNote = 8;                // lines of a text in brackets
constexpr size_t kMostVerse = 64;                 // lines
constexpr int kLeastIndent = 3, kMostIndent = 6;  // columns
constexpr int kRagged = 2;                        // columns that a full line may leave free
constexpr int kNinths = 9;                        // a digit may be a ninth wider than a column
constexpr size_t kPiece = 12;                     // bytes that may cling together
constexpr int kLeastCredit = 5;                   // Han characters
constexpr size_t kLongestHeading = 3;             // lines
constexpr int kWider = kIndent + 2;               // columns by which the lines near verse are wider

class SetApart {
 public:
  SetApart(const MeasuredPage& page, std::vector<LineRole>& roles)
      : page_(page), lines_(page.lines), cues_(page.cues), roles_(roles) {}

  void read() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      const LineRole role = roles_[i];
      if (cues_[i] & kMastheadCue) take_credits_out(i);
      if (role == LineRole::kInner) {
        if (!page_.old_print && must_begin(i)) begin(i);
        continue;
      }
      if (role == LineRole::kHead || role == LineRole::kSub) {
        take_bylines_out(i);
        take_chapters_out(i);
      }
      if (page_.old_print) continue;
      if (verse(i))
        stanza(i);
      else if (lines_[i].tail == CharClass::kColon && i + 1 < lines_.size() && verse(i + 1))
        stanza(i + 1);
      if (role == LineRole::kBegin) note(i);
      if (is(i, LineRole::kHead) && in_text(i) && fits_column(i) && titles_jut_out())
        make_heading(i);
      if (is(i, LineRole::kSub)) part_heading(i);
    }
  }

 private:
  bool is(size_t i, LineRole role) const { return i < roles_.size() && roles_[i] == role; }

  // A line that names reporters and nothing else, 记者 李四 文/摄, is no headline, wherever it was
  // drawn, and no heading's second line. What has no blanks may be one: 柳湾治水系列报道.
  void take_bylines_out(size_t first) {
    const LineRole start = roles_[first];
    const LineRole inner = start == LineRole::kHead ? LineRole::kHeadInner : LineRole::kSubInner;
    bool out = false;  // the line before was taken out
    for (size_t i = first; i == first || is(i, inner); ++i) {
      if (out) roles_[i] = start;
      out = (cues_[i] & kBylineCue) != 0 && lines_[i].blanks > 0 &&
            (i > first || start == LineRole::kHead);
      if (out) roles_[i] = LineRole::kByline;
    }
  }

  // What a chapter's number opens, 一、…, is a heading of the text, right below its headline too.
  void take_chapters_out(size_t first) {
    if (!is(first, LineRole::kHead) || !(cues_[first] & kChapterCue)) return;
    make_heading(first);
  }

  // The editors' names are no part of a text, wherever they were drawn.
  void take_credits_out(size_t i) {
    const Line& line = lines_[i];
    const bool names =
        line.digits == 0 && line.han >= kLeastCredit && (line.colon_inside || line.blanks > 0);
    if (page_.old_print || !is(i, LineRole::kInner) || !names) return;
    roles_[i] = LineRole::kFurniture;
    if (is(i + 1, LineRole::kInner)) roles_[i + 1] = LineRole::kResume;
  }

  // Does an inner line leave an indent free though what follows would have fitted there? Then the
  // indent is its own.
  bool must_begin(size_t i) const {
    const Line& line = lines_[i];
    const int left = line.width - line.columns;
    if (left < kLeastIndent || left > kMostIndent || !is(i + 1, LineRole::kInner)) return false;
    const Line &before = lines_[i - 1], &next = lines_[i + 1];
    const int piece = next.unit + (next.head == CharClass::kDigit ? kIndent / 2 : 0);
    const bool fits = line.slack() * kNinths - line.digits >= piece * kNinths;
    const bool one_column =
        line.gap == 0 && next.gap == 0 && before.width == line.width && next.width == line.width;
    const bool full =
        next.slack() <= kRagged || (next.tail == CharClass::kStop &&
                                    next.columns * 2 >= next.width && before.slack() <= kRagged);
    return fits && one_column && full && left - kIndent < next.unit &&
           line.tail != CharClass::kStop && !line.spread() && !next.spread() && !clings(next);
  }
  // Does the line begin with a quotation mark or a dash, or near to one? Then its first piece may
  // be wider.
  bool clings(const Line& line) const {
    const std::string_view start = line.in(page_.text).substr(0, kPiece);
    for (const std::string_view mark : {"“", "”", "‘", "’", "—"})
      if (start.find(mark) != start.npos) return true;
    return false;
  }
  // What stands before it is a text of its own: one that has no end is a heading, if it is short.
  void begin(size_t i) {
    size_t first = i - 1;
    while (first > 0 && is(first, LineRole::kInner) && i - first <= kLongestHeading) --first;
    const Line& before = lines_[i - 1];
    if (before.tail != CharClass::kStop) {
      const bool heading = is(first, LineRole::kBegin) && i - first <= kLongestHeading &&
                           is_text(before.tail) && !before.closed && no_period(first, i);
      if (!heading) return;
      roles_[first] = LineRole::kSub;
      for (size_t k = first + 1; k < i; ++k) roles_[k] = LineRole::kSubInner;
    }
    roles_[i] = LineRole::kBegin;
  }
  bool no_period(size_t first, size_t end) const {
    for (size_t i = first; i < end; ++i)
      if (lines_[i].period_inside || (cues_[i] & kOpeningCues)) return false;
    return true;
  }

  // Five or seven Han characters and a mark that ends a clause.
  bool verse(size_t i) const {
    const Line& line = lines_[i];
    return (line.han == 5 || line.han == 7) && line.characters == line.han + 1 &&
           (line.tail == CharClass::kComma || line.tail == CharClass::kStop);
  }

  // Lines of verse from line `first` on; an even number of them is a stanza.
  void stanza(size_t first) {
    size_t end = first;
    while (end < lines_.size() && end - first < kMostVerse && verse(end) &&
           lines_[end].columns == lines_[first].columns)
      ++end;
    const size_t count = end - first;
    if (count < 2 || count % 2 != 0 || lines_[end - 1].tail != CharClass::kStop ||
        lines_[first].tail != CharClass::kComma || !may_quote(first) || narrow(first, end))
      return;
    for (size_t i = first; i < end; ++i)
      if (roles_[i] != LineRole::kCell && roles_[i] != LineRole::kFurniture)
        roles_[i] = LineRole::kBegin;
    // 这正是：
    const bool announced = first > 0 && lines_[first - 1].tail == CharClass::kColon;
    if (announced && (is(first - 1, LineRole::kHead) || is(first - 1, LineRole::kSub)))
      roles_[first - 1] = LineRole::kBegin;
    if (is(end, LineRole::kInner)) roles_[end] = LineRole::kBegin;
  }

  // Does a sentence end before line i, or announce something?
  bool may_quote(size_t i) const {
    return i == 0 || lines_[i - 1].tail == CharClass::kStop ||
           lines_[i - 1].tail == CharClass::kColon;
  }

  // Are the lines near as narrow as these: is it a column of that width?
  bool narrow(size_t first, size_t end) const {
    const auto wide = [&](size_t i) { return lines_[i].columns >= lines_[first].columns + kWider; };
    for (size_t k = 1; k <= kNear; ++k) {
      if (first >= k && wide(first - k)) return false;
      if (end + k <= lines_.size() && wide(end + k - 1)) return false;
    }
    return true;
  }

  // A paragraph that opens with a bracket ends where that closes with a line that is not full, or
  // with another line than it was opened on.
  void note(size_t first) {
    if (lines_[first].head != CharClass::kOpen || !lines_[first].in(page_.text).starts_with("（"))
      return;
    int depth = 0;
    for (size_t i = first; i < lines_.size() && i < first + kLongestNote; ++i) {
      if (i > first && roles_[i] != LineRole::kInner) return;
      depth += lines_[i].depth;
      if (depth > 0) continue;
      if (depth < 0 || !is(i + 1, LineRole::kInner) || !lines_[i].in(page_.text).ends_with("）"))
        return;
      const bool room = lines_[i].slack() >= static_cast<int>(lines_[i + 1].unit);
      if (room || (i > first && !(cues_[first] & kDatelineCue))) roles_[i + 1] = LineRole::kBegin;
      return;
    }
  }

  // Titles are set larger than the text, on pages where some jut out of their columns.
  bool titles_jut_out() {
    if (!titles_jut_out_) {
      titles_jut_out_ = false;
      for (size_t i = 0; i < lines_.size() && !*titles_jut_out_; ++i)
        titles_jut_out_ = is(i, LineRole::kHead) && lines_[i].columns > lines_[i].width + kIndent;
    }
    return *titles_jut_out_;
  }

  // Where the headline or heading that starts with line `first` ends.
  size_t end_of(size_t first) const {
    size_t end = first + 1;
    while (end < lines_.size() &&
           (roles_[end] == LineRole::kHeadInner || roles_[end] == LineRole::kSubInner))
      ++end;
    return end;
  }

  // Do paragraphs of one column stand right before a headline or heading and right behind it?
  bool in_text(size_t first) const {
    const size_t end = end_of(first);
    if (first == 0 || end >= lines_.size()) return false;
    if (!is(first - 1, LineRole::kInner) && !is(first - 1, LineRole::kBegin)) return false;
    return lines_[first - 1].tail == CharClass::kStop && is(end, LineRole::kBegin) &&
           !(cues_[end] & (kBylineCue | kDatelineCue)) && lines_[first].gap == 0 &&
           lines_[end].gap == 0 && lines_[first - 1].width == lines_[end].width;
  }

  // A line or two, no wider than the column that they stand in.
  bool fits_column(size_t first) const {
    const size_t end = end_of(first);
    const int width = lines_[end].width;
    const auto fits = [&](const Line& line) {
      return line.width == width && line.columns + kIndent <= width;
    };
    return end - first <= 2 && fits(lines_[first]) && fits(lines_[end - 1]);
  }

  void make_heading(size_t first) {
    const size_t end = end_of(first);
    roles_[first] = LineRole::kSub;
    for (size_t i = first + 1; i < end; ++i) roles_[i] = LineRole::kSubInner;
  }

  // A heading breaks where its line is full, in type up to twice as large as the text's: what comes
  // behind less than half a line is a heading of its own.
  void part_heading(size_t first) {
    if (!in_text(first)) return;
    for (size_t i = first + 1; i < end_of(first); ++i) {
      const Line& before = lines_[i - 1];
      const bool short_of_half = before.columns * 2 + kIndent <= lines_[first - 1].width;
      if (short_of_half && !before.colon_inside && !before.spread()) roles_[i] = LineRole::kSub;
    }
  }

  const MeasuredPage& page_;
  const std::span<const Line> lines_;
  const std::vector<uint32_t>& cues_;
  std::vector<LineRole>& roles_;
  std::optional<bool> titles_jut_out_;  // once asked
};

}  // namespace

void set_apart(const MeasuredPage& page, std::vector<LineRole>& roles) {
  SetApart(page, roles).read();
}

}  // namespace newsmill
