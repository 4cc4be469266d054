// Measures each printed line once. “新柳湾”大桥 has 16 columns, 7 characters, starts with an
// opening bracket, and its first piece that cannot be broken is “新 (4 columns). Tested by
// tests/segment/line_test.cc.
#include "segment/line.h"

#include <algorithm>
#include <array>
#include <limits>

namespace newsmill {
namespace {

constexpr unsigned kGulf = 3;  // columns

template <class T>
void saturate(T& field, unsigned count, unsigned most = std::numeric_limits<T>::max()) {
  field = static_cast<T>(std::min(count, most));
}

constexpr uint32_t bit(CharClass c) {
  return 1u << static_cast<unsigned>(c);
}
// Besides a bit for each class, what else is asked of a line's characters.
constexpr uint32_t kPeriod = 1u << 16, kClause = 1u << 17, kPicture = 1u << 18;
constexpr unsigned kWordBit = 31;  // of words

// May no line be broken between the two characters?
bool binds(CharClass left, CharClass right) {
  if (right == CharClass::kBlank) return false;
  if (left == CharClass::kOpen) return true;
  if (right == CharClass::kClose || right == CharClass::kStop || right == CharClass::kComma ||
      right == CharClass::kColon)
    return true;
  if (is_word(left) && (is_word(right) || right == CharClass::kOther || right == CharClass::kUnit))
    return true;
  return left == CharClass::kDash && right == CharClass::kDash;
}

// Columns of the first piece of `ink` that cannot be broken.
unsigned first_piece(std::string_view ink, const Characters& characters) {
  if (characters.end_of_han(ink.substr(0, 6), 0) == 6) return 2;  // as most lines start
  unsigned columns = 0;
  CharClass last = CharClass::kOther;
  for (size_t pos = 0; pos < ink.size();) {
    const utf8::Char c = utf8::at(ink, pos);
    const Cell cell = characters[c.code];
    if (pos > 0 && !binds(last, cell.kind())) break;
    columns += cell.columns();
    last = cell.kind();
    pos += c.size;
  }
  return columns;
}

// What is only counted, four numbers in one register.
enum Count : size_t { kColumns, kHan, kDigits, kSqueeze };
using Tally [[gnu::vector_size(16)]] = uint32_t;

// All that a cell says, taken apart.
struct Facts {
  Tally tally;
  uint32_t bits;
};
constexpr std::array<Facts, 256> kFacts = [] {
  std::array<Facts, 256> facts{};
  for (unsigned bits = 0; bits < 256; ++bits) {
    const Cell cell{static_cast<uint8_t>(bits)};
    const CharClass c = cell.kind();
    const bool mark = c >= CharClass::kStop && c <= CharClass::kClose;
    facts[bits].tally =
        Tally{cell.columns(), is_text(c), c == CharClass::kDigit, mark && cell.columns() == 2};
    facts[bits].bits = bit(c) | (cell.clause() && c == CharClass::kStop ? kPeriod : 0) |
                       (cell.clause() && c == CharClass::kComma ? kClause : 0) |
                       (cell.picture() ? kPicture : 0) | uint32_t{is_word(c)} << kWordBit;
  }
  return facts;
}();

// Walks the characters of one line and keeps what its neighbours will ask for.
class Measure {
 public:
  void take_blank(Cell cell) {
    apart_ = true;
    pending_columns_ += cell.columns();
    ++pending_blanks_;
  }

  // Any other character, from byte `begin` to `end`.
  void take(Cell cell, uint32_t begin, uint32_t end) {
    if (apart_) arrive(cell.kind(), begin);
    const Facts& facts = kFacts[cell.bits];
    tally_ += facts.tally;
    ++others_;
    glued_ += (facts.bits & last_) >> kWordBit;
    followed_ = seen_;
    seen_ |= facts.bits;
    last_ = facts.bits;
    end_ = end;
    if (facts.bits & bit(CharClass::kClose)) {
      depth_ = std::max(depth_ - 1, -8);
      closes_first_ |= depth_ < 0;
      return;
    }
    tail_ = cell;
    if (facts.bits & bit(CharClass::kOpen)) depth_ = std::min(depth_ + 1, 8);
  }

  // As many plain Han characters, two columns wide. The same as take() for each.
  void take_han(unsigned count, uint32_t begin, uint32_t end) {
    if (apart_) arrive(CharClass::kHan, begin);
    plain_ += count;
    followed_ = seen_;
    last_ = bit(CharClass::kHan);
    tail_ = kPlainHan;
    end_ = end;
  }

