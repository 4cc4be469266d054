// Members that are compressed by themselves (02.txt.zst) -> their bytes.
#pragma once

#include "core/batch.h"
#include "core/page.h"

namespace newsmill {

// Inflates members whose name ends in .zst, and hashes every member as it was stored. Holds no
// mutable state; many threads may call one. Errors: those of ZstdStream, TOO_LARGE.
class DecompressMembers {
 public:
  explicit DecompressMembers(size_t max_member_bytes = 64 << 20) : max_(max_member_bytes) {}
  Batch<RawPage> operator()(Batch<RawPage> in) const;

 private:
  size_t max_;
};

}  // namespace newsmill
