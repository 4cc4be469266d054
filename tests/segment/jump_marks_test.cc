#include "segment/jump_marks.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

const JumpMarks& marks() {
  static const RuleSet rules = RuleSet::builtin();
  static const JumpMarks reader(rules.table("jumps.tsv"), rules.table("jumps.en.tsv"));
  return reader;
}

// PAGES.md 6.
TEST(JumpMarks, AtStart) {
  struct Case {
    std::string_view name, text, page;
    size_t end;
  };
  for (const Case& c : std::vector<Case>{{"plain", "（上接第一版）市区", "1", 21},
                                         {"half-width brackets", "(上接第1版)市区", "1", 15},
                                         {"mixed brackets", "[上接第一版)市区", "1", 17},
                                         {"other brackets", "（上接第一版】市区", "1", 21},
                                         {"another word", "（紧接第一版）市区", "1", 21},
                                         {"letter", "（上接Ａ０３版）市区", "A3", 24},
                                         {"without 第", "（上接2版）市区", "2", 16},
                                         {"alone without brackets", "上接第一版", "1", 15}}) {
    SCOPED_TRACE(c.name);
    const auto mark = marks().at_start(c.text);
    ASSERT_TRUE(mark);
    EXPECT_EQ(mark->way, JumpMark::kFrom);
    EXPECT_EQ(mark->page, c.page);
    EXPECT_EQ(mark->end, c.end);
  }
}

TEST(JumpMarks, AtEnd) {
  struct Case {
    std::string_view name, text, page, rest;
  };
  for (const Case& c : std::vector<Case>{{"plain", "萌芽状态。（下转第三版）", "3", "萌芽状态。"},
                                         {"blanks before", "状态。 （下转第三版） ", "3", "状态。"},
                                         {"letter", "状态。(下转A3版)", "A3", "状态。"},
                                         {"inside a sentence", "这一年（下转2版）", "2", "这一年"},
                                         {"alone", "（下转第八版）", "8", ""}}) {
    SCOPED_TRACE(c.name);
    const auto mark = marks().at_end(c.text);
    ASSERT_TRUE(mark);
    EXPECT_EQ(mark->way, JumpMark::kTo);
    EXPECT_EQ(mark->page, c.page);
    EXPECT_EQ(c.text.substr(0, mark->begin), c.rest);
  }
}

TEST(JumpMarks, OrdinaryWords) {
  for (const std::string_view text : {"线上接单三百笔", "转行下转的工人", "（上接）",
                                      "上接第一版的消息说", "（转账）", "接到举报"}) {
    SCOPED_TRACE(text);
    if (text != "（上接）") {
      EXPECT_FALSE(marks().at_start(text));
    }
    EXPECT_FALSE(marks().at_end(text) && marks().at_end(text)->way == JumpMark::kTo);
  }
}

TEST(JumpMarks, EveryRowsExample) {
  const RuleSet rules = RuleSet::builtin();
  const RuleTable& table = rules.table("jumps.tsv");
  for (const RuleRow& row : table.rows()) {
    SCOPED_TRACE(row[1]);
    const auto mark = marks().at_start(row[table.column("example")]);
    ASSERT_TRUE(mark);
    EXPECT_EQ(mark->way, row[0] == "to" ? JumpMark::kTo : JumpMark::kFrom);
  }
}

}  // namespace
}  // namespace newsmill
