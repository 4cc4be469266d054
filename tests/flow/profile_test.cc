#include "flow/profile.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace newsmill {
namespace {

PartTimes part_of(const Profile& profile, RunPart part) {
  return profile.parts()[static_cast<size_t>(part)];
}

void pass(Profile& profile, RunPart part, uint64_t bytes) {
  Profile::Span span(profile, part);
  span.passes(bytes);
}

void sleep_ms(int milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

// Processor time, whatever the machine does besides.
void work() {
  std::atomic<uint64_t> sum = 0;
  for (uint64_t i = 0; i < 20'000'000; ++i) sum.store(i, std::memory_order_relaxed);
}

TEST(Profile, BatchesAndBytesByPart) {
  Profile profile;
  pass(profile, RunPart::kSegment, 100);
  pass(profile, RunPart::kSegment, 23);
  pass(profile, RunPart::kWrite, 7);
  EXPECT_EQ(part_of(profile, RunPart::kSegment).batches, 2u);
  EXPECT_EQ(part_of(profile, RunPart::kSegment).bytes, 123u);
  EXPECT_EQ(part_of(profile, RunPart::kWrite).bytes, 7u);
  EXPECT_EQ(part_of(profile, RunPart::kDecode).batches, 0u);
}

TEST(Profile, WaitingIsFromTheEndOfThePartBefore) {
  Profile profile;
  pass(profile, RunPart::kSegment, 1);
  pass(profile, RunPart::kSegment, 1);
  sleep_ms(20);
  pass(profile, RunPart::kFilter, 1);
  pass(profile, RunPart::kFilter, 1);
  EXPECT_GE(part_of(profile, RunPart::kFilter).waited, 2 * 0.02);
  EXPECT_LE(part_of(profile, RunPart::kFilter).waited, 2 * profile.wall());
  EXPECT_EQ(part_of(profile, RunPart::kSegment).waited, 0);  // nothing was decoded
}

TEST(Profile, TimeWithoutABatch) {
  Profile profile;
  { const Profile::Span span(profile, RunPart::kRead); }
  pass(profile, RunPart::kRead, 5);
  pass(profile, RunPart::kDecompress, 5);
  EXPECT_EQ(part_of(profile, RunPart::kRead).batches, 1u);
  EXPECT_GE(part_of(profile, RunPart::kDecompress).waited, 0);
  EXPECT_LE(part_of(profile, RunPart::kDecompress).waited, profile.wall());
}

TEST(Profile, SleepingIsBusyButTakesNoProcessorTime) {
  Profile profile;
  {
    const Profile::Span span(profile, RunPart::kWrite);
    sleep_ms(30);
  }
  const PartTimes write = part_of(profile, RunPart::kWrite);
  EXPECT_GE(write.busy, 0.03);
  EXPECT_LT(write.cpu, write.busy);
}

TEST(Profile, PartsOfAllThreadsAddUpToTheProcessorTime) {
  Profile profile;
  std::vector<std::thread> threads;
  for (const RunPart part : {RunPart::kDecode, RunPart::kSegment, RunPart::kFilter}) {
    threads.emplace_back([&profile, part] {
      const Profile::Span span(profile, part);
      work();
    });
  }
  for (std::thread& thread : threads) thread.join();
  double sum = 0;
  for (const PartTimes& part : profile.parts()) sum += part.cpu;
  EXPECT_LE(sum, profile.cpu());
  EXPECT_GE(sum, profile.cpu() / 2);
}

}  // namespace
}  // namespace newsmill
