// What is passed over as plain prose would be news on a close look too.
#include "filter/plain_prose.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "filter/block_evidence.h"
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

bool is_plain(const std::string& text) {
  Signs signs(rules().formulae());
  signs.read(text);
  return is_plain_prose(text, signs.places(0), rules());
}

// The highest log odds of a notice, read closely: as text is that is set narrower than the page's
// body, which by itself is worth so much (layout.narrow, and no layout.sentence).
constexpr float kNarrow = 1.6f;
float closely(const std::string& text) {
  Signs signs(rules().formulae());
  signs.read(text);
  EvidenceScratch scratch(rules().formulae());
  Block block;
  block.kind = BlockKind::kParagraph;
  block.text = text;
  block.columns = 10;
  PageContext page;
  page.body_columns = 40;
  return evidence_of(block, 0, page, rules(), &signs, &scratch).best - kNarrow;
}

TEST(PlainProse, Cases) {
  const std::string story =
      "清晨的码头上，茶农们把新采的叶子装上船。老周说，今年雨水好，叶子厚实，比去年多收了三成。孩子"
      "们在岸边"
      "追着跑，笑声传得很远。到了傍晚，船队已经过了三道河湾，岸上的人还在挥手。";
  EXPECT_TRUE(is_plain(story));
  EXPECT_FALSE(is_plain(story.substr(0, 150))) << "too short to tell";
  EXPECT_FALSE(is_plain(story + "联系电话：80001234")) << "does not end as a sentence";
  EXPECT_FALSE(is_plain("遗失公章一枚，声明作废。" + story + "特此公告，声明作废。"));
}

TEST(PlainProse, NeverHidesANotice) {
  std::vector<std::string> words = {"，", "。", "的", "人们说", "今天", "去年",
                                    "3",  "12", "：", "“",      "”"};
  for (const RuleRow& row : tables().table("ads.tsv").rows()) {
    const std::string_view all = row[tables().table("ads.tsv").column("words")];
    words.emplace_back(all.substr(0, all.find('|')));
  }
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  size_t passed_over = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    // Mostly words of stories, else few texts would be passed over.
    while (text.size() < 400)
      text += random() % 8 == 0 ? words[random() % words.size()] : "河边的老街，慢慢热闹起来";
    text += "。";
    if (!is_plain(text)) continue;
    ++passed_over;
    ASSERT_LT(closely(text), 0) << text;
  }
  EXPECT_GT(passed_over, 200u);
}

}  // namespace
}  // namespace newsmill
