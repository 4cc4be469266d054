// Pages to blocks: whole corpora, and the steps over one page set again and again.
#include <benchmark/benchmark.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "segment/column_widths.h"
#include "segment/line_model.h"
#include "segment/segment_pages.h"
#include "segment/segment_rules.h"
#include "staged.h"

namespace newsmill {
namespace {

// A page of invented text like a report's: 20 KB in columns of 16 characters.
std::string report_page() {
  std::string text = "责编：李四 电话:88880000 邮箱:news@example.com2 要闻 2019年3月5日 星期二\n\n";
  for (int i = 0; i < 40; ++i) {
    text +=
        "一年来，我们持续改善民生，全\n市建成美丽河湖十一条，柳湾的水更\n清了，来河边散步的人也多了"
        "起来。全\n";
    text +=
        "市新增 6.4万人就业，新改建农村公路\n120 "
        "公里，完成老旧小区改造十二个，\n基本实现了年初定下的各项目标。\n";
    if (i % 3 == 0) text += "\n";
    if (i % 8 == 0) text += "（一）实施项目投资行动\n";
  }
  return text;
}

void segment(benchmark::State& state, const bench::Corpus& corpus) {
  bench::time_stage(state, corpus, bench::text_pages(corpus), SegmentPages(RuleSet::builtin()));
}
BENCHMARK_CAPTURE(segment, ordinary, bench::ordinary_corpus())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(segment, report, bench::report_corpus())->Unit(benchmark::kMillisecond);

void whole_page(benchmark::State& state) {
  const SegmentPages segment{RuleSet::builtin()};
  const std::string text = report_page();
  TextPage page;
  page.origin.member = "01.txt";
  page.text = text;
  for (auto _ : state) benchmark::DoNotOptimize(segment.segment(page));
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * text.size()));
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()));
}
BENCHMARK(whole_page);

// One page of 4 KB to 16 MB: how many ns of processor time a byte takes, and how many times as many
// as on the smallest page. Seams make the difference: a page of 1 MB has as many as are looked at,
// and each may join any of its neighbours; one of 16 MB has too many to be print.
constexpr int kSmallest = 4 << 10, kLargest = 16 << 20;
void linearity(benchmark::State& state) {
  const SegmentPages segment{RuleSet::builtin()};
  const auto bytes = static_cast<size_t>(state.range(0));
  std::string text;
  while (text.size() < bytes)
    for (const std::string& page : bench::ordinary_corpus().pages) text += page;
  text.resize(text.find('\n', bytes - 1) + 1);
  TextPage page;
  page.origin.member = "01.txt";
  page.text = text;
  const std::clock_t start = std::clock();
  for (auto _ : state) benchmark::DoNotOptimize(segment.segment(page));
  const double taken = 1e9 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  const double ns = taken / static_cast<double>(state.iterations() * text.size());
  static double smallest = ns;
  if (bytes == kSmallest) smallest = ns;
  state.counters["ns/byte"] = ns;
  state.counters["ratio"] = ns / smallest;
}
BENCHMARK(linearity)
    ->RangeMultiplier(16)
    ->Range(kSmallest, kLargest)
    ->Unit(benchmark::kMillisecond);

// The steps one by one.
void step(benchmark::State& state) {
  const RuleSet set = RuleSet::builtin();
  const SegmentRules rules(set);
  const std::string text = report_page();
  std::vector<Line> lines = read_lines(text, rules.characters);
  find_column_widths(lines);
  const std::vector<uint32_t> cues = rules.cues.read(text, lines);
  for (auto _ : state) {
    switch (state.range(0)) {
      case 0:
        benchmark::DoNotOptimize(read_lines(text, rules.characters));
        break;
      case 1:
        find_column_widths(lines);
        break;
      case 2:
        benchmark::DoNotOptimize(rules.cues.read(text, lines));
        break;
      default:
        benchmark::DoNotOptimize(rules.model.roles(lines, cues));
        break;
    }
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * text.size()));
  state.SetLabel(std::vector<std::string>{"lines", "column widths", "cues",
                                          "roles"}[static_cast<size_t>(state.range(0))]);
}
BENCHMARK(step)->DenseRange(0, 3);

}  // namespace
}  // namespace newsmill
