// All is written to OUT/.newsmill-partial, moved up name by name, and then declared complete:
//
//   OUT/.newsmill-partial/pages/…  ->  OUT/pages/…  ->  OUT/_SUCCESS  ->  no .newsmill-partial
//
// As long as .newsmill-partial is there and _SUCCESS is not, what has our names is ours: the next
// run moves it back and goes on. Tested by tests/shard/output_directory_test.cc and, killed at each
// step, by tests/fault/.
#include "shard/output_directory.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <functional>
#include <string>
#include <vector>

#include "shard/batch_log.h"
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

// What commit() moves up.
std::vector<std::string> names() {
  std::vector<std::string> names = {kManifest, kBatchLogName};
  for (const Dataset dataset : kDatasets) names.emplace_back(dataset_name(dataset));
  return names;
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

bool is_directory_at(const Descriptor& fd, const fs::path& path) {
  struct stat open {
  }, named{};
  return ::fstat(fd.get(), &open) == 0 && ::stat(path.c_str(), &named) == 0 &&
         open.st_ino == named.st_ino && open.st_dev == named.st_dev;
}

// Locks the directory, made if need be, until the descriptor is closed, by whatever end the process
// comes to. Without a descriptor when another run holds the lock.
Descriptor lock(const fs::path& directory) {
  for (;;) {
    fs::create_directories(directory);
    Descriptor fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd.get() < 0 || ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) return Descriptor();
    if (is_directory_at(fd, directory)) return fd;
    // The run that held it has just removed it. So again.
  }
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
    lock_ = lock(partial_);
    if (lock_.get() < 0)
      throw FatalError(fmt::format("another run is writing to {}", out_.string()));
    if (output_state(out_) == OutputState::kFinished) fs::remove_all(partial_);  // just now
    check_may_write(out_, output_state(out_));
    take_back();
    for (const Dataset dataset : kDatasets)
      fs::create_directories(partial_ / dataset_name(dataset));
    kept_ = fs::exists(partial_ / kBatchLogName);
  });
}

OutputDirectory::~OutputDirectory() {
  if (kept_) return;
  std::error_code none;  // what stays behind is found by the next run
  fs::remove_all(partial_, none);
}

// Undoes a commit that did not come to its end. Nothing else in OUT is touched.
void OutputDirectory::take_back() {
  fs::remove(out_ / kSuccess);
  for (const std::string& name : names())
    if (fs::exists(out_ / name)) {
      fs::remove_all(partial_ / name);
      fs::rename(out_ / name, partial_ / name);
    }
  fs::remove(partial_ / kManifest);
}

void OutputDirectory::commit() {
  fatal(out_, [&] {
    std::vector<std::function<void()>> flushing = {[&] { sync_directory(partial_); }};
    for (const fs::path& path : entries(partial_))
      if (fs::is_directory(path)) flushing.emplace_back([path] { sync_directory(path); });
    at_once(flushing);
    for (const std::string& name : names()) fs::rename(partial_ / name, out_ / name);
    sync_directory(out_);
    OutputFile(out_ / kSuccess).close();
    sync_directory(out_);
    fs::remove_all(partial_);
  });
}

void tidy(const fs::path& out) {
  fatal(out, [&] {
    if (!fs::exists(out / kPartial)) return;
    const Descriptor locked = lock(out / kPartial);
    if (locked.get() >= 0 && output_state(out) == OutputState::kFinished)
      fs::remove_all(out / kPartial);
  });
}

}  // namespace newsmill
