// Sixteen bytes at once.
#pragma once

#include <cstdint>
#include <cstring>

namespace newsmill {

// In one register; GCC and Clang have arithmetic for it on any processor.
using Bytes [[gnu::vector_size(16)]] = int8_t;

inline Bytes load_bytes(const char* from) {
  Bytes bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  return bytes;
}

// Bit k of the answer is the top bit of byte k.
inline unsigned top_bits(Bytes bytes) {
#ifdef __SSE2__
  using Chars [[gnu::vector_size(16)]] = char;
  return static_cast<unsigned>(__builtin_ia32_pmovmskb128(reinterpret_cast<Chars>(bytes)));
#else
  unsigned bits = 0;
  for (unsigned k = 0; k < sizeof bytes; ++k) bits |= unsigned{bytes[k] < 0} << k;
  return bits;
#endif
}

}  // namespace newsmill
