// Where the words of a set may stand in a text, and where they surely do not.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

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

  // One look without a branch; says no of four characters in five and more. `at` has six bytes.
  // Ask may_start_short() too where the character is no ordinary Han.
  bool may_start_with(const char* at) const {
    return rows_[row_of(at)] >> (static_cast<unsigned char>(at[5]) & 63) & 1;
  }
  // May a form of fewer than three bytes start here? `bytes` are at least two, the first lowest.
  bool may_start_short(uint64_t bytes) const { return short_[bytes & 0xFFFF]; }
  // A few looks more; yes is nearly always right where the forms have two or three Han characters.
  bool may_start(std::string_view text, size_t pos) const {
    if (pos + kThree > text.size() || static_cast<unsigned char>(text[pos]) < 0xE0)
      return may_start_here(text, pos);
    return may_start_far(text.data() + pos);
  }

  // The bytes that forms are found by: of three Han characters and more the last eight of three, of
  // fewer all, of less than a character the first. They end so many bytes from the form's start.
  static constexpr size_t kThree = 9, kTwo = 6, kOne = 3, kByte = 1;
  static uint64_t two(uint64_t bytes) { return bytes & 0xFFFFFFFFFFFF; }
  static uint64_t one(uint64_t bytes) { return bytes & 0xFFFFFF; }
  static uint64_t byte(uint64_t bytes) { return bytes & 0xFF; }
  static uint64_t key_of(std::string_view form);
  static size_t key_end(std::string_view form);
  // May there be forms with this key?
  bool may_hold(uint64_t key) const { return keys_[key]; }

  // Writes down where a form may start, and a few places more; how many. `places` has room for one
  // more than `text` has characters.
  size_t find_starts(std::string_view text, uint32_t* places) const;
  // The same, and in a list of their own the characters that are no ordinary Han.
  struct Found {
    size_t starts = 0, others = 0;
  };
  Found find_starts_and_others(std::string_view text, uint32_t* starts, uint32_t* others) const;
  // Leaves out the places where may_start() says no; how many are left.
  size_t keep_starts(std::string_view text, uint32_t* places, size_t count) const;

 private:
  static constexpr int kRowBits = 12;

  // At a character of three bytes, with six more behind it: without a branch.
  bool may_start_far(const char* at) const {
    const uint64_t bytes = eight_bytes_at(at);
    return may_hold(eight_bytes_at(at + 1)) | may_hold(two(bytes)) | may_hold(one(bytes));
  }
  bool may_start_here(std::string_view text, size_t pos) const;

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

  // The hash of three bytes: the fourth that is read is multiplied away.
  static size_t row_of(const char* at) {
    uint32_t bytes;
    std::memcpy(&bytes, at, 4);
    return bytes * 0x3779B100u >> (32 - kRowBits);
  }

  // A row for a character of three bytes, in it a bit for the last byte of the next: these tell
  // most. Likewise for what starts with other characters.
  std::array<uint64_t, size_t{1} << kRowBits> rows_{};
  Hashes<12> keys_;  // of all forms
  Hashes<4> short_;  // the first two bytes of forms of fewer than three
};

}  // namespace newsmill
