// One input, opened: what it is, is found by its first bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/input.h"
#include "decompress/byte_stream.h"
#include "decompress/entries.h"
#include "decompress/frames_ahead.h"
#include "decompress/inflated_stream.h"
#include "decompress/input_list.h"
#include "decompress/json_fields.h"

namespace newsmill {

// Inputs that are read ahead at a time.
inline constexpr size_t kMostInputsAhead = 8;

struct ReadOptions {
  size_t max_member_bytes = 64 << 20;              // a larger member is refused
  uint64_t max_ratio = InflatedStream::kMaxRatio;  // of plain to compressed bytes
  JsonFields fields;
  // How it is read, and not part of what is, but for inputs that want a larger window:
  size_t max_window = kMaxWindow;  // memory that a compressed input may look back to
  size_t ahead_bytes = 256 << 20;  // of members that may wait, read ahead
  Start start;                     // reads and unpacks ahead of time; may be empty
  // What is read as text, for a hash of the configuration.
  std::string describe() const;
};

// The streams and readers of an input:
//
//   file -> [zstd, gzip, bzip2 or xz] -> tar, zip, 7z, JSON lines or a page
//
// Never throws: an input that cannot be read is one bad entry. Used by one thread at a time.
class OpenInput {
 public:
  OpenInput(const Input& input, const ReadOptions& options);
  // What it is: "tar.zst", "zip", "jsonl.gz", "page", "pages" (a directory), "unknown".
  const std::string& kind() const { return kind_; }
  // Why nothing of it can be read, where the first block tells; else empty.
  const std::string& problem() const { return problem_; }
  // As Entries::next().
  bool next(Entry& entry) { return entries_->next(entry); }
  // Once next() has given false: reads what is left of a file, and fills in what is known of it.
  void close(InputFacts& facts);

 private:
  std::unique_ptr<Entries> damaged(Error error);
  std::unique_ptr<Entries> open_file(const Input& input, const ReadOptions& options);
  // A page as it is stored, if that can be had: it is inflated later, in parallel.
  std::unique_ptr<Entries> open_page(const std::string& name, ByteStream& plain,
                                     const ReadOptions& options);

  std::unique_ptr<FileStream> file_;  // null for a directory
  std::unique_ptr<Lookahead> stored_;
  std::unique_ptr<PlainStream> inflated_;
  std::unique_ptr<Lookahead> plain_;
  std::string kind_ = "pages", problem_;
  bool checked_by_members_ = false;  // each member carries a checksum
  std::unique_ptr<Entries> entries_;
};

}  // namespace newsmill
