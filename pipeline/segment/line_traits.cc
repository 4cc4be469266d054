// Sums and comparisons only, hardly a branch: a line of 14 columns in a column of 18 is indented,
// whatever its neighbours are. Tested by tests/segment/line_features_test.cc through the features
// made of it.
#include "segment/line_traits.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "segment/line_cues.h"

namespace newsmill {
namespace {

using T = Trait;

constexpr int kBracketReach = 12;       // lines within which an open bracket is remembered
constexpr size_t kLongestCaption = 14;  // lines
constexpr size_t kShortBlock = 3;       // lines
constexpr size_t kEnoughEnds = 5;       // paragraphs, to tell a page's habits
constexpr int kShortText = 40;          // columns: longer lines are no headline of one column
constexpr int kLongText = 100;          // columns: longer lines are no headline at all
constexpr int kLongestPiece = 12;       // columns: a longer one may be broken
constexpr int kMuchRoom = 4;            // columns to spare

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

// No sentence: a few words without comma or full stop. Headlines may ask or exclaim.
bool plain(const Line& line, uint32_t cues) {
  return (line.period_last | line.period_inside | ((cues & kCommaInsideCue) != 0) |
          (line.tail == CharClass::kComma) |
          (line.columns > (line.worded ? kLongText : kShortText))) == 0;
}

uint64_t wording(const Line& line, uint32_t cues) {
  // Small letters and capitals tell more than that a line starts with either.
  const uint64_t no_latin = ~bit(T::kStartsLatin, line.worded);
  const uint64_t head = (kOfHead[static_cast<size_t>(line.head)] & no_latin) |
                        bit(T::kSmallFirst, line.worded && line.small_first);
  return cues | head | kOfTail[static_cast<size_t>(line.tail)] | bit(T::kPeriod, line.period_last) |
         bit(T::kClosed, line.closed) | bit(T::kStopInside, line.stop_inside) |
         bit(T::kPeriodInside, line.period_inside | (line.columns > kLongText)) |
         bit(T::kClosesFirst, line.closes_first) | bit(T::kPlain, plain(line, cues)) |
         bit(T::kGap, line.gap > 0);
}

// Room is counted in ninths of a column: in many types a digit is wider than half a Han character.
// 4000平方米的大型高等级院落。 has 28 columns of 30, but no room for one character more.
constexpr int kNinths = 9;
constexpr int kEnoughWide = 3;  // lines that say so

// Do the page's digits take more than a column each? Lines that go on inside a sentence though one
// piece more would have fitted say so; lines that digits and Han characters fill to the last column
// say no. An indent
// leaves room too.
bool has_wide_digits(const std::vector<Line>& lines) {
  int yes = 0, no = 0;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    const Line &line = lines[i], &next = lines[i + 1];
    if (line.digits == 0 || line.columns * 2 < line.width || line.spread()) continue;
    no += (line.digits >= 2) & (line.columns == line.width) & (line.squeeze == 0);
    if (!is_text(line.tail) && line.tail != CharClass::kComma) continue;
    const int slack = line.slack();
    const int over = slack - std::min<int>(next.unit, kLongestPiece);
    yes += (next.gap == 0) & (slack < kIndent) & (over >= 0) & (over * kNinths < line.digits);
  }
  return yes >= kEnoughWide && yes > 2 * no;
}

// Eight lines at once: a number for each, or −1 where something holds. GCC and Clang have
// arithmetic for them on any processor.
using Eight [[gnu::vector_size(16)]] = int16_t;
constexpr size_t kLanes = 8;

// Of eight lines; numbers beyond are cut.
template <class Of>
Eight each(const Line* lines, const Of& of) {
  using Counts [[gnu::vector_size(16)]] = uint16_t;
  constexpr uint16_t kMost = 0x3FFF;
  const auto at = [&](size_t k) { return static_cast<uint16_t>(of(lines[k])); };
  const Counts counts{at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)};
  return reinterpret_cast<Eight>(counts < kMost ? counts : Counts{} + kMost);
}
Eight all(int number) {
  return Eight{} + static_cast<int16_t>(number);
}
Eight larger(Eight a, Eight b) {
  return a > b ? a : b;
}
Eight smaller(Eight a, Eight b) {
  return a < b ? a : b;
}
Eight distance(Eight a, Eight b) {
  return larger(a - b, b - a);
}
// The last number of `before`, and those of `here` but the last.
Eight shifted(Eight before, Eight here) {
  return __builtin_shufflevector(before, here, 7, 8, 9, 10, 11, 12, 13, 14);
}

