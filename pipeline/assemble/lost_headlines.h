// Headlines that look like the headings inside an article.
#pragma once

#include "assemble/vocabulary.h"
#include "core/page.h"

namespace newsmill {

// Where nothing but its type tells a headline from a heading (pdftotext keeps no type), the words
// do: a heading's section speaks of what its article speaks of, a story of its own does not. Turns
// such headings of the page into headlines. Linear in the page. `words` is for its own use.
void find_lost_headlines(Page& page, Vocabulary& words);

}  // namespace newsmill
