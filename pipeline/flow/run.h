// The whole pipeline: inputs in, shards out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "decompress/source.h"
#include "rules/table.h"
#include "shard/sink.h"

namespace newsmill {

struct Config {
  int threads = 0;                     // 0: as many as the machine has
  size_t memory = 2ull << 30;          // bytes; bounds what is in flight
  size_t batch_bytes = 512 << 10;      // text per message; part of what decides the output's bytes
  size_t max_member_bytes = 64 << 20;  // a larger member is rejected
  int level = 1;                       // zstd level of the shards
  size_t shard_bytes = 256 << 20;      // compressed; a shard is closed at the first batch past it
  std::string version;                 // of the program, for the manifest

  // Of all that changes the output: these settings (not threads, not memory) and the rules.
  uint64_t hash(const RuleSet& rules) const;
};

struct Progress {
  uint64_t batches = 0;
  uint64_t bytes = 0;  // of page text, written
};

// Runs until the source is at its end, then finishes the sink. `progress`, if given, is called
// from the writer after each batch.
//
// Memory stays bounded: batches in flight are paid for in bytes, and each is given back once it is
// written. The output depends on source, rules, level and batch_bytes, never on threads or memory.
//
// Returns the manifest of the finished output. Throws FatalError when the run cannot go on, and
// when batches written do not match batches read.
Manifest run(const Config& config, const RuleSet& rules, Source& source, Sink& sink,
             const std::function<void(const Progress&)>& progress = {});

}  // namespace newsmill
