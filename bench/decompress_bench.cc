// Inputs -> batches of members: how fast the one serial node that reads can feed the others.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <memory>
#include <string>

#include "corpus.h"
#include "decompress/source.h"
#include "newsgen/archive.h"

namespace newsmill {
namespace {

constexpr size_t kBytes = 32 << 20;

// Written once, then read from the page cache.
std::string archive(const char* name, newsgen::Format format) {
  const std::string path = (std::filesystem::temp_directory_path() / name).string();
  const bench::Corpus& corpus = bench::ordinary_corpus(kBytes);
  const std::unique_ptr<newsgen::Archive> out = newsgen::open_archive(path, format, {});
  for (size_t i = 0; i < corpus.pages.size(); ++i) out->add(corpus.names[i], corpus.pages[i]);
  out->finish();
  return path;
}

void read_all(benchmark::State& state, const std::string& path) {
  uint64_t bytes = 0, pages = 0;
  for (auto _ : state) {
    const std::unique_ptr<Source> source = open_inputs({path});
    while (const std::optional<Batch<RawPage>> batch = source->next())
      bytes += batch->bytes, pages += batch->items.size();
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
  state.counters["pages/s"] =
      benchmark::Counter(static_cast<double>(pages), benchmark::Counter::kIsRate);
  std::filesystem::remove(path);
}

void Tar(benchmark::State& state) {
  read_all(state, archive("newsmill-bench.tar", newsgen::Format::kTar));
}
void TarZst(benchmark::State& state) {
  read_all(state, archive("newsmill-bench.tar.zst", newsgen::Format::kTarZst));
}
BENCHMARK(Tar)->Unit(benchmark::kMillisecond);
BENCHMARK(TarZst)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsmill
