// What one cheap scan of a block tells: most text of a paper is news, and needs no more.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/page.h"
#include "filter/ad_rules.h"
#include "filter/block_looks.h"
#include "filter/signs.h"
#include "filter/word_bounds.h"

namespace newsmill {

// `signs` took the texts of all of the page's blocks.
PageContext context_of(const Page& page, const AdRules& rules, Signs* signs);

struct FirstLook {
  // A paragraph of a story, whose formulae of notices are none to speak of or are outweighed by
  // far. Its evidence is what the layout says.
  bool plain = false;
  // What the block's evidence may come to at most, in log odds, for any category.
  float most = 0;
};

struct LookScratch {
  WordScratch words;
  std::vector<Sign> quotes;
};

// `block` is no furniture, and its text was taken as the i-th of `signs`. Linear in it; this
// decides what the filter costs.
FirstLook first_look(const Block& block, size_t i, const PageContext& page, const AdRules& rules,
                     Signs* signs, LookScratch* scratch);

// What the layout says for news of a paragraph of a story, in log odds.
float news_of_layout(std::string_view text, const AdRules& rules);

}  // namespace newsmill
