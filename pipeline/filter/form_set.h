// Where the words of a set may stand in a text, and where they surely do not.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace newsmill {

// Tells where no form of a set starts: no is always right, yes mostly.
class FormSet {
 public:
  void add(std::string_view form);

  // One look in the nearest cache, without a branch; says no of four characters in five and more.
  // `at` has six bytes. Ask may_start_short() too where the character is no ordinary Han.
  bool may_start_with(const char* at) const {
    return rows_[row_of(at)] >> (static_cast<unsigned char>(at[5]) & 63) & 1;
  }
  // May a form of fewer than three bytes start here? `at` has two bytes.
  bool may_start_short(const char* at) const { return short_[first_two(at)]; }
  // A few looks more; yes is nearly always right where the forms have one to three Han characters.
  bool may_start(std::string_view text, size_t pos) const;
  // May a form of one Han character start so? `bytes` are eight_bytes() from its first on.
  bool may_be_one(uint64_t bytes) const { return one_[bytes & kOne]; }
  // Writes down where a form may start, and a few places more; how many. `places` has room for one
  // more than `text` has characters.
  size_t find_starts(std::string_view text, uint32_t* places) const;

 private:
  // Han characters have three bytes; the first tells least and is left out where there are three.
  static constexpr uint64_t kTwo = 0xFFFFFFFFFFFF, kOne = 0xFFFFFF;
  static constexpr int kRowBits = 12;

  // Says yes of a few that are not in it.
  template <int kBits>
  class Hashes {
   public:
    void add(uint64_t bytes) { words_[word_of(bytes)] |= uint64_t{1} << bit_of(bytes); }
    bool operator[](uint64_t bytes) const { return words_[word_of(bytes)] >> bit_of(bytes) & 1; }

   private:
    static uint64_t hash_of(uint64_t bytes) { return bytes * 0x9E3779B97F4A7C15; }
    static size_t word_of(uint64_t bytes) { return hash_of(bytes) >> (64 - kBits); }
    static int bit_of(uint64_t bytes) { return hash_of(bytes) >> (58 - kBits) & 63; }
    std::array<uint64_t, size_t{1} << kBits> words_{};
  };

  static uint16_t first_two(const char* at) {
    uint16_t bytes;
    std::memcpy(&bytes, at, 2);
    return bytes;
  }
  // The last six bits of either byte, side by side: rows that are used leave no gaps in the cache.
  static size_t row_of(const char* at) {
    constexpr uint32_t kSideBySide = 1 << 26 | 1 << 12;
    return first_two(at + 1) * kSideBySide >> (32 - kRowBits);
  }

  // A row for the last two bytes of a Han character, in it a bit for the last byte of the next:
  // these tell most. Likewise for what starts with other characters.
  std::array<uint64_t, size_t{1} << kRowBits> rows_{};
  std::bitset<0x10000> short_;  // the first two bytes of forms of fewer than three
  Hashes<10> two_, three_;
  Hashes<6> one_;
};

// Up to eight bytes of `text` from `pos` on, the first in the lowest place; 0 past its end.
uint64_t last_eight_bytes(std::string_view text, size_t pos);
inline uint64_t eight_bytes(std::string_view text, size_t pos) {
  if (pos + 8 > text.size()) return last_eight_bytes(text, pos);
  uint64_t bytes;
  std::memcpy(&bytes, text.data() + pos, 8);  // one load
  return bytes;
}

inline bool FormSet::may_start(std::string_view text, size_t pos) const {
  const uint64_t bytes = eight_bytes(text, pos);
  return two_[bytes & kTwo] | three_[eight_bytes(text, pos + 1)] | one_[bytes & kOne] |
         short_[bytes & 0xFFFF];
}

}  // namespace newsmill
