// A batch passes each node once, so the waiting before a node needs no time stamp in the batch: it
// is the sum of the times at which batches began there less the sum of those at which they ended in
// the node before.
//
//   segment ended   at 5, 7      = 12
//   filter  begun   at 6, 9      = 15     waited before `filter`: 15 - 12 = 3
//
// Tested by tests/flow/profile_test.cc.
#include "flow/profile.h"

#include <time.h>

namespace newsmill {
namespace {

constexpr std::array<std::string_view, kParts> kNames = {
    "prepare", "ahead",    "read",    "decompress", "decode", "segment",
    "filter",  "assemble", "extract", "encode",     "write",  "finish"};

constexpr double kSecondsPerNanosecond = 1e-9;

uint64_t nanoseconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(now.tv_nsec);
}

double seconds(uint64_t nanoseconds) {
  return static_cast<double>(nanoseconds) * kSecondsPerNanosecond;
}

void add(std::atomic<uint64_t>& sum, uint64_t value) {
  sum.fetch_add(value, std::memory_order_relaxed);
}

}  // namespace

std::string_view name_of(RunPart part) {
  return kNames[static_cast<size_t>(part)];
}

Profile::Profile()
    : start_wall_(nanoseconds(CLOCK_MONOTONIC)),
      start_cpu_(nanoseconds(CLOCK_PROCESS_CPUTIME_ID)) {}

double Profile::cpu() const {
  return seconds(nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - start_cpu_);
}

double Profile::wall() const {
  return seconds(nanoseconds(CLOCK_MONOTONIC) - start_wall_);
}

std::vector<PartTimes> Profile::parts() const {
  std::vector<PartTimes> parts;
  for (size_t i = 0; i < kParts; ++i) {
    const Counters& counters = counters_[i];
    const RunPart part = static_cast<RunPart>(i);
    PartTimes& times = parts.emplace_back(PartTimes{part, counters.batches, counters.bytes,
                                                    seconds(counters.cpu), seconds(counters.busy)});
    const bool waits = part > RunPart::kRead && part <= RunPart::kWrite;
    // A batch that failed on its way makes the sums unlike; then there is no waiting to tell of.
    if (waits && counters.batches == counters_[i - 1].batches)
      times.waited = seconds(counters.begun - counters_[i - 1].ended);
  }
  return parts;
}

Profile::Span::Span(Profile& profile, RunPart part)
    : counters_(profile.counters_[static_cast<size_t>(part)]),
      wall_(nanoseconds(CLOCK_MONOTONIC)),
      cpu_(nanoseconds(CLOCK_THREAD_CPUTIME_ID)) {}

Profile::Span::~Span() {
  add(counters_.cpu, nanoseconds(CLOCK_THREAD_CPUTIME_ID) - cpu_);
  const uint64_t end = nanoseconds(CLOCK_MONOTONIC);
  add(counters_.busy, end - wall_);
  if (!passes_) return;
  add(counters_.batches, 1);
  add(counters_.bytes, bytes_);
  add(counters_.begun, wall_);
  add(counters_.ended, end);
}

}  // namespace newsmill
