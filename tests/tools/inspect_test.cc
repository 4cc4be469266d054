#include "newsmill/inspect.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace newsmill {
namespace {

constexpr std::string_view kPage =
    "柳浦日报 2024年5月7日 星期二 3 县域\n"
    "\n"
    "柳浦大桥昨天合龙\n"
    "本报记者 田禾\n"
    "柳浦大桥的钢箱梁昨天合龙，建\n"
    "设者在江面上完成了最后一次吊装。\n"
    "大桥全长2.6公里。\n"
    "\n"
    "遗失柳浦县青禾农资商行公章一\n"
    "枚，编号3310000001234，声明作废。\n";

InspectedPage inspected() {
  TextPage page;
  page.origin.archive = std::make_shared<const std::string>("test");
  page.origin.member = "03.txt";
  page.text = kPage;
  page.encoding = "UTF-8";
  return inspect(page, RuleSet::builtin());
}

TEST(Inspect, EveryLineWithItsClassAndJoin) {
  const InspectedPage page = inspected();
  std::string kinds, joins;
  for (const InspectedPage::PrintedLine& line : page.lines) {
    kinds += std::to_string(line.number) + (line.kind == BlockKind::kFurniture   ? "f"
                                            : line.kind == BlockKind::kHeadline  ? "h"
                                            : line.kind == BlockKind::kByline    ? "b"
                                            : line.kind == BlockKind::kParagraph ? "p"
                                            : line.kind == BlockKind::kAd        ? "a"
                                                                                 : "?");
    joins += line.join == InspectedPage::Join::kNone ? '.' : '+';
    EXPECT_FALSE(line.reasons.empty()) << line.number;
  }
  EXPECT_EQ(kinds, "1f3h4b5p6p7p9a10a");
  EXPECT_EQ(joins, "...+..+.");
  EXPECT_EQ(page.masthead.publication, "柳浦日报");
}

TEST(Inspect, ReasonsSpeakForTheRole) {
  for (const InspectedPage::PrintedLine& line : inspected().lines)
    for (size_t i = 0; i < line.reasons.size(); ++i) {
      EXPECT_FALSE(line.reasons[i].feature.empty());
      if (i > 0) {
        EXPECT_LE(line.reasons[i].weight, line.reasons[i - 1].weight);
      }
    }
}

TEST(Inspect, ForTheTerminal) {
  const std::string text = print_inspected(inspected(), false);
  EXPECT_NE(text.find("3 headline"), std::string::npos) << text;
  EXPECT_NE(text.find("n1   ┌ 遗失柳浦县青禾农资商行公章一"), std::string::npos) << text;
  EXPECT_EQ(text.find('\033'), std::string::npos);
  EXPECT_NE(print_inspected(inspected(), true).find("\033[33m"), std::string::npos);
}

TEST(Inspect, AsJson) {
  const nlohmann::json json = nlohmann::json::parse(inspected_json(inspected()));
  EXPECT_EQ(json["masthead"]["date"], "2024-05-07");
  ASSERT_EQ(json["lines"].size(), 8u);
  EXPECT_EQ(json["lines"][3]["join"], "tight");
  EXPECT_EQ(json["lines"][6]["kind"], "ad");
}

}  // namespace
}  // namespace newsmill
