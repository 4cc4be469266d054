#include "shard/encode.h"

#include <gtest/gtest.h>

#include <string>

#include "shard/random_records.h"

namespace newsmill {
namespace {

std::shared_ptr<const std::string> archive(const char* name) {
  return std::make_shared<const std::string>(name);
}

TEST(Encode, EmptyBatchKeepsItsSeq) {
  Batch<Issue> batch;
  batch.seq = 41;
  batch.bytes = 7;
  const EncodedBatch encoded = EncodeShards(1)(std::move(batch));
  EXPECT_EQ(encoded.seq, 41u);
  EXPECT_EQ(encoded.bytes, 7u);
  for (const Dataset dataset : kDatasets) EXPECT_TRUE(encoded.frames[dataset].empty());
  EXPECT_TRUE(encoded.inputs.empty());
}

TEST(Encode, SameBatchSameBytes) {
  const EncodeShards encode(3);
  const EncodedBatch first = encode(RandomRecords(5).batch(0));
  const EncodedBatch second = encode(RandomRecords(5).batch(0));
  for (const Dataset dataset : kDatasets) {
    ASSERT_EQ(first.frames[dataset].size(), second.frames[dataset].size());
    for (size_t i = 0; i < first.frames[dataset].size(); ++i)
      EXPECT_EQ(first.frames[dataset][i].bytes, second.frames[dataset][i].bytes);
  }
}

TEST(Encode, ManyRecordsAreManyFrames) {
  Batch<Issue> batch;
  batch.items.resize(1);
  for (int i = 0; i < 7; ++i)
    batch.items[0].ads.push_back({.text = std::string(600000, static_cast<char>('a' + i))});
  const EncodedBatch encoded = EncodeShards(1)(std::move(batch));
  const std::vector<Frame>& frames = encoded.frames[Dataset::kAds];
  ASSERT_EQ(frames.size(), 4u);
  EXPECT_EQ(frames[0].records, 2u);
  EXPECT_EQ(frames[3].records, 1u);
}

TEST(Encode, CountsByInput) {
  const auto a = archive("a.tar"), b = archive("b.tar");
  const auto page = [](const auto& name) { return Page{.origin = {name, "p1.txt", 0, 0}}; };
  Batch<Issue> batch;
  batch.items.resize(2);
  batch.items[0].pages = {page(a), page(a)};
  batch.items[1].pages = {page(b)};
  batch.items[1].articles.resize(2);
  batch.items[1].articles[0].paragraphs.resize(1);
  batch.items[1].articles[0].metrics.resize(3);
  batch.rejects = {Reject{.origin = {b, "p2.txt", 0, 0}}, Reject{.origin = {b, "", 0, 0}}};
  const EncodedBatch encoded = EncodeShards(1)(std::move(batch));
  EXPECT_EQ(encoded.metrics, 3u);
  ASSERT_EQ(encoded.inputs.size(), 2u);
  EXPECT_EQ(encoded.inputs[0].archive, a);
  EXPECT_EQ(encoded.inputs[0].pages, 2u);
  EXPECT_EQ(encoded.inputs[1].pages, 1u);
  EXPECT_EQ(encoded.inputs[1].rejected, 1u);
  EXPECT_EQ(encoded.inputs[1].damage, 1u);
}

TEST(Encode, UnknownLevel) {
  EXPECT_THROW(EncodeShards(99), FatalError);
}

}  // namespace
}  // namespace newsmill
