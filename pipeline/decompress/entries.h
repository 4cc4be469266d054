// What an input holds, one entry after another: pages, things that are no page, and damage.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "decompress/byte_stream.h"
#include "decompress/inflater.h"
#include "decompress/json_fields.h"

namespace newsmill {

struct Entry {
  enum class Kind : uint8_t {
    kMember,   // a page: name and bytes
    kSkipped,  // read, but no page: a link, a device, a picture. Directories are not reported.
    kBad,      // a member that could not be read: error, and the bytes that could
  };
  Kind kind = Kind::kMember;
  std::string name;  // a label; never a path to open
  std::string bytes;
  uint64_t xxh3 = 0;  // XXH3-64 of a member's bytes, taken while they are in the cache; 0: not yet
  Error error;

  // Makes it a kBad entry.
  void spoil(Error reason) {
    kind = Kind::kBad;
    error = std::move(reason);
  }
  // Makes it a kBad entry with TOO_LARGE, of which only the first 64 KiB are kept. `what` it is:
  // "file".
  void refuse(std::string_view what, size_t max_bytes);
  // Keeps only the first 64 KiB.
  void shorten();
};

// Used by one thread at a time. Damage is an entry, never a throw; reading goes on behind it where
// the format allows that, else the entries end there. A kBad entry without a name is damage of the
// input, not of a member.
class Entries {
 public:
  virtual ~Entries() = default;
  // False at the end.
  virtual bool next(Entry& entry) = 0;
};

// The readers below take plain bytes, which must outlive them. Errors are those of the stream,
// TOO_LARGE for a member, and the format's own; offsets are into the plain bytes. An archive that
// stands in an archive is not opened: NESTED_ARCHIVE.

// A tar archive (ustar, pax, GNU). Member names are UTF-8 or raw bytes as stored. BAD_TAR_HEADER
// (the reader goes on at the next header), BAD_TAR, EMPTY_TAR, TRUNCATED_TAR (also when the two
// zero blocks at the end are missing).
std::unique_ptr<Entries> tar_entries(ByteStream& plain, size_t max_member_bytes);

// A zip archive (also zip64) from a file, by its central directory, or, where that cannot be had,
// from a stream, member after member. BAD_ZIP, BAD_ZIP_CHECKSUM, EMPTY_ZIP, ENCRYPTED,
// TRUNCATED_ZIP, GARBAGE_AFTER_END. Also RATIO_TOO_HIGH, as InflatedStream has it, for the members
// of a file together.
std::unique_ptr<Entries> zip_entries(FileStream& file, size_t max_member_bytes, uint64_t max_ratio);
std::unique_ptr<Entries> zip_entries(ByteStream& plain, size_t max_member_bytes);

// A 7z archive; it is read from its end, hence from a file only. BAD_7Z, BAD_7Z_CHECKSUM,
// TRUNCATED_7Z, ENCRYPTED, RATIO_TOO_HIGH, 7Z_WINDOW_TOO_LARGE: its dictionary has more than
// `max_window` bytes, and nothing of it is read.
std::unique_ptr<Entries> seven_zip_entries(FileStream& file, size_t max_member_bytes,
                                           uint64_t max_ratio, size_t max_window = kMaxWindow);

// JSON objects, one a line; see json_fields.h for how they become pages. BAD_JSON, with the line's
// bytes; lines without ink are passed over.
std::unique_ptr<Entries> jsonl_entries(ByteStream& plain, JsonFields fields,
                                       size_t max_member_bytes);

// One page of that name.
std::unique_ptr<Entries> page_entry(ByteStream& bytes, std::string name, size_t max_member_bytes);

// Files below a directory, named relative to it, in the order given. CANNOT_OPEN, CANNOT_READ.
std::unique_ptr<Entries> file_entries(std::string directory, std::vector<std::string> names,
                                      size_t max_member_bytes);

// An input that cannot be read at all.
std::unique_ptr<Entries> damage_entry(Error error);

}  // namespace newsmill
