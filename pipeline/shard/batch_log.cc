// Each entry is a delimited message whose last field is a hash of what stands before it:
//
//   length | 12 … batch | 79 xx xx xx xx xx xx xx xx
//
// so that a reader knows where a log that was cut, or never reached the disk, stops being true.
// Tested by tests/shard/batch_log_test.cc.
#include "shard/batch_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

#include "core/xxh3.h"
#include "newsmill/v1/log_entry.pb.h"
#include "shard/wire.h"

namespace newsmill {
namespace {

constexpr char kChecksumTag = v1::LogEntry::kChecksumFieldNumber << 3 | 1;  // fixed64
constexpr size_t kChecksumSize = 1 + sizeof(uint64_t);

// `entry` with its checksum and its length.
std::string delimited(const v1::LogEntry& entry) {
  std::string body = entry.SerializeAsString();
  const uint64_t checksum = XXH3_64bits(body.data(), body.size());
  WireWriter out;
  out.delimited(body.size(), [&] {
    out.raw(body);
    out.put_fixed64(v1::LogEntry::kChecksumFieldNumber, checksum);
  });
  return std::string(out.bytes());
}

// The entry in a whole message; nothing when it is none. Only what the checksum vouches for is
// parsed.
std::optional<v1::LogEntry> parsed(std::string_view message) {
  if (message.size() < kChecksumSize) return std::nullopt;
  const std::string_view body = message.substr(0, message.size() - kChecksumSize);
  uint64_t checksum = 0;
  std::memcpy(&checksum, message.data() + body.size() + 1, sizeof checksum);
  v1::LogEntry entry;
  if (message[body.size()] != kChecksumTag || checksum != XXH3_64bits(body.data(), body.size()) ||
      !entry.ParseFromArray(message.data(), static_cast<int>(message.size())))
    return std::nullopt;
  return entry;
}

// ---- parts -------------------------------------------------------------------------------------

v1::LogEntry::Part* mutable_part(v1::LogEntry::Batch& batch, Dataset dataset) {
  switch (dataset) {
    case Dataset::kPages:
      return batch.mutable_pages();
    case Dataset::kArticles:
      return batch.mutable_articles();
    case Dataset::kAds:
      return batch.mutable_ads();
    case Dataset::kRejects:
      break;
  }
  return batch.mutable_rejects();
}

void write_part(const ShardPlace& place, const std::vector<Frame>& frames,
                v1::LogEntry::Part& part) {
  part.set_shard(place.shard);
  part.set_offset(place.offset);
  for (const Frame& frame : frames) {
    v1::LogEntry::Frame& to = *part.add_frames();
    to.set_compressed_size(frame.entry.compressed_size);
    to.set_content_size(frame.entry.content_size);
    to.set_checksum(frame.entry.checksum);
    to.set_records(static_cast<uint32_t>(frame.records));
  }
}

std::vector<Frame> read_part(const v1::LogEntry::Part& part, ShardPlace& place) {
  place = {part.shard(), part.offset()};
  std::vector<Frame> frames;
  for (const v1::LogEntry::Frame& from : part.frames())
    frames.push_back(
        {{}, {from.compressed_size(), from.content_size(), from.checksum()}, from.records()});
  return frames;
}

LoggedBatch read_batch(v1::LogEntry::Batch& from) {
  LoggedBatch logged;
  logged.written = from.written();
  logged.batch.read = from.read();
  logged.batch.metrics = from.metrics();
  for (const Dataset dataset : kDatasets)
    logged.batch.frames[dataset] = read_part(*mutable_part(from, dataset), logged.places[dataset]);
  for (v1::LogEntry::Counts& counts : *from.mutable_counts())
    logged.batch.inputs.push_back(
        {std::make_shared<const std::string>(std::move(*counts.mutable_input())), counts.pages(),
         counts.rejected(), counts.damage()});
  logged.batch.page_ids.assign(from.page_ids().begin(), from.page_ids().end());
  for (v1::LogEntry::OpenJump& jump : *from.mutable_open_jumps())
    logged.batch.open_jumps.push_back({std::move(*jump.mutable_article_id()), jump.onward(),
                                       std::move(*jump.mutable_page()), jump.ambiguous()});
  return logged;
}

}  // namespace

uint64_t written_hash(const EncodedBatch& batch) {
  uint64_t hash = 0;
  for (const Dataset dataset : kDatasets)
    for (const Frame& frame : batch.frames[dataset])
      hash = XXH3_64bits_withSeed(frame.bytes.data(), frame.bytes.size(), hash);
  return hash;
}

std::string log_entry(const Request& request) {
  v1::LogEntry entry;
  v1::LogEntry::Run& run = *entry.mutable_run();
  run.set_version(request.version);
  run.set_configuration(request.configuration);
  for (const StampedInput& input : request.inputs) {
    v1::LogEntry::Run::Input& to = *run.add_inputs();
    to.set_name(input.name);
    to.set_stamp(input.stamp);
  }
  return delimited(entry);
}

std::string log_entry(const LoggedBatch& logged) {
  const EncodedBatch& batch = logged.batch;
  v1::LogEntry entry;
  v1::LogEntry::Batch& to = *entry.mutable_batch();
  to.set_read(batch.read);
  to.set_written(logged.written);
  for (const Dataset dataset : kDatasets)
    if (!batch.frames[dataset].empty())
      write_part(logged.places[dataset], batch.frames[dataset], *mutable_part(to, dataset));
  to.set_metrics(batch.metrics);
  for (const InputCounts& counts : batch.inputs) {
    v1::LogEntry::Counts& row = *to.add_counts();
    if (counts.archive) row.set_input(*counts.archive);
    row.set_pages(counts.pages);
    row.set_rejected(counts.rejected);
    row.set_damage(counts.damage);
  }
  to.mutable_page_ids()->Assign(batch.page_ids.begin(), batch.page_ids.end());
  for (const OpenJump& jump : batch.open_jumps) {
    v1::LogEntry::OpenJump& row = *to.add_open_jumps();
    row.set_article_id(jump.article_id);
    row.set_onward(jump.onward);
    row.set_page(jump.page);
    row.set_ambiguous(jump.ambiguous);
  }
  return delimited(entry);
}

Result<BatchLog> BatchLog::open(const std::filesystem::path& directory) {
  Result<InputFile> file = InputFile::open(directory / kBatchLogName);
  if (!file) return tl::unexpected(file.error());
  BatchLog log(std::move(*file));
  const std::optional<v1::LogEntry> first = log.next_entry();
  if (!first || !first->has_run())
    return tl::unexpected(
        Error{"BAD_LOG",
              fmt::format("{}: does not begin with what the run was asked", log.file_.name()), 0});
  log.request_ = {first->run().version(), first->run().configuration(), {}};
  for (const v1::LogEntry::Run::Input& input : first->run().inputs())
    log.request_.inputs.push_back({input.name(), input.stamp()});
  return log;
}

std::optional<LoggedBatch> BatchLog::next() {
  std::optional<v1::LogEntry> entry = next_entry();
  if (!entry || !entry->has_batch()) return std::nullopt;
  return read_batch(*entry->mutable_batch());
}

std::optional<v1::LogEntry> BatchLog::next_entry() {
  for (;;) {
    size_t begin = pos_;
    uint64_t size = 0;
    if (read_varint(buffer_, begin, size) && size <= buffer_.size() - begin) {
      std::optional<v1::LogEntry> entry = parsed(std::string_view(buffer_).substr(begin, size));
      if (entry) entry_bytes_ = begin + size - std::exchange(pos_, begin + size);
      return entry;
    }
    if (!fill()) return std::nullopt;
  }
}

// Reads on behind what is left of the buffer; false at the end of the file.
bool BatchLog::fill() {
  constexpr uint64_t kChunk = 256 << 10;
  const uint64_t more = std::min(kChunk, file_.size() - read_);
  buffer_.erase(0, std::exchange(pos_, 0));
  const size_t kept = buffer_.size();
  buffer_.resize(kept + more);
  if (more == 0 || !file_.read_at(read_, std::span(buffer_).subspan(kept))) {
    buffer_.resize(kept);
    return false;
  }
  read_ += more;
  return true;
}

std::string shard_path(Dataset dataset, size_t number) {
  return fmt::format("{}/part-{:05}.pb.zst", dataset_name(dataset), number);
}

Result<EncodedBatch> load_frames(const std::filesystem::path& directory, LoggedBatch logged) {
  for (const Dataset dataset : kDatasets) {
    std::vector<Frame>& frames = logged.batch.frames[dataset];
    if (frames.empty()) continue;
    const ShardPlace& place = logged.places[dataset];
    const Result<InputFile> file = InputFile::open(directory / shard_path(dataset, place.shard));
    if (!file) return tl::unexpected(file.error());
    uint64_t at = place.offset;
    for (Frame& frame : frames) {
      const uint64_t size = frame.entry.compressed_size;
      if (at > file->size() || size > file->size() - at)
        return tl::unexpected(
            Error{"CHANGED", fmt::format("{}: ends before its time", file->name()), at});
      frame.bytes.resize(size);
      if (const Result<void> read = file->read_at(at, frame.bytes); !read)
        return tl::unexpected(read.error());
      at += size;
    }
  }
  if (written_hash(logged.batch) != logged.written)
    return tl::unexpected(Error{
        "CHANGED", fmt::format("{}: a batch is not what was written", directory.string()), 0});
  return std::move(logged.batch);
}

}  // namespace newsmill
