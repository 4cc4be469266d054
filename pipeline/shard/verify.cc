// The tables tell what is missing without a look at the records: a shard that was cut has lost its
// seek table, one that was replaced has other frames than the log tells of. In depth each shard is
// read twice: its bytes against the manifest's hash, which finds any change, and its records one by
// one, which tells where it is and what can still be read.
//
//   articles/part-00003.pb.zst: XXH3-64 is 5e…, but 9c… in the manifest
//
// Tested by tests/shard/verify_test.cc.
#include "shard/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <system_error>

#include "core/xxh3.h"
#include "newsmill/v1/ad.pb.h"
#include "newsmill/v1/article.pb.h"
#include "newsmill/v1/page.pb.h"
#include "newsmill/v1/reject.pb.h"
#include "shard/batch_log.h"
#include "shard/dataset.h"
#include "shard/file.h"
#include "shard/manifest.h"
#include "shard/output_directory.h"
#include "shard/reader.h"

namespace newsmill {
namespace fs = std::filesystem;
namespace {

Result<uint64_t> hash_of(const InputFile& file) {
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(),
                                                                              XXH3_freeState);
  XXH3_64bits_reset(state.get());
  std::string chunk;
  for (uint64_t at = 0; at < file.size(); at += chunk.size()) {
    constexpr uint64_t kChunk = 1 << 20;
    chunk.resize(std::min(kChunk, file.size() - at));
    if (auto read = file.read_at(at, chunk); !read) return tl::unexpected(read.error());
    XXH3_64bits_update(state.get(), chunk.data(), chunk.size());
  }
  return XXH3_64bits_digest(state.get());
}

class Verify {
 public:
  explicit Verify(fs::path out) : out_(std::move(out)) {}

  void inputs(const Manifest& manifest) {
    for (const InputFacts& input : manifest.inputs)
      if (!input.adds_up())
        wrong("LOST_MEMBERS",
              fmt::format("{}: {} members, but {} pages + {} rejected + {} skipped", input.name,
                          input.members, input.pages, input.rejected, input.skipped));
  }

  // Size and seek table.
  void table(const ShardFacts& shard) {
    const Result<InputFile> file = InputFile::open(out_ / shard.path);
    if (!file) return errors_.push_back(file.error());
    if (file->size() != shard.bytes)
      wrong("CHANGED", fmt::format("{}: {} bytes, but {} in the manifest", shard.path, file->size(),
                                   shard.bytes));
    const Result<ShardReader> reader = ShardReader::open(out_ / shard.path);
    if (!reader) return errors_.push_back(reader.error());
    same(reader->frames().size(), shard.frames, shard.path + " frames");
    frames_[shard.path] = reader->frames();
  }

  // The sums of the manifest's own rows.
  void sums(const Manifest& manifest) {
    const auto sum = [&](Dataset dataset) {
      uint64_t records = 0;
      for (const ShardFacts& shard : manifest.shards)
        if (shard.path.starts_with(fmt::format("{}/", dataset_name(dataset))))
          records += shard.records;
      return records;
    };
    same(sum(Dataset::kPages), manifest.counts.pages, "pages in its shards");
    same(sum(Dataset::kArticles), manifest.counts.articles, "articles in its shards");
    same(sum(Dataset::kAds), manifest.counts.ads, "ads in its shards");
    same(sum(Dataset::kRejects), manifest.counts.rejects, "rejects in its shards");
  }

  // The frames of all batches, one after the other, are those of the shards.
  void log(const Manifest& manifest) {
    Result<BatchLog> log = BatchLog::open(out_);
    if (!log) return errors_.push_back(log.error());
    std::map<std::string, std::vector<FrameEntry>> logged;
    while (const std::optional<LoggedBatch> batch = log->next())
      for (const Dataset dataset : kDatasets)
        for (const Frame& frame : batch->batch.frames[dataset])
          logged[shard_path(dataset, batch->places[dataset].shard)].push_back(frame.entry);
    if (!log->at_end()) wrong("BAD_LOG", fmt::format("{} is damaged or cut", kBatchLogName));
    for (const ShardFacts& shard : manifest.shards)
      if (shard.records > 0 && logged[shard.path] != frames_[shard.path])
        wrong("BAD_LOG", fmt::format("{}: its frames are not those that {} tells of", shard.path,
                                     kBatchLogName));
  }

