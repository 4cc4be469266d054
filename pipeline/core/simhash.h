// A fingerprint of text that changes little when the text does.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/utf8_number.h"

namespace newsmill {

// 64-bit SimHash over the character 3-grams of `text` (valid UTF-8), blanks and punctuation left
// out and full-width letters and digits read as narrow ones: the same notice set on other lines or
// with other commas has the same fingerprint, a notice with one number changed differs in a few
// bits. Two blanks stand before the text, so that one character is a 3-gram; text without any
// character gives 0.
//
// Stable: fingerprints are written to shards and compared between runs and machines.
uint64_t simhash(std::string_view text);

// The same of several texts: every 3-gram has a vote, in whatever order they come.
class Simhasher {
 public:
  // Three characters, of which the next one pushes out the first. Who reads a text otherwise may
  // give any other pieces of it a vote, a number each.
  using Gram = uint64_t;
  static Gram next(Gram gram, uint32_t number) { return gram << 22 ^ number; }

  // The character as it is compared, or 0 for what has no say: blanks, punctuation, ornaments.
  static char32_t folded(char32_t c);
  // The number of a character that is compared as `folded`.
  static uint32_t number(std::string_view character, char32_t folded) {
    return folded < 0x80 ? static_cast<uint32_t>(folded) : utf8::number_of(character);
  }

  void add(std::string_view text);
  void add(std::span<const Gram> grams);
  // Or written down by the caller: room() for kRoom more of them, and fill() says how many are
  // there.
  static constexpr size_t kRoom = 64;
  Gram* room() {
    if (filled_ > kMost) count();
    return waiting_.data() + filled_;
  }
  void fill(size_t grams) { filled_ += grams; }
  bool empty() const { return counted_ + filled_ == 0; }
  // Asked once, when all is added.
  uint64_t value();

 private:
  static constexpr size_t kAtOnce = 30;         // are counted,
  static constexpr size_t kMost = 4 * kAtOnce;  // and wait before
  using Pair [[gnu::vector_size(16)]] = uint64_t;
  void count();
  void count(const Pair* hashes);

  std::array<Gram, kMost + kRoom + kAtOnce> waiting_;  // not yet counted
  size_t filled_ = 0;                                  // how many of them
  uint64_t counted_ = 0;
  // Bit i of counters_[p] is bit p of counter i, of every other hash each.
  std::array<Pair, 32> counters_{};
};

// In how many bits two fingerprints differ.
int simhash_distance(uint64_t a, uint64_t b);

}  // namespace newsmill
