// Do two stretches of text speak of the same things?
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace newsmill {

// Which pairs of neighbouring Han characters (or Latin letters) a text holds, each hashed to one of
// 16,384 numbers: names and terms recur inside an article and seldom outside it.
class Vocabulary {
 public:
  static constexpr size_t kPairs = 16384;

  // Without the pairs that at least `texts` of `all` hold (2 to 255): they tell nothing apart.
  static void remove_common(std::span<Vocabulary> all, unsigned texts);
  // Each pair once, in the order they came.
  const std::vector<uint16_t>& pairs() const { return pairs_; }
  size_t size() const { return pairs_.size(); }

 private:
  friend class VocabularyReader;
  std::vector<uint16_t> pairs_;
};

// Reads one text after another, each from its paragraphs; a table of what was seen makes each pair
// count once without sorting.
class VocabularyReader {
 public:
  void add(std::string_view paragraph);
  // The pairs of what was added since the last call.
  Vocabulary take();

 private:
  size_t found_ = 0;
  std::array<uint16_t, Vocabulary::kPairs + 1> pairs_;  // those found, and room for one in hand
  std::array<bool, Vocabulary::kPairs> seen_{};
};

// The pairs of one text or of several, made for asking how many of another text's are among them.
class PairSet {
 public:
  void add(const Vocabulary& text);
  // Takes out the pairs of the one text that was added; cheaper than a new set.
  void clear(const Vocabulary& text);
  size_t size() const { return size_; }

  // The share of the pairs of `text` that are here, beyond what chance would put here: 0 to 1.
  double holds(const Vocabulary& text) const;
  // The same as a share of the smaller of the two: 0 to 1.
  double likeness(const Vocabulary& text) const;

 private:
  double beyond_chance(const Vocabulary& text) const;

  std::bitset<Vocabulary::kPairs> has_;  // 2 KiB: a page's articles stay in the nearest cache
  size_t size_ = 0;
};

}  // namespace newsmill
