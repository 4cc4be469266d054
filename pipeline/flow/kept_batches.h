// What an earlier run has written already is read again, but not made again.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "core/batch.h"
#include "core/page.h"
#include "decompress/source.h"
#include "shard/sink.h"

namespace newsmill {

struct KeptBatches {
  uint64_t count = 0;
  std::optional<Batch<RawPage>> next;  // the first batch that is not kept; nothing at the end
};

// Reads `source` up to the first batch that `sink` does not keep, or until `stopped`.
KeptBatches pass_over_kept(Source& source, Sink& sink, const std::function<bool()>& stopped);

}  // namespace newsmill
