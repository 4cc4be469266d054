// What holds of the entries of any archive.
#pragma once

#include <string>

#include "decompress/entries.h"
#include "fuzz.h"

namespace newsmill {

inline constexpr size_t kMaxMember = 4096;

// Reads all. There is at most one entry for so many bytes of the archive.
inline void check_entries(Entries& entries, size_t most) {
  constexpr size_t kKept = 64 << 10;  // of a member that is refused
  size_t count = 0;
  for (Entry entry; entries.next(entry);) {
    must(++count <= most, "an archive has no more entries than its bytes can hold");
    if (entry.kind == Entry::Kind::kMember)
      must(entry.bytes.size() <= kMaxMember, "a member is as large as allowed");
    if (entry.kind == Entry::Kind::kBad) {
      must(!entry.error.code.empty() && !entry.error.message.empty(), "an error has a reason");
      must(entry.bytes.size() <= kKept, "of a bad member only the beginning is kept");
    }
    if (entry.kind == Entry::Kind::kSkipped)
      must(entry.bytes.empty(), "what is skipped is not read");
  }
  Entry behind;
  must(!entries.next(behind), "the end stays the end");
}

}  // namespace newsmill
