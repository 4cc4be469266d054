// Measures each printed line once. “新柳湾”大桥 has 16 columns, 7 characters, starts with an
// opening bracket, and its first piece that cannot be broken is “新 (4 columns). Tested by
// tests/segment/line_test.cc.
#include "segment/line.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>

namespace newsmill {
namespace {

constexpr unsigned kGulf = 3;      // columns
constexpr uint32_t kHanBytes = 3;  // of a character from E4 80 80 to E9 BF BF

template <class T>
void saturate(T& field, unsigned count, unsigned most = std::numeric_limits<T>::max()) {
  field = static_cast<T>(std::min(count, most));
}

constexpr uint32_t bit(CharClass c) {
  return 1u << static_cast<unsigned>(c);
}
// Besides a bit for each class, what else is asked of a line's characters.
constexpr uint32_t kPeriod = 1u << 16, kClause = 1u << 17;
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

// The numbers of LineCounts in one register; GCC and Clang have arithmetic for it on any processor.
enum Count : size_t {
  kColumns,
  kCharacters,
  kPieces,
  kHan,
  kDigits,
  kBlanks,
  kSqueeze,
  kGulfs,
};
using Tally [[gnu::vector_size(16)]] = uint16_t;
constexpr Tally kMost = {65535, 65535, 65535, 65535, 65535, 65535, 250, 250};

Tally sum(Tally a, Tally b) {
  const Tally both = a + b;
  return both | reinterpret_cast<Tally>(both < a);  // all bits where the sum is too large
}

// All that a cell says, taken apart.
struct Facts {
  std::array<Tally, 2> tally;  // of the character, of one that goes on with the word before it
  uint32_t bits;
  Cell cell;
};
constexpr auto kFacts = [] {
  std::array<Facts, Cell::kCells> facts{};
  for (unsigned bits = 0; bits < Cell::kCells; ++bits) {
    const Cell cell{static_cast<uint8_t>(bits)};
    const CharClass c = cell.kind();
    const bool blank = c == CharClass::kBlank, digit = c == CharClass::kDigit;
    const bool narrows = c >= CharClass::kStop && c <= CharClass::kClose && cell.columns() == 2;
    const auto tally = [&](bool piece) {
      return Tally{
          static_cast<uint16_t>(cell.columns()), !blank, piece, is_text(c), digit, blank, narrows};
    };
    facts[bits].tally = {tally(!blank), tally(false)};
    facts[bits].bits = bit(c) | (cell.clause() && c == CharClass::kStop ? kPeriod : 0) |
                       (cell.clause() && c == CharClass::kComma ? kClause : 0) |
                       uint32_t{is_word(c)} << kWordBit;
    facts[bits].cell = cell;
  }
  return facts;
}();

// Does a mark start at the byte, at each of the bytes? The answer is the top bit. All characters
// are marks but those that start with E4 to E9, and 80 to BF start none.
template <class Bytes>
Bytes starts_mark(Bytes bytes) {
  const Bytes inside = bytes & (bytes + 0x40), no_han = (0xE9 - bytes) | (bytes - 0xE4);
  return ~inside & no_han;
}

// Where the first mark from `pos` on starts; the end of the text if there is none.
size_t next_mark(std::string_view text, size_t pos) {
  // GCC and Clang have arithmetic for sixteen bytes on any processor.
  using Bytes [[gnu::vector_size(16)]] = uint8_t;
  using Words [[gnu::vector_size(16)]] = uint64_t;
  constexpr uint64_t kTopBits = 0x8080808080808080;
  for (; pos + sizeof(Bytes) <= text.size(); pos += sizeof(Bytes)) {
    Bytes bytes;
    std::memcpy(&bytes, &text[pos], sizeof bytes);
    const auto answers = reinterpret_cast<Words>(starts_mark(bytes));
    for (const size_t word : {0, 1})
      if (const uint64_t marks = answers[word] & kTopBits; marks != 0)
        return pos + 8 * word + static_cast<unsigned>(std::countr_zero(marks)) / 8;
  }
  while (pos < text.size() && !(starts_mark<unsigned>(static_cast<uint8_t>(text[pos])) & 0x80))
    ++pos;
  return pos;
}

// Walks the characters of one line and keeps what its neighbours will ask for.
class Measure {
 public:
  // Does it hold no ink yet?
  bool blank() const { return (seen_ | han_bytes_) == 0; }

  void take_blank(const Facts& facts, uint32_t begin) {
    if (joined_) end_ = begin;
    joined_ = false;
    pending_ = sum(pending_, facts.tally[0]);
  }

