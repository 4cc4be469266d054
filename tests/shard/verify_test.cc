#include "shard/verify.h"

#include <gtest/gtest.h>

#include "shard/dataset_writer.h"
#include "shard/random_records.h"
#include "shard/scratch.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;

// Five batches with small shards, written anew for each test.
class VerifyTest : public testing::Test {
 protected:
  void SetUp() override {
    RandomRecords random(23);
    DatasetWriter writer(out_, 10000);
    InputFacts input{.name = "daily-二月.tar.zst"};
    for (uint64_t seq = 0; seq < 5; ++seq) {
      Batch<Issue> batch = random.batch(seq);
      for (const Issue& issue : batch.items) input.members += issue.pages.size();
      input.members += batch.rejects.size();
      writer.write(EncodeShards(1)(std::move(batch)));
    }
    writer.finish({.batches = 5, .inputs = {input}, .version = "0.1.0"});
  }

  std::vector<std::string> codes() const {
    std::vector<std::string> codes;
    for (const Error& error : verify(out_)) codes.push_back(error.code);
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
  EXPECT_EQ(codes(), Codes{});
}

TEST_F(VerifyTest, Unfinished) {
  fs::remove(out_ / "_SUCCESS");
  EXPECT_EQ(codes(), Codes{"NOT_FINISHED"});
}

TEST_F(VerifyTest, ShardGone) {
  fs::remove(shard_);
  EXPECT_EQ(codes(), (Codes{"CANNOT_READ", "CANNOT_READ", "LOST_RECORDS", "LOST_RECORDS"}));
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
  EXPECT_EQ(codes().at(0), "CHANGED");
  EXPECT_EQ(codes().at(1), "NO_SEEK_TABLE");
}

TEST_F(VerifyTest, ManifestThatDoesNotAddUp) {
  replace_in_manifest("\"skipped\": 0", "\"skipped\": 1");
  EXPECT_EQ(codes(), Codes{"LOST_MEMBERS"});
}

TEST_F(VerifyTest, ShardLeftOutOfTheManifest) {
  replace_in_manifest("\"pages/part-00000", "\"pagex/part-00000");
  EXPECT_EQ(codes(), (Codes{"CANNOT_READ", "UNKNOWN_FILE", "LOST_RECORDS"}));
}

TEST_F(VerifyTest, NoManifest) {
  write_file(out_ / "manifest.json", "{");
  EXPECT_EQ(codes(), Codes{"BAD_MANIFEST"});
}

}  // namespace
}  // namespace newsmill
