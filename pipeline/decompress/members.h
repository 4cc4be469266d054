// Members that are compressed by themselves (02.txt.zst) -> their bytes.
#pragma once

#include "core/batch.h"
#include "core/page.h"

namespace newsmill {

// Gives every member that has none the hash of its bytes as they are stored, and returns one over
// the names and hashes of all, and over what was wrong with those that could not be read.
uint64_t hash_members(Batch<RawPage>& batch);

// Inflates members that are zstd, gzip, bzip2 or xz, by their bytes or else by their name, and
// hashes them, as above: `read` of the batch is set. Holds no mutable state; many threads may call
// one. Errors: those of InflatedStream, TOO_LARGE, and NESTED_ARCHIVE for what is an archive under
// a page's name, or compressed twice.
class DecompressMembers {
 public:
  explicit DecompressMembers(size_t max_member_bytes = 64 << 20) : max_(max_member_bytes) {}
  Batch<RawPage> operator()(Batch<RawPage> in) const;

 private:
  size_t max_;
};

}  // namespace newsmill
