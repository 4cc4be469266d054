#include "segment/latin_masthead.h"

#include <gtest/gtest.h>

#include "segment/masthead_reading.h"

namespace newsmill {
namespace {

TEST(LatinMasthead, Fields) {
  using namespace std::chrono;
  struct Case {
    std::vector<std::string_view> lines;
    std::string_view publication, page, section;
    std::optional<Date> date;
  };
  for (const Case& c : std::vector<Case>{
           {{"The Daily Chronicle, Tuesday, March 4, 2025 A6"},
            "The Daily Chronicle",
            "A6",
            "",
            2025y / 3 / 4},
           {{"A6 | TUESDAY, MARCH 4, 2025 | THE DAILY CHRONICLE"},
            "THE DAILY CHRONICLE",
            "A6",
            "",
            2025y / 3 / 4},
           {{"Sports  Riverside Herald-Tribune  Tues., 4 March 2025  Page B3"},
            "Riverside Herald-Tribune",
            "B3",
            "Sports",
            2025y / 3 / 4},
           {{"6A", "Metro · The Bay Times · Mar. 4, 2025"},
            "The Bay Times",
            "6A",
            "Metro",
            2025y / 3 / 4},
           {{"Vol. CXXIII, No. 42,317 · $2.00 · www.example.com", "Page 12"}, "", "12", "", {}},
           {{"Tuesday The River Post 3"}, "The River Post", "3", "", {}}}) {
    SCOPED_TRACE(c.lines.front());
    const Masthead m = read(c.lines);
    EXPECT_EQ(m.publication, c.publication);
    EXPECT_EQ(m.page_number, c.page);
    EXPECT_EQ(m.section, c.section);
    EXPECT_EQ(m.date, c.date);
  }
}

TEST(LatinMasthead, People) {
  const Masthead m = read({"Editor: Ann Lee, Li Wen  Newsroom: (212) 555-0100  news@example.org"});
  EXPECT_EQ(m.editors, (std::vector<std::string>{"Ann Lee", "Li Wen"}));
  EXPECT_EQ(m.phones, (std::vector<std::string>{"(212) 555-0100"}));
  EXPECT_EQ(m.emails, (std::vector<std::string>{"news@example.org"}));
}

TEST(LatinMasthead, CueTellsMastheadsFromText) {
  const auto known = [](std::string_view line) {
    const MastheadCue cue = reader().cue(line);
    return cue.known == cue.characters && cue.strong > 0;
  };
  for (const std::string_view line :
       {"The Daily Chronicle, Tuesday, March 4, 2025 A6", "Tuesday, March 4, 2025", "Page A6",
        "Vol. XII No. 3 — 50 cents", "© 2025 The Daily Chronicle. All rights reserved"})
    EXPECT_TRUE(known(line)) << line;
  for (const std::string_view line :
       {"March 4, 2025, was a Tuesday", "Tuesday", "March 4", "on Tuesday, March 4, 2025",
        "No one came", "May I come in", "The Times They Are A-Changin", "Page after page",
        "Second to none", "Sports", "in 2025", "Editor resigns", "The good news"})
    EXPECT_FALSE(known(line)) << line;
}

TEST(LatinMasthead, EveryRowsExample) {
  const RuleSet rules = RuleSet::builtin();
  const RuleTable& table = rules.table("masthead.en.tsv");
  for (const RuleRow& row : table.rows()) {
    SCOPED_TRACE(row[1]);
    const MastheadCue cue = reader().cue(row[table.column("example")]);
    EXPECT_GT(cue.known, 0);
    EXPECT_EQ(cue.known, cue.characters);
  }
}

}  // namespace
}  // namespace newsmill
