// How wide is the column that a line stands in?
#pragma once

#include <span>

#include "segment/line.h"

namespace newsmill {

// Sets Line::width of every line: the columns of a full line there. A newspaper's columns are
// justified, so the widths that many lines share are the page's columns, and a line belongs to the
// one that explains it and its neighbours best. Linear in the number of lines.
void find_column_widths(std::span<Line> lines);

}  // namespace newsmill
