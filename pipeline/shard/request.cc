// A changed file has another size or another time of change; a file that came, went or was renamed
// changes the list of names. Contents are left to the batches' hashes.
//
//   papers/ -> "papers" 4096…, "papers/01.txt" 23110 2021-02-10T…, "papers/02.txt" …  -> 5c1d0e…
//
// Tested by tests/shard/request_test.cc.
#include "shard/request.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "core/xxh3.h"

namespace newsmill {
namespace fs = std::filesystem;
namespace {

// Adds one file to the hash so far. A directory counts by its names alone: all of them follow.
uint64_t add_file(uint64_t hash, const std::string& path) {
  hash = XXH3_64bits_withSeed(path.data(), path.size(), hash);
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return hash;
  const int64_t facts[] = {status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
  return XXH3_64bits_withSeed(facts, sizeof facts, hash);
}

std::vector<std::string> paths_below(const std::string& directory) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::recursive_directory_iterator
           it(directory, fs::directory_options::skip_permission_denied, error),
       end;
       !error && it != end; it.increment(error))
    paths.push_back(it->path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

std::vector<StampedInput> stamp_inputs(const std::vector<std::string>& names) {
  std::vector<StampedInput> inputs;
  for (const std::string& name : names) {
    uint64_t stamp = add_file(0, name);
    std::error_code error;
    if (fs::is_directory(name, error))
      for (const std::string& path : paths_below(name)) stamp = add_file(stamp, path);
    inputs.push_back({name, stamp});
  }
  return inputs;
}

std::string changed_input(const std::vector<StampedInput>& before,
                          const std::vector<StampedInput>& now) {
  const auto [was, is] = std::mismatch(before.begin(), before.end(), now.begin(), now.end());
  return was == before.end() ? std::string() : was->name;
}

bool same_command(const Request& a, const Request& b) {
  const auto same_name = [](const StampedInput& x, const StampedInput& y) {
    return x.name == y.name;
  };
  return a.version == b.version && a.configuration == b.configuration &&
         std::equal(a.inputs.begin(), a.inputs.end(), b.inputs.begin(), b.inputs.end(), same_name);
}

}  // namespace newsmill
