#include "segment/line.h"

#include <gtest/gtest.h>

#include <random>

#include "rules/table.h"

namespace newsmill {
namespace {

const Characters& characters() {
  static const RuleSet rules = RuleSet::builtin();
  static const Characters table(rules.table("characters.tsv"));
  return table;
}

Line only_line(std::string_view text) {
  const std::vector<Line> lines = read_lines(text, characters());
  EXPECT_EQ(lines.size(), 1u);
  return lines.empty() ? Line() : lines.front();
}

TEST(ReadLines, NumbersAndGaps) {
  const std::vector<Line> lines = read_lines("\n一\n \n　\n二\n三", characters());
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].number, 2u);
  EXPECT_EQ(lines[0].gap, 1);
  EXPECT_EQ(lines[1].number, 5u);
  EXPECT_EQ(lines[1].gap, 2);
  EXPECT_EQ(lines[2].gap, 0);
  EXPECT_TRUE(read_lines("", characters()).empty());
  EXPECT_TRUE(read_lines("\n\n \n", characters()).empty());
}

// PAGES.md 3: columns, not characters or bytes.
TEST(ReadLines, MeasuresDisplayColumns) {
  struct Case {
    std::string_view name, text;
    int columns, unit, squeeze;
  };
  for (const Case& c :
       std::vector<Case>{{"Han", "柳湾新桥", 8, 2, 0},
                         {"half-width figures", "投资6.8亿元", 4 + 3 + 4, 2, 0},
                         {"blanks inside count", "投资 6.8 亿元", 4 + 5 + 4, 2, 0},
                         {"blanks outside do not", "　柳湾 ", 4, 2, 0},
                         {"an opening mark clings to what follows", "“十四五”时期", 14, 4, 2},
                         {"a closing mark clings to what precedes", "完。他", 6, 4, 1},
                         {"a number is one piece, its unit too", "2021年起", 8, 6, 0}}) {
    SCOPED_TRACE(c.name);
    const Line line = only_line(c.text);
    EXPECT_EQ(line.columns, c.columns);
    EXPECT_EQ(line.unit, c.unit);
    EXPECT_EQ(line.squeeze, c.squeeze);
  }
}

TEST(ReadLines, KnowsHowLinesStartAndEnd) {
  EXPECT_EQ(only_line("今天开工。").tail, CharClass::kStop);
  EXPECT_EQ(only_line("“今天开工。”").tail, CharClass::kStop);
  EXPECT_TRUE(only_line("“今天开工。”").closed);
  EXPECT_EQ(only_line("发展，").tail, CharClass::kComma);
  EXPECT_EQ(only_line("——综合").head, CharClass::kDash);
  EXPECT_TRUE(only_line("开工。后来").period_inside);
  EXPECT_FALSE(only_line("后来开工。").period_inside);
  EXPECT_TRUE(only_line("后来开工。").period_last);
  EXPECT_FALSE(only_line("后来开工？").period_last);
  EXPECT_TRUE(only_line("覆盖”的").closes_first);
  EXPECT_EQ(only_line("“三").depth, 1);
}

// PAGES.md 4: characters set apart to fill the line.
TEST(ReadLines, SeesSpreadLines) {
  EXPECT_TRUE(only_line("一 枚 ，印 章 编 号 为").spread());
  EXPECT_TRUE(only_line("固 定 资 产 投 资").spread());
  EXPECT_FALSE(only_line("本版责编：任某某 李 四").spread());
  EXPECT_FALSE(only_line("样板 11 个").spread());
}

// The slow twin of the measuring loop: columns by utf8::columns over the trimmed line.
TEST(ReadLines, ColumnsAgreeWithASlowCount) {
  const uint32_t seed = 20190305;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::u32string_view alphabet = U"柳湾，。“”（） 　a1.\u00a0〓囘\U00020000é\n";
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 60; ++i) utf8::append(text, alphabet[random() % alphabet.size()]);
    for (const Line& line : read_lines(text, characters())) {
      const std::string_view ink = line.in(text);
      EXPECT_EQ(line.columns, utf8::columns(ink));
      EXPECT_EQ(ink, utf8::trim(ink));
    }
  }
}

TEST(ReadLines, OneLineOfManyMegabytes) {
  const std::string text(4 << 20, 'x');
  const Line line = only_line(text);
  EXPECT_EQ(line.columns, 65535);  // saturates
  EXPECT_EQ(line.end, text.size());
}

}  // namespace
}  // namespace newsmill
