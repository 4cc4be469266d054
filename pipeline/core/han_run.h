// Runs of Han characters, found 16 bytes at a time. On valid UTF-8 only, as all of core/utf8.h.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "core/utf8_number.h"

namespace newsmill::utf8 {

// Where the run of common Han characters that begins at `pos`, the start of a character, ends. One
// that is among the last few bytes of the text may be left out.
inline size_t end_of_han(std::string_view text, size_t pos) {
  const size_t begin = pos;
#ifdef __SSE2__
  // U+4E00 to U+9FFF begin with E4 to E9 and go on with 80 to BF; E4 80 to E4 B7 come before them.
  // Bytes are compared as signed ones.
  const auto is = [](auto bytes) { return _mm_set1_epi8(static_cast<char>(bytes)); };
  for (; pos + sizeof(__m128i) < text.size(); pos += sizeof(__m128i)) {
    const char* const at = text.data() + pos;
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i next = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 1));
    const __m128i lead = _mm_cmplt_epi8(_mm_add_epi8(bytes, is(0x80 - 0xE4)), is(-128 + 6));
    const __m128i inner = _mm_cmplt_epi8(bytes, is(0xC0));
    const __m128i early =
        _mm_and_si128(_mm_cmpeq_epi8(bytes, is(0xE4)), _mm_cmplt_epi8(next, is(0xB8)));
    const __m128i han = _mm_andnot_si128(early, _mm_or_si128(lead, inner));
    const auto others = static_cast<uint32_t>(_mm_movemask_epi8(han)) ^ 0xFFFF;
    if (others != 0) return pos + static_cast<size_t>(std::countr_zero(others));
  }
  pos -= (pos - begin) % 3;
#endif
  while (pos + 4 <= text.size() && is_common_han(three_bytes(text.data() + pos))) pos += 3;
  return pos;
}

// Eight bytes as one number, the first one lowest, whatever the machine's order.
inline uint64_t eight_bytes(const char* at) {
  uint64_t bytes;
  std::memcpy(&bytes, at, sizeof bytes);
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
  return bytes;
}

}  // namespace newsmill::utf8
