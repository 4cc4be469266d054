#include "newsmill/ads_policy.h"

#include <gtest/gtest.h>

#include "core/result.h"

namespace newsmill {
namespace {

TEST(AdsPolicy, Reads) {
  const AdPolicy policy = parse_ads_policy("p", R"(
    preset: "analytics"  # to begin with
    category { name: OBITUARY action: KEEP threshold: 0.75 }
    category { name: COURT threshold: 0.9 })");
  EXPECT_EQ(policy.action(AdCategory::kObituary), AdAction::kKeep);
  EXPECT_EQ(policy.threshold(AdCategory::kObituary), 0.75);
  EXPECT_EQ(policy.action(AdCategory::kCourt), AdAction::kDrop);
  EXPECT_EQ(policy.threshold(AdCategory::kCourt), 0.9);
  EXPECT_EQ(policy.action(AdCategory::kAdvertorial), AdAction::kMark);
  EXPECT_EQ(policy.threshold(AdCategory::kAdvertorial), 0.5);
}

TEST(AdsPolicy, PresetsAndNothing) {
  EXPECT_EQ(parse_ads_policy("p", ""), AdPolicy());
  EXPECT_EQ(read_ads_policy("news"), AdPolicy());
  EXPECT_EQ(read_ads_policy("analytics").action(AdCategory::kPublicService), AdAction::kMark);
  EXPECT_EQ(read_ads_policy("analytics").action(AdCategory::kHouse), AdAction::kDrop);
  EXPECT_EQ(read_ads_policy("everything").action(AdCategory::kLostAndVoid), AdAction::kMark);
  EXPECT_NE(read_ads_policy("analytics").describe(), AdPolicy().describe());
}

TEST(AdsPolicy, SaysWhatIsWrongAndWhere) {
  const struct {
    const char* text;
    const char* want;
  } cases[] = {
      {"preset: \"all\"", "p:1: no such preset: all"},
      {"\ncategory { name: COURTS }", "p:2: Unknown enumeration value of \"COURTS\" for field"},
      {"\n\ncategroy {}", "p:3: Message type \"newsmill.v1.AdPolicy\" has no field named"},
      {"category {\n action: DROP }", "p:1: a category needs a name"},
      {"category { name: COURT\n threshold: 1.5 }", "p:2: threshold must lie between 0 and 1: 1.5"},
      {"category { name: COURT threshold: nan }", "p:1: threshold must lie between 0 and 1: nan"},
      {"category { name: COURT }\ncategory { name: COURT }", "p:2: COURT stands here again"},
      {"category {", "p:1: "},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    try {
      parse_ads_policy("p", c.text);
      ADD_FAILURE() << "no error";
    } catch (const FatalError& error) {
      EXPECT_EQ(error.exit_code(), 2);
      EXPECT_TRUE(std::string(error.what()).starts_with(c.want)) << error.what();
    }
  }
  EXPECT_THROW(read_ads_policy("/no/such/file"), FatalError);
  EXPECT_THROW(read_ads_policy("/"), FatalError);  // a directory
}

}  // namespace
}  // namespace newsmill
