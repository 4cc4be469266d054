// Titles that were drawn behind all texts, one below the other.
#pragma once

#include <vector>

#include "segment/common_pairs.h"
#include "segment/line_model.h"
#include "segment/set_apart.h"

namespace newsmill {

// Where a page without blank lines ends in such a row, as pdftotext -raw draws it where headlines
// are set in type of their own, its lines are headlines, and two of them are one where the page
// or any text has their characters side by side. Linear in the length of the page.
void read_title_row(const MeasuredPage& page, const CommonPairs& common,
                    std::vector<LineRole>& roles);

}  // namespace newsmill
