#include "assemble/fragments.h"

#include <gtest/gtest.h>

#include "assemble/page_builder.h"

namespace newsmill {
namespace {

// H head, B body, S side; + touches the one before.
std::string shape(const Page& page) {
  std::string shape;
  for (const Fragment& fragment : cut_fragments(page)) {
    if (fragment.touches) shape += '+';
    shape += fragment.kind == Fragment::kHead ? 'H' : fragment.kind == Fragment::kBody ? 'B' : 'S';
    shape += std::to_string(fragment.blocks.size());
  }
  return shape;
}

TEST(CutFragments, Cases) {
  EXPECT_EQ(shape(PageBuilder()
                      .head("甲")
                      .body("一")
                      .body("二")
                      .body("三", 1)
                      .add(BlockKind::kCaption, "图")
                      .build()),
            "H1+B2B1+S1");
  EXPECT_EQ(shape(PageBuilder().body("一").ad("广告").body("二").build()), "B1B1");
  EXPECT_EQ(shape(PageBuilder().head("甲").head("乙", 1).build()), "H1H1");
  EXPECT_EQ(shape(PageBuilder().body("一").to("3").body("二").build()), "B1+B1");
  EXPECT_EQ(shape(Page()), "");
}

TEST(CutFragments, ABylineStandsOverItsText) {
  PageBuilder builder;
  builder.body("一").add(BlockKind::kByline, "记者 田禾").body("本报讯 二", 1);
  builder.last().starts_article = true;
  EXPECT_EQ(shape(builder.build()), "B1+B2");
}

// 新华社发 under a picture's text.
TEST(CutFragments, ACreditBeginsNothing) {
  const auto page = [](const char* text) {
    PageBuilder builder;
    builder.body("一").body(text).last().starts_article = true;
    return builder.build();
  };
  EXPECT_EQ(shape(page("新华社发")), "B2");
  EXPECT_EQ(shape(page("新华社柳湾7月1日电 今天")), "B1+B1");
}

// A mark between a headline and its text belongs to the text.
TEST(CutFragments, AMarkPartsNoHeadlineFromItsText) {
  PageBuilder builder;
  builder.head("甲").add(BlockKind::kFurniture, "上接第一版").from("1").body("一", 1).body("二");
  const Page page = builder.build();
  const std::vector<Fragment> fragments = cut_fragments(page);
  ASSERT_EQ(fragments.size(), 2u);
  EXPECT_TRUE(fragments[1].touches);
  ASSERT_TRUE(fragments[1].jump_from);
  EXPECT_EQ(*fragments[1].jump_from, "1");
}

TEST(CutFragments, HeadlinesDrawnInARowStandAlone) {
  EXPECT_EQ(shape(PageBuilder().body("一").body("二").head("甲").head("乙").head("丙").build()),
            "B2+H1+H1+H1");
  // A deck of three lines over its text.
  EXPECT_EQ(shape(PageBuilder().head("甲").head("乙").head("丙").body("一").build()), "H3+B1");
  EXPECT_EQ(shape(PageBuilder().head("甲").head("乙").body("一", 1).build()), "H1+H1B1");
}

TEST(CutFragments, BlankLinesEverywhereTellNothing) {
  PageBuilder page;
  for (int i = 0; i < 8; ++i) page.body("段落", 1);
  EXPECT_EQ(shape(page.build()), "B8");
}

// In English they part paragraphs.
TEST(CutFragments, BlankLinesPartNoEnglishTexts) {
  const auto page = [](const char* behind) {
    return PageBuilder().head("Vote").body("The vote was 7 to 2.").body(behind, 1).build();
  };
  EXPECT_EQ(shape(page("“Nobody left,” she said.")), "H1+B2");
  EXPECT_EQ(shape(page("昨日新桥通车。")), "H1+B1B1");
}

TEST(CutFragments, WhatFollowsATornParagraphBelongsToIt) {
  PageBuilder builder;
  builder.body("一");
  builder.last().lines.push_back({4, 4});  // goes on behind the headline
  builder.head("乙", 1);                   // line 3
  builder.body("二", 1);                   // line 5
  const std::vector<Fragment> fragments = cut_fragments(builder.build());
  ASSERT_EQ(fragments.size(), 2u);
  EXPECT_EQ(fragments[0].blocks, (Few<uint32_t>{0, 2}));
}

// The end of a paragraph at the top of one column, its beginning at the foot of another that is
// drawn later: what stands behind the end goes on with the later text.
TEST(CutFragments, WhatFollowsAnEarlierEndGoesBehindTheParagraph) {
  PageBuilder builder;
  builder.body("三", 1);  // line 2, behind the end of 二
  builder.head("甲", 1);  // line 4
  builder.body("一");     // line 5
  builder.body("二");     // line 6
  builder.last().lines.push_back({1, 1});
  const std::vector<Fragment> fragments = cut_fragments(builder.build());
  ASSERT_EQ(fragments.size(), 2u);
  EXPECT_EQ(fragments[0].kind, Fragment::kHead);
  EXPECT_EQ(fragments[1].blocks, (Few<uint32_t>{2, 3, 0}));
}

TEST(CutFragments, IslandsStandBetweenNotices) {
  const auto islands = [](const Page& page) {
    std::string all;
    for (const Fragment& fragment : cut_fragments(page)) all += fragment.island ? 'i' : '-';
    return all;
  };
  EXPECT_EQ(islands(PageBuilder().body("一").ad("甲").body("二").ad("乙").body("三").build()),
            "-i-");
  EXPECT_EQ(islands(PageBuilder()
                        .ad("甲")
                        .body("一")
                        .add(BlockKind::kFurniture, "第二版")
                        .body("二")
                        .ad("乙")
                        .build()),
            "--");
}

}  // namespace
}  // namespace newsmill
