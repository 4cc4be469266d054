// Blocks -> articles: grouping the fragments of a page, stitching pages, statistics, fingerprints.
#include "assemble/assemble_issues.h"

#include <benchmark/benchmark.h>

#include "filter/filter_ads.h"
#include "segment/segment_pages.h"
#include "staged.h"

namespace newsmill {
namespace {

void assemble(benchmark::State& state, const bench::Corpus& corpus) {
  const RuleSet rules = RuleSet::builtin();
  const SegmentPages segment(rules);  // records have views into the stages' tables
  const FilterAds filter(rules);
  auto screened = bench::through(bench::through(bench::text_pages(corpus), segment), filter);
  bench::time_stage(state, corpus, screened, AssembleIssues(rules));
}
BENCHMARK_CAPTURE(assemble, ordinary, bench::ordinary_corpus())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(assemble, report, bench::report_corpus())->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsmill
