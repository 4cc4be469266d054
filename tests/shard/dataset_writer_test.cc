#include "shard/dataset_writer.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <xxhash.h>
#include <zstd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>

#include "newsmill/v1/ad.pb.h"
#include "scratch.h"
#include "shard/random_records.h"
#include "shard/reader.h"
#include "shard/twin.h"
#include "shard/wire.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kNoLimit = ~uint64_t{0};
const Request kRequest{.version = "0.1.0", .configuration = 7};

// The facts of a run over the one archive that RandomRecords names, given what it wrote.
RunFacts facts_of(const std::vector<Batch<Issue>>& batches) {
  RunFacts facts{.batches = batches.size()};
  InputFacts input{.name = "daily-二月.tar.zst"};
  for (const Batch<Issue>& batch : batches) {
    input.members += batch.rejects.size();
    for (const Issue& issue : batch.items) input.members += issue.pages.size();
  }
  if (input.members > 0) facts.inputs = {input};
  return facts;
}

std::vector<Batch<Issue>> random_batches(uint64_t seed, uint64_t count) {
  RandomRecords random(seed);
  std::vector<Batch<Issue>> batches;
  for (uint64_t seq = 0; seq < count; ++seq) batches.push_back(random.batch(seq));
  return batches;
}

Manifest write_all(const fs::path& out, const std::vector<Batch<Issue>>& batches,
                   uint64_t shard_size = kNoLimit) {
  DatasetWriter writer(out, {shard_size}, kRequest);
  const EncodeShards encode(1);
  for (const Batch<Issue>& batch : batches) writer.write(encode(batch));
  return writer.finish(facts_of(batches));
}

std::vector<std::string> messages(const fs::path& shard) {
  std::vector<std::string> out;
  Result<ShardReader> reader = ShardReader::open(shard);
  EXPECT_TRUE(reader) << reader.error().message;
  std::string_view message;
  while (reader) {
    const Result<bool> more = reader->next(message);
    EXPECT_TRUE(more) << more.error().message;
    if (!more || !*more) break;
    out.emplace_back(message);
  }
  return out;
}

TEST(DatasetWriter, RoundTripOfRandomBatches) {
  constexpr uint64_t kSeed = 11;
  SCOPED_TRACE(kSeed);
  const Scratch scratch;
  const std::vector<Batch<Issue>> batches = random_batches(kSeed, 40);
  const Manifest manifest = write_all(scratch / "out", batches, 20000);

  PerDataset<std::vector<std::string>> want, got;
  for (const Batch<Issue>& batch : batches) {
    const auto add = [&](Dataset dataset, const auto& records) {
      for (const auto& record : records)
        want[dataset].push_back(twin::record(record).SerializeAsString());
    };
    for (const Issue& issue : batch.items) add(Dataset::kPages, issue.pages);
    for (const Issue& issue : batch.items) add(Dataset::kArticles, issue.articles);
    for (const Issue& issue : batch.items) add(Dataset::kAds, issue.ads);
    add(Dataset::kRejects, batch.rejects);
  }
  for (const ShardFacts& shard : manifest.shards)
    for (const Dataset dataset : kDatasets)
      if (shard.path.starts_with(dataset_name(dataset)))
        for (std::string& message : messages(scratch / "out" / shard.path))
          got[dataset].push_back(std::move(message));
  for (const Dataset dataset : kDatasets) EXPECT_EQ(got[dataset], want[dataset]);
  EXPECT_GT(manifest.shards.size(), kDatasets.size());
  EXPECT_EQ(manifest.counts.articles, want[Dataset::kArticles].size());
}

