// A fingerprint of text that changes little when the text does.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsmill {

// 64-bit SimHash over the character 3-grams of `text` (valid UTF-8), blanks and punctuation left
// out and full-width letters and digits read as narrow ones: the same notice set on other lines or
// with other commas has the same fingerprint, a notice with one number changed differs in a few
// bits. Text of one or two characters is hashed as it is; text without any gives 0.
//
// Stable: fingerprints are written to shards and compared between runs and machines.
uint64_t simhash(std::string_view text);

// The same of a text that comes in pieces: 3-grams run on from one piece to the next.
class Simhasher {
 public:
  // The character as it is compared, or 0 for what has no say: blanks, punctuation, ornaments.
  static char32_t folded(char32_t c);

  void add(std::string_view text);
  // Text that was read before: its folded characters, those without a say left out.
  void add(std::u32string_view folded);
  // Asked once, when all is added.
  uint64_t value();

 private:
  // The first two characters end no 3-gram: their hashes get places of their own and no vote.
  static constexpr size_t kTooShort = 2;
  static constexpr size_t kAtOnce = 30;  // are counted
  using Pair [[gnu::vector_size(16)]] = uint64_t;
  void count();

  uint64_t gram_ = 0;  // the last three characters, 22 bits each, of the first 20
  alignas(Pair) std::array<uint64_t, kTooShort + kAtOnce> waiting_{};  // hashes not yet counted
  size_t filled_ = 0;                                                  // how many of them
  uint64_t counted_ = 0;
  // Bit i of counters_[p] is bit p of counter i, of every other hash each.
  std::array<Pair, 32> counters_{};
};

// In how many bits two fingerprints differ.
int simhash_distance(uint64_t a, uint64_t b);

}  // namespace newsmill
