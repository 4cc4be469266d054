// The fields that a notice of a category has.
#pragma once

#include "core/page.h"
#include "filter/notice_words.h"

namespace newsmill {

// Reads them from the ad's text, as its category asks for. Linear in the text.
void read_fields(const NoticeWords& words, Ad* ad);

}  // namespace newsmill
