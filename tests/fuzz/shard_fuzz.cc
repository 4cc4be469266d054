// Shards and the log of batches. Checksums keep nearly all damage of a shard's bytes away from what
// stands in its messages, so that damage is also done before they are made, as a writer with a
// fault would.
#include <google/protobuf/stubs/logging.h>

#include <filesystem>

#include "memory_file.h"
#include "newsmill/v1/article.pb.h"
#include "newsmill/v1/page.pb.h"
#include "shard/batch_log.h"
#include "shard/random_records.h"
#include "shard/reader.h"
#include "shard/records.h"
#include "shard/spans.h"
#include "shard/wire.h"

namespace newsmill {
namespace {

constexpr size_t kSeedBytes = 3000;

std::string shard_of(const std::vector<std::string_view>& contents) {
  static FrameCompressor compressor(1);
  std::string shard;
  std::vector<FrameEntry> entries;
  for (const std::string_view content : contents) {
    const Frame frame = compressor.compress(content, 1);
    shard += frame.bytes;
    entries.push_back(frame.entry);
  }
  return shard + seek_table(entries);
}

std::string articles_and_pages(uint64_t seed) {
  RandomRecords records(seed);
  const Batch<Issue> batch = records.batch(0);
  WireWriter out;
  for (const Issue& issue : batch.items) {
    for (const Article& article : issue.articles)
      if (out.size() < kSeedBytes) write_record(out, article);
    for (const Page& page : issue.pages)
      if (out.size() < 2 * kSeedBytes) write_record(out, page);
  }
  return std::string(out.bytes());
}

std::string log_of(uint64_t seed) {
  RandomRecords records(seed);
  std::string log = log_entry(Request{"0.1.0", 7, {{"a.tar", 1}}});
  for (uint64_t seq = 0; seq < 5; ++seq)
    log += log_entry(LoggedBatch{EncodeShards(1)(records.batch(seq)), {}, 0});
  return log;
}

// Reads all, as `cat` does.
void read_shard(const std::string& path) {
  Result<ShardReader> reader = ShardReader::open(path);
  if (!reader) return;
  size_t errors = 0;
  v1::Article article;
  v1::Page page;
  for (std::string_view message;;) {
    const Result<bool> more = reader->next(message);
    if (!more) {
      must(++errors <= 2 * reader->frames().size(), "reading goes on with the next frame");
      continue;
    }
    if (!*more) return;
    if (article.ParseFromArray(message.data(), static_cast<int>(message.size())))
      fill_spans(article);
    page.ParseFromArray(message.data(), static_cast<int>(message.size()));
  }
}

// A directory in which the log is `file`.
const std::filesystem::path& directory_of(const MemoryFile& file) {
  struct Directory {
    explicit Directory(const std::string& log) {
      std::string name = (std::filesystem::temp_directory_path() / "newsmill-fuzz-XXXXXX").string();
      must(mkdtemp(name.data()) != nullptr, "a directory can be made");
      path = name;
      std::filesystem::create_symlink(log, path / kBatchLogName);
    }
    ~Directory() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
  };
  static const Directory directory(file.path());
  return directory.path;
}

void read_log(const MemoryFile& file, size_t size) {
  Result<BatchLog> log = BatchLog::open(directory_of(file));
  size_t batches = 0;
  while (log && log->next()) must(++batches <= size, "a log has no more batches than bytes");
}

}  // namespace
}  // namespace newsmill

std::vector<std::string> fuzz_seeds() {
  using namespace newsmill;
  std::vector<std::string> seeds;
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    const std::string content = articles_and_pages(seed);
    seeds.push_back('\0' + shard_of({content, "", "\x02\x0A\x01"}));
    seeds.push_back('\1' + content);
    seeds.push_back('\2' + log_of(seed));
  }
  return seeds;
}

std::vector<std::string> fuzz_words() {
  using namespace std::string_literals;
  return {"\x5E\x2A\x4D\x18"s,
          "\xB1\xEA\x92\x8F"s,
          "\x28\xB5\x2F\xFD"s,
          "\x0A\0"s,
          "\x12\xFF\x01"s,
          "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"s,
          "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80"s,
          "\x0B\x0B\x0B\x0B\x0B\x0B"s};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace newsmill;
  static const MemoryFile file;
  static const google::protobuf::LogSilencer silent;  // what it says of bad messages is known
  FuzzInput input(data, size);
  const unsigned what = input.choose(3);
  if (what != 1) file.write(input.bytes);
  if (what == 1) {
    const size_t half = input.bytes.size() / 2;
    file.write(shard_of({input.bytes.substr(0, half), input.bytes.substr(half)}));
  }
  what == 2 ? read_log(file, size) : read_shard(file.path());
  return 0;
}
