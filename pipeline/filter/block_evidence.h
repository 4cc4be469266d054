// What the words and the layout of one block say about it being a notice.
#pragma once

#include <array>
#include <bitset>

#include "core/page.h"
#include "filter/ad_rules.h"
#include "filter/signs.h"

namespace newsmill {

// What a block's neighbours and its page say about it.
struct PageContext {
  int body_columns = 0;  // the width in which most of the page's text is set; 0: unknown
  bool ad_page = false, notice_page = false;  // by the masthead's section
};
PageContext context_of(const Page& page, const AdRules& rules);

struct BlockEvidence {
  std::array<float, kAdCategories> score{};  // log odds of a notice of that category over news
  float best = 0;                            // the highest of them
  std::bitset<kMaxAdRules> rules;            // that spoke, for either side
  bool opens = false;                        // starts as notices do
  bool closes = false;                       // ends as notices do
  bool titled = false;                       // a title that can only stand over a notice's text
  bool line = false;                         // a short line that is no sentence
  bool signature = false;                    // ends as notices do, or holds a date or telephone
  bool hints = false;                        // holds some formula of notices, however weak
};

// `block` is not furniture and its text is `text`. Linear in the signs, and in the text where that
// has blanks; `inked` is used for those of the text without them.
BlockEvidence evidence_of(const Block& block, const SignedText& text, const PageContext& page,
                          const AdRules& rules, Signs* inked);

}  // namespace newsmill
