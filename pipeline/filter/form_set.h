// Where the words of a set may stand in a text, and where they surely do not.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "filter/characters.h"

namespace newsmill {

// Up to eight bytes of `text` from `pos` on, the first in the lowest place; 0 past its end.
uint64_t last_eight_bytes(std::string_view text, size_t pos);
inline uint64_t eight_bytes_at(const char* at) {
  uint64_t bytes;
  std::memcpy(&bytes, at, sizeof bytes);  // one load
  return bytes;
}
inline uint64_t eight_bytes(std::string_view text, size_t pos) {
  return pos + 8 > text.size() ? last_eight_bytes(text, pos) : eight_bytes_at(text.data() + pos);
}

// Tells where no form of a set starts: no is always right, yes mostly.
class FormSet {
 public:
  void add(std::string_view form);

  // What a look at a place reads: two Han characters, three. `at` has kThree bytes in all of these.
  static constexpr size_t kTwo = 6, kThree = 9;
  static uint64_t hash_of_two(const char* at) { return hash(eight_bytes_at(at) << 16); }
  static uint64_t hash_of_three(const char* at) { return hash(eight_bytes_at(at + 1)); }

  // One look without a branch; says no of nine characters in ten. Ask may_start_other() too where
  // the character has not three bytes.
  bool may_start_with(const char* at) const {
    return row_of(at) >> (static_cast<unsigned char>(at[5]) & 63) & 1;
  }
  bool may_start_other(const char* at) const { return others_[first_two(at)]; }
  // May a form start here that has three Han characters and more? Less than two?
  bool may_start_long(const char* at) const { return may_hold(hash_of_three(at)); }
  bool may_start_short(const char* at) const {
    return (row_of(at) == kAll) | !has_three_bytes(*at);
  }
  // A second look; yes is nearly always right.
  bool may_start(std::string_view text, size_t pos) const;

  // Writes down where a form may start, and a few places more; how many. `places` has room for one
  // more than `text` has characters.
  size_t find_starts(std::string_view text, uint32_t* places) const;
  // Leaves out the places where may_start() says no; how many are left.
  size_t keep_starts(std::string_view text, uint32_t* places, size_t count) const;

 private:
  static uint64_t hash(uint64_t bytes) { return bytes * 0x9E3779B97F4A7C15; }
  static constexpr int kRowBits = 11, kKeyBits = 17;
  static constexpr uint64_t kAll = ~uint64_t{0};

  // The row for a character, by a hash of three bytes: the fourth that is read is multiplied away.
  static size_t row(const char* at) {
    uint32_t bytes;
    std::memcpy(&bytes, at, 4);
    return bytes * 0x3779B100u >> (32 - kRowBits);
  }
  static size_t first_two(const char* at) {
    uint16_t bytes;
    std::memcpy(&bytes, at, sizeof bytes);
    return bytes;
  }
  uint64_t row_of(const char* at) const { return rows_[row(at)]; }
  // Is there a form whose first two or three Han characters have this hash?
  bool may_hold(uint64_t hash) const {
    const uint64_t key = hash >> (64 - kKeyBits);
    return keys_[key / 64] >> key % 64 & 1;
  }
  bool look_again(const char* at) const {
    return may_hold(hash_of_three(at)) | may_hold(hash_of_two(at)) | may_start_short(at);
  }

  // A row for a character of three bytes, in it a bit for the last byte of the next: these tell
  // most. All bits where a form has less than two characters.
  std::array<uint64_t, size_t{1} << kRowBits> rows_{};
  std::array<uint64_t, (size_t{1} << kKeyBits) / 64> keys_{};
  std::bitset<size_t{1} << 16> others_;  // the first two bytes of forms that start otherwise
};

}  // namespace newsmill
