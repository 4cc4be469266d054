// Bytes -> clean text: the check that every page passes, and the repair that few need.
#include <benchmark/benchmark.h>
#include <unicode/ucnv.h>

#include "corpus.h"
#include "decode/decode.h"

namespace newsmill {
namespace {

constexpr size_t kBytes = 8 << 20;

const DecodeText& decode_text() {
  static const DecodeText stage(RuleSet::builtin());
  return stage;
}

void Check(benchmark::State& state) {
  const bench::Corpus& corpus = bench::ordinary_corpus(kBytes);
  for (auto _ : state)
    for (const std::string& page : corpus.pages) benchmark::DoNotOptimize(check_text(page));
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * corpus.bytes));
}
BENCHMARK(Check);

void decode(benchmark::State& state, std::string_view line_end) {
  std::vector<std::string> pages;
  size_t bytes = 0;
  for (const std::string& page : bench::ordinary_corpus(kBytes).pages) {
    std::string& copy = pages.emplace_back();
    for (const char c : page) c == '\n' ? copy += line_end : copy += c;
    bytes += copy.size();
  }
  for (auto _ : state) {
    Batch<RawPage> batch;
    for (const std::string& page : pages) batch.items.push_back(RawPage{Origin{}, page});
    benchmark::DoNotOptimize(decode_text()(std::move(batch)));
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * bytes));
  state.counters["pages/s"] = benchmark::Counter(
      static_cast<double>(state.iterations() * pages.size()), benchmark::Counter::kIsRate);
}
void DecodeClean(benchmark::State& state) {
  decode(state, "\n");
}
void DecodeCrLf(benchmark::State& state) {
  decode(state, "\r\n");
}
// Pages in another encoding, detected page by page.
void DecodeGb18030(benchmark::State& state) {
  std::vector<std::string> pages;
  size_t bytes = 0;
  for (const std::string& page : bench::ordinary_corpus(kBytes).pages) {
    UErrorCode status = U_ZERO_ERROR;
    std::string& copy = pages.emplace_back(page.size() * 2, '\0');
    copy.resize(static_cast<size_t>(ucnv_convert("GB18030", "UTF-8", copy.data(),
                                                 static_cast<int32_t>(copy.size()), page.data(),
                                                 static_cast<int32_t>(page.size()), &status)));
    bytes += copy.size();
  }
  for (auto _ : state) {
    Batch<RawPage> batch;
    for (const std::string& page : pages) batch.items.push_back(RawPage{Origin{}, page});
    benchmark::DoNotOptimize(decode_text()(std::move(batch)));
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * bytes));
}
BENCHMARK(DecodeGb18030);
BENCHMARK(DecodeClean);
BENCHMARK(DecodeCrLf);

}  // namespace
}  // namespace newsmill
