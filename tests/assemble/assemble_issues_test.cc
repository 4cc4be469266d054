#include "assemble/assemble_issues.h"

#include <gtest/gtest.h>

#include <random>

#include "assemble/page_builder.h"

namespace newsmill {
namespace {

const AssembleIssues& stage() {
  static const AssembleIssues assemble{RuleSet::builtin()};
  return assemble;
}

Issue issue_of(std::vector<ScreenedPage> pages) {
  return stage().assemble(std::move(pages));
}

TEST(AssembleIssues, FieldsOfAnArticle) {
  PageBuilder builder("0123456789abcdef", "lwwb/2019-03-05/02.txt");
  builder.head("柳湾市——").last().role = HeadlineRole::kKicker;
  builder.head("新桥通车");
  builder.add(BlockKind::kByline, "□ 本报记者 李四");
  builder.body("新华社柳湾3月4日电（记者王五）新桥昨天通车。");
  builder.add(BlockKind::kHeading, "一、经过").last().level = 1;
  builder.body("历时三年。");
  builder.add(BlockKind::kCaption, "图为新桥。");
  const Issue issue = issue_of({builder.screened()});
  ASSERT_EQ(issue.articles.size(), 1u);
  const Article& article = issue.articles[0];
  EXPECT_EQ(article.id, "0123456789abcdef-a1");
  EXPECT_EQ(article.page_ids, Few<RecordId>{"0123456789abcdef"});
  EXPECT_EQ(article.headline.kicker, "柳湾市——");
  EXPECT_EQ(article.headline.title, "新桥通车");
  EXPECT_EQ(article.byline.authors, (std::vector<std::string>{"李四", "王五"}));
  EXPECT_EQ(article.byline.agency, "新华社");
  EXPECT_EQ(article.byline.dateline, "柳湾3月4日");
  EXPECT_EQ(article.publication, "lwwb");
  EXPECT_EQ(article.date, Date(std::chrono::year(2019) / 3 / 5));
  EXPECT_EQ(article.page_number, "2");
  ASSERT_EQ(article.paragraphs.size(), 4u);
  EXPECT_EQ(article.paragraphs[1].kind, ParagraphKind::kHeading);
  EXPECT_EQ(article.paragraphs[1].level, 1);
  EXPECT_EQ(article.paragraphs[3].kind, ParagraphKind::kCaption);
  EXPECT_EQ(article.stats.paragraphs, 2u);
  EXPECT_NE(article.fingerprint, 0u);
  for (const Block& block : issue.pages[0].blocks) EXPECT_EQ(block.owner, article.id);
}

// Of a deck whose title another text took: what is left of it is the title here.
TEST(AssembleIssues, AnArticleWithAHeadlineHasATitle) {
  for (const HeadlineRole role : {HeadlineRole::kKicker, HeadlineRole::kSubtitle}) {
    PageBuilder builder;
    builder.head("柳湾新桥今日通车").last().role = role;
    builder.body("新桥昨天通车。");
    const Issue issue = issue_of({builder.screened()});
    ASSERT_EQ(issue.articles.size(), 1u);
    EXPECT_EQ(issue.articles[0].headline.title, "柳湾新桥今日通车");
    EXPECT_EQ(issue.articles[0].headline.kicker, "");
    EXPECT_EQ(issue.articles[0].headline.subtitle, "");
    EXPECT_EQ(issue.pages[0].blocks[0].role, HeadlineRole::kTitle);
  }
}

TEST(AssembleIssues, AdsKeepTheirOwner) {
  const Issue issue = issue_of({PageBuilder().body("一").ad("广告").body("二").screened()});
  EXPECT_EQ(issue.pages[0].blocks[1].owner, "p-n1");
  EXPECT_EQ(issue.articles.size(), 1u);
}

// PAGES.md 6: parts are joined across pages, a paragraph that the page cut is one again.
TEST(AssembleIssues, StitchesAcrossPages) {
  const Issue issue = issue_of(
      {PageBuilder("one")
           .number("1")
           .head("新桥通车")
           .body("新桥昨天通")
           .open_end()
           .to("3")
           .screened(),
       PageBuilder("two").number("03").body("车。").from("1").body("历时三年。").screened()});
  ASSERT_EQ(issue.articles.size(), 1u);
  const Article& article = issue.articles[0];
  EXPECT_EQ(article.page_ids, (Few<RecordId>{"one", "two"}));
  ASSERT_EQ(article.paragraphs.size(), 2u);
  EXPECT_EQ(article.paragraphs[0].text, "新桥昨天通车。");
  ASSERT_EQ(article.paragraphs[0].lines.size(), 2u);
  EXPECT_EQ(article.paragraphs[0].lines[1].page, 1u);
  EXPECT_FALSE(article.jump_from);
  EXPECT_FALSE(article.jump_to);
}

// The last sentence was whole, but the line behind the mark is not indented.
TEST(AssembleIssues, AParagraphMayGoOnBehindAStop) {
  const Issue issue = issue_of(
      {PageBuilder("one").number("1").head("新桥通车").body("新桥昨天通车。").to("3").screened(),
       PageBuilder("two").number("3").body("历时三年。").from("1").open_start().screened()});
  ASSERT_EQ(issue.articles.size(), 1u);
  ASSERT_EQ(issue.articles[0].paragraphs.size(), 1u);
  EXPECT_EQ(issue.articles[0].paragraphs[0].text, "新桥昨天通车。历时三年。");
}

TEST(AssembleIssues, EnglishWordsArePartedAtThePageBreak) {
  const auto text = [](const char* tail, const char* head) {
    const Issue issue = issue_of(
        {PageBuilder("one").number("1").head("Bridge").body(tail).open_end().to("3").screened(),
         PageBuilder("two").number("3").body(head).from("1").screened()});
    return issue.articles[0].paragraphs[0].text;
  };
  EXPECT_EQ(text("the bridge was", "opened."), "the bridge was opened.");
  EXPECT_EQ(text("the well-", "known bridge."), "the well-known bridge.");
}

TEST(AssembleIssues, AHeadlineInsideATextIsAHeading) {
  const Issue issue = issue_of({PageBuilder()
                                    .head("柳湾、沙洲探索垃圾回收")
                                    .body("多个地方推行新做法。")
                                    .head("沙洲——", 1)
                                    .body("塑料瓶会额外收取押金。")
                                    .screened()});
  ASSERT_EQ(issue.articles.size(), 1u);
  EXPECT_EQ(issue.articles[0].headline.title, "柳湾、沙洲探索垃圾回收");
  ASSERT_EQ(issue.articles[0].paragraphs.size(), 3u);
  EXPECT_EQ(issue.articles[0].paragraphs[1].kind, ParagraphKind::kHeading);
  EXPECT_EQ(issue.pages[0].blocks[2].kind, BlockKind::kHeading);
}

TEST(AssembleIssues, UnmatchedHalvesAreListed) {
  const Issue issue =
      issue_of({PageBuilder().number("2").body("一。").from("1").body("二。").to("3").screened()});
  ASSERT_EQ(issue.articles.size(), 1u);
  ASSERT_TRUE(issue.articles[0].jump_from);
  EXPECT_EQ(issue.articles[0].jump_from->page, "1");
  EXPECT_EQ(issue.articles[0].jump_to->page, "3");
}

TEST(AssembleIssues, IssuesByDirectoryElseByMasthead) {
  Batch<ScreenedPage> batch;
  batch.seq = 5;
  const auto add = [&](std::string member, std::string paper) {
    ScreenedPage page = PageBuilder("p" + std::to_string(batch.items.size()), std::move(member))
                            .body("一")
                            .screened();
    page.page.masthead.publication = std::move(paper);
    page.page.masthead.date = Date(std::chrono::year(2019) / 3 / 5);
    batch.items.push_back(std::move(page));
  };
  add("a/1.txt", ""), add("b/1.txt", ""), add("a/2.txt", ""), add("x.txt", "柳湾晚报"),
      add("y.txt", "柳湾晚报"), add("z.txt", "");
  const Batch<Issue> issues = stage()(std::move(batch));
  EXPECT_EQ(issues.seq, 5u);
  std::vector<size_t> pages;
  for (const Issue& issue : issues.items) pages.push_back(issue.pages.size());
  EXPECT_EQ(pages, (std::vector<size_t>{2, 1, 2, 1}));
  EXPECT_TRUE(stage()(Batch<ScreenedPage>()).items.empty());
}

// Damage: any blocks in any order; every block of news belongs to one article.
TEST(AssembleIssues, AnyBlocks) {
  const uint32_t seed = 20190308;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> texts = {"", "柳湾新桥通车", "（", "春耕备耕有序推进。", "12"};
  for (int round = 0; round < 300; ++round) {
    std::vector<ScreenedPage> pages;
    for (size_t p = 0, n = 1 + random() % 3; p < n; ++p) {
      PageBuilder page("p" + std::to_string(p));
      page.number(std::to_string(random() % 3));
      for (size_t b = 0, m = random() % 12; b < m; ++b) {
        page.add(static_cast<BlockKind>(random() % 8), texts[random() % texts.size()],
                 static_cast<uint32_t>(random() % 2));
        if (random() % 5 == 0) page.from(std::to_string(random() % 3));
        if (random() % 5 == 0) page.to(std::to_string(random() % 3));
        if (random() % 4 == 0) page.open_end();
        if (random() % 4 == 0) page.open_start();
      }
      pages.push_back(page.screened());
    }
    const Issue issue = issue_of(std::move(pages));
    for (const Page& page : issue.pages)
      for (const Block& block : page.blocks)
        EXPECT_EQ(block.owner.empty(),
                  block.kind == BlockKind::kFurniture || block.kind == BlockKind::kAd);
  }
}

}  // namespace
}  // namespace newsmill
