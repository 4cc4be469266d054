#include "segment/early_breaks.h"

#include <gtest/gtest.h>

#include <string>

#include "rules/table.h"
#include "segment/column_widths.h"

namespace newsmill {
namespace {

std::vector<Line> lines_of(std::string_view text) {
  static const RuleSet rules = RuleSet::builtin();
  static const Characters characters(rules.table("characters.tsv"));
  std::vector<Line> lines = read_lines(text, characters);
  find_column_widths(lines);
  read_early_breaks(text, characters, lines);
  return lines;
}

// Lines of sixteen characters; three of them begin with a character and a quotation mark.
constexpr std::string_view kCling =
    "春天的柳湾村里家家户户都在忙着准备\n"
    "说“早种一天早收一天”的道理老人都\n"
    "懂“慢工出细活”的道理他们也都知道\n"
    "讲“人勤地不懒”的道理年轻人也听得\n";
// … where one may begin with the mark.
constexpr std::string_view kBreak =
    "春天的柳湾村里家家户户都在忙着准备\n"
    "“早种一天早收一天”的道理老人都说\n"
    "“慢工出细活”的道理他们也都知道了\n"
    "讲“人勤地不懒”的道理年轻人也听得\n";

// … where one may end with it.
constexpr std::string_view kBreakBehind =
    "春天的柳湾村里家家户户都在忙着准备\n"
    "说“早种一天早收一天”的道理老人都\n"
    "懂“慢工出细活，勤劳出好收成明年”\n"
    "年轻人讲到时总要说的一句话就是“人\n";

TEST(ReadEarlyBreaks, FirstPieces) {
  struct Case {
    std::string_view name, before, line;
    int unit;
  };
  for (const Case& c : std::vector<Case>{
           {"a mark behind one character", kCling, "说：“慢工出细活。”大家都笑了", 8},
           {"a mark that closes", kCling, "活”大家都笑了起来", 6},
           {"two texts in quotation marks", kCling, "年”“春耕时节人倍忙", 8},
           {"none", kCling, "大家都笑了起来“春耕时节人倍忙”", 2},
           {"where lines are broken behind them", kBreakBehind, "说：“慢工出细活。”大家都笑了", 4},
           {"where lines are broken before them", kBreak, "说：“慢工出细活。”大家都笑了", 4}}) {
    SCOPED_TRACE(c.name);
    const std::vector<Line> lines = lines_of(std::string(c.before) + std::string(c.line) + "\n");
    EXPECT_EQ(lines.back().unit, c.unit);
  }
}

TEST(ReadEarlyBreaks, WhatIsLeftFree) {
  struct Case {
    std::string_view name, lines;
    int rag;
  };
  for (const Case& c : std::vector<Case>{
           {"an indent's room inside a paragraph",
            "村里人都知道他的脾气，老支书\n说：“慢工出细活。”大家都笑了\n", 6},
           {"a long number", "去年全村新栽的果树一共有了\n1234567万棵，今年还要栽得更多\n", 8},
           {"room for the piece: an indent is free",
            "去年全村新栽的果树一共有了\n三千多棵，今年还要栽得更多一些\n", 0},
           {"a sentence ends", "村里人都知道他的脾气不好。\n说：“慢工出细活。”大家都笑了\n", 0}}) {
    SCOPED_TRACE(c.name);
    const std::vector<Line> lines = lines_of(std::string(kCling) + std::string(c.lines));
    EXPECT_EQ(lines[lines.size() - 2].rag, c.rag);
  }
}

}  // namespace
}  // namespace newsmill
