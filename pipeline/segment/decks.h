// Which part of a headline is which, and where articles begin.
#pragma once

#include <vector>

#include "core/page.h"
#include "segment/line_cues.h"

namespace newsmill {

// Sets `role` of headline blocks and `starts_article` of the blocks that begin an article.
void read_decks(const CueReader& cues, std::vector<Block>& blocks);

}  // namespace newsmill
