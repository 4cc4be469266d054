// What a run leaves when it ends before its time, the next one goes on with; what comes out has the
// bytes of a run that nothing befell.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

#include "scratch.h"
#include "shard/dataset_writer.h"
#include "shard/random_records.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kBatches = 30;
const Request kRequest{.version = "0.1.0", .configuration = 7};

// Batches as they come from EncodeShards; `read` is made up.
const std::vector<EncodedBatch>& batches() {
  static const std::vector<EncodedBatch> made = [] {
    RandomRecords random(41);
    std::vector<EncodedBatch> encoded;
    for (uint64_t seq = 0; seq < kBatches; ++seq) {
      encoded.push_back(EncodeShards(1)(random.batch(seq)));
      encoded.back().read = 1000 + seq;
    }
    return encoded;
  }();
  return made;
}

RunFacts facts_of(const std::vector<EncodedBatch>& encoded) {
  InputFacts input{.name = "daily-二月.tar.zst"};
  for (const EncodedBatch& batch : encoded)
    for (const InputCounts& counts : batch.inputs) input.members += counts.pages + counts.rejected;
  return {.batches = encoded.size(), .inputs = {input}};
}

// Writes `encoded` up to batch `end`, and finishes when that is its end. Gives the number kept.
uint64_t write_until(const fs::path& out, uint64_t end,
                     const std::vector<EncodedBatch>& encoded = batches()) {
  DatasetWriter writer(out, {20000}, kRequest);
  uint64_t kept = 0;
  while (kept < end && writer.keep(kept, encoded[kept].read)) ++kept;
  for (uint64_t seq = kept; seq < end; ++seq) {
    EncodedBatch batch = encoded[seq];
    batch.seq = seq;
    writer.write(std::move(batch));
  }
  if (end == encoded.size()) writer.finish(facts_of(encoded));
  return kept;
}

void expect_same_files(const fs::path& got, const fs::path& want) {
  size_t files = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(want)) {
    const fs::path name = fs::relative(entry, want);
    ASSERT_TRUE(fs::exists(got / name)) << name;
    if (!entry.is_regular_file()) continue;
    ++files;
    ASSERT_TRUE(contents(got / name) == contents(entry)) << name;
  }
  ASSERT_EQ(std::count_if(fs::recursive_directory_iterator(got), fs::recursive_directory_iterator(),
                          [](const fs::directory_entry& e) { return e.is_regular_file(); }),
            static_cast<long>(files));
}

class Resume : public testing::Test {
 protected:
  void SetUp() override { write_until(scratch_ / "want", kBatches); }
  Scratch scratch_;
};

TEST_F(Resume, AfterEveryBatch) {
  for (uint64_t end = 0; end < kBatches; ++end) {
    SCOPED_TRACE(end);
    const fs::path out = scratch_ / ("out" + std::to_string(end));
    write_until(out, end);
    EXPECT_EQ(output_state(out), end > 0 ? OutputState::kUnfinished : OutputState::kFree);
    EXPECT_EQ(write_until(out, kBatches), end);
    expect_same_files(out, scratch_ / "want");
  }
}

TEST_F(Resume, SeveralTimes) {
  for (const uint64_t end : {3, 3, 11, 20, 29, 30}) write_until(scratch_ / "out", end);
  expect_same_files(scratch_ / "out", scratch_ / "want");
}

// A file that lost its end, or whose bytes never reached the disk: only the batches before are
// kept.
TEST_F(Resume, FilesThatAreNotWhole) {
  std::mt19937 random(5);
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE(round);
    const fs::path out = scratch_ / ("out" + std::to_string(round));
    write_until(out, 25);
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(out))
      if (entry.is_regular_file()) files.push_back(entry);
    std::sort(files.begin(), files.end());
    const fs::path& file = files[random() % files.size()];
    std::string bytes = contents(file);
    if (round % 2 == 0)
      bytes.resize(random() % (bytes.size() + 1));
    else if (!bytes.empty())
      std::fill(bytes.begin() + random() % bytes.size(), bytes.end(), '\0');
    write_file(file, bytes);
    EXPECT_LE(write_until(out, kBatches), 25u);
    expect_same_files(out, scratch_ / "want");
    fs::remove_all(out);
  }
}

TEST_F(Resume, OnlyWhatWasReadTheSameIsKept) {
  write_until(scratch_ / "out", 25);
  std::vector<EncodedBatch> changed = batches();
  changed[12].read = 1;
  changed[12].frames = changed[13].frames;
  changed[12].inputs = changed[13].inputs;
  changed[12].metrics = changed[13].metrics;
  EXPECT_EQ(write_until(scratch_ / "out", kBatches, changed), 12u);
  write_until(scratch_ / "changed", kBatches, changed);
  expect_same_files(scratch_ / "out", scratch_ / "changed");
}

TEST_F(Resume, AnInputThatBecameShorter) {
  write_until(scratch_ / "out", 29);
  const std::vector<EncodedBatch> fewer(batches().begin(), batches().begin() + 9);
  EXPECT_EQ(write_until(scratch_ / "out", 9, fewer), 9u);
  write_until(scratch_ / "fewer", 9, fewer);
  expect_same_files(scratch_ / "out", scratch_ / "fewer");
}

TEST_F(Resume, RefusesTheWorkOfAnotherCommand) {
  write_until(scratch_ / "out", 5);
  Request other = kRequest;
  other.configuration = 8;
  EXPECT_THROW(DatasetWriter(scratch_ / "out", {20000}, other), FatalError);
  EXPECT_EQ(write_until(scratch_ / "out", kBatches), 5u);
}

}  // namespace
}  // namespace newsmill