// The measures of eight lines.
struct Measures {
  Eight columns{}, width{}, digits{}, rag{};
  Eight slack{};        // Line::slack
  Eight first_slack{};  // less an indent that may be there but was not printed

  Measures() = default;
  explicit Measures(const Line* lines)
      : columns(each(lines, [](const Line& line) { return line.columns; })),
        width(each(lines, [](const Line& line) { return line.width; })),
        digits(each(lines, [](const Line& line) { return line.digits; })) {
    const Eight squeeze = each(lines, [](const Line&line) { return line.squeeze; }),
                indent = each(lines, [](const Line&line) { return line.indent; }),
                spread = each(lines, [](const Line&line) { return line.spread(); }) > 0;
    constexpr int kZero = 100;  // each() wants no negative numbers
    rag = each(lines, [](const Line& line) { return line.rag + kZero; }) - all(kZero);
    const Eight left = width - columns - rag, juts_out = smaller(left + squeeze, all(0));
    slack = (left >= 0 ? left : juts_out) & ~(spread & (left > -8));
    first_slack = slack - (all(kIndent) & ~(spread | (indent > 0)));
  }
  // As Measures of lines that each stand one further down.
  Measures(const Measures& before, const Measures& here)
      : columns(shifted(before.columns, here.columns)),
        width(shifted(before.width, here.width)),
        digits(shifted(before.digits, here.digits)),
        slack(shifted(before.slack, here.slack)),
        first_slack(shifted(before.first_slack, here.first_slack)) {}

  // The ninths of `columns_left` that are left when the digits of a line have been given theirs.
  Eight ninths(Eight columns_left, bool wide_digits) const {
    constexpr int kFarOut = -1000;
    return larger(columns_left, all(kFarOut)) * kNinths - (wide_digits ? digits : all(0));
  }
};

// The traits of eight lines, sixteen in a word.
class Traits {
 public:
  void put(Trait trait, Eight holds) {
    const auto t = static_cast<unsigned>(trait);
    words_[t / kWord] |= holds & all(static_cast<int16_t>(1u << t % kWord));
  }
  uint64_t operator[](size_t line) const {
    uint64_t traits = 0;
    for (size_t word = 0; word < words_.size(); ++word)
      traits |= uint64_t{static_cast<uint16_t>(words_[word][line])} << kWord * word;
    return traits;
  }

 private:
  static constexpr size_t kWord = 16;
  std::array<Eight, 4> words_{};
};

void put_measures(const Line* lines, const Measures& here, Traits& traits) {
  const Eight slack = here.slack;
  traits.put(T::kFarOut, slack < -6);
  traits.put(T::kJutsOut, (slack < -1) & (slack >= -6));
  traits.put(T::kFull, (slack >= -1) & (slack <= 1));
  traits.put(T::kEarly, slack == 2);
  traits.put(T::kIndented, (slack >= 3) & (slack <= 6));
  traits.put(T::kOneLeft, slack == 1);
  traits.put(T::kShortish, (slack > 6) & (slack * 2 <= here.width));
  // A first line whose marks were squeezed is less than four columns short.
  const Eight squeeze = each(lines, [](const Line& line) { return line.squeeze; });
  traits.put(T::kMaybeIndented,
             (slack >= 0) & (slack <= 2) & (squeeze + here.width - here.columns - here.rag >= 3));
  const Eight characters = each(lines, [](const Line& line) { return line.characters; });
  traits.put(T::kTiny, characters <= 2);
  traits.put(T::kFew, characters <= 5);
  traits.put(T::kFigures, here.digits * 2 > characters);
  // 处处盈墨香。 in a column that has room for more.
  const Eight han = each(lines, [](const Line& line) { return line.han; });
  const Eight mark = each(lines, [](const Line& line) {
    return (line.tail == CharClass::kStop) | (line.tail == CharClass::kComma);
  });
  traits.put(T::kVerse,
             (mark > 0) & ((han == 5) | (han == 7)) & (characters == han + 1) & (slack >= kIndent));
}

// Across the breaks between eight lines and those before each: the traits of these, too.
constexpr uint64_t kOfBreaks = bit(T::kColumnChanges) | bit(T::kSameColumns) |
                               bit(T::kOverfullFirst) | bit(T::kOverfullLater) |
                               bit(T::kTightFirst) | bit(T::kTightLater) | bit(T::kMuchRoomFirst) |
                               bit(T::kMuchRoomLater);
