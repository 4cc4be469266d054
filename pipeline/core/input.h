// What became of one input of a run.
#pragma once

#include <cstdint>
#include <string>

namespace newsmill {

// Reading knows the input and its members; what became of the members is added when all is written.
struct InputFacts {
  std::string name;         // as named on the command line; Origin::archive of its pages
  uint64_t bytes = 0;       // as stored
  int64_t mtime = 0;        // seconds since 1970 UTC
  uint64_t xxh3 = 0;        // XXH3-64 of an archive's or a file's bytes; 0 for a directory
  uint64_t members = 0;     // found in it: each ends as a page, a reject that names it, or skipped
  uint64_t skipped = 0;     // members that are no page of text
  bool verifiable = false;  // it carries checksums over its content, and they were all there
  std::string duplicate_of;  // the input with the same bytes that was read in its place

  uint64_t pages = 0;     // members that became a Page
  uint64_t rejected = 0;  // members that became a Reject
  uint64_t damage = 0;    // rejects of the input itself, which name no member

  bool adds_up() const { return members == pages + rejected + skipped; }
};

}  // namespace newsmill
