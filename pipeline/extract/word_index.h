// A list of words, found by their first two characters.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/word_table.h"
#include "rules/lexicon.h"

namespace newsmill {

// Like Lexicon, but made for looking at many places of a text: of the tables, a look-up that finds
// nothing mostly touches one kilobyte and a half.
//
// add() before the first look-up; then many threads may share it. Words of more than 255 bytes are
// not found.
class WordIndex {
 public:
  // The first of equal words wins. An empty word is ignored.
  void add(std::string_view word, int id);
  // The number of a word that is the whole text, or -1.
  int find(std::string_view text) const;
  // The longest word that starts at byte `pos`; none: id -1.
  Lexicon::Match longest_at(std::string_view text, size_t pos) const {
    if (pos >= text.size()) return {};
    const uint64_t bytes = window_at(text, pos), first = first_of(bytes);
    if (!starts_[start(first)]) return {};
    const uint64_t pair = pair_of(bytes);
    if (!words_.may_hold(pair) && !words_.may_hold(first)) return {};
    return longest_from(text, pos, bytes, pair);
  }

 private:
  static constexpr int kStartBits = 12;
  static size_t start(uint64_t first) { return first * 0x9E3779B97F4A7C15u >> (64 - kStartBits); }
  // How many bits of the window the first character takes up, and which.
  static int bits_of_first(uint64_t bytes) {
    const auto lead = static_cast<unsigned char>(bytes);
    return lead < 0x80 ? 8 : lead >= 0xF0 ? 32 : lead >= 0xE0 ? 24 : 16;
  }
  static uint64_t first_of(uint64_t bytes) {
    return bytes & ~(~uint64_t{0} << bits_of_first(bytes));
  }
  // The first two characters.
  static uint64_t pair_of(uint64_t bytes) {
    const int first = bits_of_first(bytes);
    return first_of(bytes) | first_of(bytes >> first) << first;
  }
  Lexicon::Match longest_from(std::string_view text, size_t pos, uint64_t bytes,
                              uint64_t pair) const;

  std::bitset<1 << kStartBits> starts_;  // by some bits of a character: may it begin a word?
  WordTable words_;
};

}  // namespace newsmill
