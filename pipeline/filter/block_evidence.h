// What the words and the layout of one block say about it being a notice.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/page.h"
#include "filter/ad_rules.h"

namespace newsmill {

// What a block's neighbours and its page say about it.
struct PageContext {
  int body_columns = 0;  // the width in which most of the page's text is set; 0: unknown
  bool ad_page = false, notice_page = false;  // by the masthead's section
};
PageContext context_of(const Page& page, const AdRules& rules);

struct BlockEvidence {
  std::array<float, kAdCategories> score{};  // log odds of a notice of that category over news
  std::vector<uint16_t> rules;               // that spoke, for either side
  float news = 0;                            // how much of the score spoke for news
  bool opens = false;                        // starts as notices do
  bool closes = false;                       // ends as notices do
  bool titled = false;                       // a title that can only stand over a notice's text
  bool line = false;                         // a short line that is no sentence
  bool signature = false;                    // ends as notices do, or holds a date or telephone
  bool hints = false;                        // holds some formula of notices, however weak
};

// `block` is not furniture. Linear in its text.
BlockEvidence evidence_of(const Block& block, const PageContext& page, const AdRules& rules);

}  // namespace newsmill
