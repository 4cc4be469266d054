// libarchive, pulled from a ByteStream: what tar, zip and 7z have in common.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "decompress/byte_stream.h"
#include "decompress/entries.h"

namespace newsmill {

// Used by one thread at a time.
class ArchiveReader {
 public:
  // What makes libarchive ready for a format: archive_read_support_format_tar.
  using Support = int (*)(archive*);

  // `file` is the same bytes where the format wants to seek, else null. Both must outlive this.
  ArchiveReader(ByteStream& bytes, FileStream* file, Support support, size_t max_member_bytes);

  enum class Got : uint8_t {
    kEntry,
    kBadMember,  // the entry says what is wrong; reading goes on
    kBadHeader,  // reading goes on at the next header
    kEnd,
    kFatal,  // nothing more can be read; `entry` has a name if that was inside a member
  };
  // `entry` is fresh. Members of which is_page_name
  // does not hold are not read.
  Got next(Entry& entry);

  // Of kFatal and of damage to a member: the stream's error if that is the cause, else libarchive's
  // reason with a code of ours: BAD_…, BAD_…_CHECKSUM, TRUNCATED_…, ENCRYPTED.
  Error error(const char* format) const;
  // libarchive's own words.
  std::string reason() const;
  uint64_t header_position() const;
  // RATIO_TOO_HIGH when the members so far have more than 64 MiB and `max_ratio` times `packed`.
  std::optional<Error> bomb(uint64_t packed, uint64_t max_ratio) const;

 private:
  Got read_member(Entry& entry, archive_entry* header);
  static la_ssize_t read_block(archive* a, void* self, const void** buffer);
  static la_int64_t seek(archive* a, void* self, la_int64_t offset, int whence);

  ByteStream& bytes_;
  FileStream* file_;
  size_t max_;
  std::unique_ptr<archive, int (*)(archive*)> archive_;
  std::optional<Error> stream_error_;
  uint64_t read_ = 0, unpacked_ = 0;
  bool failed_to_open_ = false;
};

}  // namespace newsmill
