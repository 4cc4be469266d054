// Where a page came from.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace newsmill {

// Names are labels only: nothing is ever opened or written by them.
struct Origin {
  enum class Within : uint8_t { kArchive, kDirectory, kFile };  // kFile: the page is the input
  std::shared_ptr<const std::string>
      archive;         // the input as the user named it; never null once read
  std::string member;  // path inside the archive; the name alone for a file
  uint64_t bytes = 0;  // size of the member as stored in the archive
  uint64_t xxh3 = 0;   // XXH3-64 of those bytes; 0: not taken yet
  Within within = Within::kArchive;
};

}  // namespace newsmill
