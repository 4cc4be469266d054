// Shards and logs with damage of every kind: whatever the bytes, reading ends, in an error or in
// records, within bounds that the sanitizers watch. NEWSMILL_FUZZ_RUNS=1000000 is a long run.
#include <google/protobuf/stubs/logging.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "newsmill/v1/article.pb.h"
#include "seed.h"
#include "shard/batch_log.h"
#include "shard/random_records.h"
#include "shard/reader.h"
#include "shard/records.h"
#include "shard/spans.h"
#include "shard/wire.h"

namespace newsmill {
namespace {

uint64_t runs() {
  const char* const text = std::getenv("NEWSMILL_FUZZ_RUNS");
  return text != nullptr ? std::strtoull(text, nullptr, 10) : 5000;
}

// A file in memory.
class MemoryFile {
 public:
  MemoryFile() : fd_(memfd_create("fuzz", MFD_CLOEXEC)) {}
  void write(const std::string& bytes) const {
    ASSERT_EQ(ftruncate(fd_.get(), 0), 0);
    ASSERT_EQ(pwrite(fd_.get(), bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
  }
  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_.get()); }

 private:
  Descriptor fd_;
};

using Random = std::mt19937_64;

size_t below(Random& random, size_t size) {
  return size == 0 ? 0 : random() % size;
}

void damage_once(std::string& bytes, Random& random) {
  constexpr unsigned char kTelling[] = {0x00, 0x01, 0x7F, 0x80, 0xFF};
  const size_t at = below(random, bytes.size());
  const size_t length = std::min(bytes.size() - at, 1 + below(random, 16));
  switch (random() % 5) {
    case 0:
      if (!bytes.empty()) bytes[at] ^= static_cast<char>(1 << random() % 8);
      break;
    case 1:
      std::fill_n(bytes.begin() + static_cast<long>(at), length, kTelling[random() % 5]);
      break;
    case 2:
      bytes.resize(at);
      break;
    case 3:
      bytes.erase(at, length);
      break;
    case 4:
      bytes.insert(below(random, bytes.size()), bytes.substr(at, length));
      break;
  }
}

void damage(std::string& bytes, Random& random) {
  for (size_t times = 1 + random() % 3; times > 0; --times) damage_once(bytes, random);
}

std::string content_of_articles(Random& random) {
  RandomRecords records(random());
  const Batch<Issue> batch = records.batch(0);
  WireWriter out;
  for (const Issue& issue : batch.items)
    for (const Article& article : issue.articles) write_record(out, article);
  return std::string(out.bytes());
}

std::string shard_of(const std::vector<std::string>& contents) {
  FrameCompressor compressor(1);
  std::string shard;
  std::vector<FrameEntry> entries;
  for (const std::string& content : contents) {
    const Frame frame = compressor.compress(content, 1);
    shard += frame.bytes;
    entries.push_back(frame.entry);
  }
  return shard + seek_table(entries);
}

// Reads all, as `cat` does.
void read_all(const std::string& path) {
  Result<ShardReader> reader = ShardReader::open(path);
  if (!reader) return;
  v1::Article article;
  size_t errors = 0;
  for (std::string_view message;;) {
    const Result<bool> more = reader->next(message);
    if (!more) {
      ASSERT_LE(++errors, 2 * reader->frames().size()) << "does not end";
      continue;
    }
    if (!*more) return;
    if (article.ParseFromArray(message.data(), static_cast<int>(message.size())))
      fill_spans(article);
  }
}

class Fuzz : public testing::Test {
 protected:
  const google::protobuf::LogSilencer silent_;  // what it says of bad messages is known
  const unsigned seed_ = test_seed();
  Random random_{seed_};
  MemoryFile file_;
};

TEST_F(Fuzz, ShardBytes) {
  std::string whole;
  for (uint64_t run = 0; run < runs(); ++run) {
    SCOPED_TRACE(seed_);
    if (run % 1000 == 0)
      whole = shard_of({content_of_articles(random_).substr(0, 4000), "", "\x02\x0A\x00"});
    std::string bytes = whole;
    damage(bytes, random_);
    file_.write(bytes);
    read_all(file_.path());
  }
}

// Damage that the checksums vouch for, as a writer with a fault would make it.
TEST_F(Fuzz, Messages) {
  std::string whole;
  for (uint64_t run = 0; run < runs(); ++run) {
    SCOPED_TRACE(seed_);
    if (run % 1000 == 0) whole = content_of_articles(random_).substr(0, 4000);
    std::string content = whole;
    damage(content, random_);
    file_.write(shard_of({content}));
    read_all(file_.path());
  }
}

TEST_F(Fuzz, Log) {
  RandomRecords records(random_());
  std::string whole = log_entry(Request{"0.1.0", 7, {{"a.tar", 1}}});
  for (uint64_t seq = 0; seq < 5; ++seq)
    whole += log_entry(LoggedBatch{EncodeShards(1)(records.batch(seq)), {}, 0});
  const std::filesystem::path directory =
      std::filesystem::temp_directory_path() / ("newsmill-fuzz-" + std::to_string(getpid()));
  std::filesystem::create_directory(directory);
  std::filesystem::create_symlink(file_.path(), directory / kBatchLogName);
  for (uint64_t run = 0; run < runs(); ++run) {
    SCOPED_TRACE(seed_);
    std::string bytes = whole;
    damage(bytes, random_);
    file_.write(bytes);
    Result<BatchLog> log = BatchLog::open(directory);
    size_t batches = 0;
    while (log && log->next()) ASSERT_LE(++batches, 6u);
  }
  std::filesystem::remove_all(directory);
}

}  // namespace
}  // namespace newsmill
