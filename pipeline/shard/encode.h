// Encodes a batch of issues and compresses it: records in, frames of shards out.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/batch.h"
#include "shard/dataset.h"
#include "shard/frame.h"

namespace newsmill {

// What became of members of one input; a run of records with the same archive.
struct InputCounts {
  std::shared_ptr<const std::string> archive;
  uint64_t pages = 0;     // members that became a Page
  uint64_t rejected = 0;  // members that became a Reject
  uint64_t damage = 0;    // rejects of the archive itself, which name no member
};

// Frames are written as they are; nothing is left to do but to append them in order of `seq`.
struct EncodedBatch {
  uint64_t seq = 0;
  uint64_t bytes = 0;                     // of input, as in Batch
  PerDataset<std::vector<Frame>> frames;  // empty where the batch has no records
  uint64_t metrics = 0;
  std::vector<InputCounts> inputs;
};

// Holds no mutable state; many threads may call one EncodeShards. The result depends on the batch
// and the level alone. Never rejects a record.
class EncodeShards {
 public:
  // Throws FatalError (exit code 2) when zstd has no such level.
  explicit EncodeShards(int zstd_level);
  EncodedBatch operator()(Batch<Issue> in) const;

 private:
  int level_;
};

}  // namespace newsmill
