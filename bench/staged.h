// A corpus as each stage gets it: batches as in a run, taken through the stages before.
//
//   const std::vector<Batch<Page>> pages = through(text_pages(ordinary_corpus()),
//   SegmentPages(rules)); time_stage(state, ordinary_corpus(), pages, FilterAds(rules));
//
// Bytes are those of the pages as printed, whatever the stage makes of them, so that the figures of
// all stages add up.
#pragma once

#include <benchmark/benchmark.h>

#include <memory>
#include <utility>
#include <vector>

#include "core/batch.h"
#include "core/page.h"
#include "corpus.h"

namespace newsmill::bench {

// Batches of half a megabyte that end where an issue ends.
inline std::vector<Batch<TextPage>> text_pages(const Corpus& corpus) {
  constexpr size_t kBatchBytes = 512 << 10;
  const auto archive = std::make_shared<const std::string>("corpus");
  const auto issue_of = [&](size_t i) {
    return std::string_view(corpus.names[i]).substr(0, corpus.names[i].rfind('/'));
  };
  std::vector<Batch<TextPage>> batches;
  for (size_t i = 0; i < corpus.pages.size(); ++i) {
    const std::string& text = corpus.pages[i];
    if (batches.empty() ||
        (batches.back().bytes >= kBatchBytes && issue_of(i) != issue_of(i - 1))) {
      const uint64_t seq = batches.size();
      batches.emplace_back().seq = seq;
    }
    batches.back().items.push_back(
        TextPage{Origin{archive, corpus.names[i], text.size(), i}, text, "UTF-8", 0});
    batches.back().bytes += text.size();
  }
  return batches;
}

template <class In, class Stage>
auto through(std::vector<Batch<In>> in, const Stage& stage) {
  std::vector<decltype(stage(std::move(in[0])))> out;
  for (Batch<In>& batch : in) out.push_back(stage(std::move(batch)));
  return out;
}

// A stage owns what it gets, so it gets copies; making them is not timed.
template <class In, class Stage>
void time_stage(benchmark::State& state, const Corpus& corpus,
                const std::vector<Batch<In>>& batches, const Stage& stage) {
  for (auto _ : state) {
    for (const Batch<In>& batch : batches) {
      state.PauseTiming();
      Batch<In> copy;
      copy.seq = batch.seq, copy.bytes = batch.bytes, copy.items = batch.items;
      state.ResumeTiming();
      benchmark::DoNotOptimize(stage(std::move(copy)));
    }
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * corpus.bytes));
  state.counters["pages/s"] = benchmark::Counter(
      static_cast<double>(state.iterations() * corpus.pages.size()), benchmark::Counter::kIsRate);
  state.SetLabel(corpus.name);
}

}  // namespace newsmill::bench
