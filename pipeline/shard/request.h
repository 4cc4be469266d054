// What a run was asked to do.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace newsmill {

// A path as the command named it, and what it was then.
struct StampedInput {
  std::string name;
  uint64_t stamp = 0;  // over name, size and time of change of it and of every file below it
  bool operator==(const StampedInput&) const = default;
};

// Runs of equal requests write equal outputs.
struct Request {
  std::string version;         // of the program
  uint64_t configuration = 0;  // hash of all that changes the output
  std::vector<StampedInput> inputs;
  bool operator==(const Request&) const = default;
};

// Looks at the inputs without reading them. A stream ("-") and what cannot be looked at have a
// stamp too; for a stream it says nothing.
std::vector<StampedInput> stamp_inputs(const std::vector<std::string>& names);

// The name of the first input that is another than in `before`; empty when there is none. Both
// lists must name the same inputs.
std::string changed_input(const std::vector<StampedInput>& before,
                          const std::vector<StampedInput>& now);

// Do both name the same inputs, options and program, whatever has become of the inputs?
bool same_command(const Request& a, const Request& b);

}  // namespace newsmill
