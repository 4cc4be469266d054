// What is written like a quantity and is none: turns of phrase, numerals in names.
#pragma once

#include <string_view>

#include "extract/quantity.h"

namespace newsmill {

// What stands round a quantity.
struct Surroundings {
  std::string_view left;  // of its clause, back to the value before it
  bool governed = false;  // by a verb or a word that bounds it
  bool right = false;     // something is said behind it
};

// Words of tables (lexical.zh.tsv, labels of units.zh.tsv) are none from the start; this tells
// those that only their surroundings tell. `quantity` has a unit.
bool only_seems(std::string_view text, const Quantity& quantity, const Surroundings& around);

}  // namespace newsmill
