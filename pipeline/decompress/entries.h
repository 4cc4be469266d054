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
  Error error;

  // Makes it a kBad entry.
  void spoil(Error reason) {
    kind = Kind::kBad;
    error = std::move(reason);
  }
  // Makes it a kBad entry with TOO_LARGE, of which only the first 64 KiB are kept. `what` it is: "file".
  void refuse(std::string_view what, size_t max_bytes);
};

// Used by one thread at a time. Damage is an entry, never a throw; reading goes on behind it where
// the format allows that, else the entries end there.
class Entries {
 public:
  virtual ~Entries() = default;
  // False at the end.
  virtual bool next(Entry& entry) = 0;
};

// True for names that hold page text: *.txt, *.text, the same with .zst, or no extension at all;
// not for hidden files.
bool is_page_name(std::string_view name);

// A tar archive (ustar, pax, GNU) from plain bytes. Member names are UTF-8 or raw bytes as stored.
// Errors: BAD_TAR_HEADER (the reader goes on at the next header), TRUNCATED_TAR (also when the two
// zero blocks at the end are missing), TOO_LARGE, and those of the stream; offsets are into the
// plain bytes.
std::unique_ptr<Entries> tar_entries(ByteStream& plain, size_t max_member_bytes);

// Files below a directory, named relative to it, in byte order of their names. Errors: CANNOT_OPEN,
// CANNOT_READ, TOO_LARGE.
std::unique_ptr<Entries> file_entries(std::string directory, std::vector<std::string> names,
                                      size_t max_member_bytes);

}  // namespace newsmill
