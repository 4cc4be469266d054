#include "filter/ad_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/result.h"
#include "filter/ad_features.h"
#include "filter/filter_ads.h"
#include "filter/pages.h"
#include "seed.h"

namespace newsmill {
namespace {

const RuleSet& rules() {
  static const RuleSet set = RuleSet::builtin();
  return set;
}

std::vector<uint32_t> grams_of(const std::string& text, AdFeatures::Counts* counts = nullptr) {
  static const AdFeatures features(rules().table("ads.hant.tsv"));
  std::vector<uint32_t> grams;
  const AdFeatures::Counts found =
      features.read(text, [&](uint32_t bucket) { grams.push_back(bucket); });
  if (counts) *counts = found;
  return grams;
}

TEST(AdFeatures, ReadsWhatLooksAlikeAsOne) {
  struct Case {
    const char *text, *same;
  };
  for (const Case& c : {Case{"電話３２１", "电话987"}, Case{"電話 九三四", "电　话９９９"},
                        Case{"廣吿", "广告"}, Case{"Wxy,", "ＡＢＣ，"}, Case{"茶行:8", "茶行：１"}})
    EXPECT_EQ(grams_of(c.text), grams_of(c.same)) << c.text;
  EXPECT_NE(grams_of("茶行"), grams_of("行茶"));
}

TEST(AdFeatures, GramsAreCharactersPairsAndTriplesWithBothEnds) {
  // 茶 行 and the end alone; pairs with the ends too; of triples those that have two characters
  // before the last.
  EXPECT_EQ(grams_of("茶行").size(), 3u + 3u + 2u);
  EXPECT_EQ(grams_of("").size(), 2u);
  for (const uint32_t bucket : grams_of("承印名片请柬，立等可取。"))
    EXPECT_LT(bucket, kGramBuckets);
}

TEST(AdFeatures, Counts) {
  AdFeatures::Counts counts;
  grams_of("柳溪桥头，电话：80001234 或 2019。", &counts);
  EXPECT_EQ(counts.characters, 22);
  EXPECT_EQ(counts.points, 3);
  EXPECT_EQ(counts.digits, 12);
  EXPECT_EQ(counts.numbers, 2);
  EXPECT_TRUE(counts.stopped);
}

AdTraits traits_of(Block block, int body_columns) {
  Page page;
  page.blocks.assign(4, block);
  AdFeatures::Counts counts;
  grams_of(block.text, &counts);
  return AdFeatures::traits(counts, page, 1, {.body_columns = body_columns}, {});
}

TEST(AdFeatures, Traits) {
  Block block;
  block.kind = BlockKind::kHeadline;
  block.text = "承印名片请柬立等可取柳溪桥头80001234";
  block.columns = 20;
  block.lines = {{3, 5}};
  const AdTraits traits = traits_of(block, 34);
  for (const AdTrait want : {AdTrait::kAlways, AdTrait::kLength40, AdTrait::kLines5,
                             AdTrait::kLine10, AdTrait::kWidthNarrow, AdTrait::kKindHeadline,
                             AdTrait::kPointsNone, AdTrait::kDigitsMany, AdTrait::kNumberOne})
    EXPECT_TRUE(traits[want]) << name_of(want);
  for (const AdTrait other : {AdTrait::kEndStopped, AdTrait::kPlaceTop, AdTrait::kPlaceBottom,
                              AdTrait::kRuleHints, AdTrait::kWidthUnknown})
    EXPECT_FALSE(traits[other]) << name_of(other);
}

// Any valid text, also one of nothing but ends.
TEST(AdFeatures, ReadsAnyText) {
  const uint32_t seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> parts = {"茶", "九", "8", "Ｘ", "，", "。", " ", "\n", "𠁊", "é"};
  for (int i = 0; i < 200; ++i) {
    std::string text;
    for (uint32_t n = random() % 30; n > 0; --n) text += parts[random() % parts.size()];
    for (const uint32_t bucket : grams_of(text)) ASSERT_LT(bucket, kGramBuckets) << text;
  }
}

RuleTable table(const std::string& rows) {
  return RuleTable("ad_model.tsv", "# ad_model.tsv | a test\n# name\tweights\texample\n" + rows);
}

TEST(AdModel, AddsTraitsAndGramsWithinItsBounds) {
  const RuleTable rows = table(
      "model.least\t-500\nmodel.most\t100\nmodel.against\t50\nmodel.for\t200\n"
      "trait.always\t-20\ntrait.end-stopped\t-400\ngrams.00064\t0 30 -10\n");
  const AdWeights weights(rows);
  EXPECT_TRUE(weights.is_asked(-5) && weights.is_asked(2.9f));
  EXPECT_FALSE(weights.is_asked(-5.1f) || weights.is_asked(3));
  EXPECT_EQ(weights.faded(2, 1), 2);
  EXPECT_FLOAT_EQ(weights.faded(2, 1.5f), 1.5f);
  EXPECT_EQ(weights.faded(-0.5f, 2.5f), -0.5f);
  EXPECT_FLOAT_EQ(weights.faded(-0.5f, 2.75f), -0.25f);
  EXPECT_EQ(weights.gram(65), 30);
  EXPECT_EQ(weights.gram(66), -10);
  EXPECT_EQ(weights.gram(67), 0);
  AdTraits traits;
  traits.add(AdTrait::kAlways);
  EXPECT_FLOAT_EQ(weights.log_odds(400, 16, traits), 0.8f);
  EXPECT_FLOAT_EQ(weights.log_odds(4000, 16, traits), 2.0f);
  traits.add(AdTrait::kEndStopped);
  EXPECT_FLOAT_EQ(weights.log_odds(400, 16, traits), -0.5f);
}

// A word more for a notice never makes it less of one.
TEST(AdModel, MoreEvidenceNeverComesToLess) {
  for (const char* name : {"ad_model.tsv", "ad_model.old.tsv"}) {
    const AdWeights weights(rules().table(name));
    AdTraits traits;
    traits.add(AdTrait::kRuleHints);
    for (const int64_t grams : {-100000, 0, 100000}) {
      const float voice = weights.log_odds(grams, 100, traits);
      float last = -1e9f;
      for (float evidence = weights.least(); evidence < 12; evidence += 0.125f) {
        const float all =
            evidence + (weights.is_asked(evidence) ? weights.faded(voice, evidence) : 0);
        EXPECT_GE(all, last - 1e-4f) << name << ' ' << evidence;
        last = all;
      }
    }
  }
}

TEST(AdModel, RefusesMalformedTables) {
  for (const char* row :
       {"model.least\tx\n", "model.mots\t1\n", "model.for\t-1\n", "trait.size\t1\n",
        "trait.always\t\n", "grams.16383\t1 2\n", "grams.70000\t1\n", "grams.0\t128\n",
        "grams.0\t1  2\n", "words.0\t1\n"}) {
    const RuleTable rows = table(row);
    EXPECT_THROW(AdWeights{rows}, FatalError) << row;
  }
}

// The tables hold every trait, and show by an example what it is.
TEST(AdModel, TablesAreWhole) {
  for (const char* name : {"ad_model.tsv", "ad_model.old.tsv"}) {
    const RuleTable& weights = rules().table(name);
    size_t grams = 0, traits = 0;
    for (const RuleRow& row : weights.rows()) {
      grams += row[0].starts_with("grams.");
      traits += row[0].starts_with("trait.");
    }
    EXPECT_GT(grams, 100u) << name;
    EXPECT_GT(traits, 20u) << name;
  }
}

// Wordings that the rules hardly know. On a page of old print the same text has other odds.
constexpr const char* kNotice = "学裁剪，学刺绣，包学会，随到随学，学费可分期";

// Where the rules are sure, and of plain prose, it says nothing; of figures nothing for a notice.
TEST(AdModel, SpeaksWhereTheRulesLeaveDoubt) {
  const AdModel model(rules());
  const auto voice = [&](const char* text, BlockEvidence so_far) {
    Page page;
    add_story(&page);
    add_block(&page, BlockKind::kParagraph, text, kNoticeColumns);
    return model.weigh(page, page.blocks.size() - 1, {.body_columns = kNewsColumns}, so_far);
  };
  EXPECT_GT(voice(kNotice, {}), 0);
  EXPECT_EQ(voice(kNotice, {.best = 50}), 0);
  EXPECT_EQ(voice(kNotice, {.best = -50}), 0);
  EXPECT_EQ(voice(kNotice, {.plain = true}), 0);
  EXPECT_LE(voice("老人说，那年山里的雪下得很大，他背着书包走了一整天才到家。", {}), 0);
  EXPECT_LE(voice("茶叶 粮食 2019年 411 8481 2020年 513.5 838.1", {}), 0);
}

// Old papers set advertisements in short lines, which the segmenter takes for a headline's.
TEST(AdModel, KnowsOldPapersApart) {
  const AdModel model(rules());
  const auto voice = [&](BlockKind kind, uint32_t lines, const char* text) {
    Page page;
    page.old_print = true;
    add_block(&page, kind, text, kNewsColumns);
    page.blocks[0].lines = {{1, lines}};
    return model.weigh(page, 0, {.body_columns = kNewsColumns}, {});
  };
  EXPECT_GT(voice(BlockKind::kHeadline, 4, "溪山大藥房發行止咳露每瓶八角各埠均有出售"), 0);
  EXPECT_LT(voice(BlockKind::kParagraph, 2, "昨日午後有木船一艘、駛經橋下、忽遇急流、船身傾覆、"),
            0);
}

TEST(AdModel, IsNamedAmongTheRulesOfAnAd) {
  const FilterAds filter(rules());
  const ScreenedPage out = filter.screen(page_around({kNotice}, kNoticeColumns));
  ASSERT_EQ(out.ads.size(), 1u);
  const auto& names = out.ads[0].rules;
  EXPECT_EQ(std::count(names.begin(), names.end(), AdModel::kName), 1);
}

}  // namespace
}  // namespace newsmill
