// Columns of one width whose lines were drawn in turn, one after another again.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/page.h"
#include "segment/columns.h"
#include "segment/common_pairs.h"
#include "segment/line.h"

namespace newsmill {

// Parts columns that were drawn line by line, without gutters:
//
//   春耕时节，田间地头   line 1 of a column,
//   村里办起农技夜校，   … of the next,
//   一片繁忙。农技人员   line 2 of the first …
//
// Nothing where the lines do not say beyond doubt that they belong together so: how paragraphs
// begin and end, and which characters stand side by side elsewhere on the page. Linear in the
// number of lines; `lines` are those that read_lines() read from `text`.
std::optional<PartedColumns> untangle(std::string_view text, std::span<const Line> lines,
                                      const std::vector<uint32_t>& cues, const CommonPairs& common);

// Are so many of its lines torn from each other that a page is worth untangling?
bool may_be_tangled(std::string_view text, std::span<const Line> lines, const CommonPairs& common);

}  // namespace newsmill
