// The sink that writes OUT: shards, batches.pb, manifest.json, _SUCCESS (see FORMAT.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shard/batch_log.h"
#include "shard/dataset.h"
#include "shard/output_directory.h"
#include "shard/request.h"
#include "shard/shard_writer.h"
#include "shard/sink.h"

namespace newsmill {

// When a shard is full: with the batch that brings it there.
struct ShardTarget {
  uint64_t bytes = 256 << 20;
  uint64_t records = 0;  // 0: any number
};

// Appends each batch's frames to its datasets' shards. The bytes depend on the batches alone.
//
// What an earlier run for the same request left unfinished in OUT is gone on with: keep() takes
// over its batches as far as they are whole on the disk and were read from the same input.
class DatasetWriter : public Sink {
 public:
  // Throws FatalError when OUT may not be written to (see OutputDirectory), or holds the unfinished
  // output of another command.
  DatasetWriter(const std::filesystem::path& out, ShardTarget target, Request request = {});
  bool keep(uint64_t seq, uint64_t read) override;
  void write(EncodedBatch batch) override;
  // Throws FatalError with kStopped when an input is no longer what it was at the start.
  Manifest finish(RunFacts facts) override;

 private:
  struct Shards {
    std::optional<ShardWriter> open;
    std::vector<ShardFacts> closed;
    uint64_t records = 0;
  };
  void add(Dataset dataset, const std::vector<Frame>& frames,
           void (ShardWriter::*put)(const Frame&));
  void count(const EncodedBatch& batch);
  ShardPlace place_of(Dataset dataset) const;
  bool follows(const LoggedBatch& logged) const;
  void close(Dataset dataset);
  void close_all();
  void remove_others(Dataset dataset) const;
  void check_inputs() const;
  void add_counts(std::vector<InputFacts>& inputs) const;
  Manifest manifest(RunFacts facts) const;

  OutputDirectory directory_;
  ShardTarget target_;
  Request request_;
  std::optional<BatchLog> earlier_;  // of an unfinished run, as long as it is of use
  OutputFile log_;
  uint64_t next_seq_ = 0;
  uint64_t metrics_ = 0;
  OpenJumps open_jumps_;
  PerDataset<Shards> shards_;
  std::map<std::string, InputCounts, std::less<>> inputs_;  // by name
};

}  // namespace newsmill
