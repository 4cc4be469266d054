// The few characters of a text that are worth a look, found without a branch for each of the
// others.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace newsmill {

// What a character may be, as bits.
struct Mark {
  enum : unsigned {
    kPause = 1,        // punctuation inside a sentence
    kEvent = 2,        // anything else:
    kStop = 4,         // ends a sentence
    kNumber = 8,       // begins a number
    kPeriodWord = 16,  // begins a word for a period
    kInside = 32,      // a numeral that may stand inside a word: 统一
    kOpen = 64,        // a bracket or quotation mark
  };
};

// The marks of a text, in order. Room that is used again for the next text.
struct Marks {
  struct Event {
    uint32_t pos = 0, what = 0;
    uint32_t pauses = 0;  // that stand before it
  };
  static constexpr uint32_t kEnd = UINT32_MAX;
  std::vector<Event> events;     // a stop at the end of the text behind the last
  std::vector<uint32_t> pauses;  // kEnd behind the last
};

// Characters of one byte or of three that are marks. Of Arabic digits side by side only the first
// is one. Filled before the first look-up; then many threads may share it.
class MarkTable {
 public:
  void add(char32_t c, unsigned what);
  // The same for a character that is a mark only where `word` begins, or another added like this.
  // Most others are told apart.
  void add_first(std::string_view word, unsigned what);
  unsigned what(char32_t c) const { return c < kCodes ? whats_[c] % (1u << kMarkBits) : 0; }
  // Replaces `marks` by those of `text`, which must be valid UTF-8 and shorter than 4 GB.
  void read(std::string_view text, Marks& marks) const;

 private:
  static constexpr size_t kCodes = 65536, kNarrow = 128;
  static constexpr unsigned kMarkBits = 8, kGateBits = 8;
  // Bytes that are looked at together, so that what is found stays in the nearest cache.
  static constexpr size_t kBlock = 1024;
  using Places = std::array<uint32_t, kBlock>;
  size_t sweep(std::string_view text, size_t& pos, Places& places) const;
  unsigned what_at(const char* at) const;

  static constexpr size_t kTails = 0x8080, kTailsEnd = 0xBFC0;  // the least and the greatest tail
  std::array<uint8_t, kTailsEnd - kTails> sieve_{};  // by the last two of three bytes: 0 or 1
  std::array<uint8_t, kNarrow> narrow_{};            // of one byte: 0 or 1
  std::array<uint16_t, kCodes> whats_{};             // the number of a gate, then the bits of Mark
  // By six bits of the next character: may it follow? Gate 0 lets all pass.
  std::vector<uint64_t> gates_{~uint64_t{0}};
};

}  // namespace newsmill
