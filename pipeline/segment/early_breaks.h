// Lines that were broken early: the next piece had to stay whole and did not fit.
#pragma once

#include <span>
#include <string_view>

#include "segment/characters.h"
#include "segment/line.h"

namespace newsmill {

// Completes the measures of lines, when the columns are known (find_column_widths):
// - unit: on a page that never breaks a line beside a quotation mark, what clings to it is one
//   piece: 说“早 in place of 说;
// - rag: what such a piece, or a long number, left free behind the line before.
// `text` is what the lines were read from. Linear in its length.
void read_early_breaks(std::string_view text, const Characters& characters, std::span<Line> lines);

}  // namespace newsmill
