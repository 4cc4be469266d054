// Where a run's time goes. Every node of the graph counts as it works: two readings of two clocks a
// batch, under a microsecond beside the milliseconds that a batch takes, so it is never switched
// off.
//
//   Profile profile;                                // the run's clocks start
//   {
//     Profile::Span span(profile, RunPart::kSegment);  // a thread begins with a batch
//     …
//     span.passes(batch.bytes);                     // it leaves for the next node when span ends
//   }
//   for (const PartTimes& part : profile.parts()) …
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>
#include <vector>

namespace newsmill {

// The nodes in the order in which a batch passes them, and what is done outside of them.
enum class RunPart : uint8_t {
  kPrepare,  // rules and stages are made, inputs opened
  kAhead,    // frames decompressed ahead of `read`, by threads that were idle
  kRead,
  kDecompress,
  kDecode,
  kSegment,
  kFilter,
  kAssemble,
  kExtract,
  kEncode,
  kWrite,
  kFinish,  // the last shards are closed, the manifest written
};
inline constexpr size_t kParts = 12;

std::string_view name_of(RunPart part);  // "segment"

// Sums over all batches and threads.
struct PartTimes {
  RunPart part = RunPart::kPrepare;
  uint64_t batches = 0;
  uint64_t bytes = 0;  // of page text, in those batches
  double cpu = 0;      // seconds of processor time
  double busy = 0;     // seconds from begin to end, those included in which the thread did not run
  double waited = 0;   // seconds from the end of the part before to the begin of this one
};

// Any number of threads may count at once. The results are whole once those threads are done.
class Profile {
 public:
  Profile();
  Profile(const Profile&) = delete;
  Profile& operator=(const Profile&) = delete;

  class Span;

  std::vector<PartTimes> parts() const;  // all of them, in order
  // Since the profile was made.
  double cpu() const;   // seconds of processor time of the whole process
  double wall() const;  // seconds

 private:
  struct Counters {
    std::atomic<uint64_t> batches = 0, bytes = 0, cpu = 0, busy = 0;  // nanoseconds
    std::atomic<uint64_t> begun = 0, ended = 0;  // times of batches, summed; they may wrap round
  };
  std::array<Counters, kParts> counters_;
  uint64_t start_wall_, start_cpu_;
};

// What the thread that holds it does belongs to `part`.
class Profile::Span {
 public:
  Span(Profile& profile, RunPart part);
  ~Span();
  Span(const Span&) = delete;
  Span& operator=(const Span&) = delete;
  // A batch of so many bytes passes; without it only the time counts.
  void passes(uint64_t bytes) { passes_ = true, bytes_ = bytes; }

 private:
  Counters& counters_;
  const uint64_t wall_, cpu_;
  bool passes_ = false;
  uint64_t bytes_ = 0;
};

}  // namespace newsmill
