// The metric extractor: spans stand in their paragraph, between characters, whatever the text, and
// time stays linear.
#include <time.h>

#include <algorithm>
#include <chrono>
#include <tuple>

#include "extract/extract_metrics.h"
#include "fuzz.h"
#include "text_seeds.h"

namespace newsmill {
namespace {

bool between_characters(const std::string& text, size_t at) {
  return at == text.size() || utf8::is_start(text[at]);
}

void check(const Article& article) {
  auto last = std::tuple(0u, 0u);
  for (const Metric& metric : article.metrics) {
    must(metric.paragraph < article.paragraphs.size(), "a metric has a paragraph");
    const std::string& text = article.paragraphs[metric.paragraph].text;
    must(metric.value_begin < metric.value_end, "a value has characters");
    must(metric.evidence_begin <= metric.value_begin && metric.value_end <= metric.evidence_end &&
             metric.evidence_end <= text.size(),
         "a value stands in its evidence, and that in its paragraph");
    for (const size_t at :
         {metric.value_begin, metric.value_end, metric.evidence_begin, metric.evidence_end})
      must(between_characters(text, at), "spans begin and end between characters");
    must(metric.qualifier_of < static_cast<int>(article.metrics.size()),
         "a qualifier has a metric");
    must(!metric.period_begin || !metric.period_end || *metric.period_begin <= *metric.period_end,
         "a period does not end before it begins");
    const auto here = std::tuple(metric.paragraph, metric.value_begin);
    must(last <= here, "metrics come in order");
    last = here;
  }
}

// Time counts where the compiler has optimised and nothing watches.
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr bool kTimed = true;
#else
constexpr bool kTimed = false;
#endif

double ms_for(const ExtractMetrics& extract, Article& article) {
  const auto now = [] {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
  };
  const double begin = now();
  extract.extract(article);
  return now() - begin;
}

// A megabyte of the text, over and over, takes no longer than 50 ms.
void check_time(const ExtractMetrics& extract, const std::string& text) {
  constexpr size_t kSize = 1'000'000;
  Article article;
  article.paragraphs.emplace_back();
  while (article.paragraphs[0].text.size() < kSize) article.paragraphs[0].text += text;
  const double size = static_cast<double>(article.paragraphs[0].text.size()) / kSize;
  double least = ms_for(extract, article);
  for (int i = 0; i < 5 && least > 50 * size; ++i)  // others may have run
    least = std::min(least, ms_for(extract, article));
  must(least <= 50 * size, "a megabyte takes 50 ms at most");
}

}  // namespace
}  // namespace newsmill

std::vector<std::string> fuzz_seeds() {
  using namespace newsmill;
  std::vector<std::string> seeds = pieces_of_pages(500, newsgen::Density::kReport);
  seeds.push_back(
      " Exports rose 5.3% to $1.2 billion in the first quarter of 2024, from 3,100 tons.\n");
  seeds.push_back(" 今年1至5月，甲、乙、丙三县分别增长3%、5.5%和百分之七，合计新增1.2万人以上。\n");
  for (std::string& seed : seeds) seed.insert(0, 1, static_cast<char>(seed.size() % 8));
  return seeds;
}

std::vector<std::string> fuzz_words() {
  return newsmill::rule_words({"comparators.zh.tsv", "lexical.zh.tsv", "nouns.zh.tsv",
                               "numerals.zh.tsv", "particles.zh.tsv", "periods.zh.tsv",
                               "status.zh.tsv", "units.zh.tsv", "verbs.zh.tsv", "en_cues.tsv",
                               "en_numbers.tsv", "en_periods.tsv", "en_units.tsv"});
}

// A paragraph a line.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace newsmill;
  static const ExtractMetrics extract(builtin_rules());
  FuzzInput input(data, size);
  Article article;
  if (input.choose(4) > 0) article.date = std::chrono::year(2024) / std::chrono::May / 8;
  const ParagraphKind first = input.choose(2) > 0 ? ParagraphKind::kHeading : ParagraphKind::kBody;
  const std::string text = mended(input.bytes);
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    article.paragraphs.push_back({article.paragraphs.empty() ? first : ParagraphKind::kBody,
                                  0,
                                  text.substr(at, end - at),
                                  {}});
    at = end + 1;
  }
  extract.extract(article);
  check(article);
  if (kTimed && !text.empty() && text.size() % 64 == 0) check_time(extract, text);
  return 0;
}
