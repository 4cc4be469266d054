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

struct ReadOptions {
  size_t max_member_bytes = 64 << 20;              // a larger member is refused
  uint64_t max_ratio = InflatedStream::kMaxRatio;  // of plain to compressed bytes
  JsonFields fields;
  Start start;  // decompresses zstd frames ahead of time; not part of what is read
  // All of them as text, for a hash of the configuration.
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
  // As Entries::next().
  bool next(Entry& entry) { return entries_->next(entry); }
  // Once next() has given false: reads what is left of a file, and fills in what is known of it.
  void close(InputFacts& facts);

 private:
  std::unique_ptr<Entries> open_file(const Input& input, const ReadOptions& options);
  // A page as it is stored, if that can be had: it is inflated later, in parallel.
  std::unique_ptr<Entries> open_page(const std::string& name, ByteStream& plain,
                                     const ReadOptions& options);

  std::unique_ptr<FileStream> file_;  // null for a directory
  std::unique_ptr<Lookahead> stored_;
  std::unique_ptr<PlainStream> inflated_;
  std::unique_ptr<Lookahead> plain_;
  bool checked_by_members_ = false;  // each member carries a checksum
  std::unique_ptr<Entries> entries_;
};

}  // namespace newsmill
