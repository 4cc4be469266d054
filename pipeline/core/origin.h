// Where a page came from.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace newsmill {

// Names are labels only: nothing is ever opened or written by them.
struct Origin {
  std::shared_ptr<const std::string>
      archive;         // the input as the user named it; never null once read
  std::string member;  // path inside the archive; the path itself for a file
  uint64_t bytes = 0;  // size of the member as stored in the archive
  uint64_t xxh3 = 0;   // XXH3-64 of those bytes
};

}  // namespace newsmill
