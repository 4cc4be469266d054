// The widths that occur most are the candidates; a path of least cost through them gives each line
// its column. For lines of 28 28 9 24 28 28 7 16 16 16 columns the path is 28 … 28 16 16 16: a last
// line (9) and an indented first line (24) cost little in a column of 28, a change of column costs
// more. Tested by tests/segment/column_widths_test.cc.
#include "segment/column_widths.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "core/clones.h"
#include "segment/kept_memory.h"

namespace newsmill {
namespace {

constexpr int kWidest = 127;  // wider lines are no column of a newspaper; they share a bucket
constexpr int kNarrowest = 6;
constexpr size_t kMost = 14;      // candidates
constexpr int kReach = 6;         // columns
constexpr int kExplained = 4;     // one in so many
constexpr int kSwitch = 40;       // cost of a change of column between two lines …
constexpr int kSwitchAtGap = 22;  // … that a blank line parts

int bucket(const Line& line) {
  return std::min<int>(line.columns, kWidest);
}

// One number for each candidate, of eight and of all; GCC and Clang have arithmetic for both on any
// processor.
using Octet [[gnu::vector_size(16)]] = int16_t;
using Each [[gnu::vector_size(16)]] = uint8_t;
static_assert(kMost <= sizeof(Each));
using Widths = std::array<Octet, 2>;
using Candidates = std::array<int, sizeof(Each)>;

Octet smaller(Octet a, Octet b) {
  return a < b ? a : b;
}
Octet all(int value) {
  return Octet{} + static_cast<int16_t>(value);
}

// What a line costs in columns of `widths`.
Octet cost(const Line& line, bool spread, Octet widths) {
  constexpr int kFarOut = 1000;  // any line as wide as that costs the same
  const Octet left = widths - all(std::min<int>(line.columns, kFarOut));
  const Octet last = smaller(all(9) + (left >> 2), all(16));  // a last line
  const Octet first = left > all(1) ? all(6) : all(2);        // an early break, a first line
  const Octet out = -left - all(line.squeeze);
  const Octet juts = out > all(0) ? smaller(all(10) + all(4) * out, all(60))  // juts out …
                                  : all(1);  // … or its marks squeezed
  const Octet inside = left > all(5) ? last : first;
  Octet fits = left == all(0) ? all(0) : left > all(0) ? inside : juts;
  if (spread) fits = left > all(-8) ? (left == all(0) ? all(0) : all(1)) : fits;
  if (line.columns >= kWidest) fits = widths >= all(kWidest) ? all(0) : fits;
  return fits;
}

// What lines cost in any column of a page. Most lines are like others of the page.
class Costs {
 public:
  explicit Costs(const Widths& widths) : widths_(widths) {}

  Each of(const Line& line) {
    const bool spread = line.spread();
    if (spread || line.squeeze >= kMarks || line.columns >= kWidest) return in_each(line, spread);
    const size_t k = size_t{line.columns} * kMarks + line.squeeze;
    if (!known_[k]) {
      known_[k] = true;
      costs_[k] = in_each(line, false);
    }
    return costs_[k];
  }

