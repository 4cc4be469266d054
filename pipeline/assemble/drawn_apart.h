// Headlines that were drawn apart from their texts.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "assemble/fragments.h"
#include "assemble/vocabulary.h"
#include "core/page.h"

namespace newsmill {

// Of each fragment that is such a headline: the text it belongs to, else Fragment::kNone.
struct DrawnApart {
  std::vector<uint32_t> titles;  // where its words tell of which text it is the title
  std::vector<uint32_t> parts;   // where they tell of which deck it is a part, or a kicker
};

// `words` holds the fragments as its texts, settled.
DrawnApart find_drawn_apart(const Page& page, const std::vector<Fragment>& fragments,
                            const Vocabulary& words);

// Does the text say so, and not as a part of a number or a date?
bool says(std::string_view text, std::string_view words);

}  // namespace newsmill
