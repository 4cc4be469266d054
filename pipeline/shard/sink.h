// Where a run's output goes: real files (dataset_writer.h), or memory in tests.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shard/encode.h"
#include "shard/manifest.h"

namespace newsmill {

// What the sink cannot know of a run that is over.
struct RunFacts {
  uint64_t batches = 0;            // read; so many must have been written
  std::vector<InputFacts> inputs;  // without counts of records; each name once
  uint64_t configuration = 0;
  std::string version;
};

// For one thread at a time. Destroyed without finish(), it leaves no finished output behind.
class Sink {
 public:
  virtual ~Sink() = default;
  // Takes the batches in order of their seq: 0, 1, 2, … Throws FatalError when it cannot write.
  virtual void write(EncodedBatch batch) = 0;
  // Completes the output and says what it holds. Throws FatalError when it cannot, when a batch is
  // missing, or when for an input members are not pages + rejected + skipped.
  virtual Manifest finish(RunFacts facts) = 0;
};

}  // namespace newsmill
