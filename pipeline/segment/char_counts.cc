// Of 走进养老院 count_meetings sees 养老 when 老 is one of the second characters and the pair a
// key. Most characters are none of those: one look at an array of flags passes over them. Tested by
// tests/segment/char_counts_test.cc.
#include "segment/char_counts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "core/utf8.h"
#include "segment/bytes.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace newsmill {
namespace {

// A number for a character, below kSlots. That of one of three bytes, as Han characters are, is its
// last two bytes but for two bits that are the same in all.
constexpr size_t kSlots = 0x4000;
bool is_three_bytes(const char* c) {
  return (*c & 0xF0) == 0xE0;
}
size_t slot_of_three(const char* c) {
  uint16_t last_two;
  std::memcpy(&last_two, c + 1, sizeof last_two);
  return last_two % kSlots;
}
size_t slot(char32_t code) {
  char bytes[4];
  if (code < 0x800 || code > 0xFFFF) return code % kSlots;
  bytes[1] = static_cast<char>(0x80 | (code >> 6 & 0x3F));
  bytes[2] = static_cast<char>(0x80 | (code & 0x3F));
  return slot_of_three(bytes);
}

class Meetings {
 public:
  Meetings(std::string_view text, CharCounts& counts) : text_(text), counts_(counts) {}

  // Counts the pair that the character at `pos` makes with the one before it, and the triples that
  // hold the pair: where it is none of those wanted, neither are they.
  void see(size_t pos) {
    const utf8::Char c = utf8::at(text_, pos);
    size_t left = pos;
    const utf8::Char b = ink_before(left);
    if (b.size == 0 || utf8::is_blank(c.code) || !counts_.see(meeting_key(b.code, c.code))) return;
    left -= b.size;
    counts_.see(meeting_key(ink_before(left).code, b.code, c.code));
    for (utf8::Char next; pos + c.size < text_.size(); pos += next.size) {
      next = utf8::at(text_, pos + c.size);
      if (utf8::is_blank(next.code)) continue;
      if (next.code != '\n') counts_.see(meeting_key(b.code, c.code, next.code));
      break;
    }
  }

 private:
  // The character before `pos` on its line that is not blank; `pos` moves behind it.
  utf8::Char ink_before(size_t& pos) const {
    utf8::Char c = utf8::before(text_, pos);
    for (; c.size > 0 && utf8::is_blank(c.code); c = utf8::before(text_, pos)) pos -= c.size;
    return c.code == '\n' ? utf8::Char{} : c;
  }

  std::string_view text_;
  CharCounts& counts_;
};

// Looks for a few characters of three bytes or one in 32 places at once.
class FewCharacters {
 public:
  static constexpr size_t kStride = 32;
  static constexpr size_t kReach = kStride + 2;  // bytes that are looked at
  static constexpr size_t kAtOnce = 64;          // strides

  // False if it is of two bytes or four, or one too many.
  bool add(char32_t code) {
    const bool three = code >= 0x800 && code <= 0xFFFF;
    if (count_ == ends_.size() || (!three && code >= 0x80)) return false;
    const auto inside = [](char32_t bits) { return static_cast<uint8_t>(0x80 | (bits & 0x3F)); };
    if (three)
      ends_[count_++] = {inside(code >> 6), inside(code)};
    else
      bytes_[byte_count_++] = static_cast<uint8_t>(code);
    return byte_count_ < bytes_.size();
  }
  // Bit k of a stride's number is set where one stands at its k-th byte, or another with the same
  // last two bytes.
  void find(const char* text, size_t strides, uint32_t* found) const {
#ifdef __x86_64__
    static const bool has_instructions = __builtin_cpu_supports("avx2") != 0;
    if (has_instructions) return find_by_instructions(text, strides, found);
#endif
    find_anywhere(text, strides, found);
  }

 private:
  struct Ends {
    uint8_t second, third;
  };

  void find_anywhere(const char* text, size_t strides, uint32_t* found) const {
    const auto all = [](uint8_t byte) { return Bytes{} + static_cast<int8_t>(byte); };
    for (; strides > 0; --strides, text += kStride) {
      *found = 0;
      for (size_t half = 0; half < kStride; half += sizeof(Bytes)) {
        const Bytes first = load_bytes(text + half), second = load_bytes(text + half + 1),
                    third = load_bytes(text + half + 2);
        Bytes here{};
        for (size_t k = 0; k < count_; ++k)
          here |= (second == all(ends_[k].second)) & (third == all(ends_[k].third));
        for (size_t k = 0; k < byte_count_; ++k) here |= first == all(bytes_[k]);
        *found |= top_bits(here) << half;
      }
      ++found;
    }
  }

#ifdef __x86_64__
  // Each character of three bytes has a bit, the ninth shares the first one's: the bits of a byte
  // are those that both its halves have in a table.
  struct Halves {
    alignas(16) std::array<uint8_t, 16> low{}, high{};
    void add(uint8_t byte, size_t number) {
      const auto bit = static_cast<uint8_t>(1u << number % 8);
      low[byte & 0xF] |= bit;
      high[byte >> 4] |= bit;
    }
  };
  [[gnu::target("avx2")]] void find_by_instructions(const char* text, size_t strides,
                                                    uint32_t* found) const {
    Halves second, third;
    for (size_t k = 0; k < count_; ++k) {
      second.add(ends_[k].second, k);
      third.add(ends_[k].third, k);
    }
    const __m256i second_low = twice(second.low), second_high = twice(second.high),
                  third_low = twice(third.low), third_high = twice(third.high);
    const __m256i half = _mm256_set1_epi8(0x0F), none = _mm256_setzero_si256();
    for (; strides > 0; --strides, text += kStride) {
      const __m256i b = load(text + 1), c = load(text + 2);
      const __m256i of_b = _mm256_and_si256(
          _mm256_shuffle_epi8(second_low, _mm256_and_si256(b, half)),
          _mm256_shuffle_epi8(second_high, _mm256_and_si256(_mm256_srli_epi16(b, 4), half)));
      const __m256i of_c = _mm256_and_si256(
          _mm256_shuffle_epi8(third_low, _mm256_and_si256(c, half)),
          _mm256_shuffle_epi8(third_high, _mm256_and_si256(_mm256_srli_epi16(c, 4), half)));
      const __m256i missing = _mm256_cmpeq_epi8(_mm256_and_si256(of_b, of_c), none);
      uint32_t here = ~static_cast<uint32_t>(_mm256_movemask_epi8(missing));
      for (size_t k = 0; k < byte_count_; ++k)
        here |= static_cast<uint32_t>(_mm256_movemask_epi8(
            _mm256_cmpeq_epi8(load(text), _mm256_set1_epi8(static_cast<char>(bytes_[k])))));
      *found++ = here;
    }
  }
  [[gnu::target("avx2")]] static __m256i load(const char* from) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
  }
  [[gnu::target("avx2")]] static __m256i twice(const std::array<uint8_t, 16>& table) {
    return _mm256_broadcastsi128_si256(
        _mm_load_si128(reinterpret_cast<const __m128i*>(table.data())));
  }
#endif

