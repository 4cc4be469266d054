// The widths that occur most are the candidates; a path of least cost through them gives each line
// its column. For lines of 28 28 9 24 28 28 7 16 16 16 columns the path is 28 … 28 16 16 16: a last
// line (9) and an indented first line (24) cost little in a column of 28, a change of column costs
// more. Tested by tests/segment/column_widths_test.cc.
#include "segment/column_widths.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>

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

// One number for each candidate; GCC and Clang have arithmetic for it on any processor.
using Octet [[gnu::vector_size(16)]] = int16_t;
using Each = std::array<Octet, 2>;
static_assert(kMost <= 16);

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
  explicit Costs(const Each& widths) : widths_(widths) {}

  const Each& of(const Line& line) {
    const bool spread = line.spread();
    if (spread || line.squeeze >= kMarks || line.columns >= kWidest)
      return other_ = {cost(line, spread, widths_[0]), cost(line, spread, widths_[1])};
    const size_t k = size_t{line.columns} * kMarks + line.squeeze;
    if (!known_[k]) {
      known_[k] = true;
      costs_[k] = {cost(line, false, widths_[0]), cost(line, false, widths_[1])};
    }
    return costs_[k];
  }

 private:
  static constexpr size_t kMarks = 4;  // that may be squeezed; few lines have more
  const Each widths_;
  std::array<bool, kWidest * kMarks> known_{};
  std::array<Each, kWidest * kMarks> costs_;  // where known
  Each other_{};
};

// The smallest of sixteen numbers from 0 to 2000, and the place of the first such.
struct Least {
  int value, place;
};
Least least_of(const Each& numbers) {
  constexpr Octet kPlaces = {0, 1, 2, 3, 4, 5, 6, 7};
  Octet least = smaller(numbers[0] * all(16) + kPlaces, numbers[1] * all(16) + kPlaces + all(8));
  least = smaller(least, __builtin_shufflevector(least, least, 4, 5, 6, 7, 0, 1, 2, 3));
  least = smaller(least, __builtin_shufflevector(least, least, 2, 3, 0, 1, 6, 7, 4, 5));
  least = smaller(least, __builtin_shufflevector(least, least, 1, 0, 3, 2, 5, 4, 7, 6));
  return {least[0] / 16, least[0] % 16};
}

// The widths that occur most. A column of many lines explains a share of the lines a little
// narrower (first lines, early breaks) and wider (squeezed marks) than itself; what is left over
// decides, so that a notice's narrow column is found beside the page's wide one.
std::vector<int> candidates(const std::vector<Line>& lines) {
  std::array<int64_t, kWidest + 1> count{};
  for (const Line& line : lines)
    if (!line.spread()) ++count[static_cast<size_t>(bucket(line))];
  std::vector<int> widths;
  while (widths.size() < kMost) {
    const auto top = std::max_element(count.begin() + kNarrowest, count.end());
    if (*top <= 0) break;
    const int width = static_cast<int>(top - count.begin());
    const int64_t share = *top / kExplained;
    widths.push_back(width);
    for (int near = std::max(0, width - kReach); near <= std::min(kWidest, width + kReach); ++near)
      count[static_cast<size_t>(near)] -= share;
    for (int near = std::max(0, width - 1); near <= std::min(kWidest, width + 1); ++near)
      count[static_cast<size_t>(near)] = 0;
  }
  if (widths.empty()) widths.push_back(kNarrowest);
  return widths;
}

}  // namespace

void find_column_widths(std::vector<Line>& lines) {
  if (lines.empty()) return;
  const std::vector<int> widths = candidates(lines);
  // Places without a candidate repeat the last one, and never win against it.
  Each width{}, place{}, best{};
  for (size_t k = 0; k < 16; ++k) {
    width[k / 8][k % 8] = static_cast<int16_t>(widths[std::min(k, widths.size() - 1)]);
    place[k / 8][k % 8] = static_cast<int16_t>(k);
  }
  Costs costs(width);
  const auto from = std::make_unique_for_overwrite<Each[]>(lines.size());
  Least cheapest{0, 0};
  for (size_t i = 0; i < lines.size(); ++i) {
    const Octet change = all(lines[i].gap > 0 ? kSwitchAtGap : kSwitch);
    const Each& cost = costs.of(lines[i]);
    for (size_t half = 0; half < 2; ++half) {
      const Octet stay = best[half] - all(cheapest.value);
      from[i][half] = change < stay ? all(cheapest.place) : place[half];
      best[half] = smaller(change, stay) + cost[half];
    }
    cheapest = least_of(best);
  }
  auto k = static_cast<size_t>(cheapest.place);
  for (size_t i = lines.size(); i-- > 0;) {
    lines[i].width = static_cast<uint16_t>(widths[k]);
    k = static_cast<size_t>(from[i][k / 8][k % 8]);
  }
}

}  // namespace newsmill
