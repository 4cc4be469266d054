// What the filter sees in a character, looked up instead of asked again and again.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace newsmill {

// Bits: a character may be several of these.
enum CharacterClass : uint8_t {
  kBlankOrBreak = 1 << 0,  // no ink: blanks and line feeds
  kOrnament = 1 << 1,      // ▲ ● ※ …
  kBracket = 1 << 2,       // and quotation marks
  kPoint = 1 << 3,         // stops and commas, full width or not
  kDatePart = 1 << 4,      // 2019年4月3日, 二〇一九.4
  kTokenPart = 1 << 5,     // of a NumberToken
  kTelling = 1 << 6,       // quotes and colons: what stands beside them matters
};

extern const std::array<uint8_t, 0x10000> kCharacterClasses;

inline uint8_t classes_of(char32_t c) {
  return c < kCharacterClasses.size() ? kCharacterClasses[c] : uint8_t{0};
}

// U+4000 to U+9FFF by their first byte: nearly all of a text, and of no class but kDatePart.
inline bool is_ordinary_han(char lead) {
  return static_cast<unsigned char>(lead - '\xE4') < 6;
}

// How many bytes a character has, by the upper half of its first. Three is foretold by a branch:
// who goes on by so many bytes need not wait for a look in the table.
inline constexpr std::array<uint8_t, 16> kSizes = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4};
inline bool has_three_bytes(char lead) {
  return (static_cast<unsigned char>(lead) & 0xF0) == 0xE0;
}
inline size_t size_of(char lead) {
  if (has_three_bytes(lead)) [[likely]]
    return 3;
  if (static_cast<signed char>(lead) >= 0) return 1;
  return kSizes[static_cast<unsigned char>(lead) >> 4];
}

}  // namespace newsmill
