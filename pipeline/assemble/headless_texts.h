// Texts that begin without a headline.
#pragma once

#include "assemble/vocabulary.h"
#include "core/page.h"

namespace newsmill {

// A box or a brief item whose headline is a picture stands behind another text as if it went on
// with it. Where the page has no blank lines to tell (pdftotext -raw has none), the words do: what
// is behind shares no more with what is before than any two texts share. Where headlines were drawn
// last, one after the other, long texts are told apart as well: one begins where a headline speaks
// of what is behind and not of what is before. Sets Block::starts_article of such a paragraph.
// Linear in the page. `words` is for its own use.
void find_headless_texts(Page& page, Vocabulary& words);

}  // namespace newsmill
