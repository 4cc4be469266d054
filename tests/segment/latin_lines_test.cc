#include "segment/latin_lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <random>
#include <string>

#include "rules/table.h"
#include "seed.h"
#include "segment/column_widths.h"

namespace newsmill {
namespace {

std::vector<Line> lines_of(std::string_view text) {
  static const RuleSet rules = RuleSet::builtin();
  static const Characters characters(rules.table("characters.tsv"));
  std::vector<Line> lines = read_lines(text, characters);
  find_column_widths(lines);
  read_latin_lines(text, lines);
  return lines;
}

TEST(ReadLatinLines, SentenceEnds) {
  struct Case {
    std::string_view name, line;
    bool ends, inside;
  };
  for (const Case& c : std::vector<Case>{
           {"a full stop", "The bridge was opened on Monday.", true, false},
           {"none", "The bridge was opened on Monday", false, false},
           {"a year", "The bridge was built in 1931.", true, false},
           {"a question", "Who is going to pay for it?", true, false},
           {"quoted", "The bridge \"is open to all.\"", true, false},
           {"quoted with typographic marks", "The bridge “is open to all.”", true, false},
           {"an initial", "A talk with the poet Ann J.", false, false},
           {"inside", "It rained. The bridge was opened", false, true},
           {"inside, quoted", "“It rained.” The bridge was opened", false, true},
           {"a title is no sentence", "A bridge for Mr. Miller and Prof. Lee", false, false},
           {"nor is a figure", "It is 3.5 Kilometers long now", false, false}}) {
    SCOPED_TRACE(c.name);
    const Line line = lines_of(c.line).front();
    EXPECT_TRUE(line.worded);
    EXPECT_EQ(line.tail == CharClass::kStop, c.ends);
    EXPECT_EQ(line.stop_inside, c.inside);
  }
}

TEST(ReadLatinLines, FigureBrokenBehindItsPointEndsNoSentence) {
  const std::vector<Line> lines =
      lines_of("The output of the mills rose by 1.\n3 percent and that of the mines by 2.\n");
  EXPECT_NE(lines[0].tail, CharClass::kStop);
  EXPECT_EQ(lines[1].tail, CharClass::kStop);
}

TEST(ReadLatinLines, LinesBrokenBetweenWordsAreFull) {
  const std::vector<Line> lines = lines_of(
      "The bridge over the river was opened to\n"
      "traffic on Monday. Many people came from\n"
      "the villages on both sides, although it\n"
      "rained heavily throughout the afternoon\n"
      "and evening.\n"
      "Nobody was hurt.\n");
  ASSERT_EQ(lines.size(), 6u);
  for (size_t i = 0; i < 4; ++i) EXPECT_LE(std::abs(lines[i].slack()), 1) << i;
  EXPECT_GT(lines[4].slack(), 20);
  EXPECT_EQ(lines[1].unit, 7);  // traffic
  EXPECT_TRUE(lines[1].small_first);
  EXPECT_FALSE(lines[5].small_first);
}

// The text in lines of so many characters.
std::string cut(std::string_view text, size_t characters) {
  std::string lines;
  for (; !text.empty(); text.remove_prefix(std::min(characters, text.size())))
    lines += std::string(text.substr(0, characters)) + '\n';
  return lines;
}

// Where lines are cut anywhere, blanks at breaks show what goes on: none stands behind “rained.”
TEST(ReadLatinLines, LinesCutAnywhere) {
  const std::string_view first =
      "The bridge over the river was opened to traffic on Monday, though it had rained.";
  ASSERT_EQ(first.size() % 20, 0u);
  const std::string_view second =
      "Nobody came to see it in the morning. Many people came in the evening, when all was dry.";
  const std::vector<Line> lines = lines_of(cut(first, 20) + cut(second, 20));
  ASSERT_EQ(lines.size(), 9u);
  for (size_t i = 0; i < 3; ++i) EXPECT_LE(std::abs(lines[i].slack()), 1) << i;
  EXPECT_GE(lines[3].slack(), 6);  // for “Nobody”
}

TEST(ReadLatinLines, LinesWiderThanColumns) {
  std::string text = "Bridge opened\n";
  for (const int sentences : {4, 9, 6, 12}) {
    for (int k = 0; k < sentences; ++k) text += "The bridge over the river was opened on Monday. ";
    text += '\n';
  }
  for (const Line& line : lines_of(text)) {
    EXPECT_TRUE(line.whole);
    EXPECT_EQ(line.slack(), 0);
  }
}

TEST(ReadLatinLines, OtherScriptsStayAsTheyAre) {
  const std::vector<Line> lines = lines_of("新桥今日通车。\n见 www.example.\n第 2 页\n");
  for (const Line& line : lines) EXPECT_FALSE(line.worded);
  EXPECT_NE(lines[1].tail, CharClass::kStop);
}

TEST(ReadLatinLines, AnyTextIsRead) {
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  constexpr std::string_view kParts[] = {"word", "Word", ".",  " ", "\n", "\"",
                                         "”",    "3",    "字", ")", "  ", "\n\n"};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (unsigned n = random() % 300; n > 0; --n) text += kParts[random() % std::size(kParts)];
    for (const Line& line : lines_of(text)) {
      EXPECT_LE(std::abs(line.rag), 99);
      EXPECT_GT(line.unit, 0);
    }
  }
}

}  // namespace
}  // namespace newsmill
