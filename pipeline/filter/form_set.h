// Where the words of a set may stand in a text, and where they surely do not.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "filter/characters.h"

namespace newsmill {

// A text, and zeros behind it: they are in no form. One buffer serves text after text.
class PaddedText {
 public:
  void assign(std::string_view text) {
    size_ = text.size();
    if (bytes_.size() < size_ + kZeros) bytes_.resize(2 * size_ + kZeros);
    text.copy(bytes_.data(), size_);
    std::memset(bytes_.data() + size_, 0, kZeros);
  }
  size_t size() const { return size_; }
  const char* at(size_t pos) const { return bytes_.data() + pos; }
  std::string_view from(size_t pos) const { return {at(pos), size_ - pos}; }

 private:
  static constexpr size_t kZeros = 32;
  std::vector<char> bytes_;
  size_t size_ = 0;
};

inline uint64_t eight_bytes_at(const char* at) {
  uint64_t bytes;
  std::memcpy(&bytes, at, sizeof bytes);  // one load
  return bytes;
}

// What a form, or a place of a text, is known by: a hash of nine bytes, of which the first tells
// nothing, of six, or of up to three. `at` has nine bytes in any case.
struct FormName {
  static constexpr size_t kNine = 9, kSix = 6, kFew = 3;
  static uint64_t of_nine(const char* at) { return hash(eight_bytes_at(at + 1)); }
  static uint64_t of_six(const char* at) { return hash(eight_bytes_at(at) << 16); }
  static uint64_t of_few(const char* at, size_t bytes) {
    return hash(eight_bytes_at(at) << 8 * (8 - bytes));
  }
  // Of a form: of as many as it has.
  static uint64_t of(std::string_view form);

 private:
  static uint64_t hash(uint64_t bytes) { return (bytes ^ bytes >> 32) * 0x9E3779B97F4A7C15; }
};

// Tells where no form of a set starts: no is always right, yes mostly.
class FormSet {
 public:
  void add(std::string_view form);

  // Writes down where a form may start, and a few places more; how many. `places` has room for
  // kRoom more than `text` has characters.
  static constexpr size_t kRoom = 4;
  size_t find_starts(const PaddedText& text, uint32_t* places) const;

  // May a form start here that has six bytes or more? Fewer? Yes is mostly right.
  bool may_start_long(const char* at) const {
    return may_hold(FormName::of_nine(at)) | may_hold(FormName::of_six(at));
  }
  bool may_start_few(const char* at) const {
    return few_[hash_of_few(at) >> (32 - kFewBits)] | !has_three_bytes(*at);
  }

 private:
  static constexpr int kRowBits = 11, kNameBits = 17, kFewBits = 13;

  // Of three bytes: the fourth that is read is multiplied away.
  static uint32_t hash_of_few(const char* at) {
    uint32_t bytes;
    std::memcpy(&bytes, at, 4);
    return bytes * 0x3779B100u;
  }
  static size_t row(const char* at) { return hash_of_few(at) >> (32 - kRowBits); }
  static size_t first_two(const char* at) {
    uint16_t bytes;
    std::memcpy(&bytes, at, sizeof bytes);
    return bytes;
  }
  // One look without a branch, at a character of three bytes; says no of three in four.
  bool may_start_with(const char* at) const {
    return rows_[row(at)] >> (static_cast<unsigned char>(at[5]) & 63) & 1;
  }
  bool may_start_other(const char* at) const { return may_start_with(at) | others_[first_two(at)]; }
  bool may_hold(uint64_t name) const {
    const uint64_t key = name >> (64 - kNameBits);
    return names_[key / 64] >> key % 64 & 1;
  }
  size_t look(const PaddedText& text, uint32_t* places) const;
  size_t look_again(const PaddedText& text, uint32_t* places, size_t count) const;

  // A row for a character of three bytes, or as many of others, in it a bit for the last byte of
  // the next: these tell most. All bits where a form has less than two characters.
  std::array<uint64_t, size_t{1} << kRowBits> rows_{};
  std::array<uint64_t, (size_t{1} << kNameBits) / 64> names_{};
  std::bitset<size_t{1} << kFewBits> few_;
  std::bitset<size_t{1} << 16> others_;  // the first two bytes of forms that have no more
};

}  // namespace newsmill
