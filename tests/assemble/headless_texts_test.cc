#include "assemble/headless_texts.h"

#include <gtest/gtest.h>

#include "assemble/page_builder.h"

namespace newsmill {
namespace {

const char* const kFinder =
    "昨天上午，公交驾驶员金大姐在车上捡到一张身份证，失主是来江湾务工的覃先生。两个小时后，覃先生赶"
    "到站"
    "点，连声道谢。";
const char* const kFinderGoesOn =
    "金大姐说，身份证上写着地址，她就给派出所打了电话。失主覃先生补办身份证要回老家，来回得花三天工"
    "夫。";
const char* const kFigures =
    "扎实推进证照分离改革，企业注销时间由七十五个工作日压缩至二十个工作日，新设市场主体十一万户，办"
    "结率"
    "稳步提高。";

const char* const kVineyard =
    "果农老郑头一回给葡萄搭上避雨棚，少打了四遍药，枝头的果子个个结实，城里人周末开车进村采摘，一筐"
    "一筐往"
    "后备箱里装。";

// The blocks that begin a text by their own words.
std::string begins(PageBuilder builder) {
  Page page = builder.build();
  Vocabulary words;
  find_headless_texts(page, words);
  std::string all;
  for (const Block& block : page.blocks)
    all += block.kind == BlockKind::kHeadline ? 'h' : block.starts_article ? 'B' : '-';
  return all;
}

TEST(HeadlessTexts, StrangersBehindABriefText) {
  EXPECT_EQ(begins(PageBuilder().head("捡到身份证").body(kFinder).body(kFigures)), "h-B");
  EXPECT_EQ(begins(PageBuilder().head("捡到身份证").body(kFinder).body(kFinderGoesOn)), "h--");
  EXPECT_EQ(begins(PageBuilder().body(kFinder).body(kFigures).body(kVineyard)), "-BB");
}

TEST(HeadlessTexts, TheHeadlineSpeaksForItsText) {
  EXPECT_EQ(begins(PageBuilder().head("证照分离改革 金大姐点赞").body(kFinder).body(kFigures)),
            "h--");
}

TEST(HeadlessTexts, BlankLinesTellWhereThereAreAny) {
  EXPECT_EQ(begins(PageBuilder().body(kFinder).body(kFigures).body(kFinder, 1)), "---");
}

TEST(HeadlessTexts, NoTextBeginsInsideASentence) {
  EXPECT_EQ(begins(PageBuilder().body(kFinder).open_end().body(kFigures)), "--");
  EXPECT_EQ(begins(PageBuilder().body("短讯一则。").body(kFigures)), "--");  // too little to tell
}

TEST(HeadlessTexts, LongTextsHaveHeadlines) {
  PageBuilder page;
  page.body(kFinder);
  for (int i = 0; i < 9; ++i) page.body(kFigures);
  EXPECT_EQ(begins(std::move(page)), "----------");
}

// Two long texts, and behind them the headlines of both.
TEST(HeadlessTexts, HeadlinesDrawnLastTellWhereTheirTextsBegin) {
  const auto page = [](const char* first, const char* second) {
    PageBuilder builder;
    for (int i = 0; i < 10; ++i) builder.body(i % 2 != 0 ? kFinder : kFinderGoesOn);
    for (int i = 0; i < 10; ++i) builder.body(kFigures);
    builder.add(BlockKind::kFurniture, "责编 田禾");
    return builder.head(first).head(second);
  };
  EXPECT_EQ(begins(page("驾驶员捡到身份证", "证照分离改革提速")), "----------B----------hh");
  EXPECT_EQ(begins(page("春耕备耕忙", "葡萄有了新伞")), "---------------------hh");
}

TEST(HeadlessTexts, AnyPage) {
  EXPECT_EQ(begins(PageBuilder()), "");
  EXPECT_EQ(begins(PageBuilder().body("")), "-");
  EXPECT_EQ(begins(PageBuilder().head("甲").head("乙")), "hh");
}

}  // namespace
}  // namespace newsmill
