// Tested by tests/segment/segment_pages_test.cc.
#include "core/page_id.h"

#include <xxhash.h>

#include <cstdint>

namespace newsmill {

std::string page_id(const Origin& origin) {
  const uint64_t parts[2] = {XXH3_64bits(origin.member.data(), origin.member.size()), origin.xxh3};
  const uint64_t hash = XXH3_64bits(parts, sizeof parts);
  static constexpr char kHex[] = "0123456789abcdef";
  std::string id;
  for (int shift = 60; shift >= 0; shift -= 4) id.push_back(kHex[hash >> shift & 15]);
  return id;
}

}  // namespace newsmill
