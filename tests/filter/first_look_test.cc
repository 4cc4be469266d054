// What is passed over at a first look would be news on a close look too.
#include "filter/first_look.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "filter/ad_model.h"
#include "filter/ad_runs.h"
#include "filter/block_evidence.h"
#include "filter/page_evidence.h"
#include "seed.h"

namespace newsmill {
namespace {

const RuleSet& tables() {
  static const RuleSet set = RuleSet::builtin();
  return set;
}
const AdRules& rules() {
  static const AdRules all(tables());
  return all;
}

Block block_of(const std::string& text, BlockKind kind = BlockKind::kParagraph) {
  Block block;
  block.kind = kind;
  block.text = text;
  block.columns = 34;
  return block;
}
PageContext usual_page() {
  PageContext page;
  page.body_columns = 34;
  return page;
}
FirstLook look(const Block& block, const PageContext& page = usual_page(),
               const Formulae& formulae = rules().formulae()) {
  Signs signs(formulae);
  signs.take(block.text);
  LookScratch scratch;
  return first_look(block, 0, page, rules(), &signs, &scratch);
}
BlockEvidence closely(const Block& block, const PageContext& page = usual_page(),
                      const Formulae& formulae = rules().formulae()) {
  Signs signs(formulae);
  signs.take(block.text);
  EvidenceScratch scratch;
  return evidence_of(block, 0, page, rules(), &signs, &scratch);
}
bool is_plain(const std::string& text) {
  return look(block_of(text)).plain;
}

// Words of the tables, one a row, and such as stand everywhere.
std::vector<std::string> words() {
  std::vector<std::string> words = {"，", "。", "的", "人们说", "今天", "去年", "　",
                                    "3",  "12", "：", "“",      "”",    "▲",    "（第二次）"};
  const RuleTable& table = tables().table("ads.tsv");
  for (const RuleRow& row : table.rows()) {
    const std::string_view all = row[table.column("words")];
    words.emplace_back(all.substr(0, all.find('|')));
    words.emplace_back(all.substr(all.rfind('|') + 1));
  }
  return words;
}

TEST(FirstLook, Cases) {
  const std::string story =
      "清晨的码头上，茶农们把新采的叶子装上船。老周说，今年雨水好，叶子厚实，比去年多收了三成。孩子"
      "们在岸边"
      "追着跑，笑声传得很远。到了傍晚，船队已经过了三道河湾，岸上的人还在挥手。";
  EXPECT_TRUE(is_plain(story));
  EXPECT_FALSE(is_plain(story.substr(0, 150))) << "too short to tell";
  EXPECT_FALSE(is_plain(story + "联系电话：80001234")) << "does not end as a sentence";
  EXPECT_FALSE(is_plain("遗失公章一枚，声明作废。" + story + "特此公告，声明作废。"));
  EXPECT_TRUE(is_plain("法院昨天公告" + story)) << "公告 is a title's word, and this is none";
  EXPECT_LT(look(block_of(story + "遗失启事贴在公章旁，补办营业执照。")).most, 0);
  EXPECT_GT(look(block_of("遗失公章一枚，声明作废。" + story)).most, 2);
  EXPECT_GT(look(block_of("遗　失公章一枚，声明作废。" + story)).most, 2);
  PageContext notices = usual_page();
  notices.notice_page = true;
  EXPECT_FALSE(look(block_of(story), notices).plain) << "the page says that it may hold notices";
  EXPECT_LT(look(block_of(story), notices).most, 0);
}

TEST(FirstLook, NeverHidesANotice) {
  const std::vector<std::string> all = words();
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  size_t passed_over = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    // Mostly words of stories, else few texts would be passed over.
    while (text.size() < 400)
      text += random() % 8 == 0 ? all[random() % all.size()] : "河边的老街，慢慢热闹起来";
    text += "。";
    if (!is_plain(text)) continue;
    ++passed_over;
    ASSERT_LT(closely(block_of(text)).best, 0) << text;
  }
  EXPECT_GT(passed_over, 200u);
}

// A paragraph of so many bytes and more. Mostly words of stories, else all would be notices.
std::string prose(size_t bytes, unsigned share, std::mt19937* random) {
  static const std::vector<std::string> kWords = [] {
    std::vector<std::string> all = words();
    for (const char* number :
         {"80001234", "0571-80001234", "13000000000", "3301200456789", "3301****0015", "9:00",
          "２０", "5971.5", "13000平方米", "电话：", "地址："})
      all.emplace_back(number);
    return all;
  }();
  std::string text;
  while (text.size() < bytes)
    text += (*random)() % share == 0 ? kWords[(*random)() % kWords.size()] : "河边的老街，慢慢热闹";
  constexpr const char* kEnds[] = {"。", "。”", "热闹”", "！"};
  return text + kEnds[(*random)() % std::size(kEnds)];
}

// No close look finds more than the first one said, on any page.
TEST(FirstLook, BoundsTheEvidence) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  constexpr BlockKind kKinds[] = {BlockKind::kHeadline, BlockKind::kParagraph, BlockKind::kCaption,
                                  BlockKind::kByline, BlockKind::kHeading};
  size_t bounded = 0;
  for (int round = 0; round < 8000; ++round) {
    const std::string text = prose(random() % 600, 2 + random() % 6, &random);
    Block block = block_of(text, kKinds[random() % std::size(kKinds)]);
    block.open_end = random() % 8 == 0;
    PageContext page = usual_page();
    page.notice_page = random() % 4 == 0;
    page.ad_page = random() % 20 == 0;
    if (random() % 10 == 0) block.columns = 20;
    const FirstLook found = look(block, page);
    if (found.plain) continue;
    const BlockEvidence evidence = closely(block, page);
    ASSERT_GE(found.most + 1e-4f, evidence.best) << text;
    bounded += found.most < evidence.best + 1;
  }
  EXPECT_GT(bounded, 1000u) << "and little more";
}