 private:
  // No cost is more than 60.
  Each in_each(const Line& line, bool spread) const {
    return __builtin_shufflevector(reinterpret_cast<Each>(cost(line, spread, widths_[0])),
                                   reinterpret_cast<Each>(cost(line, spread, widths_[1])), 0, 2, 4,
                                   6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
  }

  static constexpr size_t kMarks = 8;  // that may be squeezed; few lines have more
  const Widths widths_;
  std::array<bool, kWidest * kMarks> known_{};
  std::array<Each, kWidest * kMarks> costs_;  // where known
};

Each smaller(Each a, Each b) {
  return a < b ? a : b;
}
Each all_bytes(int value) {
  return Each{} + static_cast<uint8_t>(value);
}
// The smallest of the sixteen, in each place.
Each least_of(Each all) {
  const auto turned = [&]<int... kWords>(std::integer_sequence<int, kWords...>) {
    const auto words = reinterpret_cast<Octet>(all);
    return reinterpret_cast<Each>(__builtin_shufflevector(words, words, kWords...));
  };
  all = smaller(all, turned(std::integer_sequence<int, 4, 5, 6, 7, 0, 1, 2, 3>()));
  all = smaller(all, turned(std::integer_sequence<int, 2, 3, 0, 1, 6, 7, 4, 5>()));
  all = smaller(all, turned(std::integer_sequence<int, 1, 0, 3, 2, 5, 4, 7, 6>()));
  using Pairs [[gnu::vector_size(16)]] = uint16_t;
  const auto pairs = reinterpret_cast<Pairs>(all);
  return smaller(all, reinterpret_cast<Each>(pairs << 8 | pairs >> 8));
}
size_t place_of(uint8_t value, const Each& numbers) {
  size_t place = 0;
  while (numbers[place] != value) ++place;
  return place;
}

// The widths that occur most. A column of many lines explains a share of the lines a little
// narrower (first lines, early breaks) and wider (squeezed marks) than itself; what is left over
// decides, so that a notice's narrow column is found beside the page's wide one.
// Places without a candidate repeat the last one.
NEWSMILL_CLONES Candidates candidates(std::span<const Line> lines) {
  std::array<int32_t, kWidest + 1> count{};
  for (const Line& line : lines)
    if (!line.spread()) ++count[static_cast<size_t>(bucket(line))];
  Candidates widths;
  widths.fill(kNarrowest);
  for (size_t n = 0; n < kMost; ++n) {
    // With the width, as its distance to the widest: of equal counts the narrowest's is the
    // largest.
    int64_t top = 0;
    for (int width = kNarrowest; width <= kWidest; ++width)
      top = std::max(top,
                     int64_t{count[static_cast<size_t>(width)]} * (kWidest + 1) + kWidest - width);
    const auto most = static_cast<int32_t>(top / (kWidest + 1));
    if (most == 0) break;
    const int width = kWidest - static_cast<int>(top % (kWidest + 1));
    const int32_t share = most / kExplained;
    std::fill(widths.begin() + n, widths.end(), width);
    for (int near = std::max(0, width - kReach); near <= std::min(kWidest, width + kReach); ++near)
      count[static_cast<size_t>(near)] -= share;
    for (int near = std::max(0, width - 1); near <= std::min(kWidest, width + 1); ++near)
      count[static_cast<size_t>(near)] = 0;
  }
  return widths;
}

}  // namespace

NEWSMILL_CLONES void find_column_widths(std::span<Line> lines) {
  if (lines.empty()) return;
  const Candidates candidate = candidates(lines);
  Widths widths;  // those that repeat another never win against it
  for (size_t k = 0; k < candidate.size(); ++k)
    widths[k / 8][k % 8] = static_cast<int16_t>(candidate[k]);
  Costs costs(widths);
  const Each change[] = {all_bytes(kSwitch), all_bytes(kSwitchAtGap)};
  // Of the paths to a column, what the best one costs more than the cheapest of all; before line i.
  // No more than 40 + 60: a change of column was possible.
  static thread_local KeptMemory<Each> dearer_of_page;
  Each* const __restrict dearer = dearer_of_page.room(lines.size() + 1);
  dearer[0] = Each{};
  for (size_t i = 0; i < lines.size(); ++i) {
    const Each path = smaller(dearer[i], change[lines[i].gap > 0]) + costs.of(lines[i]);
    dearer[i + 1] = path - least_of(path);
  }
  size_t k = place_of(0, dearer[lines.size()]);
  for (size_t i = lines.size(); i-- > 0;) {
    lines[i].width = static_cast<uint16_t>(candidate[k]);
    if (dearer[i][k] > change[lines[i].gap > 0][k]) k = place_of(0, dearer[i]);
  }
}

}  // namespace newsmill
