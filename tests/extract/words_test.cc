#include "extract/words.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "core/utf8.h"
#include "seed.h"

namespace newsmill {
namespace {

constexpr WordList kWords("的", "以来", "来", "——", "—", "1", "~");

// The slow twin: each word tried in turn, on random text of few characters.
TEST(WordList, FindsWhatTryingEachFinds) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  std::string text;
  for (int i = 0; i < 3000; ++i) utf8::append(text, U"的以来—1~é目末𠀀"[random() % 10]);
  for (size_t pos = 0; pos <= text.size(); ++pos) {
    if (pos < text.size() && !utf8::is_start(text[pos])) continue;
    size_t at = 0, before = 0;
    for (const std::string_view word : kWords.words()) {
      if (at == 0 && text.compare(pos, word.size(), word) == 0) at = word.size();
      if (before == 0 && std::string_view(text).substr(0, pos).ends_with(word))
        before = word.size();
    }
    ASSERT_EQ(kWords.at(text, pos), at);
    ASSERT_EQ(kWords.before(text, pos), before);
    ASSERT_EQ(find_word(std::string_view(text).substr(pos), "以来"),
              std::string_view(text).substr(pos).find("以来"));
  }
}

TEST(FindInLong, FindsWhatTheLibraryFinds) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (size_t i = random() % 60; i > 0; --i)
      utf8::append(text, U"的以来目耒未标—1é𠀀"[random() % 11]);
    for (const std::string_view word : {"以来", "目标", "以来目标", "目标以来的以来"})
      ASSERT_EQ(find_in_long(text, word), text.find(word)) << text << " " << word;
  }
}

TEST(WordList, HasWholeWordsOnly) {
  EXPECT_TRUE(kWords.has("以来"));
  EXPECT_FALSE(kWords.has("以"));
  EXPECT_FALSE(kWords.has("年以来"));
  EXPECT_FALSE(kWords.has(""));
}

TEST(HasAt, StaysInsideTheText) {
  EXPECT_TRUE(has_at("三月", 3, "月"));
  EXPECT_FALSE(has_at("三月", 6, "月"));
  EXPECT_FALSE(has_at("三月", 9, "月"));
  EXPECT_TRUE(ends_with_at("三月", 3, "三"));
  EXPECT_FALSE(ends_with_at("三月", 3, "十三"));
  EXPECT_EQ(find_word("三", "三月"), std::string_view::npos);
}

}  // namespace
}  // namespace newsmill
