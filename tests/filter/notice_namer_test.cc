#include "filter/notice_namer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/result.h"
#include "filter/ad_model.h"
#include "filter/ad_policy.h"
#include "filter/filter_ads.h"
#include "filter/pages.h"
#include "scratch.h"
#include "seed.h"

namespace newsmill {
namespace {

const RuleSet& rules() {
  static const RuleSet set = RuleSet::builtin();
  return set;
}
const NoticeNamer& namer() {
  static const NoticeNamer made(rules(), AdModel(rules()).features());
  return made;
}

AdRun all_of(const Page& page) {
  AdRun run;
  for (size_t i = 0; i < page.blocks.size(); ++i) run.blocks.push_back(i);
  return run;
}

Page page_of(const std::vector<std::string>& parts) {
  Page page;
  for (const std::string& part : parts)
    add_block(&page, BlockKind::kParagraph, part, kNoticeColumns);
  return page;
}

AdCategory loudest(const std::vector<std::string>& parts) {
  const Page page = page_of(parts);
  const NoticeNamer::Voices voices = namer().voices(page, all_of(page));
  return static_cast<AdCategory>(std::max_element(voices.begin(), voices.end()) - voices.begin());
}

TEST(NoticeNamer, KnowsCategoriesByTheirManner) {
  EXPECT_EQ(loudest({"本院定于下月开庭，请你按时到庭，否则依法缺席裁判"}), AdCategory::kCourt);
  EXPECT_EQ(loudest({"两室一厅带家具，看房提前约，押一付三"}), AdCategory::kProperty);
  EXPECT_EQ(loudest({"包吃住，月薪面议，能吃苦者优先", "电话80001234"}), AdCategory::kRecruitment);
  EXPECT_EQ(loudest({"线路检修，柳溪一带当天没有电"}), AdCategory::kUtility);
}

// Within the bound, whatever the text; what reads like news is never named.
TEST(NoticeNamer, IsBounded) {
  const uint32_t seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> scraps = {"茶", "遗失", "8", "，", " ", "\n", "𠁊", "法院", "é"};
  for (int round = 0; round < 100; ++round) {
    std::vector<std::string> parts(random() % 4);
    for (std::string& part : parts)
      for (uint32_t n = random() % 400; n > 0; --n) part += scraps[random() % scraps.size()];
    const Page page = page_of(parts);
    const NoticeNamer::Voices voices = namer().voices(page, all_of(page));
    for (const float voice : voices) {
      EXPECT_LE(voice, 0);
      EXPECT_GE(voice, -namer().most());
    }
    EXPECT_EQ(*std::max_element(voices.begin(), voices.end()), 0);
    EXPECT_EQ(voices[static_cast<size_t>(AdCategory::kAdvertorial)], -namer().most());
  }
}

// It tips the scales where the rules leave doubt, and no more.
TEST(NoticeNamer, SpeaksWhereTheRulesLeaveDoubt) {
  const AdRules compiled(rules());
  const Page page = page_of({"两室一厅带家具，看房提前约，押一付三"});
  const auto named = [&](AdCategory first, float lead) {
    std::vector<BlockEvidence> evidence(1);
    evidence[0].score[static_cast<size_t>(first)] = lead;
    AdRun run = all_of(page);
    run.category = first;
    namer().name(page, evidence, compiled, &run);
    return run.category;
  };
  EXPECT_EQ(named(AdCategory::kCourt, 0.2f), AdCategory::kProperty);
  EXPECT_EQ(named(AdCategory::kCourt, namer().most() + 1), AdCategory::kCourt);
  EXPECT_EQ(named(AdCategory::kAdvertorial, 0.2f), AdCategory::kAdvertorial);
}

TEST(NoticeNamer, IsNamedLastAmongTheRulesOfAnAd) {
  const FilterAds filter(rules());
  const ScreenedPage out =
      filter.screen(page_around({"住宅小区车库出售，12万一个，先到先得，物业中心登记"}, 24));
  ASSERT_EQ(out.ads.size(), 1u);
  EXPECT_EQ(out.ads[0].category, AdCategory::kProperty);
  EXPECT_EQ(out.ads[0].rules.back(), NoticeNamer::kName);
}

TEST(NoticeNamer, RefusesMalformedTables) {
  const Scratch folder;
  for (const char* row :
       {"model.mots\t1\n", "model.most\tx\n", "always.COURTS\t1\n", "COURT.x\ta\n",
        "COURT.4095\taa\n", "COURT.0000\ta1\n", "trait.always\t1\n"}) {
    write_file(folder / "ad_names.tsv",
               std::string("# ad_names.tsv | a test\n# name\tweights\texample\n") + row);
    const RuleSet faulty = RuleSet::with_directory((folder / "").string());
    EXPECT_THROW(NoticeNamer(faulty, nullptr), FatalError) << row;
  }
}

}  // namespace
}  // namespace newsmill
