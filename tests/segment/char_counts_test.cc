#include "segment/char_counts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>

#include "core/utf8.h"
#include "seed.h"

namespace newsmill {
namespace {

TEST(CharCounts, Cases) {
  CharCounts counts;
  counts.reserve(3);
  const uint64_t pair = meeting_key(U'柳', U'湾'), before = meeting_key(U'新', U'柳', U'湾'),
                 behind = meeting_key(U'柳', U'湾', U'桥');
  EXPECT_TRUE(counts.add(pair));
  EXPECT_FALSE(counts.add(pair));
  counts.add(before);
  counts.add(behind);
  // The second stands on two lines, blanks part none.
  count_meetings("新柳湾桥\n柳\n湾，老柳 湾　桥", std::vector<char32_t>{U'湾'}, counts);
  EXPECT_EQ(counts.times(pair), 2);
  EXPECT_EQ(counts.times(before), 1);
  EXPECT_EQ(counts.times(behind), 2);
  EXPECT_FALSE(counts.has(meeting_key(U'老', U'柳')));
}

TEST(HanPairs, EachOnce) {
  HanPairs pairs;
  pairs.read("前文");
  pairs.read("新桥\n通 车，新桥");
  EXPECT_EQ(pairs.list(),
            (std::vector<uint64_t>{meeting_key(U'新', U'桥'), meeting_key(U'桥', U'通'),
                                   meeting_key(U'通', U'车')}));
  EXPECT_TRUE(pairs.has(meeting_key(U'通', U'车')));
  EXPECT_FALSE(pairs.has(meeting_key(U'车', U'新')));
  EXPECT_FALSE(pairs.has(meeting_key(U'前', U'文')));
}

// Among as many pairs as share bits.
TEST(HanPairs, AsInASet) {
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  for (int round = 0; round < 50; ++round) {
    std::string text;
    std::set<uint64_t> want;
    char32_t last = 0;
    for (int n = 0; n < 2000; ++n) {
      const char32_t c = 0x4E00 + random() % (round % 2 ? 40 : 4000);
      utf8::append(text, c);
      if (last) want.insert(meeting_key(last, c));
      last = c;
    }
    HanPairs pairs;
    pairs.read(text);
    EXPECT_EQ(std::set<uint64_t>(pairs.list().begin(), pairs.list().end()), want);
    EXPECT_EQ(pairs.list().size(), want.size());
    for (char32_t a = 0x4E00; a < 0x4E00 + 40; ++a)
      for (char32_t b = 0x4E00; b < 0x4E00 + 40; ++b)
        ASSERT_EQ(pairs.has(meeting_key(a, b)), want.contains(meeting_key(a, b)));
    HanPairs other;
    other.read(text.substr(text.size() / 2 / 3 * 3) + "新柳湾桥" + text.substr(0, 30));
    EXPECT_EQ(pairs.shared_with(other), static_cast<size_t>(std::count_if(
                                            other.list().begin(), other.list().end(),
                                            [&](uint64_t pair) { return want.contains(pair); })));
    EXPECT_EQ(other.shared_with(pairs), pairs.shared_with(other));
  }
}

// Line by line without its blanks, pair by pair.
TEST(CharCounts, AsCountedByHand) {
  constexpr std::string_view kPieces[] = {"柳", "湾", "桥", "，", "é", "7", "𠀀", " ", "　", "\n"};
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (size_t n = random() % 200; n > 0; --n) text += kPieces[random() % std::size(kPieces)];
    std::map<uint64_t, int> want;
    std::u32string line;
    const auto count_line = [&] {
      for (size_t i = 1; i < line.size(); ++i) {
        ++want[meeting_key(line[i - 1], line[i])];
        if (i > 1) ++want[meeting_key(line[i - 2], line[i - 1], line[i])];
      }
      line.clear();
    };
    for (size_t pos = 0; pos < text.size();) {
      const utf8::Char c = utf8::at(text, pos);
      pos += c.size;
      if (c.code == '\n')
        count_line();
      else if (!utf8::is_blank(c.code))
        line += c.code;
    }
    count_line();
    const std::u32string all = U"柳湾桥，é7𠀀";
    // Few characters of one byte or three are looked for in another way than all.
    const std::u32string seconds = round % 2 ? all : all.substr(random() % 4, 1) + U"7";
    CharCounts counts;
    counts.reserve(2 * 7 * 7 + 2 * 7 * 7 * 7);
    for (const char32_t a : all)
      for (const char32_t b : seconds) {
        counts.add(meeting_key(a, b));
        for (const char32_t c : all) counts.add(meeting_key(a, b, c));
      }
    count_meetings(text, seconds, counts);
    for (const char32_t a : all)
      for (const char32_t b : seconds) {
        const uint64_t pair = meeting_key(a, b);
        ASSERT_EQ(counts.times(pair), want[pair]) << text;
      }
  }
}

}  // namespace
}  // namespace newsmill
