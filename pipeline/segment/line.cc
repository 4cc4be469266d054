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

constexpr size_t kClasses = static_cast<size_t>(CharClass::kUnit) + 1;

constexpr uint32_t bit(CharClass c) {
  return 1u << static_cast<unsigned>(c);
}

// May no line be broken between the two characters?
constexpr bool binds(CharClass left, CharClass right) {
  if (left == CharClass::kOpen) return true;
  if (right == CharClass::kClose || right == CharClass::kStop || right == CharClass::kComma ||
      right == CharClass::kColon)
    return true;
  if (is_word(left) && (is_word(right) || right == CharClass::kOther || right == CharClass::kUnit))
    return true;
  return left == CharClass::kDash && right == CharClass::kDash;
}
// The classes that each class binds to itself, a bit for each.
constexpr std::array<uint32_t, kClasses> kBound = [] {
  std::array<uint32_t, kClasses> bound{};
  for (size_t left = 0; left < kClasses; ++left)
    for (size_t right = 0; right < kClasses; ++right)
      if (binds(static_cast<CharClass>(left), static_cast<CharClass>(right)))
        bound[left] |= 1u << right;
  return bound;
}();

// What is only counted.
struct alignas(16) Tally {
  uint32_t characters = 0, han = 0, digits = 0, squeeze = 0;
  void add(const Tally& other) {
    characters += other.characters;
    han += other.han;
    digits += other.digits;
    squeeze += other.squeeze;
  }
};

// A bit for each class, and some for what else is asked of a line's characters.
constexpr uint32_t kPeriod = 1u << 16, kClause = 1u << 17, kPicture = 1u << 18;

// All that a cell says, taken apart.
struct Facts {
  Tally tally;
  uint32_t bits = 0;
  uint32_t columns = 0;
};
constexpr std::array<Facts, 256> kFacts = [] {
  std::array<Facts, 256> facts{};
  for (unsigned bits = 0; bits < 256; ++bits) {
    const Cell cell{static_cast<uint8_t>(bits)};
    const CharClass c = cell.kind();
    const bool mark = c >= CharClass::kStop && c <= CharClass::kClose;
    facts[bits].tally = {1, is_text(c), c == CharClass::kDigit, mark && cell.columns() == 2};
    facts[bits].bits = bit(c) | (cell.clause() && c == CharClass::kStop ? kPeriod : 0) |
                       (cell.clause() && c == CharClass::kComma ? kClause : 0) |
                       (cell.picture() ? kPicture : 0);
    facts[bits].columns = cell.columns();
  }
  return facts;
}();

// Walks the characters of one line and keeps what its neighbours will ask for.
class Measure {
 public:
  void take_blank(Cell cell) {
    pending_columns_ += cell.columns();
    ++pending_blanks_;
  }

  // Any other character, from byte `begin` to `end`.
  void take(Cell cell, uint32_t begin, uint32_t end) {
    const CharClass c = cell.kind();
    arrive(c, begin);
    const Facts& facts = kFacts[cell.bits];
    if (!unit_done_) unit_ += facts.columns;
    columns_ += facts.columns;
    tally_.add(facts.tally);
    seen_ |= facts.bits;
    if (c == CharClass::kOpen) {
      depth_ = std::min(depth_ + 1, 8);
    } else if (c == CharClass::kClose) {
      depth_ = std::max(depth_ - 1, -8);
      closes_first_ |= depth_ < 0;
    }
    leave(facts.bits, c, end);
  }

  // As many plain Han characters, two columns wide. The same as take() for each.
  void take_han(unsigned count, uint32_t begin, uint32_t end) {
    arrive(CharClass::kHan, begin);
    if (!unit_done_) unit_ += 2;
    unit_done_ |= count > 1;
    columns_ += 2 * count;
    more_pieces_ += count - 1;
    tally_.characters += count;
    tally_.han += count;
    leave(bit(CharClass::kHan), CharClass::kHan, end);
  }

