// How fast newsgen prints: bytes of page text a second, one thread, nothing written.
#include <benchmark/benchmark.h>

#include "newsgen/press.h"

namespace newsmill::newsgen {
namespace {

void print(benchmark::State& state, Density density) {
  uint64_t bytes = 0;
  for (auto _ : state) {
    Press press({.seed = 1, .bytes = 8'000'000, .density = density});
    for (PrintedIssue issue; press.next(issue);) benchmark::DoNotOptimize(issue.pages.data());
    bytes += press.bytes();
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
}
BENCHMARK_CAPTURE(print, ordinary_8000000, Density::kOrdinary)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(print, report_8000000, Density::kReport)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsmill::newsgen
