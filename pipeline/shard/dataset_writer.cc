// The writer only copies: frames come ready from EncodeShards.
//
//   batch 0: articles 80 KB    part-00000: 80 KB
//   batch 1: articles 90 KB    part-00000: 170 KB >= --shard-size 100 KB, closed
//   batch 2: articles 70 KB    part-00001: 70 KB
//
// Tested by tests/shard/dataset_writer_test.cc.
#include "shard/dataset_writer.h"

#include <fmt/format.h>

#include <utility>

namespace newsmill {
namespace fs = std::filesystem;
namespace {

std::string shard_name(Dataset dataset, size_t number) {
  return fmt::format("{}/part-{:05}.pb.zst", dataset_name(dataset), number);
}

// The content of a shard without records: a shard never begins with its skippable table.
Frame empty_frame() {
  return FrameCompressor(1).compress("", 0);
}

}  // namespace

// ---- ShardWriter -------------------------------------------------------------------------------

ShardWriter::ShardWriter(const fs::path& directory, std::string name)
    : file_(directory / name), hash_(XXH3_createState()) {
  facts_.path = std::move(name);
  XXH3_64bits_reset(hash_.get());
}

void ShardWriter::write(std::string_view bytes) {
  file_.append(bytes);
  XXH3_64bits_update(hash_.get(), bytes.data(), bytes.size());
  facts_.bytes += bytes.size();
}

void ShardWriter::append(const Frame& frame) {
  write(frame.bytes);
  frames_.push_back(frame.entry);
  facts_.records += frame.records;
}

ShardFacts ShardWriter::close() {
  if (frames_.empty()) append(empty_frame());
  write(seek_table(frames_));
  file_.close();
  facts_.frames = frames_.size();
  facts_.xxh3 = XXH3_64bits_digest(hash_.get());
  return facts_;
}

// ---- DatasetWriter -----------------------------------------------------------------------------

DatasetWriter::DatasetWriter(const fs::path& out, uint64_t shard_size)
    : directory_(out), shard_size_(shard_size) {}

void DatasetWriter::write(EncodedBatch batch) {
  if (batch.seq != next_seq_)  // a bug, but one that would mix up the output without a trace
    throw FatalError(fmt::format("batch {} came when {} was due", batch.seq, next_seq_));
  ++next_seq_;
  for (const Dataset dataset : kDatasets) append(dataset, batch.frames[dataset]);
  metrics_ += batch.metrics;
  for (const InputCounts& counts : batch.inputs) {
    InputCounts& sum = inputs_[counts.archive ? *counts.archive : ""];
    sum.pages += counts.pages;
    sum.rejected += counts.rejected;
    sum.damage += counts.damage;
  }
}

void DatasetWriter::append(Dataset dataset, const std::vector<Frame>& frames) {
  Shards& shards = shards_[dataset];
  for (const Frame& frame : frames) {
    if (!shards.open)
      shards.open.emplace(directory_.partial(), shard_name(dataset, shards.closed.size()));
    shards.open->append(frame);
    shards.records += frame.records;
  }
  if (shards.open && shards.open->bytes() >= shard_size_) close(dataset);
}

void DatasetWriter::close(Dataset dataset) {
  Shards& shards = shards_[dataset];
  shards.closed.push_back(shards.open->close());
  shards.open.reset();
}

Manifest DatasetWriter::finish(RunFacts facts) {
  if (facts.batches != next_seq_)
    throw FatalError(fmt::format("{} batches were read, but {} written", facts.batches, next_seq_));
  for (const Dataset dataset : kDatasets) {
    Shards& shards = shards_[dataset];
    if (!shards.open && shards.closed.empty())
      shards.open.emplace(directory_.partial(), shard_name(dataset, 0));
    if (shards.open) close(dataset);
  }
  const Manifest written = manifest(std::move(facts));
  OutputFile file(directory_.partial() / "manifest.json");
  file.append(to_json(written));
  file.close();
  directory_.commit();
  return written;
}

Manifest DatasetWriter::manifest(RunFacts facts) const {
  Manifest manifest;
  manifest.version = std::move(facts.version);
  manifest.configuration = facts.configuration;
  manifest.counts = {shards_[Dataset::kPages].records, shards_[Dataset::kArticles].records,
                     metrics_, shards_[Dataset::kAds].records, shards_[Dataset::kRejects].records};
  manifest.inputs = std::move(facts.inputs);
  add_counts(manifest.inputs);
  for (const Dataset dataset : kDatasets)
    for (const ShardFacts& shard : shards_[dataset].closed) manifest.shards.push_back(shard);
  return manifest;
}

void DatasetWriter::add_counts(std::vector<InputFacts>& inputs) const {
  std::map<std::string, InputCounts, std::less<>> left = inputs_;
  for (InputFacts& input : inputs) {
    if (const auto counts = left.extract(input.name)) {
      input.pages = counts.mapped().pages;
      input.rejected = counts.mapped().rejected;
      input.damage = counts.mapped().damage;
    }
    if (!input.adds_up())
      throw FatalError(fmt::format("{}: {} members, but {} pages + {} rejected + {} skipped",
                                   input.name, input.members, input.pages, input.rejected,
                                   input.skipped));
  }
  if (!left.empty())
    throw FatalError(fmt::format("records of {}, which is no input", left.begin()->first));
}

}  // namespace newsmill
