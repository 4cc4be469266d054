// What one cheap scan of a block tells: most text of a paper is news, and needs no more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/page.h"
#include "filter/ad_rules.h"
#include "filter/signs.h"

namespace newsmill {

// From how many characters on a text without points, or one that ends in a stop, tells something.
inline constexpr int kUnpointedCharacters = 20, kProseCharacters = 40;

// What a block's page says about it.
struct PageContext {
  int body_columns = 0;  // the width in which most of the page's text is set; 0: unknown
  bool ad_page = false, notice_page = false;  // by the masthead's section and its text

  bool narrow(const Block& block) const {
    return block.columns > 0 && 5 * block.columns <= 4 * body_columns;
  }
};
PageContext context_of(const Page& page, const AdRules& rules);

struct FirstLook {
  // A paragraph of a story, whose formulae of notices are none to speak of or are outweighed by
  // far. Its evidence is what the layout says.
  bool plain = false;
  // What the block's evidence may come to at most, in log odds, for any category.
  float most = 0;
};

// Room for what is found in a block, used again and again.
struct LookScratch {
  std::vector<uint32_t> places;
  std::vector<uint32_t> words;
};

// `block` is no furniture, and its text was taken as the i-th of `signs`. Linear in it; this
// decides what the filter costs.
FirstLook first_look(const Block& block, size_t i, const PageContext& page, const AdRules& rules,
                     Signs* signs, LookScratch* scratch);

// What the layout says for news of a paragraph of a story, in log odds.
float news_of_layout(std::string_view text, const AdRules& rules);

}  // namespace newsmill
