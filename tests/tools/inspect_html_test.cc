#include "newsmill/inspect_html.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

std::string html_of(std::string_view text) {
  TextPage page;
  page.origin.archive = std::make_shared<const std::string>("test");
  page.origin.member = "03.txt";
  page.text = text;
  page.encoding = "UTF-8";
  return inspected_html(inspect(page, RuleSet::builtin()));
}

size_t count(std::string_view text, std::string_view part) {
  size_t n = 0;
  for (size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; at += part.size()) ++n;
  return n;
}

TEST(InspectHtml, ThePageBesideWhatWasRead) {
  const std::string html = html_of(
      "柳浦日报 2024年5月7日 星期二 3 县域\n\n柳浦大桥昨天合龙\n本报记者 田禾\n"
      "柳浦大桥的钢箱梁昨天合龙，建\n设者在江面上完成了最后一次吊装。\n大桥全长2.6公里。\n\n"
      "遗失柳浦县青禾农资商行公章一\n枚，编号3310000001234，声明作废。\n");
  EXPECT_EQ(count(html, "<div class=\"line "), 8u);
  EXPECT_EQ(count(html, "<article "), 1u);
  EXPECT_EQ(count(html, "<aside "), 1u);
  EXPECT_NE(html.find("大桥全长<mark title=\"大桥全长2.6公里\">2.6公里</mark>。"),
            std::string::npos)
      << html;
  EXPECT_NE(html.find("<td class=\"number\">2.6<td>km<td>LEVEL"), std::string::npos);
  EXPECT_NE(html.find("LOST_AND_VOID"), std::string::npos);
  EXPECT_NE(html.find("<title class=\"\">柳浦日报 2024-05-07 3 县域</title>"), std::string::npos);
}

// Text of pages is text, whatever it holds.
TEST(InspectHtml, NothingOfThePageIsMarkup) {
  const std::string html = html_of("<script>alert(1)</script>\n\n\"&quot;' onload=\"x\"\n");
  EXPECT_EQ(count(html, "<script>"), 1u);
  EXPECT_EQ(html.find("onload=\"x\""), std::string::npos);
  EXPECT_NE(html.find("&lt;script&gt;alert(1)&lt;/script&gt;"), std::string::npos);
}

TEST(InspectHtml, EmptyPage) {
  EXPECT_NE(html_of("").find("0 lines, 0 articles, 0 ads"), std::string::npos);
}

}  // namespace
}  // namespace newsmill
