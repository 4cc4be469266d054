// Tested by tests/segment/segment_pages_test.cc.
#include "core/page_id.h"

#include <cstdint>
#include <string_view>

#include "core/xxh3.h"

namespace newsmill {

RecordId page_id(const Origin& origin) {
  const uint64_t parts[2] = {XXH3_64bits(origin.member.data(), origin.member.size()), origin.xxh3};
  const uint64_t hash = XXH3_64bits(parts, sizeof parts);
  static constexpr char kHex[] = "0123456789abcdef";
  char id[16];
  for (size_t i = 0; i < sizeof id; ++i) id[i] = kHex[hash >> (60 - 4 * i) & 15];
  return std::string_view(id, sizeof id);
}

}  // namespace newsmill
