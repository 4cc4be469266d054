// SimHash (Charikar 2002): every 3-gram casts a vote on each of 64 bits, the majority wins.
//
//   公章一枚 -> 公章一, 章一枚 -> two 64-bit hashes -> bit i is set where more than half have it
//   set
//
// Counting 64 votes one by one would cost 64 steps a 3-gram. Instead the 64 counters lie crosswise:
// one word holds the lowest bits of all, the next word the second lowest, and so on, so that a few
// logical operations add to all at once, as in an adder's circuit; seven hashes are first added up
// among themselves. Test: Simhash.EqualsOneVoteAtATime.
#include "core/simhash.h"

#include <algorithm>
#include <bit>

#include "core/utf8.h"

namespace newsmill {
namespace {

// 64 sums of three bits each: `low` and twice `high`.
struct Sum {
  uint64_t low, high;
};
Sum sum_of(uint64_t a, uint64_t b, uint64_t c) {
  return {a ^ b ^ c, (a & b) | (c & (a ^ b))};
}

// The finalizer of SplitMix64: every input bit moves every output bit.
uint64_t mix(uint64_t x) {
  x += 0x9E3779B97F4A7C15;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
  x = (x ^ x >> 27) * 0x94D049BB133111EB;
  return x ^ x >> 31;
}

bool in(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

}  // namespace

char32_t Simhasher::folded(char32_t c) {
  if (c >= 0x3400 && c <= 0x9FFF) return c;  // nearly all of it
  if (in(c, 0xFF01, 0xFF5E)) c -= 0xFEE0;    // full-width to narrow
  if (c < 0x80) {
    if (in(c, 'A', 'Z')) return c + 0x20;
    return in(c, 'a', 'z') || in(c, '0', '9') ? c : 0;
  }
  if (in(c, 0x80, 0xBF) || in(c, 0x2000, 0x206F) || in(c, 0x2190, 0x2BFF)) return 0;
  if (in(c, 0x3000, 0x3004) || in(c, 0x3008, 0x303F) || c == 0x30FB) return 0;
  if (in(c, 0xE000, 0xF8FF) || in(c, 0xFE00, 0xFE6F) || in(c, 0xFF5F, 0xFF65)) return 0;
  if (c == 0xFEFF || in(c, 0xFFF0, 0xFFFF)) return 0;
  return utf8::is_blank(c) ? 0 : c;
}

void Simhasher::add(std::string_view text) {
  std::array<char32_t, 256> characters;
  size_t filled = 0;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    const char32_t code = folded(c.code);
    characters[filled] = code;
    filled += code != 0;
    if (filled < characters.size()) continue;
    add(std::u32string_view(characters.data(), filled));
    filled = 0;
  }
  add(std::u32string_view(characters.data(), filled));
}

void Simhasher::add(std::u32string_view folded) {
  uint64_t gram = gram_;
  size_t filled = filled_;
  for (const char32_t code : folded) {
    gram = (gram << 21 | code) & 0x7FFFFFFFFFFFFFFF;
    waiting_[filled] = mix(gram);
    if (++filled < waiting_.size()) continue;
    count();
    counted_ += filled - kTooShort;
    filled = kTooShort;
  }
  gram_ = gram, filled_ = filled;
}

void Simhasher::count() {
  const uint64_t* const w = waiting_.data() + kTooShort;
  const Sum first = sum_of(w[0], w[1], w[2]), second = sum_of(w[3], w[4], w[5]);
  const Sum ones = sum_of(first.low, second.low, w[6]);
  const Sum twos = sum_of(first.high, second.high, ones.high);
  uint64_t carry = 0;
  const auto add_to = [&](size_t plane, uint64_t bits) {
    const Sum sum = sum_of(counters_[plane], bits, carry);
    counters_[plane] = sum.low;
    carry = sum.high;
  };
  add_to(0, ones.low), add_to(1, twos.low), add_to(2, twos.high);
  for (size_t plane = 3; carry != 0; ++plane) add_to(plane, 0);
}

// Bit i is set where more than half of the voters have it.
uint64_t Simhasher::value() {
  const size_t waiting = filled_ - std::min(filled_, kTooShort);
  if (counted_ + waiting == 0) return filled_ == 0 ? 0 : mix(gram_);
  std::fill(waiting_.begin() + filled_, waiting_.end(), 0);
  count();
  const uint64_t half = (counted_ + waiting) / 2;
  uint64_t more = 0, equal = ~uint64_t{0};
  for (size_t plane = counters_.size(); plane-- > 0;) {
    const uint64_t bits = (half >> plane & 1) != 0 ? ~uint64_t{0} : 0;
    more |= equal & counters_[plane] & ~bits;
    equal &= ~(counters_[plane] ^ bits);
  }
  return more;
}

uint64_t simhash(std::string_view text) {
  Simhasher hasher;
  hasher.add(text);
  return hasher.value();
}

int simhash_distance(uint64_t a, uint64_t b) {
  return std::popcount(a ^ b);
}

}  // namespace newsmill
