// Headlines that look like the headings inside an article.
#pragma once

#include "assemble/vocabulary.h"
#include "core/page.h"

namespace newsmill {

// Where nothing but its type tells a headline from a heading (pdftotext keeps no type), the words
// do: a heading's section speaks of what its article speaks of, a story of its own does not. Turns
// such headings of the page into headlines, and so a line that was read as a paragraph but ends in
// no stop, where the story behind says what it says and the text before does not; a name right
// below it becomes its byline. Linear in the page. `words` is for its own use.
void find_lost_headlines(Page& page, Vocabulary& words);

}  // namespace newsmill