TEST(DatasetWriter, ManifestTellsTheShards) {
  const Scratch scratch;
  const Manifest manifest = write_all(scratch / "out", random_batches(3, 5));
  EXPECT_EQ(contents(scratch / "out/manifest.json"), to_json(manifest));
  ASSERT_EQ(manifest.shards.size(), kDatasets.size());
  for (const ShardFacts& shard : manifest.shards) {
    const std::string bytes = contents(scratch / "out" / shard.path);
    EXPECT_EQ(shard.bytes, bytes.size());
    EXPECT_EQ(shard.xxh3, XXH3_64bits(bytes.data(), bytes.size()));
    EXPECT_EQ(shard.records, messages(scratch / "out" / shard.path).size());
  }
  EXPECT_EQ(contents(scratch / "out/_SUCCESS"), "");
  EXPECT_EQ(output_state(scratch / "out"), OutputState::kFinished);
}

TEST(DatasetWriter, SameBatchesSameBytes) {
  const Scratch scratch;
  write_all(scratch / "a", random_batches(4, 9), 5000);
  write_all(scratch / "b", random_batches(4, 9), 5000);
  size_t files = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(scratch / "a")) {
    if (!entry.is_regular_file()) continue;
    ++files;
    EXPECT_EQ(contents(entry), contents(scratch / "b" / fs::relative(entry, scratch / "a")));
  }
  EXPECT_GT(files, 6u);
}

// One ad with one field, so that a change of the format is seen byte by byte.
TEST(DatasetWriter, GoldenShard) {
  const Scratch scratch;
  std::vector<Batch<Issue>> batches(1);
  batches[0].items.resize(1);
  batches[0].items[0].ads.push_back({.id = "n1"});
  write_all(scratch / "out", batches);
  using std::string_literals::operator""s;
  EXPECT_EQ(contents(scratch / "out/ads/part-00000.pb.zst"),
            "\x28\xB5\x2F\xFD\x24\x07\x39\x00\x00\x06\x0A\x02n1\x28\x17"s
            "\xBD\xD0\x9F\xF1"s
            "\x5E\x2A\x4D\x18\x15\x00\x00\x00"s
            "\x14\x00\x00\x00\x07\x00\x00\x00\xBD\xD0\x9F\xF1"s
            "\x01\x00\x00\x00\x80\xB1\xEA\x92\x8F"s);
}

TEST(DatasetWriter, EmptyDataset) {
  const Scratch scratch;
  const Manifest manifest = write_all(scratch / "out", {});
  ASSERT_EQ(manifest.shards.size(), kDatasets.size());
  for (const ShardFacts& shard : manifest.shards) {
    EXPECT_EQ(shard.records, 0u);
    EXPECT_EQ(shard.frames, 1u);
    EXPECT_TRUE(messages(scratch / "out" / shard.path).empty());
    EXPECT_TRUE(contents(scratch / "out" / shard.path).starts_with("\x28\xB5\x2F\xFD"));
  }
}

TEST(DatasetWriter, ShardsEndWithTheBatchThatFillsThem) {
  const Scratch scratch;
  std::vector<Batch<Issue>> batches(4);
  for (uint64_t seq = 0; seq < batches.size(); ++seq) {
    batches[seq].seq = seq;
    batches[seq].items.resize(1);
    batches[seq].items[0].ads.push_back({.id = "n" + std::to_string(seq)});
  }
  const Manifest one = write_all(scratch / "one", batches, 1);
  EXPECT_EQ(std::count_if(one.shards.begin(), one.shards.end(),
                          [](const ShardFacts& s) { return s.path.starts_with("ads/"); }),
            4);
  EXPECT_TRUE(fs::exists(scratch / "one/ads/part-00003.pb.zst"));
  const Manifest two = write_all(scratch / "two", batches, 30);
  EXPECT_TRUE(fs::exists(scratch / "two/ads/part-00001.pb.zst"));
  EXPECT_FALSE(fs::exists(scratch / "two/ads/part-00002.pb.zst"));
}

TEST(DatasetWriter, BatchOutOfOrder) {
  const Scratch scratch;
  DatasetWriter writer(scratch / "out", {kNoLimit});
  writer.write(EncodedBatch{.seq = 0});
  EXPECT_THROW(writer.write(EncodedBatch{.seq = 2}), FatalError);
  EXPECT_THROW(writer.write(EncodedBatch{.seq = 0}), FatalError);
}

