// From lines and their roles to the blocks of a page.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/page.h"
#include "segment/characters.h"
#include "segment/line.h"
#include "segment/line_cues.h"
#include "segment/line_model.h"

namespace newsmill {

// What the blocks of a page are made from; all of it outlives the call.
struct ReadPage {
  std::string_view text;
  std::span<const Line> lines;
  const std::vector<uint32_t>& cues;   // one for each line
  const std::vector<LineRole>& roles;  // one for each line
  const std::vector<uint32_t>& next;   // as find_seams gives it
};

// One block for each line that does not carry on, with the lines that carry it on, wherever they
// stand; in the order of their first lines.
std::vector<Block> build_blocks(const ReadPage& page, const Characters& characters,
                                const JumpMarks& jumps);

}  // namespace newsmill
