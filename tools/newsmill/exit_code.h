// What newsmill leaves to its shell, as documented in the README.
#pragma once

namespace newsmill {

enum ExitCode : int {
  kAllWell = 0,
  kCannotGoOn = 1,
  kUsage = 2,
  kQuarantined = 3,  // finished; some of the input was rejected
  // kStopped = 75 (core/result.h): the same command goes on from there
};

}  // namespace newsmill
