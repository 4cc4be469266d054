// Bits of 64 words by 64, turned over.
#pragma once

#include <cstddef>
#include <cstdint>

namespace newsmill {

constexpr size_t kLanes = 64;

// Four words in one register, or in two; GCC and Clang have arithmetic for it on any processor.
// Aligned as on those whose registers hold two, for the others read them anyway.
using Words [[gnu::vector_size(32), gnu::aligned(16)]] = uint64_t;
// 64 words of 64 bits.
struct BitSquare {
  static constexpr size_t kWords = sizeof(Words) / sizeof(uint64_t);
  Words words[kLanes / kWords];
  uint64_t operator[](size_t row) const { return words[row / kWords][row % kWords]; }
  void set(size_t row, uint64_t word) { words[row / kWords][row % kWords] = word; }
};

// The upper bits of the words of `top` change places with the lower ones of `bottom`.
template <unsigned kHalf>
void swap_bits(Words& top, Words& bottom) {
  constexpr uint64_t kLow = ~uint64_t{0} / ((uint64_t{1} << kHalf) + 1);
  const Words change = (top >> kHalf ^ bottom) & kLow;
  top ^= change << kHalf;
  bottom ^= change;
}
template <unsigned kHalf>
void swap_halves(BitSquare& square) {
  constexpr unsigned kStep = kHalf / BitSquare::kWords;
  for (unsigned first = 0; first < kLanes / BitSquare::kWords; first += 2 * kStep)
    for (unsigned k = first; k < first + kStep; ++k)
      swap_bits<kHalf>(square.words[k], square.words[k + kStep]);
}
// Neighbours change places within their registers: those that do are first brought below each
// other.
template <>
inline void swap_halves<2>(BitSquare& square) {
  for (unsigned k = 0; k < kLanes / BitSquare::kWords; k += 2) {
    Words &a = square.words[k], &b = square.words[k + 1];
    Words top = __builtin_shufflevector(a, b, 0, 1, 4, 5),
          bottom = __builtin_shufflevector(a, b, 2, 3, 6, 7);
    swap_bits<2>(top, bottom);
    a = __builtin_shufflevector(top, bottom, 0, 1, 4, 5);
    b = __builtin_shufflevector(top, bottom, 2, 3, 6, 7);
  }
}
template <>
inline void swap_halves<1>(BitSquare& square) {
  for (unsigned k = 0; k < kLanes / BitSquare::kWords; k += 2) {
    Words &a = square.words[k], &b = square.words[k + 1];
    Words even = __builtin_shufflevector(a, b, 0, 4, 2, 6),
          odd = __builtin_shufflevector(a, b, 1, 5, 3, 7);
    swap_bits<1>(even, odd);
    a = __builtin_shufflevector(even, odd, 0, 4, 2, 6);
    b = __builtin_shufflevector(even, odd, 1, 5, 3, 7);
  }
}

// Bit c of word r becomes bit r of word c: halves change places, then quarters, …
inline void transpose(BitSquare& square) {
  swap_halves<32>(square);
  swap_halves<16>(square);
  swap_halves<8>(square);
  swap_halves<4>(square);
  swap_halves<2>(square);
  swap_halves<1>(square);
}

}  // namespace newsmill
