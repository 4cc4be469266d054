// newsmill stat: what a finished output holds, counted.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace newsmill {

// Counts, publications, ads by category, metrics by kind and unit, rejects by code, and the `top`
// ads that are repeated most, told by their fingerprints. Lists stand in order of their counts.
// Reads all records; memory grows with the number of different ads, 16 bytes or so each. Throws
// FatalError.
nlohmann::ordered_json statistics(const std::filesystem::path& directory, size_t top);

struct StatOptions {
  std::string directory;
  size_t top = 10;
  bool json = false;
};

int stat_command(const StatOptions& options);

}  // namespace newsmill