  bool blank() const { return others_ + plain_ == 0; }
  // Fills a new line with what was measured; all but its first piece.
  void write(Line& line) const {
    line.begin = begin_;
    line.end = end_;
    line.head = head_;
    line.tail = tail_.kind();
    line.depth = static_cast<int8_t>(depth_);
    line.closes_first = closes_first_;
    line.closed = (last_ & bit(CharClass::kClose)) != 0;
    line.period_last = tail_.clause() && tail_.kind() == CharClass::kStop;
    line.stop_inside = (followed_ & bit(CharClass::kStop)) != 0;
    line.period_inside = (followed_ & kPeriod) != 0;
    line.colon_inside = (seen_ & bit(CharClass::kColon)) != 0;
    line.comma_inside = (seen_ & kClause) != 0;
    line.picture_inside = (seen_ & kPicture) != 0;
    saturate(line.indent, indent_);
    saturate(line.columns, tally_[kColumns] + 2 * plain_ + blank_columns_);
    saturate(line.characters, others_ + plain_);
    saturate(line.pieces, others_ + plain_ - glued_);
    saturate(line.han, tally_[kHan] + plain_);
    saturate(line.digits, tally_[kDigits]);
    saturate(line.blanks, blanks_);
    saturate(line.squeeze, tally_[kSqueeze], 250);
    saturate(line.gulfs, gulfs_);
  }

 private:
  // Before the first character of class `c` of a line, or the first behind blanks.
  void arrive(CharClass c, uint32_t begin) {
    if (blank()) {
      begin_ = begin;
      indent_ = pending_columns_;
      head_ = c;
    } else {
      blank_columns_ += pending_columns_;
      blanks_ += pending_blanks_;
      gulfs_ += pending_columns_ >= kGulf;
    }
    apart_ = false;
    last_ = 0;
    pending_columns_ = pending_blanks_ = 0;
  }

  Tally tally_{};        // of all but plain Han characters
  unsigned others_ = 0;  // these
  unsigned plain_ = 0;   // plain Han characters
  unsigned glued_ = 0;   // letters and digits right behind another one
  bool apart_ = true;    // does the next character start the line, or follow blanks?
  bool closes_first_ = false;
  CharClass head_ = CharClass::kOther;  // of the first character
  Cell tail_;                           // the last character that is no closing bracket
  // Bits of Facts: of all characters, of all but the last, of the last (0 once another stands
  // apart from it).
  uint32_t seen_ = 0, followed_ = 0, last_ = 0;
  uint32_t begin_ = 0, end_ = 0;
  unsigned pending_columns_ = 0, pending_blanks_ = 0, indent_ = 0;
  unsigned blank_columns_ = 0, blanks_ = 0, gulfs_ = 0;
  int depth_ = 0;
};

// Measures the line that starts at `pos`; the end of the line feed behind it.
size_t measure_line(std::string_view text, size_t pos, const Characters& characters,
                    Measure& measure) {
  while (pos < text.size()) {
    const auto begin = static_cast<uint32_t>(pos);
    // Most of a page is Han characters behind Han characters.
    pos = characters.end_of_han(text, pos);
    const auto end = static_cast<uint32_t>(pos);
    if (end > begin) measure.take_han((end - begin) / 3, begin, end);
    if (pos == text.size()) break;
    if (text[pos] == '\n') return pos + 1;
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    const Cell cell = characters[c.code];
    if (cell.kind() == CharClass::kBlank)
      measure.take_blank(cell);
    else
      measure.take(cell, end, end + c.size);
  }
  return pos;
}

}  // namespace

std::vector<Line> read_lines(std::string_view text, const Characters& characters) {
  std::vector<Line> lines;
  lines.reserve(text.size() / 40 + 1);
  unsigned gap = 0;
  uint32_t number = 1;
  for (size_t pos = 0; pos < text.size(); ++number) {
    Measure measure;
    pos = measure_line(text, pos, characters, measure);
    if (measure.blank()) {
      ++gap;
      continue;
    }
    Line& line = lines.emplace_back();
    measure.write(line);
    saturate(line.unit, first_piece(line.in(text), characters));
    line.number = number;
    saturate(line.gap, gap);
    gap = 0;
  }
  return lines;
}

}  // namespace newsmill
