// Where a run's output goes: real files (dataset_writer.h), or memory in tests.
#pragma once

#include <cstdint>
#include <vector>

#include "core/input.h"
#include "shard/encode.h"
#include "shard/manifest.h"

namespace newsmill {

// What the sink cannot know of a run that is over.
struct RunFacts {
  uint64_t batches = 0;            // read; so many must have been kept or written
  std::vector<InputFacts> inputs;  // without counts of records; each name once
};

// For one thread at a time. Destroyed without finish(), it leaves no finished output behind.
class Sink {
 public:
  virtual ~Sink() = default;
  // Is batch `seq`, in which Batch::read is `read`, here from an earlier run? Then it is part of
  // the output and need not be made again. Asked for 0, 1, 2, … up to the first that is not.
  virtual bool keep([[maybe_unused]] uint64_t seq, [[maybe_unused]] uint64_t read) { return false; }
  // Takes the other batches in order of their seq. Throws FatalError when it cannot write.
  virtual void write(EncodedBatch batch) = 0;
  // Completes the output and says what it holds. Throws FatalError when it cannot, when a batch is
  // missing, or when for an input members are not pages + rejected + skipped.
  virtual Manifest finish(RunFacts facts) = 0;
};

}  // namespace newsmill
