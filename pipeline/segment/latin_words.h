// What mastheads and jump lines in English are made of, read at a place of a line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "rules/lexicon.h"
#include "segment/numerals.h"

namespace newsmill::latin {

inline bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}
inline bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
// Letters and figures, and all bytes of other characters than ASCII.
inline bool is_part_of_word(char c) {
  return utf8::is_latin(c) || utf8::is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

// The text with small letters for capitals, byte for byte.
std::string small(std::string_view text);

// The longest of `words` that stands at `pos` and ends where a word ends.
Lexicon::Match word_at(const Lexicon& words, std::string_view text, size_t pos);

// Behind the blanks at `pos`.
size_t skip_blanks(std::string_view text, size_t pos);

// A page in figures, as it is printed: 7, A7, A-7, 7A. Canonical as canonical_page() makes it.
std::optional<Read<std::string>> page_at(std::string_view text, size_t pos);

}  // namespace newsmill::latin
