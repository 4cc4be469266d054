#include "segment/common_pairs.h"

#include <gtest/gtest.h>

#include "core/result.h"
#include "core/utf8.h"

namespace newsmill {
namespace {

TEST(CommonPairs, Cases) {
  const CommonPairs pairs(RuleSet::builtin().table("common_pairs.zh.tsv"));
  EXPECT_EQ(pairs.tie(U'葡', U'萄'), CommonPairs::kClose);
  EXPECT_EQ(pairs.tie(U'萄', U'葡'), CommonPairs::kNone);
  EXPECT_EQ(pairs.tie(U'的', U'葡'), CommonPairs::kNone);
  EXPECT_EQ(pairs.tie(U'葡', U'，'), CommonPairs::kNone);
  EXPECT_EQ(pairs.tie(U'a', U'b'), CommonPairs::kNone);
  EXPECT_EQ(pairs.tie(0, 0), CommonPairs::kNone);
}

// Every pair of the table is there, with its own tie.
TEST(CommonPairs, EachRow) {
  const RuleSet rules = RuleSet::builtin();
  const RuleTable& table = rules.table("common_pairs.zh.tsv");
  const CommonPairs pairs(table);
  const size_t first = table.column("first");
  for (const RuleRow& row : table.rows()) {
    const char32_t left = utf8::at(row[first], 0).code;
    for (const auto& [name, tie] :
         {std::pair{"close", CommonPairs::kClose}, std::pair{"firm", CommonPairs::kFirm},
          std::pair{"loose", CommonPairs::kLoose}}) {
      const std::string_view seconds = row[table.column(name)];
      for (size_t pos = 0; pos < seconds.size(); pos += utf8::at(seconds, pos).size)
        ASSERT_EQ(pairs.tie(left, utf8::at(seconds, pos).code), tie) << row[first] << seconds;
    }
  }
}

TEST(CommonPairs, ATableOfOtherThingsIsRefused) {
  const std::string head = "# t.tsv\n# first\tclose\tfirm\tloose\n";
  EXPECT_THROW(CommonPairs(RuleTable("t.tsv", head + "春天\t好\n")), FatalError);
  EXPECT_THROW(CommonPairs(RuleTable("t.tsv", head + "春\t天a\n")), FatalError);
}

}  // namespace
}  // namespace newsmill
