// Paragraphs that are news beyond doubt, told without reading them closely.
#pragma once

#include <span>
#include <string_view>

#include "filter/ad_rules.h"
#include "filter/signs.h"

namespace newsmill {

// Does this read like a paragraph of a story, whose formulae of notices are none to speak of or are
// outweighed by far? Nearly all text of a paper does, so this decides what the filter costs.
// `places` are those of `text`, which is set in the width of the page's body. Linear in them.
bool is_plain_prose(std::string_view text, std::span<const SignPlace> places, const AdRules& rules);

// What the layout of such a paragraph says for news, in log odds.
float news_of_layout(std::string_view text, const AdRules& rules);

}  // namespace newsmill
