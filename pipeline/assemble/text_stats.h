// What an article reports of its text.
#pragma once

#include <string_view>

#include "core/article.h"
#include "core/simhash.h"

namespace newsmill {

// Adds the counts of a paragraph (valid UTF-8), and to the fingerprint a sample of its 3-grams: the
// eight bytes (two Han characters and most of a third) that end with a Han character, a Latin
// letter or a figure whose last byte four divides. The same text gives the same sample wherever it
// stands.
void measure(std::string_view text, TextStats& stats, Simhasher& fingerprint);

}  // namespace newsmill
