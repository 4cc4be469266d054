#include <gtest/gtest.h>

#include "assemble/draft.h"
#include "assemble/page_builder.h"

namespace newsmill {
namespace {

// The blocks of each article by number: "0 1 | 2 3".
std::string groups(const Page& page) {
  std::string all;
  Vocabulary words;
  for (const Part& part : group_blocks(page, 0, words)) {
    if (!all.empty()) all += "| ";
    for (const uint32_t block : part.blocks) all += std::to_string(block) + " ";
  }
  return all;
}

TEST(GroupBlocks, AHeadlineBeginsAnArticle) {
  EXPECT_EQ(groups(PageBuilder().head("甲").body("一").body("二").head("乙").body("三").build()),
            "0 1 2 | 3 4 ");
}

// 本报讯 begins an article, and its headline stands before it, a blank line between.
TEST(GroupBlocks, ADatelineBelongsToTheHeadlineBefore) {
  Page page = PageBuilder().head("柳湾新桥通车").body("本报讯 赵大爷起了个大早", 1).build();
  page.blocks[1].starts_article = true;
  EXPECT_EQ(groups(page), "0 1 ");
}

TEST(GroupBlocks, AnAdBreaksNothing) {
  EXPECT_EQ(groups(PageBuilder().head("甲").body("一").ad("广告").body("二").build()), "0 1 3 ");
}

TEST(GroupBlocks, FurnitureBelongsToNone) {
  EXPECT_EQ(groups(PageBuilder().add(BlockKind::kFurniture, "第二版").body("一").build()), "1 ");
}

TEST(GroupBlocks, AMarkBeginsAndEndsAnArticle) {
  EXPECT_EQ(groups(PageBuilder().body("一").to("3").body("二").from("1").body("三").build()),
            "0 | 1 2 ");
}

TEST(GroupBlocks, HeadlinesDrawnLastFindTheirText) {
  const Page page = PageBuilder()
                        .body("柳湾新桥昨日通车，新桥全长一千二百米，两岸居民过河方便了")
                        .body("本报讯 农技人员走村入户送去良种，春耕备耕有序推进", 1)
                        .head("春耕备耕有序推进", 1)
                        .head("柳湾新桥通车", 1)
                        .build();
  Page marked = page;
  marked.blocks[1].starts_article = true;
  EXPECT_EQ(groups(marked), "3 0 | 2 1 ");
}

TEST(GroupBlocks, AColumnExtractedLateGoesBackToItsArticle) {
  EXPECT_EQ(groups(PageBuilder()
                       .head("柳湾新桥通车")
                       .body("柳湾新桥昨日通车，赵大爷起了个大早，为的是第一个走过新桥")
                       .open_end()
                       .head("春耕备耕有序推进", 1)
                       .body("农技人员走村入户送去良种，麦田里一派繁忙")
                       .body("的赵大爷说，盼新桥盼了三年，柳湾新桥终于通车了", 1)
                       .open_start()
                       .build()),
            "0 1 4 | 2 3 ");
}

// Two headlines apart, then their texts: order alone would give the second one the first text.
TEST(GroupBlocks, HeadlinesDrawnApartAreToldByTheirWords) {
  EXPECT_EQ(groups(PageBuilder()
                       .head("河东片区今夜停水")
                       .head("代课老师登上讲台", 1)
                       .body("因水管碰接，河东片区今夜停水七小时，居民请提前储水", 1)
                       .body("山里小学来了两位代课老师，第一次登上讲台的她们很紧张", 1)
                       .build()),
            "0 2 | 1 3 ");
}

// （作者为…） ends an article: what comes next is another's, though it stands right behind.
TEST(GroupBlocks, ACreditEndsAnArticle) {
  const auto page = [](const char* credit) {
    return PageBuilder()
        .head("柳湾新桥通车")
        .body("柳湾新桥昨日通车，赵大爷盼了三年新桥")
        .open_end()
        .head("春耕备耕有序推进", 1)
        .body("农技人员走村入户送去良种，麦田里一派繁忙")
        .body(credit)
        .body("大伙儿走过新桥，都说柳湾的新桥修得好", 1)
        .build();
  };
  EXPECT_EQ(groups(page("（作者为农艺师）")), "0 1 5 | 2 3 4 ");
  EXPECT_EQ(groups(page("作者为农艺师")), "0 1 | 2 3 4 5 ");
}

// A torn paragraph is one article's; what its halves enclose is not what follows its first half.
TEST(GroupBlocks, AnInsetBelongsToNoTextAroundIt) {
  PageBuilder builder;
  builder.head("柳湾新桥通车").body("柳湾新桥昨日通车，赵大爷起了个大早");
  builder.last().lines.push_back({6, 6});
  builder.body("全市新增充电桩三百个", 1);  // line 4
  EXPECT_EQ(groups(builder.build()), "0 1 | 2 ");
}

// A faint likeness to a text far away brings nothing back from among notices.
TEST(GroupBlocks, TextAmongNoticesStandsAlone) {
  const auto page = [](BlockKind around) {
    return PageBuilder()
        .head("柳湾新桥通车")
        .body("柳湾新桥昨日通车，赵大爷起了个大早，为的是第一个走过新桥，居民过河不用等渡船")
        .head("春耕备耕有序推进")
        .body("农技人员走村入户送去良种，麦田里一派繁忙")
        .to("3")
        .add(around, "遗失声明")
        .body("清早的作坊一派忙碌，走过车间就能闻到松木香，一位赵大爷挑了床垫，说睡着舒服")
        .add(around, "招聘启事")
        .build();
  };
  EXPECT_EQ(groups(page(BlockKind::kAd)), "0 1 | 2 3 | 5 ");
  EXPECT_EQ(groups(page(BlockKind::kFurniture)), "0 1 5 | 2 3 ");
}

}  // namespace
}  // namespace newsmill
