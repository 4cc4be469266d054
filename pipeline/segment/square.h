// Bits of 64 words by 64, turned over.
#pragma once

#include <cstddef>
#include <cstdint>

namespace newsmill {

constexpr size_t kLanes = 64;

// Two words in one register; GCC and Clang have arithmetic for it on any processor.
using WordPair [[gnu::vector_size(16)]] = uint64_t;
// 64 words of 64 bits.
struct BitSquare {
  WordPair pairs[kLanes / 2];
  uint64_t operator[](size_t row) const { return pairs[row / 2][row % 2]; }
  void set(size_t row, uint64_t word) { pairs[row / 2][row % 2] = word; }
};

// The upper bits of the words of `top` change places with the lower ones of `bottom`.
template <unsigned kHalf>
void swap_bits(WordPair& top, WordPair& bottom) {
  constexpr uint64_t kLow = ~uint64_t{0} / ((uint64_t{1} << kHalf) + 1);
  const WordPair change = (top >> kHalf ^ bottom) & kLow;
  top ^= change << kHalf;
  bottom ^= change;
}
template <unsigned kHalf>
void swap_halves(BitSquare& square) {
  for (unsigned first = 0; first < kLanes / 2; first += kHalf)
    for (unsigned pair = first; pair < first + kHalf / 2; ++pair)
      swap_bits<kHalf>(square.pairs[pair], square.pairs[pair + kHalf / 2]);
}
template <>
inline void swap_halves<1>(BitSquare& square) {
  for (unsigned pair = 0; pair < kLanes / 2; pair += 2) {
    WordPair &a = square.pairs[pair], &b = square.pairs[pair + 1];
    WordPair even = __builtin_shufflevector(a, b, 0, 2), odd = __builtin_shufflevector(a, b, 1, 3);
    swap_bits<1>(even, odd);
    a = __builtin_shufflevector(even, odd, 0, 2);
    b = __builtin_shufflevector(even, odd, 1, 3);
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
