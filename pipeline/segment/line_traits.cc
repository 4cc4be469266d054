// Sums and comparisons only, hardly a branch: a line of 14 columns in a column of 18 is indented,
// whatever its neighbours are. Tested by tests/segment/line_features_test.cc through the features
// made of it.
#include "segment/line_traits.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "core/clones.h"
#include "segment/eight_lines.h"
#include "segment/line_cues.h"

namespace newsmill {
namespace {

using T = Trait;

constexpr int kBracketReach = 12;  // lines within which an open bracket is remembered
constexpr size_t kEnoughEnds = 5;  // paragraphs, to tell a page's habits
constexpr int kShortText = 40;     // columns: longer lines are no headline of one column
constexpr int kLongText = 100;     // columns: longer lines are no headline at all
constexpr int kLongestPiece = 12;  // columns: a longer one may be broken
constexpr int kMuchRoom = 4;       // columns to spare
constexpr int kEnoughWide = 3;     // lines that say that digits are wide

constexpr uint64_t bit(Trait trait, bool holds = true) {
  return uint64_t{holds} << static_cast<unsigned>(trait);
}
static_assert(kDatelineCue == bit(T::kDateline) && kWireCue == bit(T::kWire));

constexpr uint64_t of_head(CharClass head) {
  switch (head) {
    case CharClass::kOpen:
      return bit(T::kStartsOpen);
    case CharClass::kDash:
      return bit(T::kStartsDash);
    case CharClass::kStop:
    case CharClass::kComma:
    case CharClass::kColon:
    case CharClass::kClose:
      return bit(T::kStartsClose);
    case CharClass::kBullet:
    case CharClass::kArrow:
      return bit(T::kStartsBullet);
    case CharClass::kDigit:
      return bit(T::kStartsDigit);
    case CharClass::kLatin:
      return bit(T::kStartsLatin);
    default:
      return 0;
  }
}
constexpr uint64_t of_tail(CharClass tail) {
  return bit(T::kStop, tail == CharClass::kStop) | bit(T::kComma, tail == CharClass::kComma) |
         bit(T::kColon, tail == CharClass::kColon) | bit(T::kDash, tail == CharClass::kDash);
}

constexpr size_t kClasses = static_cast<size_t>(CharClass::kUnit) + 1;
template <class Of>
constexpr std::array<uint64_t, kClasses> by_class(const Of& of) {
  std::array<uint64_t, kClasses> traits{};
  for (size_t c = 0; c < kClasses; ++c) traits[c] = of(static_cast<CharClass>(c));
  return traits;
}
constexpr auto kOfHead = by_class(of_head), kOfTail = by_class(of_tail);

// What the line's marks say, from kPeriod to kClosesFirst.
uint64_t of_marks(const LineMarks& marks) {
  static_assert(sizeof marks == sizeof(uint64_t));
  constexpr uint64_t kGather = 0x0102040810204080;  // bit 0 of each byte to the top byte
  constexpr uint64_t kTraits = 0x1F;
  static_assert(bit(T::kClosesFirst) == bit(T::kPeriod) << 4);
  const uint64_t gathered = std::bit_cast<uint64_t>(marks) * kGather >> 56;
  return (gathered & kTraits) << static_cast<unsigned>(T::kPeriod);
}

uint64_t wording(const Line& line, uint32_t cues) {
  uint64_t traits = cues | kOfHead[static_cast<size_t>(line.head)] |
                    kOfTail[static_cast<size_t>(line.tail)] | of_marks(line) |
                    bit(T::kGap, line.gap > 0);
  int longest = kShortText;
  if (line.worded) {
    // Small letters and capitals tell more than that a line starts with either.
    traits &= ~bit(T::kStartsLatin);
    traits |= bit(T::kSmallFirst, line.small_first);
    longest = kLongText;
  }
  // No sentence: a few words without comma or full stop. Headlines may ask or exclaim.
  constexpr uint64_t kSentence =
      bit(T::kPeriod) | bit(T::kPeriodInside) | bit(T::kCommaInside) | bit(T::kComma);
  const bool plain = ((traits & kSentence) == 0) & (line.columns <= longest);
  return traits | bit(T::kPlain, plain) | bit(T::kPeriodInside, line.columns > kLongText);
}

// The traits of eight lines, sixteen in a word.
class Traits {
 public:
  void put(Trait trait, Eight holds) {
    const auto t = static_cast<unsigned>(trait);
    words_[t / kWord] |= holds & all(static_cast<int16_t>(1u << t % kWord));
  }
  // By line.
  std::array<uint64_t, kAtOnce> by_line() const {
    using Four [[gnu::vector_size(16)]] = int32_t;
    std::array<uint64_t, kAtOnce> traits;
    const auto write = [&](size_t line, Eight lower, Eight upper) {
      const auto low = reinterpret_cast<Four>(lower), high = reinterpret_cast<Four>(upper);
      const std::array<Four, 2> four{__builtin_shufflevector(low, high, 0, 4, 1, 5),
                                     __builtin_shufflevector(low, high, 2, 6, 3, 7)};
      std::memcpy(&traits[line], four.data(), sizeof four);
    };
    write(0, first_halves(words_[0], words_[1]), first_halves(words_[2], words_[3]));
    write(4, second_halves(words_[0], words_[1]), second_halves(words_[2], words_[3]));
    return traits;
  }

