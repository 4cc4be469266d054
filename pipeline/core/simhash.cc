// SimHash (Charikar 2002): every 3-gram casts a vote on each of 64 bits, the majority wins.
//
//   公章一枚 -> ··公, ·公章, 公章一, 章一枚 -> four 64-bit hashes -> bit i is set where more than
//   half have it set
//
// Counting 64 votes one by one would cost 64 steps a 3-gram. Instead the 64 counters lie crosswise:
// one word holds the lowest bits of all, the next word the second lowest, and so on, so that a few
// logical operations add to all at once, as in an adder's circuit. Two such rows of counters stand
// side by side in a vector; fifteen pairs of hashes are first added up among themselves. Test:
// Simhash.EqualsOneVoteAtATime.
#include "core/simhash.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "core/utf8.h"

namespace newsmill {
namespace {

// A sum of three bits in each place: `low` and twice `high`.
template <class Bits>
struct Sum {
  Bits low, high;
};
template <class Bits>
Sum<Bits> sum_of(Bits a, Bits b, Bits c) {
  return {a ^ b ^ c, (a & b) | (c & (a ^ b))};
}

// A product's high half folded onto its low one: each bit of the result hangs on many of x.
uint64_t mix(uint64_t x) {
  __extension__ using Product = unsigned __int128;
  constexpr uint64_t kFactor = 0x9E3779B97F4A7C15;
  x ^= 0xD1B54A32D192ED03;
  return static_cast<uint64_t>(static_cast<Product>(x) * kFactor >> 64) ^ x * kFactor;
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
  Gram gram = 0;
  Gram* end = room();
  size_t left = kRoom;
  const auto take = [&](uint32_t number) {
    gram = next(gram, number);
    *end++ = gram;
    if (--left > 0) return;
    fill(kRoom);
    end = room();
    left = kRoom;
  };
  for (size_t pos = 0; pos < text.size();) {
    if (pos + 4 <= text.size()) {
      const uint32_t number = utf8::three_bytes(text.data() + pos);
      if (utf8::is_common_han(number)) {  // as it is compared
        take(number);
        pos += 3;
        continue;
      }
    }
    const utf8::Char c = utf8::at(text, pos);
    if (const char32_t code = folded(c.code)) take(number(text.substr(pos, c.size), code));
    pos += c.size;
  }
  fill(kRoom - left);
}

void Simhasher::add(std::span<const Gram> grams) {
  for (; !grams.empty(); grams = grams.subspan(std::min(grams.size(), kRoom))) {
    const std::span<const Gram> some = grams.first(std::min(grams.size(), kRoom));
    std::copy(some.begin(), some.end(), room());
    fill(some.size());
  }
}

// Counts what waits, but for a few that are left.
void Simhasher::count() {
  Pair hashes[kAtOnce / 2];
  const Gram* from = waiting_.data();
  for (; filled_ >= kAtOnce; filled_ -= kAtOnce, from += kAtOnce) {
    for (size_t i = 0; i < kAtOnce; ++i) hashes[i / 2][i % 2] = mix(from[i]);
    count(hashes);
    counted_ += kAtOnce;
  }
  std::copy_n(from, kAtOnce, waiting_.data());  // those that are left, and what stands behind
}

void Simhasher::count(const Pair* w) {
  Sum<Pair> ones[7], twos[3];
  for (size_t i = 0; i < 5; ++i) ones[i] = sum_of(w[3 * i], w[3 * i + 1], w[3 * i + 2]);
  ones[5] = sum_of(ones[0].low, ones[1].low, ones[2].low);
  ones[6] = sum_of(ones[3].low, ones[4].low, ones[5].low);
  for (size_t i = 0; i < 2; ++i)
    twos[i] = sum_of(ones[3 * i].high, ones[3 * i + 1].high, ones[3 * i + 2].high);
  twos[2] = sum_of(twos[0].low, twos[1].low, ones[6].high);
  const Sum<Pair> fours = sum_of(twos[0].high, twos[1].high, twos[2].high);
  Pair carry = {};
  const auto add_to = [&](size_t plane, Pair bits) {
    const Sum<Pair> sum = sum_of(counters_[plane], bits, carry);
    counters_[plane] = sum.low;
    carry = sum.high;
  };
  add_to(0, ones[6].low), add_to(1, twos[2].low), add_to(2, fours.low), add_to(3, fours.high);
  for (size_t plane = 4; (carry[0] | carry[1]) != 0; ++plane) add_to(plane, Pair{});
}

// Bit i is set where more than half of the voters have it.
uint64_t Simhasher::value() {
  count();
  Pair rest[kAtOnce / 2] = {};
  for (size_t i = 0; i < filled_; ++i) rest[i / 2][i % 2] = mix(waiting_[i]);
  count(rest);
  counted_ += std::exchange(filled_, 0);
  // Is a counter greater than half the voters? From the lowest bit on, a higher one overrules.
  const uint64_t half = counted_ / 2;
  uint64_t more = 0, carry = 0;
  for (size_t plane = 0; counted_ >> plane != 0; ++plane) {
    const Sum<uint64_t> sum = sum_of(counters_[plane][0], counters_[plane][1], carry);
    const uint64_t bits = (half >> plane & 1) != 0 ? ~uint64_t{0} : 0;
    more = (sum.low & ~bits) | (more & ~(sum.low ^ bits));
    carry = sum.high;
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
