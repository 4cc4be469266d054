// newsmill verify: is a finished output still what was written?
#pragma once

#include <string>

namespace newsmill {

struct VerifyOptions {
  std::string directory;
  bool deep = false;  // read every record, not only the tables
  bool quiet = false;
};

// Says what is wrong on standard error, a line each. The result is the exit code.
int verify_command(const VerifyOptions& options);

}  // namespace newsmill
