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

#include "segment/mark_finder.h"

namespace newsmill {
namespace {

constexpr unsigned kGulf = 3;        // columns
constexpr size_t kLongLine = 65535;  // bytes; what is counted is no more than that in a shorter one
constexpr uint32_t kHanBytes = 3;    // of a character from E4 80 80 to E9 BF BF

template <class T>
void saturate(T& field, uint64_t count) {
  field = static_cast<T>(std::min<uint64_t>(count, std::numeric_limits<T>::max()));
}

constexpr size_t kClasses = static_cast<size_t>(CharClass::kUnit) + 1;
constexpr uint32_t bit(CharClass c) {
  return 1u << static_cast<unsigned>(c);
}
// What is asked of a line's characters, in bits: their class is one of the first sixteen, …
constexpr unsigned kKindBit = 16;  // … as a number from here on
constexpr unsigned kWordBit = 31;

constexpr uint32_t kBrackets = bit(CharClass::kOpen) | bit(CharClass::kClose);

constexpr uint32_t bits_of(CharClass c) {
  return bit(c) | static_cast<uint32_t>(c) << kKindBit | uint32_t{is_word(c)} << kWordBit;
}
constexpr CharClass kind_of(uint64_t bits) {
  return static_cast<CharClass>(bits >> kKindBit & 0xF);
}

// May no line be broken between the two characters?
constexpr bool binds(CharClass left, CharClass right) {
  if (right == CharClass::kBlank) return false;
  if (left == CharClass::kOpen) return true;
  if (right == CharClass::kClose || right == CharClass::kStop || right == CharClass::kComma ||
      right == CharClass::kColon)
    return true;
  if (is_word(left) && (is_word(right) || right == CharClass::kOther || right == CharClass::kUnit))
    return true;
  return left == CharClass::kDash && right == CharClass::kDash;
}
// By the class of the left one, a bit for each class of the right one.
constexpr auto kBound = [] {
  std::array<uint32_t, kClasses> bound{};
  for (unsigned left = 0; left < kClasses; ++left)
    for (unsigned right = 0; right < kClasses; ++right)
      if (binds(static_cast<CharClass>(left), static_cast<CharClass>(right)))
        bound[left] |= 1u << right;
  return bound;
}();

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

// LineMarks in one number, a byte for each.
using MarkBytes = uint64_t;
constexpr MarkBytes bytes_of(const LineMarks& marks) {
  static_assert(sizeof(LineMarks) == sizeof(MarkBytes));
  return std::bit_cast<MarkBytes>(marks);
}

// All that a cell says, taken apart.
struct Facts {
  Tally tally;
  MarkBytes marks;  // what a line is where it stands
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
    LineMarks marks;
    marks.stop_inside = c == CharClass::kStop;
    marks.period_last = marks.period_inside = cell.clause() && c == CharClass::kStop;
    marks.comma_inside = cell.clause() && c == CharClass::kComma;
    marks.colon_inside = c == CharClass::kColon;
    marks.closed = c == CharClass::kClose;
    facts[bits].marks = bytes_of(marks);
    facts[bits].bits = bits_of(c);
  }
  return facts;
}();
constexpr Facts kHanFacts = kFacts[kPlainHan.bits];
// Does the second of two characters go on with the first one's piece? 1 or 0.
constexpr uint32_t goes_on(uint32_t first, uint32_t second) {
  return (first & second) >> kWordBit;
}

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

// What is seen of a line from its first character that has ink on. Han characters are not taken:
// they stand wherever nothing else does.
class Ink {
 public:
  // From byte `begin` on.
  explicit Ink(size_t begin) : begin_(begin), behind_(begin) {}

  // Blanks before more ink.
  void take_blanks(Tally blanks, size_t from, size_t to) {
    if (from != behind_) tail_ = &kHanFacts;
    blanks[kGulfs] = blanks[kColumns] >= kGulf;
    tally_ += blanks;
    last_ = kNothing;
    bytes_ += to - from;
    behind_ = to;
  }
  // Any other character.
  void take(const Facts& facts, size_t at, size_t bytes, Line& line) {
    tally_ += facts.tally;
    joined_ += goes_on(last_->bits, facts.bits) & uint32_t{at == behind_};
    before_last_ = seen_;
    seen_ |= facts.marks;
    last_ = &facts;
    if (facts.bits & kBrackets) [[unlikely]]
      take_bracket(facts, at, line);
    else
      tail_ = &facts;
    bytes_ += bytes;
    behind_ = at + bytes;
  }

