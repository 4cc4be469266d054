#include "segment/latin_jumps.h"

#include <gtest/gtest.h>

#include "segment/jump_marks.h"

namespace newsmill {
namespace {

const LatinJumps& jumps() {
  static const RuleSet rules = RuleSet::builtin();
  static const LatinJumps reader(rules.table("jumps.en.tsv"));
  return reader;
}

TEST(LatinJumps, Alone) {
  struct Case {
    std::string_view text, page;
    JumpMark::Way way;
  };
  for (const Case& c :
       std::vector<Case>{{"Continued on Page A7", "A7", JumpMark::kTo},
                         {"CONTINUED ON PAGE A07", "A7", JumpMark::kTo},
                         {"Continued on 7", "7", JumpMark::kTo},
                         {"(Continued on page 7)", "7", JumpMark::kTo},
                         {"Continued on Page 7, Column 3", "7", JumpMark::kTo},
                         {"Continued in Section B, Page 3", "B3", JumpMark::kTo},
                         {"Please turn to Page 6A", "6A", JumpMark::kTo},
                         {"See BUDGET, Page 5", "5", JumpMark::kTo},
                         {"See BUDGET on A5", "A5", JumpMark::kTo},
                         {"Please see CITY HALL/A5", "A5", JumpMark::kTo},
                         {"Continued from Page 1", "1", JumpMark::kFrom},
                         {"Continued From Page One", "1", JumpMark::kFrom},
                         {"Continued from First Page", "1", JumpMark::kFrom},
                         {"From Page A-1", "A1", JumpMark::kFrom},
                         {"from A1", "A1", JumpMark::kFrom},
                         {"BUDGET: From Page 1", "1", JumpMark::kFrom},
                         {"BUDGET from A1", "A1", JumpMark::kFrom},
                         {"Bridge, continued from Page 1.", "1", JumpMark::kFrom}}) {
    SCOPED_TRACE(c.text);
    const auto start = jumps().at_start(c.text), end = jumps().at_end(c.text);
    ASSERT_TRUE(start);
    EXPECT_EQ(start->page, c.page);
    EXPECT_EQ(start->way, c.way);
    EXPECT_EQ(start->end, c.text.size());
    ASSERT_TRUE(end);
    EXPECT_EQ(end->page, c.page);
    EXPECT_EQ(end->begin, 0u);
  }
}

TEST(LatinJumps, BesideTheText) {
  const std::string_view tail = "the council will vote on Continued on Page A7";
  const auto to = jumps().at_end(tail);
  ASSERT_TRUE(to);
  EXPECT_EQ(tail.substr(0, to->begin), "the council will vote on");
  const std::string_view head = "(Continued from Page 1) Tuesday, the mayor said.";
  const auto from = jumps().at_start(head);
  ASSERT_TRUE(from);
  EXPECT_EQ(head.substr(from->end), "Tuesday, the mayor said.");
}

TEST(LatinJumps, OrdinaryWords) {
  for (const std::string_view text :
       {"from 1 to 5", "See 5", "see page 5", "from the page", "Continued on Tuesday",
        "The story is continued on page 7 of the report", "turn to the council", "The road from A1",
        "See you on Friday", "Page A7", "BUDGET", "From: Ann Lee",
        "they were told to turn to page 5"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(jumps().at_start(text));
    EXPECT_FALSE(jumps().at_end(text));
  }
}

TEST(LatinJumps, AnyTextIsRead) {
  for (const std::string_view text :
       {"", "(", "See", "From (", "Continued on", "See A, ", "A A A A A 1", "第7版 A7", "（Page 7",
        "Continued from Section"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(jumps().at_start(text));
    EXPECT_FALSE(jumps().at_end(text));
  }
}

TEST(LatinJumps, EveryRowsExample) {
  const RuleSet rules = RuleSet::builtin();
  const RuleTable& table = rules.table("jumps.en.tsv");
  for (const RuleRow& row : table.rows()) {
    SCOPED_TRACE(row[1]);
    const auto mark = jumps().at_start(row[table.column("example")]);
    ASSERT_TRUE(mark);
    if (row[0] == "to" || row[0] == "see") {
      EXPECT_EQ(mark->way, JumpMark::kTo);
    }
    if (row[0] == "from" || row[0] == "source") {
      EXPECT_EQ(mark->way, JumpMark::kFrom);
    }
    if (const auto value = row[table.column("value")]; !value.empty()) {
      EXPECT_EQ(mark->page, value);
    }
  }
}

}  // namespace
}  // namespace newsmill
