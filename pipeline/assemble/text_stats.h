// Counts over an article's text.
#pragma once

#include "core/article.h"

namespace newsmill {

TextStats count_text(const std::vector<Paragraph>& paragraphs);

}  // namespace newsmill
