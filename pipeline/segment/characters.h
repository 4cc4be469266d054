// What one character means to a line of print.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
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
  static constexpr size_t kCells = 128;  // that there are
  uint8_t bits = 0;

  constexpr CharClass kind() const { return static_cast<CharClass>(bits >> 2 & 0xF); }
  // Display columns, as utf8::columns.
  constexpr unsigned columns() const { return bits & 3u; }
  constexpr bool clause() const { return (bits & 0x40) != 0; }  // ， ； 。, which no headline holds
  constexpr bool operator==(const Cell&) const = default;
};
// Han, two columns wide, and nothing else to say of it.
constexpr Cell kPlainHan{static_cast<uint8_t>(CharClass::kHan) << 2 | 2};

// Class and width of every character, in one table look-up. All from U+4000 to U+9FFF are two
// columns wide, and Han characters or units.
class Characters {
 public:
  // From characters.tsv. Throws FatalError when the table is malformed.
  explicit Characters(const RuleTable& table);

  Cell operator[](char32_t code) const { return code < 0x10000 ? cells_[code] : kPlainHan; }
  CharClass of(char32_t code) const { return (*this)[code].kind(); }
  unsigned columns(char32_t code) const { return (*this)[code].columns(); }

 private:
  std::array<Cell, 0x10000> cells_;
};

constexpr bool is_word(CharClass c) {
  return c == CharClass::kDigit || c == CharClass::kLatin;
}
// Units are Han characters that cling to the number before them (5万, 30个).
constexpr bool is_text(CharClass c) {
  return c == CharClass::kHan || c == CharClass::kUnit;
}

}  // namespace newsmill
