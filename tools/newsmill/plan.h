// newsmill plan: what a run would read, without reading it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "decompress/open_input.h"

namespace newsmill {

struct PlannedInput {
  std::string name;
  std::string kind;  // as OpenInput::kind()
  uint64_t bytes = 0;
  uint64_t pages = 0;    // of a directory
  uint64_t skipped = 0;  // files in it that are neither page nor archive
  std::string problem;   // why it will be rejected as a whole; empty if that is not known yet
};

// In the order in which they will be read: a directory's pages, then its archives. Looks at the
// first block of each.
std::vector<PlannedInput> planned(const std::vector<std::string>& paths,
                                  const ReadOptions& options);

struct PlanOptions {
  std::vector<std::string> inputs;
  ReadOptions read;
  bool json = false;
};

// kQuarantined when some input cannot be read.
int plan_command(const PlanOptions& options);

}  // namespace newsmill
