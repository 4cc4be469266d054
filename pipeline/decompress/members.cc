// Tested by tests/decompress/members_test.cc.
#include "decompress/members.h"

#include <xxhash.h>

#include "decompress/byte_stream.h"

namespace newsmill {

Batch<RawPage> DecompressMembers::operator()(Batch<RawPage> in) const {
  Batch<RawPage> out = next_batch<RawPage>(in);
  out.items.reserve(in.items.size());
  for (RawPage& page : in.items) {
    page.origin.xxh3 = XXH3_64bits(page.bytes.data(), page.bytes.size());
    if (page.origin.member.ends_with(".zst")) {
      Result<std::string> plain = decompress_zstd(page.bytes, max_);
      if (!plain) {
        out.rejects.push_back(
            Reject{page.origin, Stage::kDecompress, plain.error(), std::string(page.bytes)});
        continue;
      }
      out.store.push_back(std::move(*plain));
      page.bytes = out.store.back();
    }
    out.items.push_back(std::move(page));
  }
  return out;
}

}  // namespace newsmill
