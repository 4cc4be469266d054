// newsmill run INPUT… -o OUT
#pragma once

#include <string>
#include <vector>

#include "flow/run.h"

namespace newsmill {

struct RunOptions {
  std::vector<std::string> inputs;
  std::string out;    // a directory that holds nothing yet
  std::string rules;  // a directory of tables to use in place of those built in; may be empty
  std::string ads;    // a preset's name or a policy file; may be empty
  Config config;
  bool quiet = false, json = false, profile = false;
};

// Runs the flow and says what came of it: the summary as JSON on standard output, the rest on
// standard error. The result is the exit code. Throws FatalError.
int run_command(RunOptions options);

}  // namespace newsmill
