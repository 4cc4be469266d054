#include "segment/column_widths.h"

#include <gtest/gtest.h>

#include "rules/table.h"

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

TEST(FindColumnWidths, AnyShape) {
  EXPECT_TRUE(widths_of({}).empty());
  EXPECT_EQ(widths_of({2}).size(), 1u);
  EXPECT_EQ(widths_of(std::vector<int>(5000, 2)).size(), 5000u);
  EXPECT_EQ(widths_of({4000, 4000, 4000}).size(), 3u);
}

}  // namespace
}  // namespace newsmill