TEST(DatasetWriter, LostBatch) {
  const Scratch scratch;
  DatasetWriter writer(scratch / "out", {kNoLimit});
  writer.write(EncodedBatch{.seq = 0});
  EXPECT_THROW(writer.finish(RunFacts{.batches = 2}), FatalError);
  EXPECT_NE(output_state(scratch / "out"), OutputState::kFinished);
}

TEST(DatasetWriter, MembersMustAddUp) {
  const auto name = std::make_shared<const std::string>("a.tar");
  const EncodedBatch batch{.inputs = {{name, 3, 1, 2}}};
  struct Case {
    const char* what;
    InputFacts input;
    bool adds_up;
  };
  for (const Case& c :
       std::vector<Case>{{"all told", {.name = "a.tar", .members = 6, .skipped = 2}, true},
                         {"one lost", {.name = "a.tar", .members = 7, .skipped = 2}, false},
                         {"one twice", {.name = "a.tar", .members = 5, .skipped = 2}, false},
                         {"another input", {.name = "b.tar", .members = 0, .skipped = 0}, false}}) {
    SCOPED_TRACE(c.what);
    const Scratch scratch;
    DatasetWriter writer(scratch / "out", {kNoLimit});
    writer.write(batch);
    const RunFacts facts{.batches = 1, .inputs = {c.input}};
    if (!c.adds_up) {
      EXPECT_THROW(writer.finish(facts), FatalError);
      continue;
    }
    const Manifest manifest = writer.finish(facts);
    EXPECT_EQ(manifest.inputs[0].pages, 3u);
    EXPECT_EQ(manifest.inputs[0].rejected, 1u);
    EXPECT_EQ(manifest.inputs[0].damage, 2u);
  }
}

// A disk that takes no more, by way of the limit on a file's size.
TEST(DatasetWriter, FullDisk) {
  const Scratch scratch;
  Frame frame;
  frame.bytes.assign(100000, 'x');
  EncodedBatch batch;
  batch.frames[Dataset::kArticles] = {frame};
  struct rlimit before {};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  struct rlimit small = before;
  small.rlim_cur = 50000;
  const auto on_signal = std::signal(SIGXFSZ, SIG_IGN);
  {
    DatasetWriter writer(scratch / "out", {kNoLimit});
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
    EXPECT_THROW(writer.write(batch), FatalError);
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  }
  std::signal(SIGXFSZ, on_signal);
  EXPECT_EQ(output_state(scratch / "out"), OutputState::kFree);
}

TEST(DatasetWriter, TheZstdCommandReadsShards) {
  if (std::system("zstd --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "no zstd command";
  const Scratch scratch;
  write_all(scratch / "out", random_batches(8, 12));
  const std::string shard = (scratch / "out/articles/part-00000.pb.zst").string();
  const std::string copy = (scratch / "plain").string();
  EXPECT_EQ(std::system(("zstd -q -t " + shard).c_str()), 0);
  ASSERT_EQ(std::system(("zstd -q -dc " + shard + " > " + copy).c_str()), 0);
  const std::string plain = contents(copy);
  size_t pos = 0, records = 0;
  for (uint64_t size = 0; read_varint(plain, pos, size); pos += size) ++records;
  EXPECT_EQ(pos, plain.size());
  EXPECT_EQ(records, messages(shard).size());
}

TEST(AtOnce, DoesAllAndThrowsWhatTheFirstThrew) {
  std::atomic<int> done = 0;
  const auto task = [&] { ++done; };
  const auto failing = [&] { ++done, throw FatalError("full"); };
  EXPECT_THROW(at_once({task, failing, task, failing, task}), FatalError);
  EXPECT_EQ(done, 5);
  at_once({});
}

}  // namespace
}  // namespace newsmill
