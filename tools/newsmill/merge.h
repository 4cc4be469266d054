// newsmill merge: the outputs of several runs as one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "shard/dataset_writer.h"
#include "shard/manifest.h"
#include "shard/shard_writer.h"

namespace newsmill {

// Writes the records of `outputs`, one after the other, into `out`, in shards of size `target`.
// Frames are copied as they are; the result is what one run over all the inputs would have written,
// but for where it cut its batches. An interrupted merge goes on when it is given again.
//
// Throws FatalError when one of them is not finished, is damaged, or is of another version or
// configuration than the first, or when two have read the same input.
Manifest merge(const std::vector<std::string>& outputs, const std::filesystem::path& out,
               ShardTarget target);

struct MergeOptions {
  std::vector<std::string> outputs;
  std::string out;
  ShardTarget target;
  bool quiet = false;
};

int merge_command(const MergeOptions& options);

}  // namespace newsmill
