#include "extract/word_pairs.h"

#include <gtest/gtest.h>

#include <random>

#include "core/utf8.h"
#include "seed.h"

namespace newsmill {
namespace {

std::string random_text(std::mt19937& random, std::u32string_view characters, size_t length) {
  std::string text;
  for (size_t i = 0; i < length; ++i) utf8::append(text, characters[random() % characters.size()]);
  return text;
}

// The slow twin: Lexicon, on random words and text of few characters.
TEST(WordPairs, FindsWhatLexiconFinds) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  constexpr std::u32string_view kHan = U"增长下降，";
  constexpr std::u32string_view kMixed = U"增长下降，a1é𠀀";
  for (int round = 0; round < 200; ++round) {
    WordPairs pairs;
    Lexicon lexicon;
    for (int id = 0; id < 30; ++id) {
      const std::string word = random_text(random, kHan, 1 + random() % 4);
      pairs.add(word, id);
      lexicon.add(word, id);
      ASSERT_EQ(pairs.find(word), lexicon.find(word));
    }
    const std::string text = random_text(random, kMixed, 1 + random() % 60);
    std::vector<size_t> found, expected;
    pairs.scan(text, [&](const Lexicon::Match& match) { found.push_back(match.begin); });
    lexicon.scan(text, [&](const Lexicon::Match& match) { expected.push_back(match.begin); });
    ASSERT_EQ(found, expected) << text;
    for (size_t pos = 0; pos <= text.size(); ++pos) {
      if (pos < text.size() && !utf8::is_start(text[pos])) continue;
      const Lexicon::Match at = pairs.longest_at(text, pos);
      ASSERT_EQ(at.id, lexicon.longest_at(text, pos).id) << text << ' ' << pos;
      ASSERT_TRUE(!at || pairs.next_start(text, pos, text.size()) == pos);
      size_t from = random() % (pos + 1);
      while (!utf8::is_start(text[from]) && from < text.size()) --from;
      const Lexicon::Match before = pairs.longest_before(text, pos, from);
      ASSERT_EQ(before.id, lexicon.longest_before(text, pos, from).id) << text << ' ' << pos;
      ASSERT_EQ(before.begin, lexicon.longest_before(text, pos, from).begin);
    }
  }
}

TEST(WordPairs, MixedWordsAreFoundWhereTheyStand) {
  WordPairs pairs;
  pairs.add("A股市场", 1);
  pairs.add("市场A", 2);
  EXPECT_EQ(pairs.longest_at("在A股市场", 3).id, 1);
  EXPECT_EQ(pairs.longest_before("在A股市场A", 14, 0).id, 2);
}

}  // namespace
}  // namespace newsmill
