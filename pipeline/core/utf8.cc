#include "core/utf8.h"

#include <unicode/uchar.h>

#include <array>

namespace newsmill::utf8 {
namespace {

int measure(char32_t code) {
  const int8_t category = u_charType(static_cast<UChar32>(code));
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR ||
      category == U_CONTROL_CHAR)
    return 0;
  switch (u_getIntPropertyValue(static_cast<UChar32>(code), UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_WIDE:
    case U_EA_FULLWIDTH:
      return 2;
    case U_EA_AMBIGUOUS:
      return code < 0x370 ? 1 : 2;  // accented Latin stays narrow
    default:
      return 1;
  }
}

// The widths of the Basic Multilingual Plane; asking ICU for each character costs more than all
// the rest of segmentation.
const std::array<int8_t, 0x10000>& bmp_widths() {
  static const std::array<int8_t, 0x10000> widths = [] {
    std::array<int8_t, 0x10000> table{};
    for (char32_t c = 0; c < table.size(); ++c) table[c] = static_cast<int8_t>(measure(c));
    return table;
  }();
  return widths;
}

}  // namespace

void append(std::string& out, char32_t code) {
  const auto put = [&](char32_t bits) { out.push_back(static_cast<char>(bits)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6), put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
  }
}

int columns(char32_t code) {
  if (code < 0x80) return code >= 0x20 && code != 0x7F;
  if (code >= 0x4E00 && code <= 0x9FFF) return 2;
  return code < 0x10000 ? bmp_widths()[code] : measure(code);
}

int columns(std::string_view text) {
  int sum = 0;
  for (size_t pos = 0; pos < text.size();) {
    const Char c = at(text, pos);
    sum += columns(c.code);
    pos += c.size;
  }
  return sum;
}

bool is_wide_blank(char32_t c) {
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x205F ||
         c == 0x2060 || c == 0x3000;
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const Char c = at(text, 0);
    if (!is_blank(c.code)) break;
    text.remove_prefix(c.size);
  }
  while (!text.empty()) {
    const Char c = before(text, text.size());
    if (!is_blank(c.code)) break;
    text.remove_suffix(c.size);
  }
  return text;
}

}  // namespace newsmill::utf8
