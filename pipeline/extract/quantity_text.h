// Where figures and what joins them end in a text.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/utf8.h"
#include "extract/numerals.h"
#include "extract/words.h"

namespace newsmill {

// Up to two blanks: pages set loose spaces round numerals.
inline size_t skip_blanks(std::string_view text, size_t pos) {
  for (int i = 0; i < 2; ++i) {
    const utf8::Char c = utf8::at(text, pos);
    if (c.size == 0 || !is_blank(c.code)) break;
    pos += c.size;
  }
  return pos;
}

inline bool is_dash(char32_t c) {
  return c == '-' || c == '~' || c == U'—' || c == U'–' || c == U'～' || c == U'－' || c == U'−';
}

inline bool is_digit_at(std::string_view text, size_t pos) {
  return Numerals::utf8_digit(utf8::at(text, pos).code) >= 0;
}

// Digits joined to more digits by one of these are names and dates: 6·13, 4+1, 12:30.
inline bool joins_digits(char32_t c) {
  return c == U'·' || c == U'•' || c == '+' || c == U'＋' || c == ':' || c == U'：' || c == '.' ||
         c == '_' || c == '*' || c == U'×';
}

// Where a run of digits and joiners that cannot be a quantity ends.
inline size_t skip_digits(std::string_view text, size_t pos) {
  for (;;) {
    const utf8::Char c = utf8::at(text, pos);
    const bool joined =
        (joins_digits(c.code) || is_dash(c.code)) && is_digit_at(text, pos + c.size);
    if (c.size == 0 || (Numerals::utf8_digit(c.code) < 0 && !joined)) return pos;
    pos += c.size;
  }
}

}  // namespace newsmill
