// What 64 bytes of text are, a bit a byte. On valid UTF-8 only, as all of core/utf8.h.
//
// Whoever reads much text is compiled twice, by a template: for any processor, and for those that
// have AVX2, where has_avx2() says so.
//
//   if (has_avx2()) return read_by_avx2(text);   // NEWSMILL_AVX2 …: Reader<utf8::WideMasks>
//   Reader<utf8::PlainMasks>(text)…
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "core/clones.h"
#include "core/utf8.h"

namespace newsmill::utf8 {

constexpr size_t kBlock = 64;  // bytes

struct ByteMasks {
  uint64_t begins = 0;   // the first byte of a character
  uint64_t han = 0;      // the first byte of one from U+4E00 to U+9FFF: nearly all of Chinese text
  uint64_t letters = 0;  // a Latin letter
  uint64_t digits = 0;   // 0 to 9
  uint64_t fours = 0;    // a number that four divides
};

// Of kBlock bytes; the one behind them is read as well. The characters from U+4E00 to U+9FFF begin
// with E4 to E9 and go on with 80 to BF; E4 80 to E4 B7 come before them.
inline ByteMasks byte_masks(const char* text) {
  ByteMasks masks;
#ifdef __x86_64__
  const auto is = [](int byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
  const auto below = [](__m128i bytes, __m128i limit) { return _mm_cmplt_epi8(bytes, limit); };
  for (size_t i = 0; i < kBlock; i += sizeof(__m128i)) {  // bytes are compared as signed ones
    const auto at = [text](size_t byte) {
      return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + byte));
    };
    const auto bits = [i](__m128i bytes) {
      return uint64_t{static_cast<uint32_t>(_mm_movemask_epi8(bytes))} << i;
    };
    const __m128i bytes = at(i);
    const __m128i lead = below(_mm_add_epi8(bytes, is(0x80 - 0xE4)), is(0x80 + 6));
    const __m128i early =
        _mm_and_si128(_mm_cmpeq_epi8(bytes, is(0xE4)), below(at(i + 1), is(0xB8)));
    const __m128i small = _mm_or_si128(bytes, is(0x20));
    masks.begins |= bits(_mm_cmpgt_epi8(bytes, is(0xBF)));
    masks.han |= bits(_mm_andnot_si128(early, lead));
    masks.letters |= bits(below(_mm_add_epi8(small, is(0x80 - 'a')), is(0x80 + 26)));
    masks.digits |= bits(below(_mm_add_epi8(bytes, is(0x80 - '0')), is(0x80 + 10)));
    masks.fours |= bits(_mm_cmpeq_epi8(_mm_and_si128(bytes, is(3)), is(0)));
  }
#else
  for (size_t i = 0; i < kBlock; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool early = byte == 0xE4 && static_cast<unsigned char>(text[i + 1]) < 0xB8;
    masks.begins |= uint64_t{is_start(text[i])} << i;
    masks.han |= uint64_t{byte >= 0xE4 && byte <= 0xE9 && !early} << i;
    masks.letters |= uint64_t{is_latin(byte)} << i;
    masks.digits |= uint64_t{byte >= '0' && byte <= '9'} << i;
    masks.fours |= uint64_t{byte % 4 == 0} << i;
  }
#endif
  return masks;
}

// How many bits are set. Without an instruction for it the library's way is a call and a table, and
// the compiler may not take one for granted.
inline uint32_t count_bits(uint64_t x) {
  x -= x >> 1 & 0x5555555555555555;
  x = (x & 0x3333333333333333) + (x >> 2 & 0x3333333333333333);
  return static_cast<uint32_t>(((x + (x >> 4)) & 0x0F0F0F0F0F0F0F0F) * 0x0101010101010101 >> 56);
}

struct PlainMasks {
  static ByteMasks of(const char* text) { return byte_masks(text); }
  static uint32_t count(uint64_t bits) { return count_bits(bits); }
};

#ifdef NEWSMILL_AVX2
// The same, 32 bytes at once.
struct WideMasks {
  NEWSMILL_AVX2 static ByteMasks of(const char* text) {
    ByteMasks masks;
    for (size_t i = 0; i < kBlock; i += sizeof(__m256i)) {
      const __m256i bytes = load(text + i), next = load(text + i + 1);
      const __m256i lead = below(_mm256_add_epi8(bytes, all(0x80 - 0xE4)), 0x80 + 6);
      const __m256i early =
          _mm256_and_si256(_mm256_cmpeq_epi8(bytes, all(0xE4)), below(next, 0xB8));
      const __m256i small = _mm256_or_si256(bytes, all(0x20));
      const __m256i rests = _mm256_and_si256(bytes, all(3));
      masks.begins |= bits(_mm256_cmpgt_epi8(bytes, all(0xBF))) << i;
      masks.han |= bits(_mm256_andnot_si256(early, lead)) << i;
      masks.letters |= bits(below(_mm256_add_epi8(small, all(0x80 - 'a')), 0x80 + 26)) << i;
      masks.digits |= bits(below(_mm256_add_epi8(bytes, all(0x80 - '0')), 0x80 + 10)) << i;
      masks.fours |= bits(_mm256_cmpeq_epi8(rests, all(0))) << i;
    }
    return masks;
  }
  NEWSMILL_AVX2 static uint32_t count(uint64_t bits) {
    return static_cast<uint32_t>(std::popcount(bits));
  }

 protected:
  NEWSMILL_AVX2 static __m256i load(const char* from) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
  }
  NEWSMILL_AVX2 static __m256i all(int byte) { return _mm256_set1_epi8(static_cast<char>(byte)); }
  NEWSMILL_AVX2 static __m256i below(__m256i bytes, int limit) {
    return _mm256_cmpgt_epi8(all(limit), bytes);
  }
  NEWSMILL_AVX2 static uint64_t bits(__m256i bytes) {
    return static_cast<uint32_t>(_mm256_movemask_epi8(bytes));
  }
};
#endif

// Eight bytes as one number, the first one lowest, whatever the machine's order.
inline uint64_t eight_bytes(const char* at) {
  uint64_t bytes;
  std::memcpy(&bytes, at, sizeof bytes);
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
  return bytes;
}

}  // namespace newsmill::utf8
