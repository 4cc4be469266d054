#include "assemble/text_stats.h"

#include <gtest/gtest.h>

#include <string_view>

namespace newsmill {
namespace {

TextCount count_of(std::u32string_view text) {
  TextCount count;
  for (const char32_t c : text) count.add(char_kind(c));
  return count;
}

TextStats stats_of(const TextCount& count) {
  TextStats stats;
  count.add_to(stats);
  return stats;
}

TEST(TextCount, Cases) {
  const TextStats stats = stats_of(count_of(U"今天开工。明天“收工。”后天 12 ３"));
  EXPECT_EQ(stats.characters, 17u);
  EXPECT_EQ(stats.han_characters, 10u);
  EXPECT_EQ(stats.digits, 3u);
  EXPECT_EQ(stats.punctuation, 4u);
  EXPECT_EQ(stats.sentences, 3u);
  EXPECT_EQ(stats_of(count_of(U"真的？！好……")).sentences, 2u);
  EXPECT_EQ(stats_of(count_of(U"")).sentences, 0u);
}

TEST(TextCount, JoinedIsCountedAtOnce) {
  const std::u32string_view text = U"今天。……“明天” 12？！ ，后天。”";
  const TextStats want = stats_of(count_of(text));
  for (size_t cut = 0; cut <= text.size(); ++cut) {
    SCOPED_TRACE(cut);
    TextCount count = count_of(text.substr(0, cut));
    count.join(count_of(text.substr(cut)));
    const TextStats stats = stats_of(count);
    EXPECT_EQ(stats.characters, want.characters);
    EXPECT_EQ(stats.han_characters, want.han_characters);
    EXPECT_EQ(stats.punctuation, want.punctuation);
    EXPECT_EQ(stats.sentences, want.sentences);
  }
}

}  // namespace
}  // namespace newsmill
