// What a sweep finds against a walk from character to character.
#include "extract/marks.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "core/utf8.h"
#include "seed.h"

namespace newsmill {
namespace {

constexpr std::u32string_view kMembers = U"。一五第（5;é";

std::vector<size_t> fast(const MarkSet& set, const std::string& text, size_t stride) {
  std::vector<size_t> places;
  Marks marks(set, text);
  for (size_t pos, from = 0; (pos = marks.next(from)) < text.size();) {
    places.push_back(pos);
    from = pos;
    for (size_t i = 0; i < stride && from < text.size(); ++i) from += utf8::at(text, from).size;
  }
  return places;
}

std::vector<size_t> slow(const std::string& text, size_t stride) {
  std::vector<size_t> places;
  size_t passed = stride;  // characters since the last member taken
  for (size_t pos = 0; pos < text.size(); pos += utf8::at(text, pos).size, ++passed)
    if (passed >= stride && kMembers.find(utf8::at(text, pos).code) != kMembers.npos) {
      places.push_back(pos);
      passed = 0;
    }
  return places;
}

TEST(Marks, MatchSlowTwin) {
  MarkSet set;
  for (const char32_t c : kMembers) set.add(c);
  // Members, neighbours of members that share two of their bytes, and other lengths.
  const std::u32string letters = U"。一五第（5;é、丁亓第；：４a7 全县新建公园的了是𠮷êⅠ";
  std::mt19937 random(test_seed());
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    const size_t length = random() % 8 == 0 ? random() % 3000 : random() % 40;
    for (size_t n = length; n-- > 0;) {
      const char32_t c = letters[random() % letters.size()];
      for (size_t run = random() % 4 == 0 ? random() % 12 : 1; run-- > 0;) utf8::append(text, c);
    }
    for (const size_t stride : {1, 2, 700})
      ASSERT_EQ(fast(set, text, stride), slow(text, stride)) << text << "\nseed " << test_seed();
  }
}

}  // namespace
}  // namespace newsmill
