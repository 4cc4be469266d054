#include "segment/char_counts.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
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

TEST(CharCounts, PairsOfHanCharacters) {
  CharCounts pairs;
  EXPECT_EQ(han_pairs("新桥\n通 车，新桥", pairs),
            (std::vector<uint64_t>{meeting_key(U'新', U'桥'), meeting_key(U'桥', U'通'),
                                   meeting_key(U'通', U'车')}));
  EXPECT_TRUE(pairs.has(meeting_key(U'通', U'车')));
  EXPECT_FALSE(pairs.has(meeting_key(U'车', U'新')));
}

// Line by line without its blanks, pair by pair.
TEST(CharCounts, AsCountedByHand) {
  constexpr std::string_view kPieces[] = {"柳", "湾", "桥", "，", "é", "7", "𠀀", " ", "　", "\n"};
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (size_t n = random() % 60; n > 0; --n) text += kPieces[random() % std::size(kPieces)];
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
    const char32_t all[] = {U'柳', U'湾', U'桥', U'，', U'é', U'7', U'𠀀'};
    CharCounts counts;
    counts.reserve(2 * 7 * 7 + 2 * 7 * 7 * 7);
    for (const char32_t a : all)
      for (const char32_t b : all) {
        counts.add(meeting_key(a, b));
        for (const char32_t c : all) counts.add(meeting_key(a, b, c));
      }
    count_meetings(text, all, counts);
    for (const char32_t a : all)
      for (const char32_t b : all) {
        const uint64_t pair = meeting_key(a, b);
        ASSERT_EQ(counts.times(pair), want[pair]) << text;
      }
  }
}

}  // namespace
}  // namespace newsmill