  void write(size_t end, Line& line) {
    line.begin = static_cast<uint32_t>(begin_);
    line.end = static_cast<uint32_t>(end);
    constexpr Tally kEach = {2, 1, 1, 1};
    tally_ += static_cast<uint16_t>((end - begin_ - bytes_) / kHanBytes) * kEach;
    tally_[kPieces] = static_cast<uint16_t>(tally_[kPieces] - joined_);
    const Tally counts = tally_ < kMost ? tally_ : kMost;
    static_assert(sizeof counts == sizeof(LineCounts) && std::is_trivially_copyable_v<LineCounts>);
    std::memcpy(static_cast<void*>(static_cast<LineCounts*>(&line)), &counts, sizeof counts);
    const bool han_last = end != behind_;  // no jumps: it is hard to foretell
    const MarkBytes if_han = MarkBytes{0} - MarkBytes{han_last};
    line.tail = kind_of((tail_->bits & ~if_han) | (kHanFacts.bits & if_han));
    constexpr MarkBytes kSeen = bytes_of({.comma_inside = true, .colon_inside = true}),
                        kInside = bytes_of({.stop_inside = true, .period_inside = true}),
                        kTail = bytes_of({.period_last = true}), kLast = bytes_of({.closed = true});
    static_cast<LineMarks&>(line) = std::bit_cast<LineMarks>(
        bytes_of(line) | (seen_ & kSeen) | ((before_last_ | (seen_ & if_han)) & kInside) |
        (((tail_->marks & kTail) | (last_->marks & kLast)) & ~if_han));
  }

 private:
  static constexpr const Facts* kNothing = &kFacts[0];

  void take_bracket(const Facts& facts, size_t at, Line& line) {
    line.bracketed = true;
    if (facts.bits & bit(CharClass::kOpen)) {
      line.depth = static_cast<int8_t>(std::min(line.depth + 1, 8));
      tail_ = &facts;
    } else {
      line.depth = static_cast<int8_t>(std::max(line.depth - 1, -8));
      line.closes_first |= line.depth < 0;
      if (at != behind_) tail_ = &kHanFacts;
    }
  }

  const size_t begin_;
  size_t behind_;                         // byte behind what was taken last
  Tally tally_{};                         // of all that was taken
  size_t bytes_ = 0;                      // … which are so many
  uint32_t joined_ = 0;                   // characters that go on with the piece before them
  MarkBytes seen_ = 0, before_last_ = 0;  // of what was taken; but the last one
  // The last that was taken, if no blanks stand behind it; the last but closing brackets.
  const Facts *last_ = kNothing, *tail_ = kNothing;
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
    pos_ = skip_blanks(pos_, blanks);
    const bool ink = pos_ != mark_ || !ends_line(mark_);
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
  const Facts& facts_of(utf8::Char c) const { return kFacts[characters_[c.code].bits]; }
  // The character at a mark, one of one byte or three without a jump: which of them comes next is
  // hard to foretell.
  utf8::Char mark_at(size_t pos) const {
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(text_[i]); };
    const char32_t first = byte(pos);
    const bool three = (first & 0xF0) == 0xE0;
    if (!three && first >= 0x80) [[unlikely]]
      return utf8::at(text_, pos);
    const char32_t second = byte(pos + three) & 0x3F, third = byte(pos + 2 * three) & 0x3F;
    const char32_t code = (first & 0x0F) << 12 | second << 6 | third;
    return {three ? code : first, 1u + 2u * three};
  }

  // Behind the blanks at `pos`.
  size_t skip_blanks(size_t pos, Tally& blanks) {
    while (pos == mark_ && pos < text_.size()) {
      const utf8::Char c = utf8::at(text_, pos);
      const Facts& facts = facts_of(c);
      if (!(facts.bits & bit(CharClass::kBlank))) break;
      blanks += facts.tally;
      pos += c.size;
      mark_ = marks_.next();
    }
    return pos;
  }

  // From the first character that has ink, at pos_, to the line's end.
  void measure(Line& line) {
    line.head = mark_ > pos_ ? CharClass::kHan : characters_.of(utf8::at(text_, pos_).code);
    line.unit = mark_ - pos_ >= 2 * kHanBytes ? 2 : 0;
    Ink ink(pos_);
    size_t end = mark_;
    for (; !ends_line(mark_); end = mark_) {
      const utf8::Char c = mark_at(mark_);
      const Facts& facts = facts_of(c);
      if (facts.bits & bit(CharClass::kBlank)) [[unlikely]] {
        Tally blanks{};
        const size_t behind = skip_blanks(mark_, blanks);
        if (behind == mark_ && ends_line(mark_)) break;
        ink.take_blanks(blanks, end, behind);
      } else {
        ink.take(facts, mark_, c.size, line);
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

Piece first_piece(std::string_view ink, const Characters& characters) {
  Piece piece;
  uint32_t bound = ~0u;  // the classes that go on with the piece
  while (piece.bytes < ink.size()) {
    const utf8::Char c = utf8::at(ink, piece.bytes);
    const Cell cell = characters[c.code];
    const auto kind = static_cast<unsigned>(cell.kind());
    if ((bound >> kind & 1) == 0) break;
    piece.columns += cell.columns();
    bound = kBound[kind];
    piece.bytes += c.size;
  }
  return piece;
}

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
    if (line.unit == 0) saturate(line.unit, first_piece(line.in(text), characters).columns);
    line.number = number;
    saturate(line.gap, gap);
    gap = 0;
  }
  return lines;
}

}  // namespace newsmill
