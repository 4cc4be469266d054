// Is a finished output still what was written?
#pragma once

#include <filesystem>
#include <vector>

#include "core/result.h"

namespace newsmill {

// Reads all of `out` and returns what is wrong with it, each message naming its file; nothing when
// all is well. Checks the manifest (NOT_FINISHED, NO_MANIFEST, BAD_MANIFEST), that inputs add up
// (LOST_MEMBERS), each shard's bytes and hash (CHANGED), all that ShardReader checks, that each
// message is a record (BAD_MESSAGE), all counts (LOST_RECORDS), and that datasets hold no other
// file (UNKNOWN_FILE). Never throws for damage.
std::vector<Error> verify(const std::filesystem::path& out);

}  // namespace newsmill
