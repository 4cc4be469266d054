// Columns that were set side by side, one after another again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/page.h"

namespace newsmill {

struct PartedColumns {
  std::string text;  // column after column, as if they had been drawn so
  std::vector<uint32_t>
      numbers;  // of each line of `text`, the line of the page it stood in; 0: none
  std::vector<uint32_t> starts;  // lines of `text` that carry no line before them on (untangle)
  uint32_t farthest = 2;  // lines of the page from one of a column to the next: one may be blank
};

// Parts the columns of a page that pdftotext -layout drew (Layout::kInterleaved): bands of lines
// that share their gutters are cut there, a headline across the gutters stays a line of its own.
// Nothing when the gutters are not clear. Linear in the length of the text, which must be valid
// UTF-8.
std::optional<PartedColumns> part_columns(std::string_view text);

// The lines of `inner` were taken from those of `parted`: gives them the numbers of the page.
void number_by(const PartedColumns& parted, PartedColumns& inner);

// Gives blocks that were read from PartedColumns::text the line numbers of the page.
void renumber(const PartedColumns& parted, std::vector<Block>& blocks);

}  // namespace newsmill
