// The word lists and grammars that newsgen was built with: tools/newsgen/*.tsv, in the format of
// rules/table.h.
#pragma once

#include <string_view>

#include "rules/builtin.h"
#include "rules/table.h"

namespace newsmill::newsgen {

// Sorted by name (generated from the tables by CMake).
std::span<const BuiltinTable> builtin_tables();

// Throws FatalError when there is no such table.
RuleTable builtin_table(std::string_view name);

}  // namespace newsmill::newsgen
