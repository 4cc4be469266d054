// Walking valid UTF-8. Decoding has checked the text once, so nothing here checks again: calling
// these on text that was not validated is a bug.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsmill::utf8 {

// A code point and how many bytes it took; {0, 0} at the end of the text.
struct Char {
  char32_t code = 0;
  uint32_t size = 0;
};

inline Char at(std::string_view text, size_t pos) {
  if (pos >= text.size()) return {};
  const auto byte = [&](size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[pos + i]));
  };
  const char32_t lead = byte(0);
  if ((lead & 0xF0) == 0xE0)  // Han characters and their marks: most of the text
    return {(lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) return {(lead & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  return {(lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F),
          4};
}

// The code point that ends at `end`; {0, 0} at the start of the text.
inline Char before(std::string_view text, size_t end) {
  if (end == 0) return {};
  if (end >= 3 && (static_cast<unsigned char>(text[end - 3]) & 0xF0) == 0xE0)
    return at(text, end - 3);
  size_t begin = end - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return at(text, begin);
}

inline bool is_start(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

// At most so many bytes of `text`, to the end of a character.
inline std::string_view beginning(std::string_view text, size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && !is_start(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

// Number of code points.
inline size_t length(std::string_view text) {
  size_t n = 0;
  for (const char c : text) n += is_start(c);
  return n;
}

void append(std::string& out, char32_t code);

// Width on the page in columns: 2 for East Asian wide and full-width characters, 0 for marks and
// zero-width ones, else 1 (Unicode Standard Annex 11; ambiguous characters such as “ ” — … and
// ① count 2, as Chinese fonts set them).
int columns(char32_t code);
int columns(std::string_view text);

inline bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}
inline bool is_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}
inline bool is_latin(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Of U+00A0 to U+3000: no-break space, ideographic space, zero-width space and the like.
bool is_wide_blank(char32_t code);
// Those, space, tab, form feed and byte order mark: no ink. A line feed is not blank.
inline bool is_blank(char32_t c) {
  if (c > 0x3000) return c == 0xFEFF;  // Han characters: most of the text
  if (c < 0xA0) return c == ' ' || (c >= '\t' && c <= '\r' && c != '\n');
  return is_wide_blank(c);
}
// The text without blank characters at either end.
std::string_view trim(std::string_view text);

}  // namespace newsmill::utf8