 private:
  static constexpr size_t kWord = 16;
  std::array<Eight, 4> words_{};
};

[[gnu::always_inline]] inline void put_measures(const Measures& here, Traits& traits) {
  const Eight slack = here.slack;
  traits.put(T::kFarOut, slack < -6);
  traits.put(T::kJutsOut, (slack < -1) & (slack >= -6));
  traits.put(T::kFull, (slack >= -1) & (slack <= 1));
  traits.put(T::kEarly, slack == 2);
  traits.put(T::kIndented, (slack >= 3) & (slack <= 6));
  traits.put(T::kOneLeft, slack == 1);
  traits.put(T::kIndentLeft, slack >= kIndent);
  traits.put(T::kShortish, (slack > 6) & (slack * 2 <= here.width));
  // A first line whose marks were squeezed is less than four columns short.
  traits.put(T::kMaybeIndented, (slack >= 0) & (slack <= 2) &
                                    (here.squeeze + here.width - here.columns - here.rag >= 3));
  traits.put(T::kTiny, here.characters <= 2);
  traits.put(T::kFew, here.characters <= 5);
  traits.put(T::kFigures, here.digits * 2 > here.characters);
  // 处处盈墨香。 in a column that has room for more.
  traits.put(T::kVerse, ((here.han == 5) | (here.han == 7)) & (here.characters == here.han + 1) &
                            (slack >= kIndent));
}

// Across the breaks between eight lines and those before each.
constexpr uint64_t kOfBreaks = bit(T::kColumnChanges) | bit(T::kSameColumns) |
                               bit(T::kOverfullFirst) | bit(T::kOverfullLater) |
                               bit(T::kTightFirst) | bit(T::kTightLater) | bit(T::kMuchRoomFirst) |
                               bit(T::kMuchRoomLater) | bit(T::kRoomBeforeFirst);
[[gnu::always_inline]] inline void put_breaks(const Measures& prev, const Measures& here,
                                              bool wide_digits, Traits& traits) {
  traits.put(T::kColumnChanges, distance(prev.width, here.width) >= 3);
  traits.put(T::kSameColumns, distance(prev.columns, here.columns) <= 2);
  const Eight piece = smaller(here.unit, all(kLongestPiece)), ninths = piece * kNinths;
  const Eight first = prev.first_slack, later = prev.slack;
  traits.put(T::kOverfullFirst, first < -2);
  traits.put(T::kOverfullLater, later < -2);
  traits.put(T::kTightFirst, prev.ninths(first, wide_digits) < ninths);
  traits.put(T::kTightLater, prev.ninths(later, wide_digits) < ninths);
  traits.put(T::kMuchRoomFirst, first >= piece + kMuchRoom);
  traits.put(T::kMuchRoomLater, later >= piece + kMuchRoom);
  traits.put(T::kRoomBeforeFirst, prev.ninths(later - kIndent, wide_digits) >= ninths);
}

// Of the last few lines, and lines of no ink.
Measures of_last(const Line* lines, size_t count) {
  std::array<Line, kAtOnce> rest;
  std::copy_n(lines, count, rest.begin());
  return Measures(rest.data());
}

// Do the page's digits take more than a column each? Lines that go on inside a sentence though one
// piece more would have fitted say so; lines that digits and Han characters fill to the last column
// say no. An indent leaves room too.
class DigitWidths {
 public:
  // Eight lines from number `first` on and those before each, of which the first `count` are there.
  void see(std::span<const Line> lines, size_t first, size_t count, const Measures& prev,
           const Measures& here) {
    const Eight asked = (prev.digits > 0) & (prev.columns * 2 >= prev.width) & ~prev.spread;
    if (none(asked)) return;
    const Eight full = (prev.digits >= 2) & (prev.columns == prev.width) & (prev.squeeze == 0);
    const Eight over = prev.slack - smaller(here.unit, all(kLongestPiece));
    const Eight fits = (prev.slack < kIndent) & (over >= 0);
    const Eight digits_only = fits & ((over & fits) * kNinths < prev.digits);
    const unsigned there = (1u << 2 * count) - 1;  // two bits for each
    no_ += std::popcount(bits(asked & full) & there) / 2;
    for (unsigned k = 0, may = bits(asked & digits_only) & there; may != 0; ++k, may >>= 2)
      yes_ += (may & 1) != 0 && lines[first + k].gap == 0 && goes_on(lines[first + k - 1].tail);
  }
  bool wide() const { return yes_ >= kEnoughWide && yes_ > 2 * no_; }