  std::array<Ends, 24> ends_;
  std::array<uint8_t, 8> bytes_;
  size_t count_ = 0, byte_count_ = 0;
};

// Of some numbers each once, in order.
std::vector<char32_t> each_once(std::span<const char32_t> numbers) {
  std::vector<char32_t> once(numbers.begin(), numbers.end());
  std::sort(once.begin(), once.end());
  once.erase(std::unique(once.begin(), once.end()), once.end());
  return once;
}

// Counts the meetings of all that `few` finds.
void see_few(std::string_view text, const FewCharacters& few, Meetings& meetings) {
  constexpr size_t kStride = FewCharacters::kStride;
  std::array<uint32_t, FewCharacters::kAtOnce> found;
  const auto see = [&](size_t begin, size_t strides) {
    for (size_t k = 0; k < strides; ++k)
      for (uint32_t here = found[k]; here != 0; here &= here - 1) {
        const size_t at = begin + k * kStride + static_cast<size_t>(std::countr_zero(here));
        if (at < text.size() && utf8::is_start(text[at])) meetings.see(at);
      }
  };
  size_t pos = 0;
  while (text.size() - pos >= FewCharacters::kReach) {
    const size_t whole = (text.size() - pos - (FewCharacters::kReach - kStride)) / kStride;
    const size_t strides = std::min(whole, found.size());
    few.find(text.data() + pos, strides, found.data());
    see(pos, strides);
    pos += strides * kStride;
  }
  std::array<char, 2 * kStride + 2> rest{};
  std::copy(text.begin() + static_cast<std::ptrdiff_t>(pos), text.end(), rest.begin());
  few.find(rest.data(), 2, found.data());
  see(pos, 2);
}

// Counts the meetings of those of `seconds`, however many, one character after the other.
void see_many(std::string_view text, std::span<const char32_t> seconds, Meetings& meetings) {
  std::array<bool, kSlots> wanted{};
  for (const char32_t code : seconds) wanted[slot(code)] = true;
  for (size_t pos = 0; pos < text.size();) {
    if (is_three_bytes(&text[pos])) {
      if (wanted[slot_of_three(&text[pos])]) meetings.see(pos);
      pos += 3;
    } else {
      const utf8::Char other = utf8::at(text, pos);
      if (wanted[other.code % kSlots]) meetings.see(pos);
      pos += other.size;
    }
  }
}

}  // namespace

Meeting meeting_of(std::string_view left, std::string_view right) {
  const utf8::Char a = utf8::before(left, left.size()), b = utf8::at(right, 0);
  return {utf8::before(left, left.size() - a.size).code, a.code, b.code,
          utf8::at(right, b.size).code};
}

void count_meetings(std::string_view text, std::span<const char32_t> seconds, CharCounts& counts) {
  const std::vector<char32_t> once = each_once(seconds);
  FewCharacters few;
  Meetings meetings(text, counts);
  if (std::all_of(once.begin(), once.end(), [&](char32_t code) { return few.add(code); }))
    see_few(text, few, meetings);
  else
    see_many(text, once, meetings);
}

inline void HanPairs::add(uint64_t pair) {
  const size_t bit = bit_of(pair);
  if (marked(bit) && has(pair)) return;
  bits_[bit / 64] |= uint64_t{1} << bit % 64;
  list_.push_back(pair);
}

void HanPairs::read(std::string_view text) {
  was_read_ = true;
  bits_ = {};
  list_.clear();
  list_.reserve(text.size() / 3);
  char32_t last = 0;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    if (utf8::is_han(c.code)) {
      if (last) add(meeting_key(last, c.code));
      last = c.code;
    } else if (c.code != '\n' && !utf8::is_blank(c.code)) {
      last = 0;
    }
  }
}

size_t HanPairs::shared_with(const HanPairs& other) const {
  size_t both = 0;
  for (const uint64_t pair : other.list_)
    if (marked(bit_of(pair))) [[unlikely]]
      both += has(pair);
  return both;
}

}  // namespace newsmill
