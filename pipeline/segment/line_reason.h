// Why a line was given its role.
#pragma once

#include <string_view>

namespace newsmill {

// A feature of the line and how much it spoke for the line's role against the next best one, in
// the units of line_model.tsv.
struct LineReason {
  std::string_view feature;  // as in line_model.tsv; lives as long as the program
  int weight = 0;
};

}  // namespace newsmill
