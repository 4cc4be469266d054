// The sink that writes OUT: shards, manifest.json, _SUCCESS (see FORMAT.md).
#pragma once

#include <xxhash.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shard/dataset.h"
#include "shard/file.h"
#include "shard/output_directory.h"
#include "shard/sink.h"

namespace newsmill {

// One shard, written from front to back.
class ShardWriter {
 public:
  // Makes the file DIRECTORY/NAME.
  ShardWriter(const std::filesystem::path& directory, std::string name);
  void append(const Frame& frame);
  // Adds the seek table and flushes the file to disk. Nothing may follow.
  ShardFacts close();
  uint64_t bytes() const { return facts_.bytes; }

 private:
  void write(std::string_view bytes);

  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  OutputFile file_;
  ShardFacts facts_;
  std::vector<FrameEntry> frames_;
  std::unique_ptr<XXH3_state_t, Free> hash_;
};

// Appends each batch's frames to its datasets' shards. The bytes depend on the batches alone.
class DatasetWriter : public Sink {
 public:
  // A shard ends with the batch that makes it `shard_size` bytes or more. Throws FatalError when
  // OUT may not be written to (see OutputDirectory).
  DatasetWriter(const std::filesystem::path& out, uint64_t shard_size);
  void write(EncodedBatch batch) override;
  Manifest finish(RunFacts facts) override;

 private:
  struct Shards {
    std::optional<ShardWriter> open;
    std::vector<ShardFacts> closed;
    uint64_t records = 0;
  };
  void append(Dataset dataset, const std::vector<Frame>& frames);
  void close(Dataset dataset);
  void add_counts(std::vector<InputFacts>& inputs) const;
  Manifest manifest(RunFacts facts) const;

  OutputDirectory directory_;
  uint64_t shard_size_;
  uint64_t next_seq_ = 0;
  uint64_t metrics_ = 0;
  PerDataset<Shards> shards_;
  std::map<std::string, InputCounts, std::less<>> inputs_;  // by name
};

}  // namespace newsmill
