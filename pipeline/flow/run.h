// The whole pipeline: inputs in, shards out.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/issue_key.h"
#include "decode/encoding.h"
#include "decompress/source.h"
#include "filter/ad_policy.h"
#include "flow/profile.h"
#include "rules/table.h"
#include "shard/sink.h"

namespace newsmill {

struct Config {
  int threads = 0;                   // 0: as many as there are cores to use
  bool pin = false;                  // each thread stays on a core
  std::optional<int> numa_node;      // all threads, and their memory, on this node
  size_t memory = 2ull << 30;        // bytes; bounds what is in flight
  size_t batch_bytes = 512 << 10;    // text per message; part of what decides the output's bytes
  ReadOptions read;                  // limits, and where JSON has its text
  std::optional<Encoding> encoding;  // of what is not UTF-8; nothing: detected, page by page
  int level = 1;                     // zstd level of the shards
  size_t shard_bytes = 256 << 20;    // compressed; a shard is closed at the first batch past it
  uint64_t shard_records = 0;        // the same for records; 0: any number
  AdPolicy ads;                      // what becomes of advertisements and notices
  IssueKey issue_key;                // which pages are of one issue
  std::string version;               // of the program, for the manifest

  // Of all that changes the output: these settings (not threads, not memory) and the rules.
  uint64_t hash(const RuleSet& rules) const;
};

// For Config::read: what can be done ahead of time is done by threads of the run that are idle, and
// counted as RunPart::kAhead. A task may outlive the run.
Start start_when_idle(std::shared_ptr<Profile> profile);

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
// Batches that the sink keeps from an interrupted run are read, but not made again. When `stop`
// becomes true, no more are read; those under way are written, and FatalError with kStopped is
// thrown.
//
// Where the time went is added to `profile`, if given.
//
// Returns the manifest of the finished output. Throws FatalError when the run cannot go on, and
// when batches written do not match batches read.
Manifest run(const Config& config, const RuleSet& rules, Source& source, Sink& sink,
             const std::function<void(const Progress&)>& progress = {},
             const std::atomic<bool>* stop = nullptr, Profile* profile = nullptr);

}  // namespace newsmill
