// Is a finished output still what was written?
#pragma once

#include <filesystem>
#include <vector>

#include "core/result.h"

namespace newsmill {

enum class Depth {
  kTables,   // manifest, log, sizes and seek tables: what was cut, lost or added; a moment
  kRecords,  // also every byte and every record: what was changed
};

// Returns what is wrong with `out`, each message naming its file; nothing when all is well.
//
// Tables: the manifest (NOT_FINISHED, NO_MANIFEST, BAD_MANIFEST), that inputs add up
// (LOST_MEMBERS), each shard's size (CHANGED) and seek table, that the datasets' records are as
// many as counted (LOST_RECORDS), that batches.pb lists just these frames (BAD_LOG), and that
// datasets hold no other file (UNKNOWN_FILE). Records: each shard's hash (CHANGED), all that
// ShardReader checks, that each message is a record (BAD_MESSAGE), and all counts (LOST_RECORDS).
// Never throws for damage.
std::vector<Error> verify(const std::filesystem::path& out, Depth depth);

}  // namespace newsmill
