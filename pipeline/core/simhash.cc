// SimHash (Charikar 2002): every 3-gram casts a vote on each of 64 bits, the majority wins.
//
//   公章一枚 -> 公章一, 章一枚 -> two 64-bit hashes -> bit i is set where more than half have it
//   set
//
// Counting 64 votes one by one would cost 64 steps a 3-gram. Instead each byte of a hash is spread
// to eight one-byte counters by a table, so a 3-gram costs eight additions; the byte counters are
// emptied before they can overflow. Test: Simhash.EqualsOneVoteAtATime.
#include "core/simhash.h"

#include <array>
#include <bit>

#include "core/utf8.h"

namespace newsmill {
namespace {

// Byte i of spread(b) is bit i of b.
constexpr std::array<uint64_t, 256> make_spread() {
  std::array<uint64_t, 256> spread{};
  for (uint64_t byte = 0; byte < 256; ++byte) {
    for (uint64_t bit = 0; bit < 8; ++bit) spread[byte] |= (byte >> bit & 1) << (8 * bit);
  }
  return spread;
}
constexpr std::array<uint64_t, 256> kSpread = make_spread();

class Votes {
 public:
  void add(uint64_t hash) {
    for (int byte = 0; byte < 8; ++byte) small_[byte] += kSpread[hash >> (8 * byte) & 0xFF];
    if (++pending_ == 255) flush();
    ++voters_;
  }
  uint64_t majority() {
    flush();
    uint64_t out = 0;
    for (int bit = 0; bit < 64; ++bit) out |= uint64_t{2 * large_[bit] > voters_} << bit;
    return out;
  }

 private:
  void flush() {
    for (int bit = 0; bit < 64; ++bit) large_[bit] += small_[bit / 8] >> (8 * (bit % 8)) & 0xFF;
    small_ = {};
    pending_ = 0;
  }

  std::array<uint64_t, 8> small_{};  // 8 one-byte counters each
  std::array<uint64_t, 64> large_{};
  int pending_ = 0;
  uint64_t voters_ = 0;
};

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

// The character as it is compared, or 0 for what has no say: blanks, punctuation, ornaments.
char32_t folded(char32_t c) {
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

}  // namespace

uint64_t simhash(std::string_view text) {
  Votes votes;
  uint64_t gram = 0;  // the last three characters, 21 bits each
  int length = 0;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    const char32_t code = folded(c.code);
    if (code == 0) continue;
    gram = (gram << 21 | code) & 0x7FFFFFFFFFFFFFFF;
    if (++length >= 3) votes.add(mix(gram));
  }
  return length == 0 ? 0 : length < 3 ? mix(gram) : votes.majority();
}

int simhash_distance(uint64_t a, uint64_t b) {
  return std::popcount(a ^ b);
}

}  // namespace newsmill
