// The few characters of a text that are worth a look, found without a branch for each of the
// others.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace newsmill {

// A character, and what it may be, as bits.
struct Mark {
  enum : unsigned {
    kPause = 1,       // punctuation inside a sentence
    kStop = 2,        // ends a sentence
    kNumber = 4,      // begins a number
    kPeriodWord = 8,  // begins a word for a period
    kInside = 16,     // a numeral that may stand inside a word: 统一
    kOpen = 32,       // a bracket or quotation mark
    kRound = 64,      // a bracket that sentences may end in
    kTells = 128,     // more hangs on it than on a name in quotation marks; set by MarkTable
  };
  uint32_t pos = 0, what = 0;
  bool is(unsigned sort) const { return (what & sort) != 0; }
};

// The marks of a text, in order, and a stop at its end; what stands behind that means nothing.
// Room that is used again for the next text.
struct Marks {
  std::vector<Mark> all;
  std::vector<uint64_t> tells;  // a bit for each: Mark::kTells
  // The first from all[i] on that tells something; there is one.
  size_t telling(size_t i) const {
    size_t word = i / 64;
    uint64_t bits = tells[word] & ~uint64_t{0} << i % 64;
    while (bits == 0) bits = tells[++word];
    return 64 * word + static_cast<size_t>(std::countr_zero(bits));
  }
};

// Characters of one byte or of three that are marks. Of Arabic digits side by side only the first
// is one. Filled before the first look-up; then many threads may share it.
class MarkTable {
 public:
  // Throws FatalError when there are too many.
  void add(char32_t c, unsigned what);
  // The same for a character that is a mark only where `word` begins, or another added like this.
  // Most others are told apart.
  void add_first(std::string_view word, unsigned what);
  // Of the character at byte `pos`.
  unsigned what(std::string_view text, size_t pos) const {
    const auto lead = static_cast<unsigned char>(text[pos]);
    return lead < kNarrow || lead >> 4 == 0xE ? what_at(text.data() + pos) % (1u << kMarkBits) : 0;
  }
  // Replaces `marks` by those of `text`, which must be valid UTF-8 and shorter than 4 GB.
  void read(std::string_view text, Marks& marks) const;

 private:
  static constexpr size_t kNarrow = 128;
  static constexpr unsigned kMarkBits = 8, kGateBits = 8;
  // Bytes that are looked at together, so that what is found stays in the nearest cache.
  static constexpr size_t kBlock = 1024;
  using Places = std::array<uint32_t, kBlock>;
  static constexpr size_t kOpenGate = 1;
  void add_gated(char32_t c, unsigned what, size_t gate);
  size_t sweep(std::string_view text, size_t& pos, Places& places) const;
  static void find_telling(size_t count, Marks& marks);
  // Of a character of one byte or of three, with its gate.
  unsigned what_at(const char* at) const {
    const auto lead = static_cast<unsigned char>(*at);
    if (lead < kNarrow) return narrows_[lead];
    return wides_[sieve_[tail(at) - kTails]][lead & 0xF];
  }
  // The last two bytes of the character of three bytes at `at`.
  static size_t tail(const char* at) {
    static_assert(std::endian::native == std::endian::little);
    uint16_t bytes;
    std::memcpy(&bytes, at + 1, sizeof bytes);
    return bytes;
  }

  static constexpr size_t kTails = 0x8080, kTailsEnd = 0xBFC0;  // the least and the greatest tail
  // By the last two of three bytes: the row of wides_ where those characters stand; 0: none is a
  // mark. The 64 of a row lie in one line of the cache.
  alignas(64) std::array<uint8_t, kTailsEnd - kTails> sieve_{};
  std::array<uint8_t, kNarrow> narrow_{};  // of one byte: 0 or 1
  // The number of a gate, then the bits of Mark: of one byte, and by four bits of the first of
  // three.
  std::array<uint16_t, kNarrow> narrows_{};
  std::vector<std::array<uint16_t, 16>> wides_{1};
  // By six bits of the next character: may it follow? Gate 0 lets none pass, gate 1 all.
  std::vector<uint64_t> gates_{0, ~uint64_t{0}};
};

}  // namespace newsmill
