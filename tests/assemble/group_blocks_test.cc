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

TEST(GroupBlocks, EnglishTextStaysUnderItsHeadline) {
  EXPECT_EQ(groups(PageBuilder()
                       .head("Report on the Work of the Government")
                       .body("Last year output rose by 4.3 percent to 5.8 trillion yuan.")
                       .body("Imports and exports exceeded 6 trillion yuan.", 1)
                       .head("Junior league opens", 1)
                       .body("Eight clubs meet in Liuwan on Sunday.")
                       .body("The local government will issue the tickets and report on sales.", 1)
                       .build()),
            "0 1 2 | 3 4 5 ");
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

// A brief item between the columns of another text.
TEST(GroupBlocks, StrangersStandAlone) {
  const auto page = [](const char* second) {
    return PageBuilder()
        .head("柳湾新桥通车")
        .body("柳湾新桥昨日通车，新桥全长一千二百米，两岸居民过河方便了，赵大爷盼了三年")
        .body(second, 1)
        .build();
  };
  EXPECT_EQ(
      groups(page("农技人员走村入户送去良种，麦田里一派繁忙，春耕备耕有序推进，秧苗长势喜人")),
      "0 1 | 2 ");
  EXPECT_EQ(groups(page("赵大爷说，柳湾新桥通车之前，过河要坐渡船，两岸居民都盼着新桥早些修好")),
            "0 1 2 ");
}

TEST(GroupBlocks, AKickerDrawnApartIsToldByItsText) {
  const auto page = [](const char* lead) {
    return PageBuilder()
        .head("前4月")
        .head("春耕备耕有序推进", 1)
        .body("农技人员走村入户送去良种，麦田里一派繁忙，春耕备耕有序推进")
        .head("柳湾用电量增长一成", 1)
        .body(lead)
        .build();
  };
  EXPECT_EQ(groups(page("记者昨日获悉，前4月，柳湾用电量达三亿千瓦时")), "0 3 4 | 1 2 ");
  EXPECT_EQ(groups(page("记者昨日获悉，前4月份，柳湾用电量达三亿千瓦时")), "0 3 4 | 1 2 ");
  EXPECT_EQ(groups(page("记者昨日获悉，今年，柳湾用电量达三亿千瓦时")), "0 1 2 | 3 4 ");
}

// Another text's byline between title and subtitle.
TEST(GroupBlocks, ADeckTornApartIsToldByItsText) {
  PageBuilder builder;
  builder.head("柳湾机器人运动会赛项增加")
      .add(BlockKind::kByline, "本报记者 田禾", 1)
      .head("竞技之外还有场景赛", 1)
      .body("柳湾机器人运动会八月开赛，机器人运动会的赛项增加到五十个，竞技赛和场景赛各占一半");
  EXPECT_EQ(groups(builder.build()), "0 2 3 | 1 ");
}

// 一张蓝图绘到底 between two paragraphs of one text, set like a headline.
TEST(GroupBlocks, ALineRoundWhichTheTextGoesOnIsNoHeadline) {
  const auto page = [](const char* line) {
    return PageBuilder()
        .head("柳湾新桥通车")
        .body(
            "柳湾新桥昨日通车，新桥全长一千二百米，两岸居民过河方便了。赵大爷盼了三年，头一个走过新"
            "桥")
        .head(line)
        .body(
            "通车那天，赵大爷走过新桥，说柳湾新桥修得好，两岸居民过河再不用坐渡船。新桥的桥面有四个"
            "车道，"
            "全长一千二百米的新桥，头一天就走了三万人，赵大爷盼了三年")
        .build();
  };
  EXPECT_EQ(groups(page("一张蓝图绘到底")), "0 1 2 3 ");
  EXPECT_EQ(groups(page("头一天走了三万人")), "0 1 | 2 3 ");  // what the text behind speaks of
}

TEST(GroupBlocks, ASectionIsNamedInTheHeadline) {
  const auto page = [](const char* name) {
    return PageBuilder()
        .head("垃圾回收有妙招")
        .head("柳湾、沙洲探索创新机制")
        .body("多个地方在创新废弃物回收方面推行新做法")
        .head("春耕备耕有序推进", 1)
        .body("农技人员走村入户送去良种，麦田里一派繁忙")
        .head(name, 1)
        .body("记者购物时发现，塑料瓶装饮料会额外收取包装押金")
        .build();
  };
  EXPECT_EQ(groups(page("柳湾——")), "0 1 2 5 6 | 3 4 ");
  EXPECT_EQ(groups(page("东岸——")), "0 1 2 | 3 4 | 5 6 ");
}

}  // namespace
}  // namespace newsmill
