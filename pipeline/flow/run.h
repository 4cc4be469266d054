// The whole pipeline: inputs in, shards out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "decompress/source.h"
#include "rules/table.h"
#include "shard/sink.h"

namespace newsmill {

struct Config {
  int threads = 0;              // 0: as many as the machine has
  size_t memory = 2ull << 30;   // bytes; bounds what is in flight
  size_t batch_bytes = 512 << 10;  // text per message; part of what decides the output's bytes
  int level = 1;                // zstd level of the shards
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
// Throws FatalError when the run cannot go on, and when batches written do not match batches read.
void run(const Config& config, const RuleSet& rules, Source& source, Sink& sink,
         const std::function<void(const Progress&)>& progress = {});

}  // namespace newsmill
