// Steps over text that is mostly Chinese, and the blanks at its ends.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/utf8.h"
#include "extract/words.h"

namespace newsmill {

// Is this the first byte of a Chinese character, and of no mark or blank?
inline bool begins_han(char byte) {
  const auto lead = static_cast<unsigned char>(byte);
  return lead >= 0xE4 && lead <= 0xE9;
}
// Does the text end with such a character at byte `end`?
inline bool ends_han(std::string_view text, size_t end) {
  return end >= 3 && begins_han(text[end - 3]);
}
// Where the character begins that ends at byte `end`, which is not 0.
inline size_t step_back(std::string_view text, size_t end) {
  return end - (ends_han(text, end) ? 3 : utf8::before(text, end).size);
}
// Is the text made of Chinese characters alone?
inline bool is_all_han(std::string_view text) {
  size_t pos = 0;
  while (pos < text.size() && begins_han(text[pos])) pos += 3;
  return pos >= text.size();
}

// The first place in [pos, end) that is not blank, or `end`.
inline size_t skip_blanks(std::string_view text, size_t pos, size_t end) {
  while (pos < end && !begins_han(text[pos])) {
    const utf8::Char c = utf8::at(text, pos);
    if (!is_blank(c.code)) break;
    pos += c.size;
  }
  return pos;
}
// Where [begin, end) ends without the blanks at its end.
inline size_t skip_blanks_back(std::string_view text, size_t begin, size_t end) {
  while (end > begin && !ends_han(text, end)) {
    const utf8::Char c = utf8::before(text, end);
    if (!is_blank(c.code)) break;
    end -= c.size;
  }
  return end;
}
// The text without the blanks at its ends.
inline std::string_view trim_blanks(std::string_view text) {
  const size_t end = skip_blanks_back(text, 0, text.size());
  const size_t begin = skip_blanks(text, 0, end);
  return text.substr(begin, end - begin);
}

}  // namespace newsmill
