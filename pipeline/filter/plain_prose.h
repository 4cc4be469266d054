// Paragraphs that are news beyond doubt, told without reading them closely.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "filter/ad_rules.h"

namespace newsmill {

// Room for what is found in a paragraph, used again and again.
struct ProseScratch {
  std::vector<uint32_t> places;
  std::vector<uint16_t> words;
};

// Does this read like a paragraph of a story, whose formulae of notices are none to speak of or are
// outweighed by far? Nearly all text of a paper does, so this decides what the filter costs.
// `text` is set in the width of the page's body. Linear in it.
bool is_plain_prose(std::string_view text, const AdRules& rules, ProseScratch* scratch);

// What the layout of such a paragraph says for news, in log odds.
float news_of_layout(std::string_view text, const AdRules& rules);

}  // namespace newsmill
