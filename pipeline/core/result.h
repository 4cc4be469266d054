// Errors as values. A bad record is expected at scale: it becomes a Reject that travels in its
// batch and is written beside the output. Only what stops the whole run (a full disk, a rule file
// that cannot be read) is thrown, from constructors and I/O.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <tl/expected.hpp>

#include "core/origin.h"

namespace newsmill {

// Why a record could not be processed.
struct Error {
  std::string code;     // stable, UPPER_SNAKE_CASE: what scripts match ("INVALID_UTF8")
  std::string message;  // for a person; says what was expected and what was found
  uint64_t offset = 0;  // bytes from the start of the member or, without one, of the input
};

template <class T>
using Result = tl::expected<T, Error>;

enum class Stage : uint8_t { kRead, kDecompress, kDecode, kSegment, kFilter, kAssemble, kExtract };

// What could not be processed, as it was.
struct Reject {
  Origin origin;
  Stage stage = Stage::kRead;
  Error error;
  std::string bytes;
};

// Exit code of a run that may go on when the same command is given again.
inline constexpr int kStopped = 75;

// The run cannot go on: bad configuration, unwritable output, a broken disk. main() turns it into
// exit_code (see the command's table of exit codes).
class FatalError : public std::runtime_error {
 public:
  explicit FatalError(const std::string& message, int exit_code = 1)
      : std::runtime_error(message), exit_code_(exit_code) {}
  int exit_code() const { return exit_code_; }

 private:
  int exit_code_;
};

}  // namespace newsmill