  // Any other mark.
  void take(const Facts& facts, uint32_t begin) {
    if (!joined_) arrive(facts.cell.kind(), begin);
    tally_ = sum(tally_, facts.tally[(facts.bits & last_) >> kWordBit]);
    before_last_ = seen_;
    seen_ |= facts.bits;
    last_ = facts.bits;
    if (facts.bits & bit(CharClass::kClose)) {
      depth_ = std::max(depth_ - 1, -8);
      closes_first_ |= depth_ < 0;
      return;
    }
    tail_ = facts.cell;
    if (facts.bits & bit(CharClass::kOpen)) depth_ = std::min(depth_ + 1, 8);
  }

  // Han characters that stand together. The same as take() for each.
  void take_han(uint32_t begin, uint32_t end) {
    if (!joined_) {
      if (blank() && end - begin >= 2 * kHanBytes) unit_ = 2;
      arrive(CharClass::kHan, begin);
    }
    han_bytes_ += end - begin;
    last_ = bit(CharClass::kHan);
    tail_ = kPlainHan;
  }

  // Fills a new line with what was measured, when all before byte `end` was taken. Its `unit` stays
  // 0 where that is yet to be read.
  void write(uint32_t end, Line& line) const {
    const uint32_t inside = last_ & bit(CharClass::kHan) ? seen_ : before_last_;
    line.begin = begin_;
    line.end = joined_ ? end : end_;
    line.head = head_;
    line.tail = tail_.kind();
    line.unit = unit_;
    line.depth = static_cast<int8_t>(depth_);
    line.closes_first = closes_first_;
    line.closed = (last_ & bit(CharClass::kClose)) != 0;
    line.period_last = tail_.clause() && tail_.kind() == CharClass::kStop;
    line.stop_inside = (inside & bit(CharClass::kStop)) != 0;
    line.period_inside = (inside & kPeriod) != 0;
    line.colon_inside = (seen_ & bit(CharClass::kColon)) != 0;
    line.comma_inside = (seen_ & kClause) != 0;
    line.indent = indent_;
    static_cast<LineCounts&>(line) = std::bit_cast<LineCounts>(counts());
  }

 private:
  // Before the first character, of class `c`, of a line, or the first behind blanks.
  void arrive(CharClass c, uint32_t begin) {
    if (blank()) {
      begin_ = begin;
      head_ = c;
      indent_ = pending_[kColumns];
    } else {
      pending_[kGulfs] = pending_[kColumns] >= kGulf;
      tally_ = sum(tally_, pending_);
    }
    joined_ = true;
    last_ = 0;
    pending_ = Tally{};
  }

  Tally counts() const {
    constexpr Tally kEach = {65535, 65535, 65535, 65535}, kTwice = {65535};
    uint16_t plain = 0;
    saturate(plain, han_bytes_ / kHanBytes);
    const Tally counts = sum(sum(tally_, plain & kEach), plain & kTwice);
    return counts < kMost ? counts : kMost;
  }

  Tally tally_{};           // of the marks and the blanks behind them
  Tally pending_{};         // of the blanks behind the last character
  uint32_t han_bytes_ = 0;  // of all other characters
  // Bits of Facts: of all marks, of those before the last, of the last character (0 when the next
  // stands apart from it).
  uint32_t seen_ = 0, before_last_ = 0, last_ = 0;
  uint32_t begin_ = 0, end_ = 0;
  int depth_ = 0;
  uint16_t unit_ = 0, indent_ = 0;
  CharClass head_ = CharClass::kOther;
  bool closes_first_ = false;
  bool joined_ = false;  // to the character before: it does not start the line, nor follow blanks
  Cell tail_;            // the last character that is no closing bracket
};

// Measures the line that starts at `pos`, from mark to mark: most of it is Han characters behind
// Han characters. Its end.
size_t measure_line(std::string_view text, size_t pos, const Characters& characters,
                    Measure& measure) {
  for (;;) {
    const auto begin = static_cast<uint32_t>(pos);
    pos = next_mark(text, pos);
    const auto end = static_cast<uint32_t>(pos);
    if (end > begin) measure.take_han(begin, end);
    if (pos == text.size() || text[pos] == '\n') return pos;
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    const Facts& facts = kFacts[characters[c.code].bits];
    if (facts.bits & bit(CharClass::kBlank))
      measure.take_blank(facts, end);
    else
      measure.take(facts, end);
  }
}

}  // namespace

std::vector<Line> read_lines(std::string_view text, const Characters& characters) {
  std::vector<Line> lines;
  lines.reserve(text.size() / 40 + 1);
  unsigned gap = 0;
  uint32_t number = 1;
  for (size_t pos = 0; pos < text.size(); ++pos, ++number) {
    Measure measure;
    pos = measure_line(text, pos, characters, measure);
    if (measure.blank()) {
      ++gap;
      continue;
    }
    Line& line = lines.emplace_back();
    measure.write(static_cast<uint32_t>(pos), line);
    if (line.unit == 0) saturate(line.unit, first_piece(line.in(text), characters));
    line.number = number;
    saturate(line.gap, gap);
    gap = 0;
  }
  return lines;
}

}  // namespace newsmill
