#include "core/page_path.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

TEST(ReadPath, Cases) {
  using namespace std::chrono;
  struct Case {
    std::string_view member, directory, publication;
    std::optional<Date> date;
    std::string_view page;
  };
  const Date day = 2021y / 2 / 10;
  for (const Case& c :
       std::vector<Case>{{"tzrb/2021-02-10/02.txt", "tzrb/2021-02-10", "tzrb", day, "2"},
                         {"tzrb/20210210/A03.txt", "tzrb/20210210", "tzrb", day, "A3"},
                         {"tzrb/2021/02/10/02.txt", "tzrb/2021/02/10", "tzrb", day, "2"},
                         {"tzrb_20210210_02.txt", "", "tzrb", day, "2"},
                         {"x/柳湾_2021-02-10_12.raw.txt", "x", "柳湾", day, "12"},
                         {"one/two-p02.txt", "one", "", std::nullopt, "2"},
                         {"bak/2024-01-02/tzrb/2021-02-10/02.txt", "bak/2024-01-02/tzrb/2021-02-10",
                          "tzrb", day, "2"},  // the date next to the page
                         {"page.txt", "", "", std::nullopt, ""},
                         {"a/20210230/1.txt", "a/20210230", "", std::nullopt, "1"},  // no such day
                         {"", "", "", std::nullopt, ""}}) {
    SCOPED_TRACE(c.member);
    const PagePath path = read_path(c.member);
    EXPECT_EQ(path.directory, c.directory);
    EXPECT_EQ(path.publication, c.publication);
    EXPECT_EQ(path.date, c.date);
    EXPECT_EQ(path.page_number, c.page);
  }
}

TEST(PathOf, WhatWasGivenCounts) {
  Origin origin{std::make_shared<const std::string>("tzrb/2021-02-10"), "02.txt"};
  EXPECT_EQ(path_of(origin), "02.txt");
  origin.within = Origin::Within::kDirectory;
  EXPECT_EQ(path_of(origin), "tzrb/2021-02-10/02.txt");
  origin.archive = std::make_shared<const std::string>("tzrb/2021-02-10/02.txt");
  origin.within = Origin::Within::kFile;
  EXPECT_EQ(path_of(origin), "tzrb/2021-02-10/02.txt");
}

TEST(CanonicalPage, Cases) {
  EXPECT_EQ(canonical_page("02"), "2");
  EXPECT_EQ(canonical_page("A03"), "A3");
  EXPECT_EQ(canonical_page("b12"), "B12");
  EXPECT_EQ(canonical_page("10"), "10");
  EXPECT_EQ(canonical_page(""), "");
}

}  // namespace
}  // namespace newsmill
