#include "segment/column_widths.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <climits>
#include <map>
#include <random>
#include <set>

#include "rules/table.h"
#include "seed.h"

namespace newsmill {
namespace {

// A line of `columns` columns for each number; 0 is a blank line.
std::vector<int> widths_of(const std::vector<int>& columns) {
  std::string text;
  for (const int n : columns) {
    for (int i = 0; i + 1 < n; i += 2) text += "柳";
    if (n % 2) text += "a";
    text += '\n';
  }
  const RuleSet rules = RuleSet::builtin();
  std::vector<Line> lines = read_lines(text, Characters(rules.table("characters.tsv")));
  find_column_widths(lines);
  std::vector<int> widths;
  for (const Line& line : lines) widths.push_back(line.width);
  return widths;
}

TEST(FindColumnWidths, Cases) {
  struct Case {
    std::string_view name;
    std::vector<int> columns, want;
  };
  for (const Case& c :
       std::vector<Case>{{"first and last lines belong to their column",
                          {28, 32, 32, 32, 8, 28, 32, 32, 20},
                          {32, 32, 32, 32, 32, 32, 32, 32, 32}},
                         {"a narrow notice behind a wide column",
                          {32, 32, 32, 32, 32, 12, 0, 14, 18, 18, 18, 18, 6},
                          {32, 32, 32, 32, 32, 32, 18, 18, 18, 18, 18, 18}},
                         {"text round an inset: the width changes inside a paragraph",
                          {40, 40, 40, 40, 40, 24, 24, 24, 24, 24, 24, 24, 40, 40, 40, 40},
                          {40, 40, 40, 40, 40, 24, 24, 24, 24, 24, 24, 24, 40, 40, 40, 40}}}) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(widths_of(c.columns), c.want);
  }
}

// What a line costs in a column of `width`, as the stage's source says it in sixteen lanes.
int slow_cost(const Line& line, int width) {
  if (width >= 127 && line.columns >= 127) return 0;
  const int left = width - line.columns;
  if (left == 0 || (line.spread() && left > -8)) return left != 0;
  if (left > 5) return std::min(9 + left / 4, 16);
  if (left > 0) return left > 1 ? 6 : 2;
  const int out = -left - line.squeeze;
  return out > 0 ? std::min(10 + 4 * out, 60) : 1;
}
// What the widths that were chosen cost in all.
int cost_of(const std::vector<Line>& lines, const std::vector<int>& widths) {
  int cost = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    cost += slow_cost(lines[i], widths[i]);
    if (i > 0 && widths[i] != widths[i - 1]) cost += lines[i].gap > 0 ? 22 : 40;
  }
  return cost;
}

TEST(FindColumnWidths, NoOtherPathThroughTheChosenWidthsCostsLess) {
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  for (int round = 0; round < 200; ++round) {
    std::vector<Line> lines(1 + random() % 60);
    const unsigned widest = round % 4 == 0 ? 3000 : 40;
    for (Line& line : lines) {
      line.columns = static_cast<uint16_t>(1 + random() % (random() % 3 ? 3 : widest) * 7 % widest);
      line.gap = random() % 4 == 0;
      line.squeeze = static_cast<uint8_t>(random() % 5 ? 0 : random() % 251);
      line.pieces = line.columns;
      line.blanks = static_cast<uint16_t>(random() % 4 ? 0 : line.columns);
    }
    find_column_widths(lines);
    std::vector<int> chosen;
    for (const Line& line : lines) chosen.push_back(line.width);
    // The best path through the same widths, one step at a time.
    const std::set<int> widths(chosen.begin(), chosen.end());
    std::map<int, int> best;
    for (size_t i = 0; i < lines.size(); ++i) {
      std::map<int, int> next;
      for (const int width : widths) {
        int least = i == 0 ? 0 : INT_MAX;
        for (const auto& [before, cost] : best)
          least = std::min(least, cost + (before == width ? 0 : lines[i].gap > 0 ? 22 : 40));
        next[width] = least + slow_cost(lines[i], width);
      }
      best = next;
    }
    int least = INT_MAX;
    for (const auto& [width, cost] : best) least = std::min(least, cost);
    ASSERT_EQ(cost_of(lines, chosen), least) << "round " << round;
  }
}

TEST(FindColumnWidths, AnyShape) {
  EXPECT_TRUE(widths_of({}).empty());
  EXPECT_EQ(widths_of({2}).size(), 1u);
  EXPECT_EQ(widths_of(std::vector<int>(5000, 2)).size(), 5000u);
  EXPECT_EQ(widths_of({4000, 4000, 4000}).size(), 3u);
}

}  // namespace
}  // namespace newsmill
