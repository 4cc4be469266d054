// What 64 bytes are, by one way to look at them and by the other, against a look at each byte.
#include "core/byte_masks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <random>
#include <string>

#include "seed.h"

namespace newsmill {
namespace {

using utf8::ByteMasks;

// And one byte behind them.
using Bytes = std::array<char, utf8::kBlock + 1>;

ByteMasks slow(const Bytes& bytes) {
  ByteMasks masks;
  for (size_t i = 0; i < utf8::kBlock; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const auto next = static_cast<unsigned char>(bytes[i + 1]);
    const bool han = (byte == 0xE4 && next >= 0xB8) || (byte > 0xE4 && byte <= 0xE9);
    masks.begins |= uint64_t{byte < 0x80 || byte >= 0xC0} << i;
    masks.han |= uint64_t{han} << i;
    masks.letters |= uint64_t{utf8::is_latin(byte)} << i;
    masks.digits |= uint64_t{byte >= '0' && byte <= '9'} << i;
    masks.fours |= uint64_t{byte % 4 == 0} << i;
  }
  return masks;
}

void expect_same(const ByteMasks& got, const ByteMasks& want) {
  EXPECT_EQ(got.begins, want.begins);
  EXPECT_EQ(got.han, want.han);
  EXPECT_EQ(got.letters, want.letters);
  EXPECT_EQ(got.digits, want.digits);
  EXPECT_EQ(got.fours, want.fours);
}

TEST(ByteMasks, MatchOneByteAtATime) {
  std::mt19937 random(test_seed());
  Bytes bytes;
  for (int round = 0; round < 2000; ++round) {
    SCOPED_TRACE(testing::Message() << "round " << round << ", seed " << test_seed());
    std::string text;
    while (text.size() < bytes.size() + 4) {
      constexpr std::array<char32_t, 5> kEnds = {0x80, 0x800, 0x3000, 0xA000, 0x20000};
      const char32_t c = random() % kEnds[random() % kEnds.size()];
      utf8::append(text, c >= 0xD800 && c <= 0xDFFF ? U'字' : c);
    }
    std::copy_n(text.begin() + random() % 4, bytes.size(), bytes.begin());
    const ByteMasks want = slow(bytes);
    const auto begins = static_cast<uint32_t>(std::popcount(want.begins));
    expect_same(utf8::PlainMasks::of(bytes.data()), want);
    EXPECT_EQ(utf8::PlainMasks::count(want.begins), begins);
#ifdef NEWSMILL_AVX2
    if (!has_avx2()) continue;
    expect_same(utf8::WideMasks::of(bytes.data()), want);
    EXPECT_EQ(utf8::WideMasks::count(want.begins), begins);
#endif
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace newsmill
