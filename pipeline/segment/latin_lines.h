// Lines of words that blanks part: what their sentences, words and edges are.
#pragma once

#include <span>
#include <string_view>

#include "segment/line.h"

namespace newsmill {

// Completes the measures of Latin lines, when the columns are known (find_column_widths):
// - tail, period_last, stop_inside and period_inside: where a full stop ends a sentence;
// - worded, small_first;
// - unit: the first word, with all marks that cling to it;
// - width and rag, on a page whose lines are broken between words.
// Lines of any script that are wider than every column are a column of their own; where most of the
// text is in such lines, each is `whole`.
// `text` is what the lines were read from. Linear in its length.
void read_latin_lines(std::string_view text, std::span<Line> lines);

}  // namespace newsmill
