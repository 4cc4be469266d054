// What was read and what was written: OUT/manifest.json (see FORMAT.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/input.h"
#include "core/result.h"
#include "shard/encode.h"

namespace newsmill {

struct ShardFacts {
  std::string path;  // below OUT: "pages/part-00000.pb.zst"
  uint64_t bytes = 0;
  uint64_t frames = 0;
  uint64_t records = 0;
  uint64_t xxh3 = 0;
};

struct Counts {
  uint64_t pages = 0, articles = 0, metrics = 0, ads = 0, rejects = 0;
};

// Articles whose other half was not found: how many, and the first of them.
struct OpenJumps {
  static constexpr size_t kMostListed = 10'000;
  uint64_t total = 0;
  std::vector<OpenJump> listed;
};

struct Manifest {
  std::string version;
  uint64_t configuration = 0;  // hash of all that changes the output
  Counts counts;
  std::vector<InputFacts> inputs;
  std::vector<ShardFacts> shards;
  OpenJumps open_jumps;
};

std::string to_json(const Manifest& manifest);
// The manifest of a finished output. Error NO_MANIFEST or BAD_MANIFEST.
Result<Manifest> read_manifest(const std::filesystem::path& out);

}  // namespace newsmill
