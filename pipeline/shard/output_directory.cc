// All is written to OUT/.newsmill-partial, moved up name by name, and then declared complete:
//
//   OUT/.newsmill-partial/pages/…  ->  OUT/pages/…  ->  OUT/_SUCCESS  ->  no .newsmill-partial
//
// As long as .newsmill-partial is there and _SUCCESS is not, what has our names is ours to clear.
// Tested by tests/shard/output_directory_test.cc.
#include "shard/output_directory.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <string>
#include <vector>

#include "shard/dataset.h"

namespace newsmill {
namespace fs = std::filesystem;
namespace {

constexpr const char* kPartial = ".newsmill-partial";
constexpr const char* kManifest = "manifest.json";
constexpr const char* kSuccess = "_SUCCESS";

std::vector<fs::path> entries(const fs::path& directory) {
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory))
    paths.push_back(entry.path());
  return paths;
}

// What a commit that did not come to its end has left. Nothing else in OUT is touched.
void clear(const fs::path& out) {
  for (const Dataset dataset : kDatasets) fs::remove_all(out / dataset_name(dataset));
  fs::remove(out / kManifest);
  fs::remove(out / kSuccess);
}

// Turns the library's exceptions into ours.
template <class Work>
auto fatal(const fs::path& out, const Work& work) {
  try {
    return work();
  } catch (const fs::filesystem_error& error) {
    throw FatalError(fmt::format("cannot use {}: {}", out.string(), error.code().message()));
  }
}

// Held until the descriptor is closed, by whatever end the process comes to.
Descriptor lock(const fs::path& directory) {
  Descriptor fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() < 0 || ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0)
    throw FatalError(fmt::format("another run is writing to {}", directory.parent_path().string()));
  return fd;
}

void check_may_write(const fs::path& out, OutputState state) {
  if (state == OutputState::kFinished)
    throw FatalError(fmt::format("{} holds a finished run", out.string()));
  if (state == OutputState::kForeign)
    throw FatalError(fmt::format(
        "{} is not empty and was not written by newsmill; choose another directory", out.string()));
}

}  // namespace

OutputState output_state(const fs::path& out) {
  return fatal(out, [&] {
    if (!fs::exists(out)) return OutputState::kFree;
    if (!fs::is_directory(out))
      throw FatalError(fmt::format("{} is not a directory", out.string()));
    if (fs::exists(out / kSuccess) && fs::exists(out / kManifest)) return OutputState::kFinished;
    if (fs::exists(out / kPartial)) return OutputState::kUnfinished;
    return fs::is_empty(out) ? OutputState::kFree : OutputState::kForeign;
  });
}

OutputDirectory::OutputDirectory(fs::path out) : out_(std::move(out)), partial_(out_ / kPartial) {
  check_may_write(out_, output_state(out_));
  fatal(out_, [&] {
    fs::create_directories(partial_);
    lock_ = lock(partial_);
    check_may_write(out_, output_state(out_));  // another run may have come to its end just now
    clear(out_);
    for (const fs::path& path : entries(partial_)) fs::remove_all(path);
    for (const Dataset dataset : kDatasets) fs::create_directory(partial_ / dataset_name(dataset));
  });
}

OutputDirectory::~OutputDirectory() {
  if (committed_) return;
  try {
    clear(out_);
    fs::remove_all(partial_);
  } catch (const fs::filesystem_error&) {
    // What stays behind is cleared by the next run.
  }
}

void OutputDirectory::commit() {
  fatal(out_, [&] {
    for (const fs::path& path : entries(partial_))
      if (fs::is_directory(path)) sync_directory(path);
    sync_directory(partial_);
    for (const fs::path& path : entries(partial_)) fs::rename(path, out_ / path.filename());
    sync_directory(out_);
    OutputFile(out_ / kSuccess).close();
    sync_directory(out_);
    committed_ = true;
    fs::remove(partial_);
  });
}

}  // namespace newsmill
