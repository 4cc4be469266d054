// Two notices set as one paragraph.
#pragma once

#include <vector>

#include "core/page.h"
#include "filter/signs.h"

namespace newsmill {

// The block cut wherever one notice's closing formula or telephone number is followed at once by
// another's opening formula:
//
//   遗失甲茶行公章一枚，声明作废。遗失乙茶行财务专用章一枚，声明作废。  ->  two blocks
//
// The lines are dealt out by the width of the text; a line that holds an end and a start goes to
// both. Nothing comes back of a block that is not clearly two. `text` is the block's. Linear
// in its signs, and in the text where it is cut.
std::vector<Block> split_notices(const Block& block, const SignedText& text);

}  // namespace newsmill
