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
          (line.tail == CharClass::kComma) | (line.columns > kShortText)) == 0;
}

// Of the columns a line leaves free. All from 7 on are alike, and all up to −7.
constexpr int kMostSlack = 7;
constexpr auto kOfSlack = [] {
  std::array<uint64_t, 2 * kMostSlack + 1> traits{};
  for (int slack = -kMostSlack; slack <= kMostSlack; ++slack)
    traits[static_cast<size_t>(slack + kMostSlack)] =
        bit(T::kFarOut, slack < -6) | bit(T::kJutsOut, slack < -1 && slack >= -6) |
        bit(T::kFull, slack >= -1 && slack <= 1) | bit(T::kEarly, slack == 2) |
        bit(T::kIndented, slack >= 3 && slack <= 6) | bit(T::kOneLeft, slack == 1);
  return traits;
}();

// 处处盈墨香。 in a column that has room for more.
bool verse(const Line& line, int slack) {
  const bool mark = (line.tail == CharClass::kStop) | (line.tail == CharClass::kComma);
  return mark & ((line.han == 5) | (line.han == 7)) & (line.characters == line.han + 1) &
         (slack >= kIndent);
}

uint64_t measures(const Line& line, int slack) {
  // A first line whose marks were squeezed is less than four columns short.
  const bool maybe = (slack >= 0) & (slack <= 2) & (line.squeeze + line.width - line.columns >= 3);
  const int near = std::clamp(slack, -kMostSlack, kMostSlack);
  return kOfSlack[static_cast<size_t>(near + kMostSlack)] |
         bit(T::kShortish, (slack > 6) & (slack * 2 <= line.width)) |
         bit(T::kMaybeIndented, maybe) | bit(T::kTiny, line.characters <= 2) |
         bit(T::kFew, line.characters <= 5) | bit(T::kVerse, verse(line, slack));
}

uint64_t wording(const Line& line, uint32_t cues) {
  return cues | kOfHead[static_cast<size_t>(line.head)] | kOfTail[static_cast<size_t>(line.tail)] |
         bit(T::kPeriod, line.period_last) | bit(T::kClosed, line.closed) |
         bit(T::kStopInside, line.stop_inside) | bit(T::kPeriodInside, line.period_inside) |
         bit(T::kFigures, line.digits * 2 > line.characters) |
         bit(T::kClosesFirst, line.closes_first) | bit(T::kPlain, plain(line, cues)) |
         bit(T::kGap, line.gap > 0);
}

// The columns, in ninths, that are left when the digits of a line have been given theirs: in many
// types a digit is wider than half a Han character. 4000平方米的大型高等级院落。 has 28 columns of
// 30, but no room for one character more.
constexpr int kNinths = 9;
constexpr int kEnoughWide = 3;  // lines that say so
int ninths_left(const Line& line, int slack, bool wide_digits) {
  return slack * kNinths - (wide_digits ? line.digits : 0);
}

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

// Across the break behind `prev`.
uint64_t across(const Line& prev, int slack, const Line& line, bool wide_digits) {
  const int piece = std::min<int>(line.unit, kLongestPiece);
  const int later = slack, first = slack - (prev.spread() || prev.indent > 0 ? 0 : kIndent);
  const int ninths = piece * kNinths;
  return bit(T::kColumnChanges, std::abs(prev.width - line.width) >= 3) |
         bit(T::kSameColumns, std::abs(prev.columns - line.columns) <= 2) |
         bit(T::kOverfullFirst, first < -2) | bit(T::kOverfullLater, later < -2) |
         bit(T::kTightFirst, ninths_left(prev, first, wide_digits) < ninths) |
         bit(T::kTightLater, ninths_left(prev, later, wide_digits) < ninths) |
         bit(T::kMuchRoomFirst, first >= piece + kMuchRoom) |
         bit(T::kMuchRoomLater, later >= piece + kMuchRoom);
}
uint64_t room_behind(const Line& line, int slack, const Line& next, bool wide_digits) {
  const int ninths = std::min<int>(next.unit, kLongestPiece) * kNinths;
  return bit(T::kRoomBehindFirst, ninths_left(line, slack - kIndent, wide_digits) >= ninths) |
         bit(T::kRoomBehindLater, ninths_left(line, slack, wide_digits) >= ninths);
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
  int slack_before = 0;
  const bool wide_digits = has_wide_digits(lines);
  for (size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    const int slack = line.slack();
    uint64_t traits = measures(line, slack) | wording(line, cues[i]);
    if (i > 0) {
      const Line& prev = lines[i - 1];
      brackets.pass(prev, (cues[i - 1] & kJumpToCue) != 0);
      traits |= across(prev, slack_before, line, wide_digits) | bit(T::kInBracket, brackets.open());
      page.of[i - 1] |= room_behind(prev, slack_before, line, wide_digits);
      const bool ended = (prev.tail == CharClass::kStop) & (slack_before >= kIndent);
      ends += ended;
      gaps += ended & (line.gap > 0);
    }
    page.of[i] = traits;
    slack_before = slack;
  }
  page.gaps_are_usual = ends >= kEnoughEnds && gaps * 3 > ends * 2;
  add_block_traits(page.of);
  return page;
}

}  // namespace newsmill
