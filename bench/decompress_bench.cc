// Inputs -> batches of members: how fast the one serial node that reads can feed the others.
#include <archive.h>
#include <archive_entry.h>
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "corpus.h"
#include "decompress/source.h"
#include "newsgen/archive.h"

namespace newsmill {
namespace {

constexpr size_t kBytes = 32 << 20;

std::string path_of(const std::string& ending) {
  return (std::filesystem::temp_directory_path() / ("newsmill-bench" + ending)).string();
}

// Written once, then read from the page cache.
std::string tar(const std::string& ending, newsgen::Format format, uint64_t frame_bytes = 0) {
  const std::string path = path_of(ending);
  const bench::Corpus& corpus = bench::ordinary_corpus(kBytes);
  const std::unique_ptr<newsgen::Archive> out =
      newsgen::open_archive(path, format, {.frame_bytes = frame_bytes});
  for (size_t i = 0; i < corpus.pages.size(); ++i) out->add(corpus.names[i], corpus.pages[i]);
  out->finish();
  return path;
}

std::string json_lines() {
  const std::string path = path_of(".jsonl");
  const bench::Corpus& corpus = bench::ordinary_corpus(kBytes);
  std::ofstream out(path, std::ios::binary);
  for (size_t i = 0; i < corpus.pages.size(); ++i)
    out << nlohmann::json{{"id", corpus.names[i]}, {"text", corpus.pages[i]}}.dump() << '\n';
  return path;
}

// Members deflated each by itself.
std::string zip() {
  const std::string path = path_of(".zip");
  const bench::Corpus& corpus = bench::ordinary_corpus(kBytes);
  archive* const out = archive_write_new();
  archive_entry* const entry = archive_entry_new();
  archive_write_set_format_zip(out);
  archive_write_open_filename(out, path.c_str());
  for (size_t i = 0; i < corpus.pages.size(); ++i) {
    archive_entry_clear(entry);
    archive_entry_set_pathname(entry, corpus.names[i].c_str());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, static_cast<la_int64_t>(corpus.pages[i].size()));
    archive_write_header(out, entry);
    archive_write_data(out, corpus.pages[i].data(), corpus.pages[i].size());
  }
  archive_entry_free(entry);
  if (archive_write_free(out) != ARCHIVE_OK) throw std::runtime_error("no zip");
  return path;
}

// By the tools that users have.
std::string packed(const std::string& plain, const std::string& ending, const char* command) {
  const std::string path = plain + ending;
  if (std::system(fmt::format(fmt::runtime(command), plain, path).c_str()) != 0)
    throw std::runtime_error(command);
  std::filesystem::remove(plain);
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
  state.SetLabel(bench::ordinary_corpus(kBytes).name);
  std::filesystem::remove(path);
}

void Tar(benchmark::State& state) {
  read_all(state, tar(".tar", newsgen::Format::kTar));
}
void TarZst(benchmark::State& state) {
  read_all(state, tar(".tar.zst", newsgen::Format::kTarZst));
}
void TarZstFrames(benchmark::State& state) {
  read_all(state, tar(".frames.tar.zst", newsgen::Format::kTarZst, 2 << 20));
}
void TarGz(benchmark::State& state) {
  read_all(state, packed(tar(".tar", newsgen::Format::kTar), ".gz", "gzip -nc {} > {}"));
}
void TarXz(benchmark::State& state) {
  read_all(state, packed(tar(".tar", newsgen::Format::kTar), ".xz", "xz -1c {} > {}"));
}
void TarBz2(benchmark::State& state) {
  read_all(state, packed(tar(".tar", newsgen::Format::kTar), ".bz2", "bzip2 -c {} > {}"));
}
void Zip(benchmark::State& state) {
  read_all(state, zip());
}
void JsonLines(benchmark::State& state) {
  read_all(state, json_lines());
}
void JsonLinesZst(benchmark::State& state) {
  read_all(state, packed(json_lines(), ".zst", "zstd -cq {} > {}"));
}
BENCHMARK(Tar)->Unit(benchmark::kMillisecond);
BENCHMARK(TarZst)->Unit(benchmark::kMillisecond);
BENCHMARK(TarZstFrames)->Unit(benchmark::kMillisecond);
BENCHMARK(TarGz)->Unit(benchmark::kMillisecond);
BENCHMARK(TarXz)->Unit(benchmark::kMillisecond);
BENCHMARK(TarBz2)->Unit(benchmark::kMillisecond);
BENCHMARK(Zip)->Unit(benchmark::kMillisecond);
BENCHMARK(JsonLines)->Unit(benchmark::kMillisecond);
BENCHMARK(JsonLinesZst)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsmill
