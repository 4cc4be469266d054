// What the filter sees in a character, looked up instead of asked again and again.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

// Of sixteen bytes a bit for each that starts a character that is no ordinary Han.
inline uint32_t others_in_sixteen(const char* at) {
#ifdef __SSE2__
  const auto is = [](int byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));  // as signed ones
  const __m128i starts = _mm_cmpgt_epi8(bytes, is(0xBF));
  const __m128i han = _mm_cmplt_epi8(_mm_add_epi8(bytes, is(0x80 - 0xE4)), is(0x80 + 6));
  return static_cast<uint32_t>(_mm_movemask_epi8(_mm_andnot_si128(han, starts)));
#else
  uint32_t others = 0;
  for (int i = 0; i < 16; ++i) {
    const bool starts = (static_cast<unsigned char>(at[i]) & 0xC0) != 0x80;
    others |= uint32_t{starts && !is_ordinary_han(at[i])} << i;
  }
  return others;
#endif
}
// Calls take(pos) for each character of `text` that is no ordinary Han, and stops where it says no.
template <class Take>
void for_each_other(std::string_view text, Take take) {
  const auto take_all = [&](const char* at, size_t begin) {
    for (uint32_t left = others_in_sixteen(at); left != 0; left &= left - 1)
      if (!take(begin + static_cast<size_t>(std::countr_zero(left)))) return false;
    return true;
  };
  size_t begin = 0;
  for (; begin + 16 <= text.size(); begin += 16)
    if (!take_all(text.data() + begin, begin)) return;
  char end[16];
  std::memset(end, 0x80, sizeof end);
  text.copy(end, sizeof end, begin);
  take_all(end, begin);
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
