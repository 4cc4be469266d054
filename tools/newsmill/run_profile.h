// run --profile: where the time went, for people and for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "flow/profile.h"

namespace newsmill {

// {"wall_seconds", "cpu_seconds", "parts": [{"name", "cpu_seconds", "busy_seconds",
// "waited_seconds", "batches", "bytes"}, …]}. The last part, "rest", is what the others leave of
// the processor time: the scheduler, and threads that look for work.
nlohmann::ordered_json to_json(const Profile& profile);

// The same as a table, parts that took no time left out.
std::string to_table(const Profile& profile);

}  // namespace newsmill
