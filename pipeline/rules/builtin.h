// The rule tables as they were when the program was built (generated from *.tsv by CMake).
#pragma once

#include <span>
#include <string_view>

namespace newsmill {

struct BuiltinTable {
  std::string_view name, text;
};

// Sorted by name.
std::span<const BuiltinTable> builtin_tables();

}  // namespace newsmill
