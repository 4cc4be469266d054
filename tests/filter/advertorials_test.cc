#include <gtest/gtest.h>

#include "filter/filter_ads.h"
#include "filter/pages.h"

namespace newsmill {
namespace {

const RuleSet& tables() {
  static const RuleSet set = RuleSet::builtin();
  return set;
}

// What becomes of a text with a title between a notice and the next.
std::string categories_between_notices(const std::vector<std::string>& text) {
  static const FilterAds filter(tables());
  Page page;
  page.id = "0123456789abcdef";
  add_story(&page);
  add_parts(&page, {"遗失柳溪县东岸茶行公章一枚，声明作废。"}, 24);
  add_parts(&page, text, 24);
  add_parts(&page, {"遗失孙小山身份证一张，声明作废。"}, 24);
  std::string out;
  for (const Ad& ad : filter.screen(page).ads)
    out += std::string(name_of(ad.category)) + "(" + std::to_string(ad.lines.size()) + ")";
  return out;
}

TEST(Advertorials, Cases) {
  const std::string opening =
      "清晨六点，东岸茶行的茶园里已是一片繁忙。走进茶行，淡淡的清香扑面而来";
  const std::string notice = "LOST_AND_VOID(1)";
  EXPECT_EQ(categories_between_notices({"二十年匠心做一杯好茶", opening + "。",
                                        "“我们选用的都是高山茶。”负责人告诉笔者，茶行的口碑是一点点"
                                        "攒下来的，如今产品远销三十多个地方。",
                                        "咨询电话：80001234"}),
            notice + "ADVERTORIAL(4)" + notice);
  EXPECT_EQ(categories_between_notices({"老茶客争相抢购", opening + "，让王大伯赞不绝口。",
                                        "厂家特拨二百个名额。订购热线：80001234（广告）"}),
            notice + "ADVERTORIAL(3)" + notice);
  // Praise without an end, an end without praise, and a reporter's story.
  for (const std::vector<std::string>& news : std::vector<std::vector<std::string>>{
           {"二十年匠心做一杯好茶", opening + "。", "茶行选用高山茶，口碑是一点点攒下来的。"},
           {"茶园里的清晨",
            opening + "，茶农们天不亮就上山了，要把头一茬嫩芽采下来。咨询电话：80001234"},
           {"二十年匠心做一杯好茶", opening + "。",
            "“我们选用的都是高山茶，口碑好，远销各地。”负责人告诉记者。咨询电话：80001234"}})
    EXPECT_EQ(categories_between_notices(news).find("ADVERTORIAL"), std::string::npos) << news[1];
}

// Every row's example holds one of its words.
TEST(Advertorials, Examples) {
  const RuleTable& table = tables().table("advertorials.tsv");
  for (const RuleRow& row : table.rows()) {
    const std::string_view example = row[table.column("example")];
    std::string_view words = row[table.column("words")];
    bool held = false;
    for (bool more = true; more && !held;) {
      const size_t end = words.find('|');
      held = example.find(words.substr(0, end)) != std::string_view::npos;
      more = end != std::string_view::npos;
      if (more) words.remove_prefix(end + 1);
    }
    EXPECT_TRUE(held) << example;
  }
}

}  // namespace
}  // namespace newsmill
