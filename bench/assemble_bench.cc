// Blocks -> articles: grouping the fragments of a page, stitching pages, statistics, fingerprints.
#include <benchmark/benchmark.h>

#include "assemble/assemble_issues.h"
#include "corpus.h"
#include "filter/filter_ads.h"
#include "segment/segment_pages.h"

namespace newsmill {
namespace {

Batch<ScreenedPage> screened_pages(const bench::Corpus& corpus, const RuleSet& rules) {
  Batch<TextPage> batch;
  const auto archive = std::make_shared<const std::string>("corpus");
  for (size_t i = 0; i < corpus.pages.size(); ++i)
    batch.items.push_back(TextPage{Origin{archive, corpus.names[i], corpus.pages[i].size(), i},
                                   corpus.pages[i], "UTF-8", 0});
  return FilterAds(rules)(SegmentPages(rules)(std::move(batch)));
}

void Assemble(benchmark::State& state) {
  const RuleSet rules = RuleSet::builtin();
  const bench::Corpus& corpus = bench::ordinary_corpus();
  const Batch<ScreenedPage> pages = screened_pages(corpus, rules);
  const AssembleIssues assemble(rules);
  for (auto _ : state) {
    state.PauseTiming();
    Batch<ScreenedPage> batch;
    batch.items = pages.items;
    state.ResumeTiming();
    benchmark::DoNotOptimize(assemble(std::move(batch)));
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * corpus.bytes));
  state.counters["pages/s"] = benchmark::Counter(
      static_cast<double>(state.iterations() * corpus.pages.size()), benchmark::Counter::kIsRate);
}
BENCHMARK(Assemble)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsmill
