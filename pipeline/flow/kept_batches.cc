// Reading takes a few per cent of the time that making takes, and tells whether the input is still
// what it was: a batch is kept when it is read with the same hash again.
//
//   source: 0 1 2 3' 4   kept by the sink: 0 1 2   -> count 3, next 3'
//
// Tested by tests/flow/kept_batches_test.cc.
#include "flow/kept_batches.h"

#include <xxhash.h>

#include <string_view>
#include <utility>

namespace newsmill {
namespace {

// Lengths keep ("ab", "c") and ("a", "bc") apart.
uint64_t add(uint64_t hash, std::string_view bytes) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), hash + bytes.size());
}

uint64_t add(uint64_t hash, const Origin& origin) {
  return add(origin.archive ? add(hash, *origin.archive) : hash, origin.member);
}

}  // namespace

uint64_t hash_of(const Batch<RawPage>& batch) {
  uint64_t hash = batch.items.size();
  for (const RawPage& page : batch.items) hash = add(add(hash, page.origin), page.bytes);
  for (const Reject& reject : batch.rejects)
    hash = add(add(add(hash, reject.origin), reject.error.message), reject.bytes);
  return hash;
}

KeptBatches pass_over_kept(Source& source, Sink& sink, const std::function<bool()>& stopped) {
  KeptBatches kept;
  while (!stopped() && (kept.next = source.next()) && sink.keep(kept.count, hash_of(*kept.next)))
    ++kept.count;
  return kept;
}

}  // namespace newsmill
