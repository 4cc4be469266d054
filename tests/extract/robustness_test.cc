// Whatever the text: no crash, spans inside the paragraph on character boundaries, linear time.
#include <gtest/gtest.h>

#include <ctime>
#include <random>

#include "core/utf8.h"
#include "extract/hard_texts.h"
#include "extract/reading.h"
#include "seed.h"

namespace newsmill {
namespace {

void expect_sound(const Article& article) {
  for (const Metric& metric : article.metrics) {
    ASSERT_LT(metric.paragraph, article.paragraphs.size());
    const std::string& text = article.paragraphs[metric.paragraph].text;
    ASSERT_LT(metric.value_begin, metric.value_end);
    ASSERT_LE(metric.evidence_begin, metric.value_begin);
    ASSERT_LE(metric.value_end, metric.evidence_end);
    ASSERT_LE(metric.evidence_end, text.size());
    for (const uint32_t at :
         {metric.value_begin, metric.value_end, metric.evidence_begin, metric.evidence_end})
      ASSERT_TRUE(at == text.size() || utf8::is_start(text[at])) << at;
    ASSERT_TRUE(metric.indicator.empty() || utf8::is_start(metric.indicator[0]));
    ASSERT_LT(metric.qualifier_of, static_cast<int>(article.metrics.size()));
    ASSERT_TRUE(!metric.period_begin || !metric.period_end ||
                *metric.period_begin <= *metric.period_end);
  }
}

// Random mixes of rule words, digits, punctuation and broken structure.
TEST(ExtractMetrics, SurvivesAnyMixOfItsOwnWords) {
  std::vector<std::string> words = {
      "，",  "、",   "。", "；", "：",   "“",    "”",  "（", "）", "《", "》", "\n", " ",
      "　",  "\t",   "-",  "—",  "/",    "%",    ".",  ",",  "+",  "·",  "0",  "7",  "12",
      "3.5", "2025", "年", "月", "日",   "从",   "到", "比", "较", "占", "的", "第", "前",
      "每",  "半",   "翻", "番", "公园", "产业", "a",  "G",  "é",  "😀"};
  for (const char* name : {"numerals", "units", "verbs", "comparators", "particles", "nouns",
                           "periods", "status", "lexical"})
    for (const RuleRow& row : rules().table(std::string(name) + ".zh.tsv").rows())
      words.emplace_back(row[0]);
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::string> texts(1 + random() % 3);
    for (std::string& text : texts)
      for (size_t n = random() % 120; n > 0; --n)
        text += words[random() % (random() % 2 ? 60 : words.size())];
    Article article = article_of(std::move(texts));
    if (round % 5 == 0) article.date.reset();
    if (round % 3 == 0) article.paragraphs[0].kind = ParagraphKind::kHeading;
    if (round % 7 == 0) article.paragraphs.back().text += "各位代表";
    extractor().extract(article);
    expect_sound(article);
    if (testing::Test::HasFatalFailure()) return;
  }
}

// Of the processor, so that what else runs on the machine hardly counts.
double seconds_for(const std::string& text) {
  Article article = article_of({text});
  const std::clock_t start = std::clock();
  extractor().extract(article);
  expect_sound(article);
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

TEST(ExtractMetrics, TimeIsLinear) {
  const auto hold = [](std::string_view pattern, bool english) {
    SCOPED_TRACE(pattern);
    const std::string small = hard_text(pattern, 50'000, english);
    seconds_for(small);
    const double one = std::max(seconds_for(small), 0.0005),
                 sixteen = seconds_for(hard_text(pattern, 800'000, english));
    EXPECT_LT(sixteen, 40 * one + 0.1) << "16 times the text";
  };
  for (const std::string_view pattern : kHardPatterns) hold(pattern, false);
  for (const std::string_view pattern : kHardEnglishPatterns) hold(pattern, true);
}

}  // namespace
}  // namespace newsmill
