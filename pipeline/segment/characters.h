// What one character means to a line of print.
#pragma once

#include <array>
#include <cstdint>

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

// Class and width of every character, in one table look-up.
class Characters {
 public:
  // From characters.tsv. Throws FatalError when the table is malformed.
  explicit Characters(const RuleTable& table);

  CharClass of(char32_t code) const {
    return code < 0x10000 ? static_cast<CharClass>(cells_[code] >> 2 & 0xF) : CharClass::kHan;
  }
  // Han, two columns wide, and nothing else to say of it.
  bool is_plain_han(char16_t code) const {
    constexpr uint8_t kWideHan = static_cast<uint8_t>(CharClass::kHan) << 2 | 2;
    return cells_[code] == kWideHan;
  }
  // 图 and 摄 stand in captions.
  static bool is_picture(char32_t code) { return code == U'图' || code == U'摄'; }
  // Display columns, as utf8::columns.
  unsigned columns(char32_t code) const { return code < 0x10000 ? cells_[code] & 3u : 2u; }

 private:
  static constexpr uint8_t kPicture = 0x40;
  std::array<uint8_t, 0x10000> cells_;  // kPicture | class << 2 | columns
};

inline bool is_word(CharClass c) {
  return c == CharClass::kDigit || c == CharClass::kLatin;
}
// Units are Han characters that cling to the number before them (5万, 30个).
inline bool is_text(CharClass c) {
  return c == CharClass::kHan || c == CharClass::kUnit;
}

}  // namespace newsmill
