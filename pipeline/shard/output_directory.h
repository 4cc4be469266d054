// OUT: who may write there, and how all of it appears at once (see FORMAT.md, "Commit").
#pragma once

#include <filesystem>

#include "shard/file.h"

namespace newsmill {

enum class OutputState {
  kFree,        // absent or empty
  kUnfinished,  // left by a run that was stopped, or a run is at work there
  kFinished,    // complete: it has _SUCCESS
  kForeign,     // holds something that is not ours
};

// Throws FatalError when `out` is no directory or cannot be read.
OutputState output_state(const std::filesystem::path& out);

// A directory in the making. What is written below partial() appears in OUT by commit(), all or
// nothing. Without commit() it is removed, unless there is something in it to go on with.
class OutputDirectory {
 public:
  // Makes OUT and partial() with the datasets' directories. What an interrupted run left in
  // partial(), or was just moving out of it, is there. Throws FatalError when OUT is finished or
  // foreign, or when another run is at work there.
  explicit OutputDirectory(std::filesystem::path out);
  OutputDirectory(const OutputDirectory&) = delete;
  OutputDirectory& operator=(const OutputDirectory&) = delete;
  ~OutputDirectory();

  const std::filesystem::path& partial() const { return partial_; }
  // From now on, what is in partial() outlives this object.
  void keep() { kept_ = true; }
  // Files in partial() must have been closed. Throws FatalError.
  void commit();

 private:
  void take_back();

  std::filesystem::path out_, partial_;
  Descriptor lock_;
  bool kept_ = false;  // also when an earlier run left a log: it is that run's work
};

// Removes what a run that was killed at its very last step left beside a finished output.
void tidy(const std::filesystem::path& out);

}  // namespace newsmill
