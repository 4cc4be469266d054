// Measures each printed line once. “新柳湾”大桥 has 16 columns, 7 characters, starts with an
// opening bracket, and its first piece that cannot be broken is “新 (4 columns). Tested by
// tests/segment/line_test.cc.
#include "segment/line.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <type_traits>

#include "segment/bytes.h"

namespace newsmill {
namespace {

constexpr unsigned kGulf = 3;        // columns
constexpr size_t kLongLine = 65535;  // bytes; what is counted is no more than that in a shorter one
constexpr uint32_t kHanBytes = 3;    // of a character from E4 80 80 to E9 BF BF

template <class T>
void saturate(T& field, uint64_t count) {
  field = static_cast<T>(std::min<uint64_t>(count, std::numeric_limits<T>::max()));
}

constexpr uint32_t bit(CharClass c) {
  return 1u << static_cast<unsigned>(c);
}
// What is asked of a line's characters, in bits: their class is one of the first sixteen, …
constexpr uint32_t kPeriod = 1u << 16, kClause = 1u << 17;
constexpr unsigned kCellBit = 18;  // … all seven bits of the cell from here on
constexpr unsigned kWordBit = 31;
constexpr uint32_t kBrackets = bit(CharClass::kOpen) | bit(CharClass::kClose);

constexpr uint32_t bits_of(Cell cell) {
  const CharClass c = cell.kind();
  return bit(c) | (cell.clause() && c == CharClass::kStop ? kPeriod : 0) |
         (cell.clause() && c == CharClass::kComma ? kClause : 0) | uint32_t{cell.bits} << kCellBit |
         uint32_t{is_word(c)} << kWordBit;
}
constexpr Cell cell_of(uint32_t bits) {
  return {static_cast<uint8_t>(bits >> kCellBit & (Cell::kCells - 1))};
}

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

// All that a cell says, taken apart.
struct Facts {
  Tally tally;
  uint32_t bits;
};
constexpr auto kFacts = [] {
  std::array<Facts, Cell::kCells> facts{};
  for (unsigned bits = 0; bits < Cell::kCells; ++bits) {
    const Cell cell{static_cast<uint8_t>(bits)};
    const CharClass c = cell.kind();
    const bool blank = c == CharClass::kBlank, digit = c == CharClass::kDigit;
    const bool wide = cell.columns() == 2;  // % is written in English, too
    const bool narrows = c >= CharClass::kStop && c <= CharClass::kClose && wide;
    facts[bits].tally = Tally{static_cast<uint16_t>(cell.columns()),
                              !blank,
                              !blank,
                              is_text(c) && wide,
                              digit,
                              blank,
                              narrows};
    facts[bits].bits = bits_of(cell);
  }
  return facts;
}();
// Does the second of two characters go on with the first one's piece? 1 or 0.
constexpr uint32_t goes_on(uint32_t first, uint32_t second) {
  return (first & second) >> kWordBit;
}

// Finds the marks of a text, one after the other: all characters but those that start with E4 to
// E9.
class MarkFinder {
 public:
  explicit MarkFinder(std::string_view text) : text_(text), marks_(marks_from(0)) {}

  // Where the next one starts; the end of the text if there is none.
  size_t next() {
    if (marks_ == 0 && !find()) return text_.size();
    const size_t mark = base_ + static_cast<unsigned>(std::countr_zero(marks_));
    marks_ &= marks_ - 1;
    return mark;
  }

 private:
  static constexpr size_t kBlock = 64;  // bytes, a bit for each

  // Goes on to the next block that has marks. False if there is none.
  [[gnu::noinline]] bool find() {
    while (marks_ == 0) {
      if (text_.size() - base_ <= kBlock) return false;
      base_ += kBlock;
      marks_ = marks_from(base_);
    }
    return true;
  }
  // All bits where a mark starts. 80 to BF start no character.
  static Bytes starts_mark(Bytes bytes) {
    using Unsigned [[gnu::vector_size(16)]] = uint8_t;
    constexpr int8_t kLastInside = static_cast<int8_t>(0xBF), kHan = 0x7F - (0xE9 - 0xE4);
    const auto to_top = reinterpret_cast<Bytes>(reinterpret_cast<Unsigned>(bytes) + (0x7F - 0xE9));
    return (bytes > kLastInside) & ~(to_top >= kHan);
  }
  uint64_t marks_from(size_t pos) const {
    if (text_.size() - pos < kBlock) {
      std::array<char, kBlock> rest;
      rest.fill('\x80');
      std::copy(text_.begin() + static_cast<std::ptrdiff_t>(pos), text_.end(), rest.begin());
      return marks_of(rest.data());
    }
    return marks_of(text_.data() + pos);
  }
  static uint64_t marks_of(const char* block) {
    uint64_t marks = 0;
    for (size_t k = 0; k < kBlock; k += sizeof(Bytes))
      marks |= uint64_t{top_bits(starts_mark(load_bytes(block + k)))} << k;
    return marks;
  }

