// Core words as the records of proto/newsmill/v1, one length-delimited message each.
#pragma once

#include <cstdint>

#include "core/article.h"
#include "core/page.h"
#include "core/result.h"
#include "shard/wire.h"

namespace newsmill {

// More of a reject's bytes than this is cut off, and its message says so: the largest frame must
// stay one that any reader can hold.
inline constexpr uint64_t kLargestRejectBytes = uint64_t{64} << 20;

// Names of archives and members may hold any bytes; those that are no UTF-8 are written as \xHH.
void write_record(WireWriter& out, const Page& page);
void write_record(WireWriter& out, const Article& article);
void write_record(WireWriter& out, const Ad& ad);
void write_record(WireWriter& out, const Reject& reject);

}  // namespace newsmill
