// The subcommands of newsmill, one file each. Each adds itself to the command line and, when
// chosen, leaves in `chosen` what main() then runs; its result is the exit code.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace newsmill {

using Command = std::function<int()>;

// Exit codes, as documented in the README.
enum ExitCode : int {
  kAllWell = 0,
  kCannotGoOn = 1,
  kUsage = 2,
  kQuarantined = 3,  // finished; some of the input was rejected
};

void add_run(CLI::App& app, Command& chosen);
void add_cat(CLI::App& app, Command& chosen);

}  // namespace newsmill
