// What more than two lines tell together:
//
//   这正是：            each line of verse is a paragraph, and so is what announces it, …
//   千帆竞发货运忙，
//   商通万里惠八方。
//   （摘编自《柳湾     … what follows a text in brackets, …
//   日报》）
//   救助不能成表演
//   深挖思想根源       … and what could have stood behind the line before it in a heading.
//   校准政绩坐标
//
// Tested by tests/segment/set_apart_test.cc.
#include "segment/set_apart.h"

#include <optional>

#include "segment/line_cues.h"

namespace newsmill {
namespace {

constexpr size_t kNear = 4;          // lines before verse, and behind it
constexpr size_t kLongestNote = 8;   // lines of a text in brackets
constexpr size_t kMostVerse = 64;    // lines
constexpr int kWider = kIndent + 2;  // columns by which the lines near verse are wider

class SetApart {
 public:
  SetApart(const MeasuredPage& page, std::vector<LineRole>& roles)
      : page_(page), lines_(page.lines), cues_(page.cues), roles_(roles) {}

  void read() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      const LineRole role = roles_[i];
      if (role == LineRole::kInner) continue;
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
  const std::vector<Line>& lines_;
  const std::vector<uint32_t>& cues_;
  std::vector<LineRole>& roles_;
  std::optional<bool> titles_jut_out_;  // once asked
};

}  // namespace

void set_apart(const MeasuredPage& page, std::vector<LineRole>& roles) {
  SetApart(page, roles).read();
}

}  // namespace newsmill