// Texts of a table of notices or news, by paragraphs.
std::vector<std::string> paragraphs(const std::string& name) {
  std::ifstream file(NEWSMILL_SOURCE "/tests/filter/" + name);
  EXPECT_TRUE(file) << name;
  std::vector<std::string> all;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    for (size_t begin = line.find('\t') + 1; begin < line.size();) {
      const size_t end = std::min(line.find('/', begin), line.size());
      if (end > begin) all.push_back(line.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return all;
}

// Reading every block closely finds the same runs.
TEST(PageEvidence, ReadsAllThatMatters) {
  const AdModel model(tables());
  const std::vector<std::string> notices = paragraphs("notices.tsv"), news = paragraphs("news.tsv");
  const char* const lines[] = {"春茶开采",        "孙小山",       "联系人：孙先生", "电话80001234",
                               "本报记者 王小五", "2019年4月3日", "公告",           "“字号不能丢”"};
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  PageEvidence evidence(rules(), model);
  EvidenceScratch scratch;
  size_t found = 0;
  for (int round = 0; round < 400; ++round) {
    Page page;
    page.old_print = random() % 10 == 0;
    for (size_t n = random() % 40, notice = 0; n > 0; --n) {
      notice = notice > 0 ? notice - 1 : random() % 12 == 0 ? random() % 6 : 0;
      const std::string text = random() % 4 == 0   ? lines[random() % std::size(lines)]
                               : notice > 0        ? notices[random() % notices.size()]
                               : random() % 4 == 0 ? prose(random() % 400, 6, &random)
                                                   : news[random() % news.size()];
      const bool headline = text.size() < 60 && random() % 2 == 0;
      page.blocks.push_back(
          block_of(text, headline ? BlockKind::kHeadline : BlockKind::kParagraph));
      if (random() % 10 == 0) page.blocks.back().columns = 20;
      if (random() % 20 == 0) page.blocks.back().kind = BlockKind::kFurniture;
    }
    const Formulae& formulae = rules().formulae_of(page);
    Signs signs(formulae);
    for (const Block& block : page.blocks) signs.take(block.text);
    const PageContext context = context_of(page, rules(), &signs);
    std::vector<BlockEvidence> all(page.blocks.size());
    for (size_t i = 0; i < all.size(); ++i) {
      const FirstLook seen = look(page.blocks[i], context, formulae);
      all[i] = seen.plain ? plain_evidence(seen.most) : closely(page.blocks[i], context, formulae);
      all[i].add(model.weigh(page, i, context, all[i]));
    }
    const std::vector<AdRun> want = ad_runs(page, all, rules());
    evidence.read(page);
    std::vector<AdRun> runs;
    if (evidence.any()) runs = ad_runs(page, evidence.blocks(), rules());
    ASSERT_EQ(runs.size(), want.size());
    for (size_t i = 0; i < runs.size(); ++i) {
      EXPECT_EQ(runs[i].blocks, want[i].blocks);
      EXPECT_EQ(runs[i].category, want[i].category);
      EXPECT_EQ(runs[i].score, want[i].score);
    }
    found += runs.size();
  }
  EXPECT_GT(found, 200u);
}

}  // namespace
}  // namespace newsmill
