// The log of what each batch became: while a run is at work it says what is done, afterwards where
// each record stands (see FORMAT.md, "batches.pb").
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "shard/encode.h"
#include "shard/file.h"
#include "shard/request.h"

namespace newsmill {

namespace v1 {
class LogEntry;
}

inline constexpr const char* kBatchLogName = "batches.pb";

// Where the frames of one dataset begin; they stand one behind the other.
struct ShardPlace {
  uint32_t shard = 0;  // number
  uint64_t offset = 0;
  bool operator==(const ShardPlace&) const = default;
};

struct LoggedBatch {
  EncodedBatch batch;  // `seq` and `bytes` are not kept; frames are without their bytes
  PerDataset<ShardPlace> places;
  uint64_t written = 0;  // as written_hash() was
};

// XXH3-64 over the bytes of all frames, dataset by dataset.
uint64_t written_hash(const EncodedBatch& batch);

// Entries as they stand in the log.
std::string log_entry(const Request& request);
std::string log_entry(const LoggedBatch& batch);

// Reads a log from front to back.
class BatchLog {
 public:
  // The log in `directory`. Error CANNOT_READ, or BAD_LOG when its first entry is no request.
  static Result<BatchLog> open(const std::filesystem::path& directory);

  const Request& request() const { return request_; }
  // The next batch; nothing at the end or where the log is damaged. A log that was cut while it was
  // being written ends there.
  std::optional<LoggedBatch> next();
  // Bytes of the entry that next() gave last.
  uint64_t entry_bytes() const { return entry_bytes_; }
  // All of the log was read, and none of it is damaged.
  bool at_end() const { return read_ == file_.size() && pos_ == buffer_.size(); }

 private:
  explicit BatchLog(InputFile file) : file_(std::move(file)) {}
  std::optional<v1::LogEntry> next_entry();
  bool fill();

  InputFile file_;
  uint64_t read_ = 0;   // of the file
  std::string buffer_;  // what was read last
  size_t pos_ = 0;      // in it
  uint64_t entry_bytes_ = 0;
  Request request_;
};

// The path of a shard below OUT: "pages/part-00000.pb.zst".
std::string shard_path(Dataset dataset, size_t number);

// Reads the frames that `logged` tells of from the shards below `directory`. Error CANNOT_READ, or
// CHANGED when they are not what was written.
Result<EncodedBatch> load_frames(const std::filesystem::path& directory, LoggedBatch logged);

}  // namespace newsmill
