// Do two stretches of text speak of the same things?
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace newsmill {

// Which pairs of neighbouring Han characters (and runs of letters and digits) a text holds, hashed
// into 16,384 bits: names and terms recur inside an article and seldom outside it.
class Vocabulary {
 public:
  static constexpr size_t kWords = 256;

  void add(std::string_view text);
  void add(const Vocabulary& other);
  // Without what `other` holds.
  void remove(const Vocabulary& other);
  size_t size() const;
  size_t shared(const Vocabulary& other) const;
  // Shared pairs beyond what chance would share, of those of the smaller one: 0 to 1.
  double likeness(const Vocabulary& other) const;
  // How many of this one's pairs the other has too, beyond chance: 0 to 1.
  double contained_in(const Vocabulary& other) const;

 private:
  friend class CommonPairs;
  std::array<uint64_t, kWords> bits_{};
};

// Finds the pairs that too many texts of a page hold: they tell nothing apart.
class CommonPairs {
 public:
  void count(const Vocabulary& text);
  // Pairs that at least `texts` of the counted texts hold (2 to 15).
  Vocabulary held_by(unsigned texts) const;

 private:
  std::array<uint8_t, Vocabulary::kWords * 64> counts_{};
};

}  // namespace newsmill