  bool blank() const { return tally_.characters == 0; }
  // Fills a new line with what was measured.
  void write(Line& line) const {
    line.begin = begin_;
    line.end = end_;
    line.head = head_;
    line.tail = tail_;
    line.depth = static_cast<int8_t>(depth_);
    line.closes_first = closes_first_;
    line.closed = last_ == CharClass::kClose;
    line.period_last = (tail_bits_ & kPeriod) != 0;
    line.stop_inside = (followed_ & bit(CharClass::kStop)) != 0;
    line.period_inside = (followed_ & kPeriod) != 0;
    line.colon_inside = (seen_ & bit(CharClass::kColon)) != 0;
    line.comma_inside = (seen_ & kClause) != 0;
    line.picture_inside = (seen_ & kPicture) != 0;
    saturate(line.indent, indent_);
    saturate(line.columns, columns_);
    saturate(line.unit, unit_);
    saturate(line.characters, tally_.characters);
    saturate(line.pieces, 1 + more_pieces_);
    saturate(line.han, tally_.han);
    saturate(line.digits, tally_.digits);
    saturate(line.blanks, blanks_);
    saturate(line.squeeze, tally_.squeeze, 250);
    saturate(line.gulfs, gulfs_);
  }

 private:
  // Before a character of class `c` is counted.
  void arrive(CharClass c, uint32_t begin) {
    if (blank()) {
      begin_ = begin;
      indent_ = pending_columns_;
      head_ = c;
    } else {
      follow(c);
    }
    pending_columns_ = pending_blanks_ = 0;
  }
  void leave(uint32_t bits, CharClass c, uint32_t end) {
    end_ = end;
    last_ = c;
    last_bits_ = bits;
    if (c == CharClass::kClose) return;
    tail_ = c;
    tail_bits_ = bits;
  }

  // A character of class `c` behind another one, perhaps with blanks between.
  void follow(CharClass c) {
    bool apart = false;
    if (pending_blanks_ > 0) {
      apart = true;
      columns_ += pending_columns_;
      blanks_ += pending_blanks_;
      gulfs_ += pending_columns_ >= kGulf;
    }
    unit_done_ |= apart | !(kBound[static_cast<size_t>(last_)] & bit(c));
    constexpr uint32_t kWord = bit(CharClass::kDigit) | bit(CharClass::kLatin);
    more_pieces_ += apart | !(bit(c) & kWord) | !(last_bits_ & kWord);
    followed_ |= last_bits_;
  }

  Tally tally_;
  uint32_t begin_ = 0, end_ = 0;
  // The first character, the last, and the last that is no closing bracket.
  CharClass head_ = CharClass::kOther, last_ = CharClass::kOther, tail_ = CharClass::kOther;
  // Bits of Facts: of all characters, of all but the last, of last_, of tail_.
  uint32_t seen_ = 0, followed_ = 0, last_bits_ = 0, tail_bits_ = 0;
  unsigned pending_columns_ = 0, pending_blanks_ = 0, indent_ = 0;
  unsigned columns_ = 0, unit_ = 0, more_pieces_ = 0, blanks_ = 0, gulfs_ = 0;
  int depth_ = 0;
  bool unit_done_ = false, closes_first_ = false;
};

// Most of a page is Han characters behind Han characters: where does such a run end?
size_t end_of_han(std::string_view text, size_t pos, const Characters& characters) {
  while (pos + 3 <= text.size() && characters.is_plain_han(text.data() + pos)) pos += 3;
  return pos;
}

// Measures the line that starts at `pos`; the end of the line feed behind it.
size_t measure_line(std::string_view text, size_t pos, const Characters& characters,
                    Measure& measure) {
  while (pos < text.size()) {
    const auto begin = static_cast<uint32_t>(pos);
    pos = end_of_han(text, pos, characters);
    const auto end = static_cast<uint32_t>(pos);
    if (end > begin) measure.take_han((end - begin) / 3, begin, end);
    if (pos == text.size()) break;
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    if (c.code == '\n') break;
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
    line.number = number;
    saturate(line.gap, gap);
    gap = 0;
  }
  return lines;
}

}  // namespace newsmill
