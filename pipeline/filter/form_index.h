// The forms of formulae by what they start with: one look at a line of memory tells which of many
// thousands may stand at a place, or that none does.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace newsmill {

class FormIndex {
 public:
  static constexpr uint16_t kNone = 0xFFFF;

  // What is looked at of a name.
  static uint64_t told_by(uint64_t name) { return name >> kTagFrom; }

  struct Entry {
    uint64_t name;
    uint16_t value;  // less than kNone
  };
  FormIndex() { clear(1); }
  // Each name is another by what is looked at.
  void build(std::span<const Entry> entries);

  // Where the value of that name is; kNowhere, or where there is kNone, for nearly all others.
  // Takes no branch.
  static constexpr uint32_t kNowhere = 0;
  uint32_t find(uint64_t name) const {
    const uint32_t line = line_of(name);
    const uint32_t places = places_of(tag_of(name), tags_[line]);
    const uint32_t first = 1 + kPlaces * line + static_cast<uint32_t>(std::countr_zero(places));
    return first & -uint32_t{places != 0};
  }
  uint16_t value(uint32_t place) const { return values_[place]; }

 private:
  static constexpr uint32_t kPlaces = 16;
  struct alignas(32) Tags : std::array<uint16_t, kPlaces> {};
  static constexpr int kTagFrom = 24;

  static uint16_t tag_of(uint64_t name) { return static_cast<uint16_t>(name >> kTagFrom); }
  uint32_t line_of(uint64_t name) const {
    return static_cast<uint32_t>((name >> 32) * lines_ >> 32);
  }
  static uint32_t places_of(uint16_t tag, const Tags& tags);
  void clear(size_t lines);
  bool fill(std::span<const Entry> entries);

  std::vector<Tags> tags_;        // of each line
  std::vector<uint16_t> values_;  // kNone, then those of each line
  uint64_t lines_ = 0;
};

// A bit for each place with this tag.
inline uint32_t FormIndex::places_of(uint16_t tag, const Tags& tags) {
#ifdef __SSE2__
  const __m128i* const all = reinterpret_cast<const __m128i*>(tags.data());
  const __m128i wanted = _mm_set1_epi16(static_cast<int16_t>(tag));
  return static_cast<uint32_t>(
      _mm_movemask_epi8(_mm_packs_epi16(_mm_cmpeq_epi16(_mm_load_si128(all), wanted),
                                        _mm_cmpeq_epi16(_mm_load_si128(all + 1), wanted))));
#else
  uint32_t places = 0;
  for (size_t i = 0; i < kPlaces; ++i) places |= uint32_t{tags[i] == tag} << i;
  return places;
#endif
}

}  // namespace newsmill
