// What one character means to a line of print.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/utf8.h"
#include "rules/table.h"

namespace newsmill {

enum class CharClass : uint8_t {
  kOther,
  kBlank,
  kHan,
  kDigit,
  kLatin,
  kStop,
  kComma,
  kColon,
  kOpen,
  kClose,
  kDash,
  kBullet,
  kArrow,
  kBar,
  kUnit,
};

// What Characters knows of a character, in one byte.
struct Cell {
  uint8_t bits = 0;

  constexpr CharClass kind() const { return static_cast<CharClass>(bits >> 2 & 0xF); }
  // Display columns, as utf8::columns.
  constexpr unsigned columns() const { return bits & 3u; }
  constexpr bool picture() const { return (bits & 0x40) != 0; }  // 图 摄, which stand in captions
  constexpr bool clause() const { return (bits & 0x80) != 0; }  // ， ； 。, which no headline holds
  constexpr bool operator==(const Cell&) const = default;
};
// Han, two columns wide, and nothing else to say of it.
constexpr Cell kPlainHan{static_cast<uint8_t>(CharClass::kHan) << 2 | 2};

// Class and width of every character, in one table look-up.
class Characters {
 public:
  // From characters.tsv. Throws FatalError when the table is malformed.
  explicit Characters(const RuleTable& table);

  Cell operator[](char32_t code) const { return code < 0x10000 ? cells_[code] : kPlainHan; }
  CharClass of(char32_t code) const { return (*this)[code].kind(); }
  unsigned columns(char32_t code) const { return (*this)[code].columns(); }
  // Where the run of plain Han characters from `pos` on ends. A few rare ones may end it too.
  size_t end_of_han(std::string_view text, size_t pos) const {
    const size_t last = text.size() < 3 ? 0 : text.size() - 2;
    while (pos < last && is_plain_han(text.data() + pos)) pos += 3;
    return pos;
  }

 private:
  // Is the character of three bytes plain Han? Knows nearly all that are, without decoding them.
  bool is_plain_han(const char* bytes) const {
    return static_cast<unsigned char>(bytes[0] - '\xE4') <= 5 && plain_[two_bytes(bytes + 1)];
  }
  static uint16_t two_bytes(const char* bytes) {
    uint16_t both;
    std::memcpy(&both, bytes, sizeof both);
    return both;
  }

  std::array<Cell, 0x10000> cells_;
  // By the last two bytes of characters E4 80 80 to E9 BF BF: are all that end so plain Han?
  std::array<bool, 0x10000> plain_;
};

constexpr bool is_word(CharClass c) {
  return c == CharClass::kDigit || c == CharClass::kLatin;
}
// Units are Han characters that cling to the number before them (5万, 30个).
constexpr bool is_text(CharClass c) {
  return c == CharClass::kHan || c == CharClass::kUnit;
}

}  // namespace newsmill
