// What a lost-and-void notice names.
#pragma once

#include <string_view>
#include <vector>

#include "core/page.h"
#include "filter/notice_words.h"

namespace newsmill {

// `text` is that of one notice, a paragraph a line. Linear in it.
std::vector<LostItem> lost_items(std::string_view text, const NoticeWords& words);

}  // namespace newsmill
