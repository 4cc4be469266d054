// Articles to metrics.
//
// Corpora: invented pages from newsgen, "ordinary" with a quantity per 500 bytes and "report" with
// one per 107. extract_stage is the stage as in a run, in bytes of the pages. Ordinary and Report
// take the same pages re-joined crudely (lines of a page run together until a blank line), in bytes
// of paragraph text, so that no other stage changes them; the worst cases are 1 MB of one pattern
// in a single paragraph.
#include <benchmark/benchmark.h>

#include <chrono>
#include <string>

#include "assemble/assemble_issues.h"
#include "corpus.h"
#include "extract/extract_metrics.h"
#include "filter/filter_ads.h"
#include "segment/segment_pages.h"
#include "staged.h"

namespace newsmill {
namespace {

const ExtractMetrics& extractor() {
  static const RuleSet rules = RuleSet::builtin();
  static const ExtractMetrics extract(rules);
  return extract;
}

Article article_of(const std::string& page) {
  Article article;
  article.date = std::chrono::year(2024) / std::chrono::March / 18;
  article.paragraphs.emplace_back();
  for (size_t pos = 0; pos < page.size();) {
    const size_t end = std::min(page.find('\n', pos), page.size());
    if (end == pos) article.paragraphs.emplace_back();
    article.paragraphs.back().text.append(page, pos, end - pos);
    pos = end + 1;
  }
  return article;
}

void run(benchmark::State& state, const bench::Corpus& corpus) {
  std::vector<Article> articles;
  size_t bytes = 0, metrics = 0;
  for (const std::string& page : corpus.pages) {
    articles.push_back(article_of(page));
    for (const Paragraph& paragraph : articles.back().paragraphs) bytes += paragraph.text.size();
  }
  for (auto _ : state) {
    metrics = 0;
    for (Article& article : articles) {
      extractor().extract(article);
      metrics += article.metrics.size();
    }
    benchmark::DoNotOptimize(metrics);
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes * state.iterations()));
  state.SetLabel(corpus.name + ", a metric per " +
                 std::to_string(bytes / std::max<size_t>(metrics, 1)) + " bytes");
}

void Ordinary(benchmark::State& state) {
  run(state, bench::ordinary_corpus());
}
void Report(benchmark::State& state) {
  run(state, bench::report_corpus());
}
BENCHMARK(Ordinary)->Unit(benchmark::kMillisecond);
BENCHMARK(Report)->Unit(benchmark::kMillisecond);

void extract_stage(benchmark::State& state, const bench::Corpus& corpus) {
  const RuleSet rules = RuleSet::builtin();
  const SegmentPages segment(rules);  // records have views into the stages' tables
  const FilterAds filter(rules);
  const AssembleIssues assemble(rules);
  auto screened = bench::through(bench::through(bench::text_pages(corpus), segment), filter);
  bench::time_stage(state, corpus, bench::through(std::move(screened), assemble), extractor());
}
BENCHMARK_CAPTURE(extract_stage, ordinary, bench::ordinary_corpus())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(extract_stage, report, bench::report_corpus())->Unit(benchmark::kMillisecond);

void Worst(benchmark::State& state, const char* pattern) {
  Article article;
  article.paragraphs.emplace_back();
  while (article.paragraphs[0].text.size() < 1'000'000) article.paragraphs[0].text += pattern;
  for (auto _ : state) extractor().extract(article);
  state.SetBytesProcessed(
      static_cast<int64_t>(article.paragraphs[0].text.size() * state.iterations()));
}
BENCHMARK_CAPTURE(Worst, digits, "1")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Worst, numerals, "三")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Worst, brackets, "（")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Worst, values, "从3%到")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsmill
