// Characters told by their bytes, without decoding. On valid UTF-8 only, as all of core/utf8.h.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace newsmill::utf8 {

// The bytes of a character as one number: of 新 0xE696B0.
inline uint32_t number_of(std::string_view character) {
  uint32_t number = 0;
  for (const char byte : character) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

// U+4E00 to U+9FFF are nearly all of the text, and told by three bytes as one number without
// decoding: those of no other character come to a number in this range.
inline bool is_common_han(uint32_t number) {
  return number - 0xE4B880 <= 0xE9BFBF - 0xE4B880;
}
// The number of the three bytes at `at`, where four can be read.
inline uint32_t three_bytes(const char* at) {
  uint32_t bytes;
  std::memcpy(&bytes, at, sizeof bytes);
  if constexpr (std::endian::native == std::endian::little) bytes = __builtin_bswap32(bytes);
  return bytes >> 8;
}
// The code point of a number of three bytes.
inline char32_t code_of(uint32_t number) {
  return (number & 0x0F0000) >> 4 | (number & 0x3F00) >> 2 | (number & 0x3F);
}

}  // namespace newsmill::utf8
