// Articles to metrics.
//
// Corpora: invented pages from newsgen, "ordinary" with a quantity per 500 bytes and "report" with
// one per 107. extract_stage is the stage as in a run, in bytes of the pages. Ordinary and Report
// take the same pages re-joined crudely (lines of a page run together until a blank line), in bytes
// of paragraph text, so that no other stage changes them. Linear is ordinary text in one paragraph
// of up to 16 MB. Worst is a megabyte of each of the patterns of tests/extract/hard_texts.h; it
// prints the slowest.
//
// Extraction fills a record anew each time, so it is run again on what it gave back: nothing is
// copied.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iterator>
#include <string>
#include <vector>

#include "../tests/extract/hard_texts.h"
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
  std::vector<Batch<Issue>> batches = bench::through(std::move(screened), assemble);
  for (auto _ : state)
    for (Batch<Issue>& batch : batches) batch = extractor()(std::move(batch));
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * corpus.bytes));
  state.SetLabel(corpus.name);
}
BENCHMARK_CAPTURE(extract_stage, ordinary, bench::ordinary_corpus())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(extract_stage, report, bench::report_corpus())->Unit(benchmark::kMillisecond);

// Of one paragraph.
void run(benchmark::State& state, std::string text) {
  Article article;
  article.date = std::chrono::year(2024) / std::chrono::March / 18;
  article.paragraphs.emplace_back();
  article.paragraphs[0].text = std::move(text);
  for (auto _ : state) extractor().extract(article);
  state.SetBytesProcessed(
      static_cast<int64_t>(article.paragraphs[0].text.size() * state.iterations()));
}

void Linear(benchmark::State& state) {
  const size_t size = static_cast<size_t>(state.range(0)) << 10;
  std::string text;
  const std::vector<std::string>& pages = bench::ordinary_corpus().pages;
  for (size_t i = 0; text.size() < size; ++i)
    std::ranges::copy_if(pages[i % pages.size()], std::back_inserter(text),
                         [](char c) { return c != '\n'; });
  run(state, std::move(text));
}
BENCHMARK(Linear)->RangeMultiplier(4)->Range(64, 16 << 10)->Unit(benchmark::kMillisecond);

double processor_ms() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

// The least of three, as others may run on the machine.
double ms_for(std::string text) {
  Article article;
  article.date = std::chrono::year(2024) / std::chrono::March / 18;
  article.paragraphs.emplace_back();
  article.paragraphs[0].text = std::move(text);
  double least = 1e9;
  for (int i = 0; i < 3; ++i) {
    const double begin = processor_ms();
    extractor().extract(article);
    least = std::min(least, processor_ms() - begin);
  }
  return least;
}

void Worst(benchmark::State& state) {
  constexpr size_t kSize = 1'000'000;
  double worst = 0;
  std::string_view slowest;
  for (auto _ : state) {
    const auto time = [&](std::string_view pattern, bool english) {
      const double ms = ms_for(hard_text(pattern, kSize, english));
      if (ms > worst) worst = ms, slowest = pattern;
    };
    for (const std::string_view pattern : kHardPatterns) time(pattern, false);
    for (const std::string_view pattern : kHardEnglishPatterns) time(pattern, true);
  }
  state.counters["ms/MB"] = worst;
  state.SetLabel("slowest: " + std::string(slowest));
}
BENCHMARK(Worst)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace newsmill
