#include "shard/verify.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "scratch.h"
#include "shard/dataset_writer.h"
#include "shard/random_records.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;

// Five batches with small shards, written anew for each test.
class VerifyTest : public testing::Test {
 protected:
  void SetUp() override {
    RandomRecords random(23);
    DatasetWriter writer(out_, {10000}, {.version = "0.1.0"});
    InputFacts input{.name = "daily-二月.tar.zst"};
    for (uint64_t seq = 0; seq < 5; ++seq) {
      Batch<Issue> batch = random.batch(seq);
      for (const Issue& issue : batch.items) input.members += issue.pages.size();
      input.members += batch.rejects.size();
      writer.write(EncodeShards(1)(std::move(batch)));
    }
    writer.finish({.batches = 5, .inputs = {input}});
  }

  std::vector<std::string> codes(Depth depth = Depth::kRecords) const {
    std::vector<std::string> codes;
    for (const Error& error : verify(out_, depth)) codes.push_back(error.code);
    return codes;
  }
  void replace_in_manifest(const std::string& from, const std::string& to) const {
    std::string json = contents(out_ / "manifest.json");
    json.replace(json.find(from), from.size(), to);
    write_file(out_ / "manifest.json", json);
  }

  Scratch scratch_;
  const fs::path out_ = scratch_ / "out";
  const fs::path shard_ = out_ / "articles/part-00000.pb.zst";
};

using Codes = std::vector<std::string>;

TEST_F(VerifyTest, AllIsWell) {
  EXPECT_EQ(codes(Depth::kTables), Codes{});
  EXPECT_EQ(codes(), Codes{});
}

TEST_F(VerifyTest, Unfinished) {
  fs::remove(out_ / "_SUCCESS");
  EXPECT_EQ(codes(), Codes{"NOT_FINISHED"});
}

TEST_F(VerifyTest, ShardGone) {
  fs::remove(shard_);
  EXPECT_EQ(codes(), (Codes{"CANNOT_READ", "BAD_LOG", "LOST_RECORDS", "LOST_RECORDS"}));
  EXPECT_EQ(codes(Depth::kTables), (Codes{"CANNOT_READ", "BAD_LOG"}));
}

TEST_F(VerifyTest, EveryBitFlipIsFound) {
  const std::string whole = contents(shard_);
  for (size_t at = 0; at < whole.size(); at += 97) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
    write_file(shard_, flipped);
    ASSERT_EQ(codes().at(0), "CHANGED") << at;
  }
}

TEST_F(VerifyTest, CutAtFrameBoundary) {
  fs::resize_file(shard_, fs::file_size(shard_) - 29);
  EXPECT_EQ(codes(Depth::kTables), (Codes{"CHANGED", "NO_SEEK_TABLE", "BAD_LOG"}));
}

TEST_F(VerifyTest, ManifestThatDoesNotAddUp) {
  replace_in_manifest("\"skipped\": 0", "\"skipped\": 1");
  EXPECT_EQ(codes(), Codes{"LOST_MEMBERS"});
}

TEST_F(VerifyTest, ShardLeftOutOfTheManifest) {
  replace_in_manifest("\"pages/part-00000", "\"pagex/part-00000");
  EXPECT_EQ(codes(), (Codes{"CANNOT_READ", "LOST_RECORDS", "UNKNOWN_FILE", "LOST_RECORDS"}));
}

// Only a look at all bytes finds a flipped bit; a look at the tables finds another shard's frames.
TEST_F(VerifyTest, ShardOfAnotherRun) {
  fs::copy_file(out_ / "articles/part-00001.pb.zst", shard_, fs::copy_options::overwrite_existing);
  const Codes found = codes(Depth::kTables);
  EXPECT_NE(std::find(found.begin(), found.end(), "BAD_LOG"), found.end());
}

TEST_F(VerifyTest, LogThatWasCut) {
  fs::resize_file(out_ / "batches.pb", fs::file_size(out_ / "batches.pb") - 1);
  EXPECT_EQ(codes(Depth::kTables).at(0), "BAD_LOG");
  fs::remove(out_ / "batches.pb");
  EXPECT_EQ(codes(Depth::kTables), Codes{"CANNOT_READ"});
}

TEST_F(VerifyTest, NoManifest) {
  write_file(out_ / "manifest.json", "{");
  EXPECT_EQ(codes(), Codes{"BAD_MANIFEST"});
}

}  // namespace
}  // namespace newsmill
