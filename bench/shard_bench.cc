// Records to frames and back.
//
// Corpus: the clean articles of a national daily when they lie beside the project (see
// NEWSMILL_SHARED), else sentences made of random Han characters, which compress worse. Every 107
// bytes of text get a metric, which is dense. bytes/s are bytes of records, uncompressed.
// encode_stage is the stage as in a run, over the corpora of all benches, in bytes of their pages.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zstd.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "assemble/assemble_issues.h"
#include "core/article.h"
#include "core/utf8.h"
#include "extract/extract_metrics.h"
#include "filter/filter_ads.h"
#include "newsmill/v1/article.pb.h"
#include "segment/segment_pages.h"
#include "shard/encode.h"
#include "shard/reader.h"
#include "shard/records.h"
#include "staged.h"

namespace newsmill {
namespace {

constexpr size_t kBatchText = 512 << 10;
constexpr size_t kBytesPerMetric = 107;

std::vector<std::vector<std::string>> articles_of_a_daily() {
  std::vector<std::vector<std::string>> articles;
  const std::string command =
      "zstd -dc " NEWSMILL_SHARED "/data/articles/*.jsonl.zst 2>/dev/null | head -c 4000000";
  std::FILE* const pipe = popen(command.c_str(), "r");
  std::string text;
  char buffer[1 << 16];
  for (size_t n; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, n);
  pclose(pipe);
  for (size_t pos = 0, end; (end = text.find('\n', pos)) != std::string::npos; pos = end + 1)
    articles.push_back(nlohmann::json::parse(text.substr(pos, end - pos)).at("paras"));
  return articles;
}

std::vector<std::vector<std::string>> made_up_articles() {
  std::mt19937 random(1);
  std::vector<std::vector<std::string>> articles(300, std::vector<std::string>(8));
  for (auto& article : articles)
    for (std::string& paragraph : article)
      for (int i = 0; i < 150; ++i) utf8::append(paragraph, 0x4E00 + random() % 2500);
  return articles;
}

Metric metric_at(const Article& article, uint32_t begin) {
  const std::string& text = article.paragraphs.back().text;
  const auto boundary = [&](size_t at) {
    at = std::min(at, text.size());
    while (at < text.size() && !utf8::is_start(text[at])) ++at;
    return static_cast<uint32_t>(at);
  };
  Metric metric;
  metric.paragraph = static_cast<uint32_t>(article.paragraphs.size() - 1);
  metric.evidence_begin = boundary(begin), metric.evidence_end = boundary(begin + 60);
  metric.value_begin = boundary(begin + 30), metric.value_end = boundary(begin + 45);
  metric.indicator = "高标准农田";
  metric.value = begin * 7.5;
  metric.unit = "mu";
  metric.kind = MetricKind::kChange;
  metric.delta = Delta::kAbs;
  metric.direction = Direction::kIncrease;
  metric.rule = "value.unit";
  metric.confidence = 0.9;
  return metric;
}

Article article_of(const std::vector<std::string>& paragraphs, size_t number) {
  Article article{.id = fmt::format("{:016x}-a1", number * 0x9E3779B97F4A7C15),
                  .page_ids = {fmt::format("{:016x}", number)},
                  .publication = "柳浦日报"};
  for (const std::string& text : paragraphs) {
    article.paragraphs.push_back({.text = text, .lines = {{0, {4, 19}}}});
    for (uint32_t at = 0; at + kBytesPerMetric <= text.size(); at += kBytesPerMetric)
      article.metrics.push_back(metric_at(article, at));
  }
  return article;
}

// One batch of about kBatchText bytes of text.
const Batch<Issue>& corpus() {
  static const Batch<Issue> batch = [] {
    Batch<Issue> made;
    made.items.resize(1);
    std::vector<std::vector<std::string>> articles = articles_of_a_daily();
    if (articles.empty()) articles = made_up_articles();
    for (size_t i = 0; i < articles.size() && made.bytes < kBatchText; ++i) {
      for (const std::string& text : articles[i]) made.bytes += text.size();
      made.items[0].articles.push_back(article_of(articles[i], i));
    }
    return made;
  }();
  return batch;
}

int64_t content_of(const EncodedBatch& batch) {
  int64_t bytes = 0;
  for (const Dataset dataset : kDatasets)
    for (const Frame& frame : batch.frames[dataset]) bytes += frame.entry.content_size;
  return bytes;
}

void Write(benchmark::State& state) {
  WireWriter out;
  for (auto _ : state) {
    out.clear();
    for (const Article& article : corpus().items[0].articles) write_record(out, article);
    benchmark::DoNotOptimize(out.bytes().data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(out.size()));
}

// The peer: protobuf's own classes, parsed beforehand, copied into a reused message and serialized.
void WriteWithProtobuf(benchmark::State& state) {
  std::vector<v1::Article> articles;
  for (const Article& article : corpus().items[0].articles) {
    WireWriter out;
    write_record(out, article);
    size_t pos = 0;
    uint64_t size = 0;
    read_varint(out.bytes(), pos, size);
    articles.emplace_back().ParseFromString(std::string(out.bytes().substr(pos)));
  }
  std::string out;
  v1::Article reused;
  for (auto _ : state) {
    out.clear();
    for (const v1::Article& article : articles) {
      reused.CopyFrom(article);
      reused.AppendToString(&out);
    }
    benchmark::DoNotOptimize(out.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(out.size()));
}

void Encode(benchmark::State& state) {
  const EncodeShards encode(static_cast<int>(state.range(0)));
  EncodedBatch encoded;
  for (auto _ : state) {
    state.PauseTiming();
    Batch<Issue> batch = corpus();
    state.ResumeTiming();
    encoded = encode(std::move(batch));
  }
  state.SetBytesProcessed(state.iterations() * content_of(encoded));
  const Frame& frame = encoded.frames[Dataset::kArticles][0];
  state.counters["ratio"] =
      static_cast<double>(frame.entry.content_size) / frame.entry.compressed_size;
  state.counters["text_MB"] = static_cast<double>(corpus().bytes) / 1e6;
}

std::string articles_of(const Batch<Issue>& batch) {
  WireWriter out;
  for (const Article& article : batch.items[0].articles) write_record(out, article);
  return std::string(out.bytes());
}

// A frame at level 1, whose matches MatchFinder finds, and the peer: zstd by itself.
void Compress(benchmark::State& state) {
  const std::string content = articles_of(corpus());
  FrameCompressor compressor(1);
  size_t size = 0;
  for (auto _ : state) size = compressor.compress(content, 1).bytes.size();
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(content.size()));
  state.counters["ratio"] = static_cast<double>(content.size()) / static_cast<double>(size);
}

void CompressWithZstd(benchmark::State& state) {
  const std::string content = articles_of(corpus());
  const std::unique_ptr<ZSTD_CCtx, size_t (*)(ZSTD_CCtx*)> context(ZSTD_createCCtx(),
                                                                   ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, 1);
  std::string packed(ZSTD_compressBound(content.size()), '\0');
  size_t size = 0;
  for (auto _ : state)
    size =
        ZSTD_compress2(context.get(), packed.data(), packed.size(), content.data(), content.size());
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(content.size()));
  state.counters["ratio"] = static_cast<double>(content.size()) / static_cast<double>(size);
}

// Messages only, or parsed into protobuf's classes.
void Read(benchmark::State& state) {
  const bool parse = state.range(0) != 0;
  const EncodedBatch encoded = EncodeShards(1)(corpus());
  const std::string path = fmt::format("/tmp/newsmill-shard-bench-{}", getpid());
  std::remove(path.c_str());
  OutputFile file(path);
  std::vector<FrameEntry> entries;
  for (const Frame& frame : encoded.frames[Dataset::kArticles])
    file.append(frame.bytes), entries.push_back(frame.entry);
  file.append(seek_table(entries));
  file.close();
  v1::Article article;
  for (auto _ : state) {
    Result<ShardReader> reader = ShardReader::open(path);
    for (std::string_view message; reader->next(message).value_or(false);)
      if (parse) article.ParseFromArray(message.data(), static_cast<int>(message.size()));
  }
  state.SetBytesProcessed(state.iterations() * content_of(encoded));
  std::remove(path.c_str());
}

void encode_stage(benchmark::State& state, const bench::Corpus& pages) {
  const RuleSet rules = RuleSet::builtin();
  const SegmentPages segment(rules);  // records have views into the stages' tables
  const FilterAds filter(rules);
  const AssembleIssues assemble(rules);
  const ExtractMetrics extract(rules);
  auto screened = bench::through(bench::through(bench::text_pages(pages), segment), filter);
  auto issues = bench::through(bench::through(std::move(screened), assemble), extract);
  bench::time_stage(state, pages, issues, EncodeShards(1));
}
BENCHMARK_CAPTURE(encode_stage, ordinary, bench::ordinary_corpus())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(encode_stage, report, bench::report_corpus())->Unit(benchmark::kMillisecond);
BENCHMARK(Write);
BENCHMARK(WriteWithProtobuf);
BENCHMARK(Compress);
BENCHMARK(CompressWithZstd);
BENCHMARK(Encode)->ArgName("level")->Arg(1)->Arg(3);
BENCHMARK(Read)->ArgName("parse")->Arg(0)->Arg(1);

}  // namespace
}  // namespace newsmill
