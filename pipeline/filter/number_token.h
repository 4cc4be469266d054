// Numbers as notices print them: telephones, certificates, masked identity numbers.
#pragma once

#include "core/utf8.h"

namespace newsmill {

// A run of digits, letters, stars and hyphens.
struct NumberToken {
  int digits = 0, letters = 0, stars = 0, hyphens = 0;
  char first = 0, second = 0;

  void take(char c) {
    if (c >= '0' && c <= '9') {
      if (digits == 0) first = c;
      if (digits == 1) second = c;
      ++digits;
    } else if (c == '*') {
      ++stars;
    } else if (c == '-') {
      ++hyphens;
    } else {
      ++letters;
    }
  }
  bool empty() const { return digits + letters + stars + hyphens == 0; }
  bool is_masked() const { return stars >= 2 && digits >= 4; }
  bool is_phone() const {
    if (letters > 0 || stars > 0) return false;
    if (digits == 11 && first == '1' && second >= '3') return true;
    if (first == '0') return digits >= 10 && digits <= 12;
    if (digits == 10) return first == '4' || first == '8';
    // Eight digits that start with 19 or 20 are mostly dates.
    const bool date = (first == '1' && second == '9') || (first == '2' && second == '0');
    return hyphens == 0 && first != '1' && (digits == 7 || digits == 8) && !date;
  }
  bool is_serial() const {
    return !is_phone() && !is_masked() && (digits >= 9 || (letters > 0 && digits >= 6));
  }
};

// The character as part of a NumberToken, or 0.
inline char token_char(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  if (c == U'—' || c == U'–') c = '-';
  if (c > 0x7F) return 0;
  return utf8::is_digit(c) || utf8::is_latin(c) || c == '*' || c == '-' ? static_cast<char>(c) : 0;
}

}  // namespace newsmill