  void contents(const ShardFacts& shard) {
    hash(shard);
    if (shard.path.starts_with("pages/")) records<v1::Page>(shard, seen_.pages);
    if (shard.path.starts_with("articles/")) records<v1::Article>(shard, seen_.articles);
    if (shard.path.starts_with("ads/")) records<v1::Ad>(shard, seen_.ads);
    if (shard.path.starts_with("rejects/")) records<v1::Reject>(shard, seen_.rejects);
  }

  // A reader that takes all files of a directory would read these too.
  void unlisted(const Manifest& manifest) {
    std::set<std::string> listed;
    for (const ShardFacts& shard : manifest.shards) listed.insert(shard.path);
    for (const Dataset dataset : kDatasets)
      for (const fs::directory_entry& entry : listing(out_ / dataset_name(dataset)))
        if (const std::string path = fs::relative(entry.path(), out_).string();
            !listed.contains(path))
          wrong("UNKNOWN_FILE", fmt::format("{} is not in the manifest", path));
  }

  void counts(const Counts& manifest) {
    same(seen_.pages, manifest.pages, "pages");
    same(seen_.articles, manifest.articles, "articles");
    same(seen_.metrics, manifest.metrics, "metrics");
    same(seen_.ads, manifest.ads, "ads");
    same(seen_.rejects, manifest.rejects, "rejects");
  }

  void wrong(std::string code, std::string message) {
    errors_.push_back({std::move(code), std::move(message), 0});
  }
  std::vector<Error> errors() { return std::move(errors_); }

 private:
  static fs::directory_iterator listing(const fs::path& directory) {
    std::error_code none;  // a directory that is gone has no files too many
    return fs::directory_iterator(directory, none);
  }

  void same(uint64_t got, uint64_t want, std::string_view what) {
    if (got != want)
      wrong("LOST_RECORDS", fmt::format("{} {}, but {} in the manifest", got, what, want));
  }

  void hash(const ShardFacts& shard) {
    const Result<InputFile> file = InputFile::open(out_ / shard.path);
    if (!file) return;  // table() has told
    const Result<uint64_t> hash = hash_of(*file);
    if (!hash) return errors_.push_back(hash.error());
    if (*hash != shard.xxh3)
      wrong("CHANGED", fmt::format("{}: XXH3-64 is {:016x}, but {:016x} in the manifest",
                                   shard.path, *hash, shard.xxh3));
  }

  template <class Record>
  void records(const ShardFacts& shard, uint64_t& total) {
    Result<ShardReader> reader = ShardReader::open(out_ / shard.path);
    if (!reader) return;  // table() has told
    uint64_t read = 0;
    for (std::string_view message;;) {
      const Result<bool> more = reader->next(message);
      if (!more) {
        errors_.push_back(more.error());
        continue;
      }
      if (!*more) break;
      ++read;
      if (!count<Record>(message))
        wrong("BAD_MESSAGE", fmt::format("{}: record {} cannot be parsed", shard.path, read));
    }
    total += read;
    same(read, shard.records, shard.path + " records");
  }

  template <class Record>
  bool count(std::string_view message) {
    Record record;
    if (!record.ParseFromArray(message.data(), static_cast<int>(message.size()))) return false;
    if constexpr (std::is_same_v<Record, v1::Article>) seen_.metrics += record.metrics_size();
    return true;
  }

  fs::path out_;
  std::map<std::string, std::vector<FrameEntry>> frames_;  // of each shard that has a table
  Counts seen_;
  std::vector<Error> errors_;
};

}  // namespace

std::vector<Error> verify(const fs::path& out, Depth depth) {
  Verify verify(out);
  if (output_state(out) != OutputState::kFinished) {
    verify.wrong("NOT_FINISHED", fmt::format("{} holds no finished run", out.string()));
    return verify.errors();
  }
  const Result<Manifest> manifest = read_manifest(out);
  if (!manifest) return {manifest.error()};
  verify.inputs(*manifest);
  for (const ShardFacts& shard : manifest->shards) verify.table(shard);
  verify.sums(*manifest);
  verify.log(*manifest);
  verify.unlisted(*manifest);
  if (depth == Depth::kTables) return verify.errors();
  for (const ShardFacts& shard : manifest->shards) verify.contents(shard);
  verify.counts(manifest->counts);
  return verify.errors();
}

}  // namespace newsmill
