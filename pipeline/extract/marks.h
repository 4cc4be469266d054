// The few characters of a text that are worth a look, found without a branch for each of the
// others.
#pragma once

#include <array>
#include <bit>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace newsmill {

// A set of characters of the Basic Multilingual Plane. Filled before the first look-up; then many
// threads may share it.
class MarkSet {
 public:
  // Most bytes that one sweep() looks at, so that what it finds stays in the nearest cache.
  static constexpr size_t kBlock = 1024;

  void add(char32_t c);
  // Writes down where members begin, from the character at `pos` on; `places` has room for kBlock.
  // Sets `count` to their number and returns the character to go on with. Text must be valid UTF-8.
  size_t sweep(std::string_view text, size_t pos, uint32_t* places, size_t& count) const;

 private:
  // Is the character of three bytes at `at` a member? 0 or 1.
  unsigned wide(const char* at) const {
    static_assert(std::endian::native == std::endian::little);
    uint16_t tail;
    std::memcpy(&tail, at + 1, sizeof tail);
    return static_cast<unsigned>(wide_[tail - kTails]) >>
               (static_cast<unsigned char>(at[0]) & 0x1F) &
           1;
  }

  static constexpr size_t kTails = 0x8080, kTailsEnd = 0xBFC0;  // the least and the greatest tail
  // By the last two bytes of a character: a bit for each first byte. Of each 256 entries 64 are in
  // use, 8 KB in all.
  std::array<uint16_t, kTailsEnd - kTails> wide_{};
  std::bitset<0x800> narrow_;  // those of one or two bytes
};

// Walks along the members of `set` in `text`, both of which must outlive it.
class Marks {
 public:
  Marks(const MarkSet& set, std::string_view text) : set_(set), text_(text) { places_[0] = kEnd; }
  // The first member that begins at byte `from` or behind it, else text.size(). `from` begins a
  // character and never decreases.
  size_t next(size_t from) {
    for (;;) {
      while (places_[at_] < from) ++at_;
      if (places_[at_] != kEnd) return places_[at_];
      if (from < swept_) from = swept_;
      if (from >= text_.size()) return text_.size();
      size_t count = 0;
      swept_ = set_.sweep(text_, from, places_.data(), count);
      places_[count] = kEnd;
      at_ = 0;
    }
  }

 private:
  static constexpr uint32_t kEnd = UINT32_MAX;
  const MarkSet& set_;
  std::string_view text_;
  size_t swept_ = 0;  // up to here the members are in places_
  size_t at_ = 0;
  std::array<uint32_t, MarkSet::kBlock + 1> places_;  // not cleared: only what is swept is read
};

}  // namespace newsmill