  std::string_view text_;
  size_t base_ = 0;     // of the block
  uint64_t marks_ = 0;  // of the block, those that were not yet told
};

// The counts of a line too long for sums of sixteen bits, and the columns of the blanks before it.
void count_long(std::string_view line, const Characters& characters, LineCounts& counts,
                uint16_t& indent) {
  std::array<uint64_t, 8> total{}, blanks{};
  const auto add = [](std::array<uint64_t, 8>& sums, const auto& tally) {
    for (size_t k = 0; k < sums.size(); ++k) sums[k] += tally[k];
  };
  uint32_t last = 0;
  for (size_t pos = 0; pos < line.size();) {
    const utf8::Char c = utf8::at(line, pos);
    pos += c.size;
    const Facts& facts = kFacts[characters[c.code].bits];
    if (facts.bits & bit(CharClass::kBlank)) {
      add(blanks, facts.tally);
      last = 0;
      continue;
    }
    if (total[kCharacters] == 0) {
      saturate(indent, blanks[kColumns]);
    } else {
      blanks[kGulfs] = blanks[kColumns] >= kGulf;
      add(total, blanks);
    }
    blanks = {};
    add(total, facts.tally);
    total[kPieces] -= goes_on(last, facts.bits);
    last = facts.bits;
  }
  Tally most = kMost;
  for (size_t k = 0; k < total.size(); ++k)
    most[k] = static_cast<uint16_t>(std::min<uint64_t>(total[k], kMost[k]));
  counts = std::bit_cast<LineCounts>(most);
}

// What is seen of a line from its first character that has ink on.
class Ink {
 public:
  // Han characters that stand together; counted at the end.
  void take_han() { last_ = tail_ = kHan; }
  // Blanks before more ink.
  void take_blanks(Tally blanks, size_t bytes) {
    blanks[kGulfs] = blanks[kColumns] >= kGulf;
    tally_ += blanks;
    bytes_ += bytes;
    last_ = 0;
  }
  // Any other character.
  void take(const Facts& facts, size_t bytes, Line& line) {
    const uint32_t bits = facts.bits;
    tally_ += facts.tally;
    bytes_ += bytes;
    joined_ += goes_on(last_, bits);
    before_last_ = seen_;
    seen_ |= bits;
    last_ = bits;
    if (bits & kBrackets) [[unlikely]]
      take_bracket(bits, line);
    else
      tail_ = bits;
  }

  void write(size_t end, Line& line) {
    line.end = static_cast<uint32_t>(end);
    constexpr Tally kEach = {65535, 65535, 65535, 65535}, kTwice = {65535};
    const auto han = static_cast<uint16_t>((end - line.begin - bytes_) / kHanBytes);
    tally_ += (han & kEach) + (han & kTwice);
    tally_[kPieces] = static_cast<uint16_t>(tally_[kPieces] - joined_);
    const Tally counts = tally_ < kMost ? tally_ : kMost;
    static_assert(sizeof counts == sizeof(LineCounts) && std::is_trivially_copyable_v<LineCounts>);
    std::memcpy(static_cast<void*>(static_cast<LineCounts*>(&line)), &counts, sizeof counts);
    const uint32_t inside = last_ == kHan ? seen_ : before_last_;
    line.tail = cell_of(tail_).kind();
    line.period_last = (tail_ & kPeriod) != 0;
    line.closed = (last_ & bit(CharClass::kClose)) != 0;
    line.stop_inside = (inside & bit(CharClass::kStop)) != 0;
    line.period_inside = (inside & kPeriod) != 0;
    line.colon_inside = (seen_ & bit(CharClass::kColon)) != 0;
    line.comma_inside = (seen_ & kClause) != 0;
  }

 private:
  static constexpr uint32_t kHan = bits_of(kPlainHan);

