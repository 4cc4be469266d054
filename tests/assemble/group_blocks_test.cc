#include <gtest/gtest.h>

#include "assemble/draft.h"
#include "assemble/page_builder.h"

namespace newsmill {
namespace {

// The blocks of each article by number: "0 1 | 2 3".
std::string groups(const Page& page) {
  std::string all;
  IssueReading reading;
  std::vector<BlockText> texts;
  for (const Part& part : group_blocks(page, 0, reading, texts)) {
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

}  // namespace
}  // namespace newsmill