 private:
  static bool none(Eight lines) { return bits(lines) == 0; }
  static unsigned bits(Eight lines) { return top_bits(reinterpret_cast<Bytes>(lines)); }
  static bool goes_on(CharClass tail) { return is_text(tail) || tail == CharClass::kComma; }

  int yes_ = 0, no_ = 0;
};

// Adds the traits of lines by what is measured of them to those of each line. Are the page's digits
// wide?
NEWSMILL_CLONES bool add_measured_traits(std::span<const Line> lines, bool wide_digits,
                                         std::span<uint64_t> traits) {
  DigitWidths digits;
  Measures before;
  for (size_t i = 0; i < lines.size(); i += kAtOnce) {
    const size_t count = std::min(kAtOnce, lines.size() - i);
    const Measures here = count < kAtOnce ? of_last(&lines[i], count) : Measures(&lines[i]);
    const Measures prev(before, here);
    digits.see(lines, i, count, prev, here);
    Traits of_lines;
    put_measures(here, of_lines);
    put_breaks(prev, here, wide_digits, of_lines);
    const std::array<uint64_t, kAtOnce> by_line = of_lines.by_line();
    for (size_t k = 0; k < count; ++k) traits[i + k] |= by_line[k];
    before = here;
  }
  if (!lines.empty()) traits[0] &= ~kOfBreaks;
  return digits.wide();
}

// Brackets open at the start of a line.
class Brackets {
 public:
  void pass(const Line& line, bool jumps) {
    if (open_ == 0 && line.depth <= 0) return;
    open_ = std::max(0, open_ + line.depth);
    since_ = line.depth > 0 ? 0 : since_ + 1;
    if (since_ > kBracketReach || jumps) open_ = 0;
  }
  bool open() const { return open_ > 0; }

 private:
  int open_ = 0;
  int since_ = 0;  // lines since the last bracket was opened
};

// Of the lines that end a sentence short of the column's end, does a blank line follow most?
bool gaps_are_usual(std::span<const uint64_t> traits) {
  constexpr auto has = [](uint64_t of, T trait) { return of >> static_cast<unsigned>(trait) & 1; };
  size_t ends = 0, gaps = 0;
  for (size_t i = 1; i < traits.size(); ++i) {
    const uint64_t end = has(traits[i - 1], T::kStop) & has(traits[i - 1], T::kIndentLeft);
    ends += end;
    gaps += end & has(traits[i], T::kGap);
  }
  return ends >= kEnoughEnds && gaps * 3 > ends * 2;
}

}  // namespace

NEWSMILL_CLONES PageTraits read_traits(std::span<const Line> lines,
                                       const std::vector<uint32_t>& cues,
                                       std::span<uint64_t> traits) {
  PageTraits page;
  Brackets brackets;
  size_t worded = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    traits[i] = wording(lines[i], cues[i]) | bit(T::kInBracket, brackets.open());
    brackets.pass(lines[i], (cues[i] & kJumpToCue) != 0);
    worded += lines[i].worded;
  }
  page.worded = worded * 2 > lines.size();
  page.whole = !lines.empty() && lines.front().whole;
  if (add_measured_traits(lines, false, traits)) {
    for (uint64_t& of_line : traits) of_line &= ~kOfBreaks;
    add_measured_traits(lines, true, traits);
  }
  page.gaps_are_usual = gaps_are_usual(traits);
  return page;
}

}  // namespace newsmill