void put_breaks(const Line* lines, const Measures& prev, const Measures& here, bool wide_digits,
                Traits& traits, Traits& of_prev) {
  traits.put(T::kColumnChanges, distance(prev.width, here.width) >= 3);
  traits.put(T::kSameColumns, distance(prev.columns, here.columns) <= 2);
  const Eight unit = each(lines, [](const Line& line) { return line.unit; });
  const Eight piece = smaller(unit, all(kLongestPiece)), ninths = piece * kNinths;
  const Eight first = prev.first_slack, later = prev.slack;
  const Eight room_later = prev.ninths(later, wide_digits) >= ninths;
  traits.put(T::kOverfullFirst, first < -2);
  traits.put(T::kOverfullLater, later < -2);
  traits.put(T::kTightFirst, prev.ninths(first, wide_digits) < ninths);
  traits.put(T::kTightLater, ~room_later);
  traits.put(T::kMuchRoomFirst, first >= piece + kMuchRoom);
  traits.put(T::kMuchRoomLater, later >= piece + kMuchRoom);
  of_prev.put(T::kRoomBehindFirst, prev.ninths(later - kIndent, wide_digits) >= ninths);
  of_prev.put(T::kRoomBehindLater, room_later);
}

// The traits of lines by what is measured of them, to those of each line.
void add_measured_traits(const std::vector<Line>& lines, std::vector<uint64_t>& traits) {
  const bool wide_digits = has_wide_digits(lines);
  Measures before;
  for (size_t i = 0; i < lines.size(); i += kLanes) {
    const size_t count = std::min(kLanes, lines.size() - i);
    std::array<Line, kLanes> rest;  // the last few lines, and lines of no ink
    if (count < kLanes) std::copy_n(&lines[i], count, rest.begin());
    const Line* const eight = count < kLanes ? rest.data() : &lines[i];
    const Measures here(eight);
    Traits of_lines, of_prev;
    put_measures(eight, here, of_lines);
    put_breaks(eight, Measures(before, here), here, wide_digits, of_lines, of_prev);
    for (size_t k = 0; k < count; ++k) {
      traits[i + k] |= of_lines[k];
      if (i + k > 0) traits[i + k - 1] |= of_prev[k];
    }
    if (i == 0) traits[0] &= ~kOfBreaks;
    before = here;
  }
}

// Brackets open at the start of a line.
class Brackets {
 public:
  void pass(const Line& line, bool jumps) {
    open_ = std::max(0, open_ + line.depth);
    since_ = line.depth > 0 ? 0 : since_ + 1;
    if (since_ > kBracketReach || jumps) open_ = 0;
  }
  bool open() const { return open_ > 0; }

 private:
  int open_ = 0;
  int since_ = 0;  // lines since the last bracket was opened
};

// Gives the traits of each block of lines to the lines in it.
void add_block_traits(std::vector<uint64_t>& traits) {
  for (size_t begin = 0; begin < traits.size();) {
    size_t end = begin + 1;
    uint64_t all = traits[begin];
    for (; end < traits.size() && !(traits[end] & bit(T::kGap)); ++end) all &= traits[end];
    const size_t size = end - begin;
    uint64_t block = bit(T::kBlockShort, size <= kShortBlock);
    if (size <= kLongestCaption) {
      const uint64_t last = traits[end - 1];
      block |= bit(T::kBlockCredit, (last & bit(T::kCredit)) != 0) |
               bit(T::kBlockColon, (last & bit(T::kColon)) != 0) |
               bit(T::kBlockPlain, (all & bit(T::kPlain)) != 0);
    }
    for (; begin < end; ++begin) traits[begin] |= block;
  }
}

}  // namespace

PageTraits read_traits(const std::vector<Line>& lines, const std::vector<uint32_t>& cues) {
  PageTraits page;
  page.of.resize(lines.size());
  Brackets brackets;
  // Of the lines that end a sentence short of the column's end, how many does a blank line follow?
  size_t ends = 0, gaps = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    page.of[i] = wording(lines[i], cues[i]);
    if (i == 0) continue;
    const Line& prev = lines[i - 1];
    brackets.pass(prev, (cues[i - 1] & kJumpToCue) != 0);
    page.of[i] |= bit(T::kInBracket, brackets.open());
    if (prev.tail != CharClass::kStop || prev.slack() < kIndent) continue;
    ++ends;
    gaps += lines[i].gap > 0;
  }
  const auto worded =
      std::count_if(lines.begin(), lines.end(), [](const Line& line) { return line.worded; });
  page.worded = static_cast<size_t>(worded) * 2 > lines.size();
  page.whole = !lines.empty() && lines.front().whole;
  page.gaps_are_usual = ends >= kEnoughEnds && gaps * 3 > ends * 2;
  add_measured_traits(lines, page.of);
  add_block_traits(page.of);
  return page;
}

}  // namespace newsmill
