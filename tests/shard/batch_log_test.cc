#include "shard/batch_log.h"

#include <gtest/gtest.h>

#include "scratch.h"
#include "shard/random_records.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;

const Request kRequest{.version = "0.1.0",
                       .configuration = 7,
                       .inputs = {{"二月.tar.zst", 11}, {"not \xFF UTF-8", 12}}};

std::vector<LoggedBatch> random_batches(size_t count) {
  RandomRecords random(31);
  std::vector<LoggedBatch> batches;
  for (uint64_t seq = 0; seq < count; ++seq) {
    LoggedBatch& logged = batches.emplace_back();
    logged.batch = EncodeShards(1)(random.batch(seq));
    logged.batch.read = 100 + seq;
    logged.written = written_hash(logged.batch);
    for (const Dataset dataset : kDatasets) logged.places[dataset] = {uint32_t(seq), seq * 1000};
  }
  return batches;
}

std::string log_of(const std::vector<LoggedBatch>& batches) {
  std::string log = log_entry(kRequest);
  for (const LoggedBatch& batch : batches) log += log_entry(batch);
  return log;
}

TEST(BatchLog, GivesBackWhatWasWritten) {
  const Scratch scratch;
  const std::vector<LoggedBatch> batches = random_batches(300);  // longer than what is read at once
  write_file(scratch / "batches.pb", log_of(batches));
  Result<BatchLog> log = BatchLog::open(scratch / "");
  ASSERT_TRUE(log) << log.error().message;
  EXPECT_EQ(log->request(), kRequest);
  for (const LoggedBatch& want : batches) {
    const std::optional<LoggedBatch> got = log->next();
    ASSERT_TRUE(got);
    EXPECT_EQ(log->entry_bytes(), log_entry(want).size());
    EXPECT_EQ(log_entry(*got), log_entry(want));
    EXPECT_EQ(got->batch.page_ids, want.batch.page_ids);
    EXPECT_EQ(got->batch.open_jumps, want.batch.open_jumps);
    EXPECT_EQ(got->written, want.written);
  }
  EXPECT_FALSE(log->next());
  EXPECT_TRUE(log->at_end());
}

TEST(BatchLog, CutAtEveryByte) {
  const Scratch scratch;
  const std::vector<LoggedBatch> batches = random_batches(3);
  const std::string whole = log_of(batches);
  for (size_t size = 0; size < whole.size(); ++size) {
    write_file(scratch / "batches.pb", whole.substr(0, size));
    Result<BatchLog> log = BatchLog::open(scratch / "");
    if (size < log_entry(kRequest).size()) {
      ASSERT_EQ(log.error().code, "BAD_LOG");
      continue;
    }
    ASSERT_TRUE(log);
    size_t read = 0;
    while (log->next()) ++read;
    ASSERT_EQ(read, size < log_of({batches[0]}).size()               ? 0u
                    : size < log_of({batches[0], batches[1]}).size() ? 1u
                                                                     : 2u);
  }
}

TEST(BatchLog, EveryBitFlipEndsIt) {
  const Scratch scratch;
  const std::vector<LoggedBatch> batches = random_batches(2);
  const std::string whole = log_of(batches);
  for (size_t at = 0; at < whole.size(); at += 3) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x04);
    write_file(scratch / "batches.pb", flipped);
    Result<BatchLog> log = BatchLog::open(scratch / "");
    while (log && log->next()) {
    }
    ASSERT_FALSE(log && log->at_end()) << at;
  }
}

}  // namespace
}  // namespace newsmill
