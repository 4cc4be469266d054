// Encodes a batch of issues and compresses it: records in, frames of shards out.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
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

// An article whose other half, to which a mark (上接, 下转) sends the reader, was not found.
struct OpenJump {
  std::string article_id;
  bool onward = false;     // it goes on elsewhere; else it comes from there
  std::string page;        // as the mark names it
  bool ambiguous = false;  // several could be the other half

  bool operator==(const OpenJump&) const = default;
};

// Frames are written as they are; nothing is left to do but to append them in order of `seq`.
struct EncodedBatch {
  uint64_t seq = 0;
  uint64_t bytes = 0;                     // of input, as in Batch
  uint64_t read = 0;                      // as in Batch
  PerDataset<std::vector<Frame>> frames;  // empty where the batch has no records
  uint64_t metrics = 0;
  std::vector<InputCounts> inputs;
  std::vector<uint64_t> page_ids;  // as numbers, in order
  std::vector<OpenJump> open_jumps;
};

// A page's id, or that of the page an article or ad begins on, as a number; 0 when it is none.
uint64_t page_key(std::string_view id);

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
