// Reading takes a few per cent of the time that making takes, and tells whether the input is still
// what it was: a batch is kept when it is read with the same hash again.
//
//   source: 0 1 2 3' 4   kept by the sink: 0 1 2   -> count 3, next 3'
//
// Tested by tests/flow/kept_batches_test.cc.
#include "flow/kept_batches.h"

#include "decompress/members.h"

namespace newsmill {

KeptBatches pass_over_kept(Source& source, Sink& sink, const std::function<bool()>& stopped) {
  KeptBatches kept;
  while (!stopped() && (kept.next = source.next()) &&
         sink.keep(kept.count, hash_members(*kept.next)))
    ++kept.count;
  return kept;
}

}  // namespace newsmill
