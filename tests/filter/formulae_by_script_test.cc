// Which pages are read in both scripts, and that the words of both are told by one number.
#include "filter/formulae_by_script.h"

#include <gtest/gtest.h>

#include <string>

#include "filter/ad_rules.h"

namespace newsmill {
namespace {

const AdRules& rules() {
  static const RuleSet set = RuleSet::builtin();
  static const AdRules all(set);
  return all;
}

Page page_of(const std::string& first, const std::string& second) {
  Page page;
  for (const std::string& text : {first, second}) {
    page.blocks.emplace_back();
    page.blocks.back().text = text;
  }
  return page;
}

bool is_read_in_both(const Page& page) {
  return &rules().formulae_of(page) == &rules().formulae();
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  while (times-- > 0) all += text;
  return all;
}

TEST(FormulaeByScript, TraditionalPagesAreReadInBoth) {
  const std::string news = repeated("山里的茶农赶在雨前上山采茶。", 60);
  EXPECT_FALSE(is_read_in_both(page_of(news, "遗失公章一枚，声明作废。")));
  EXPECT_TRUE(is_read_in_both(page_of("聲明", news)));
  // A story of traditional print among others.
  const std::string story = repeated("鄉議會昨日開會，討論修建學校與醫院的經費。", 20);
  EXPECT_TRUE(is_read_in_both(page_of(news, story)));
  EXPECT_TRUE(is_read_in_both(page_of(story, news)));
  EXPECT_FALSE(is_read_in_both(page_of("", "No. 80001234")));
}

TEST(FormulaeByScript, AWordHasOneNumber) {
  const Formulae& simplified = rules().simplified_formulae();
  const Formulae& all = rules().formulae();
  ASSERT_EQ(simplified.words(), all.words());
  for (const std::string word : {"遗失", "声明作废", "公章"}) {
    const uint16_t here = simplified.find(word, 0), there = all.find(word, 0);
    ASSERT_NE(here, Formulae::kNo) << word;
    ASSERT_NE(there, Formulae::kNo) << word;
    EXPECT_EQ(simplified.hits(here).front().word, all.hits(there).front().word) << word;
    EXPECT_EQ(simplified.hits(here).size(), all.hits(there).size()) << word;
  }
  EXPECT_EQ(simplified.find("遺失", 0), Formulae::kNo);
  const uint16_t traditional = all.find("遺失", 0);
  ASSERT_NE(traditional, Formulae::kNo);
  EXPECT_EQ(all.hits(traditional).front().word,
            simplified.hits(simplified.find("遗失", 0)).front().word);
}

}  // namespace
}  // namespace newsmill