  void take_bracket(uint32_t bits, Line& line) {
    if (bits & bit(CharClass::kOpen)) {
      line.depth = static_cast<int8_t>(std::min(line.depth + 1, 8));
      tail_ = bits;
    } else {
      line.depth = static_cast<int8_t>(std::max(line.depth - 1, -8));
      line.closes_first |= line.depth < 0;
    }
  }

  Tally tally_{};        // of all but Han characters
  size_t bytes_ = 0;     // … which are so many
  uint32_t joined_ = 0;  // characters that go on with the piece before them
  // Bits of all characters but Han, of those but the last one, of the last character (0 behind
  // blanks), of the last but closing brackets.
  uint32_t seen_ = 0, before_last_ = 0, last_ = 0, tail_ = 0;
};

// Measures line after line, from mark to mark: most of a line is Han characters behind Han
// characters.
class LineReader {
 public:
  LineReader(std::string_view text, const Characters& characters)
      : text_(text), characters_(characters), marks_(text), mark_(marks_.next()) {}

  bool done() const { return pos_ >= text_.size(); }

  // Measures the next line. False if it holds no ink.
  bool read(Line& line) {
    const size_t start = pos_;
    Tally blanks{};
    skip_blanks(blanks);
    const bool ink = !at_end();
    if (ink) {
      line.indent = blanks[kColumns];
      measure(line);
      if (mark_ - start > kLongLine) [[unlikely]]
        count_long(text_.substr(start, line.end - start), characters_, line, line.indent);
    }
    pos_ = mark_ + 1;  // behind the line feed
    if (mark_ < text_.size()) mark_ = marks_.next();
    return ink;
  }

 private:
  bool ends_line(size_t mark) const { return mark == text_.size() || text_[mark] == '\n'; }
  bool at_end() const { return pos_ == mark_ && ends_line(mark_); }
  const Facts& facts_of(utf8::Char c) const { return kFacts[characters_[c.code].bits]; }

  // Past the blanks at pos_.
  void skip_blanks(Tally& blanks) {
    while (pos_ == mark_ && pos_ < text_.size()) {
      const utf8::Char c = utf8::at(text_, pos_);
      const Facts& facts = facts_of(c);
      if (!(facts.bits & bit(CharClass::kBlank))) return;
      blanks += facts.tally;
      pos_ += c.size;
      mark_ = marks_.next();
    }
  }

  // From the first character that has ink, at pos_, to the line's end.
  void measure(Line& line) {
    line.begin = static_cast<uint32_t>(pos_);
    line.head = mark_ > pos_ ? CharClass::kHan : characters_.of(utf8::at(text_, pos_).code);
    line.unit = mark_ - pos_ >= 2 * kHanBytes ? 2 : 0;
    Ink ink;
    size_t end = 0;
    for (size_t pos = pos_;;) {
      if (mark_ != pos) ink.take_han();
      end = mark_;
      if (ends_line(mark_)) break;
      const utf8::Char c = utf8::at(text_, mark_);
      const Facts& facts = facts_of(c);
      if (facts.bits & bit(CharClass::kBlank)) [[unlikely]] {
        Tally blanks{};
        pos_ = mark_;
        skip_blanks(blanks);
        if (at_end()) break;
        ink.take_blanks(blanks, pos_ - end);
        pos = pos_;
      } else {
        ink.take(facts, c.size, line);
        pos = mark_ + c.size;
        mark_ = marks_.next();
      }
    }
    ink.write(end, line);
  }

  const std::string_view text_;
  const Characters& characters_;
  MarkFinder marks_;
  size_t pos_ = 0;  // behind what was read
  size_t mark_;     // the first mark from there on
};

}  // namespace

std::vector<Line> read_lines(std::string_view text, const Characters& characters) {
  std::vector<Line> lines;
  lines.reserve(text.size() / 40 + 1);
  LineReader reader(text, characters);
  unsigned gap = 0;
  for (uint32_t number = 1; !reader.done(); ++number) {
    Line& line = lines.emplace_back();
    if (!reader.read(line)) {
      lines.pop_back();
      ++gap;
      continue;
    }
    if (line.unit == 0) saturate(line.unit, first_piece(line.in(text), characters));
    line.number = number;
    saturate(line.gap, gap);
    gap = 0;
  }
  return lines;
}

}  // namespace newsmill
