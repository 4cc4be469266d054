#include "core/issue_key.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

using Within = Origin::Within;

Origin origin(std::string archive, std::string member, Within within = Within::kArchive) {
  Origin origin{std::make_shared<const std::string>(std::move(archive)), std::move(member)};
  origin.within = within;
  return origin;
}

TEST(IssueKey, OfNames) {
  const IssueKey key;
  struct Case {
    const char* name;
    Origin one, other;
    bool same, sure;
  };
  for (const Case& c : std::vector<Case>{
           {"directory", origin("a.tar", "d/1.txt"), origin("a.tar", "d/2.txt"), true, false},
           {"other directory", origin("a.tar", "d/1.txt"), origin("a.tar", "e/1.txt"), false,
            false},
           {"other archive", origin("a.tar", "d/1.txt"), origin("b.tar", "d/1.txt"), false, false},
           {"date in the file's name", origin("a.tar", "p_20210210_1.txt"),
            origin("a.tar", "p_20210210_2.txt"), true, true},
           {"other date in one directory", origin("a.tar", "d/p_20210210_1.txt"),
            origin("a.tar", "d/p_20210211_1.txt"), false, true},
           {"other paper of that date", origin("a.tar", "p_20210210_1.txt"),
            origin("a.tar", "q_20210210_2.txt"), false, true},
           {"files of one dated directory", origin("p/2021-02-10/1.txt", "1.txt", Within::kFile),
            origin("p/2021-02-10/2.txt", "2.txt", Within::kFile), true, true},
           {"a directory that was given", origin("p/2021-02-10", "1.txt", Within::kDirectory),
            origin("p/2021-02-10", "2.txt", Within::kDirectory), true, true},
       }) {
    SCOPED_TRACE(c.name);
    EXPECT_FALSE(key.of(c.one).key.empty());
    EXPECT_EQ(key.of(c.one) == key.of(c.other), c.same);
    EXPECT_EQ(key.of(c.one).sure, c.sure);
  }
}

TEST(IssueKey, NamesThatSayNothing) {
  const IssueKey key;
  EXPECT_EQ(key.of(origin("a.tar", "1.txt")).key, "");
  EXPECT_EQ(key.of(origin("pages/1.txt", "1.txt", Within::kFile)).key, "");
  EXPECT_EQ(key.of(origin("pages", "1.txt", Within::kDirectory)).key, "");
}

TEST(IssueKey, Pattern) {
  const Result<IssueKey> groups = IssueKey::from_pattern(R"((\w+?)-(\d+)-p\d+)");
  ASSERT_TRUE(groups);
  EXPECT_EQ(groups->pattern(), R"((\w+?)-(\d+)-p\d+)");
  const auto same = [&](const char* one, const char* other) {
    return groups->of(origin("a.tar", one)) == groups->of(origin("a.tar", other));
  };
  EXPECT_TRUE(same("x/lwwb-7-p1.txt", "y/lwwb-7-p2.txt"));
  EXPECT_FALSE(same("lwwb-7-p1.txt", "lwwb-8-p1.txt"));
  EXPECT_FALSE(same("ab-1-p1.txt", "a-b1-p1.txt"));  // groups are kept apart
  EXPECT_TRUE(groups->of(origin("a.tar", "lwwb-7-p1.txt")).sure);
  EXPECT_TRUE(same("d/one.txt", "d/two.txt")) << "a name it does not match has the default key";
  const Result<IssueKey> whole = IssueKey::from_pattern(R"(^[^_]+)");
  EXPECT_EQ(whole->of(origin("a.tar", "n7_1.txt")), whole->of(origin("a.tar", "n7_2.txt")));
}

TEST(IssueKey, BadPattern) {
  const Result<IssueKey> key = IssueKey::from_pattern("([0-9]+");
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().code, "BAD_PATTERN");
  EXPECT_NE(key.error().message.find("missing )"), std::string::npos) << key.error().message;
}

}  // namespace
}  // namespace newsmill
