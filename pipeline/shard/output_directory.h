// OUT: who may write there, and how all of it appears at once (see FORMAT.md, "Commit").
#pragma once

#include <filesystem>

#include "shard/file.h"

namespace newsmill {

enum class OutputState {
  kFree,        // absent or empty
  kUnfinished,  // left by a run that was killed, or a run is at work there
  kFinished,    // complete: it has _SUCCESS
  kForeign,     // holds something that is not ours
};

// Throws FatalError when `out` is no directory or cannot be read.
OutputState output_state(const std::filesystem::path& out);

// A directory in the making. What is written below partial() appears in OUT by commit(), all or
// nothing; without commit() it is removed.
class OutputDirectory {
 public:
  // Makes OUT and an empty partial(), clearing what a killed run left. Throws FatalError when OUT
  // is finished or foreign, or when another run is at work there.
  explicit OutputDirectory(std::filesystem::path out);
  OutputDirectory(const OutputDirectory&) = delete;
  OutputDirectory& operator=(const OutputDirectory&) = delete;
  ~OutputDirectory();

  const std::filesystem::path& partial() const { return partial_; }
  // Files in partial() must have been closed. Throws FatalError.
  void commit();

 private:
  std::filesystem::path out_, partial_;
  Descriptor lock_;
  bool committed_ = false;
};

}  // namespace newsmill
