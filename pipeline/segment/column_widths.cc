// The widths that occur most are the candidates; a path of least cost through them gives each line
// its column. For lines of 28 28 9 24 28 28 7 16 16 16 columns the path is 28 … 28 16 16 16: a last
// line (9) and an indented first line (24) cost little in a column of 28, a change of column costs
// more. Tested by tests/segment/column_widths_test.cc.
#include "segment/column_widths.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

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

// What a line costs in a column, by the columns left free.
constexpr std::array<uint8_t, kWidest + 1> kCostOfRoom = [] {
  std::array<uint8_t, kWidest + 1> cost{};
  cost[1] = 2;
  for (int room = 2; room <= 5; ++room) cost[room] = 6;  // an early break, a first line
  for (int room = 6; room <= kWidest; ++room)            // a last line
    cost[room] = static_cast<uint8_t>(std::min(9 + room / 4, 16));
  return cost;
}();

// What a line costs in a column of `width`.
int cost(const Line& line, bool spread, int width) {
  if (width >= kWidest && line.columns >= kWidest) return 0;
  const int left = width - line.columns;
  if (left == 0 || (spread && left > -8)) return left != 0;
  if (left > 0) return kCostOfRoom[static_cast<size_t>(left)];
  const int out = -left - line.squeeze;
  return out > 0 ? std::min(10 + 4 * out, 60) : 1;  // juts out, or its marks squeezed
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
  const size_t n = widths.size();
  std::array<int, kMost> best{};
  std::vector<std::array<uint8_t, kMost>> from(lines.size());
  size_t cheapest = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const int change = lines[i].gap > 0 ? kSwitchAtGap : kSwitch;
    const int floor = best[cheapest];
    const bool spread = lines[i].spread();
    size_t next = 0;
    for (size_t k = 0; k < n; ++k) {
      const int stay = best[k] - floor;
      from[i][k] = static_cast<uint8_t>(change < stay ? cheapest : k);
      best[k] = std::min(change, stay) + cost(lines[i], spread, widths[k]);
      if (best[k] < best[next]) next = k;
    }
    cheapest = next;
  }
  size_t k = cheapest;
  for (size_t i = lines.size(); i-- > 0;) {
    lines[i].width = static_cast<uint16_t>(widths[k]);
    k = from[i][k];
  }
}

}  // namespace newsmill
