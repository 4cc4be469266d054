#include "extract/word_index.h"

#include <gtest/gtest.h>

#include <random>

#include "core/utf8.h"
#include "seed.h"

namespace newsmill {
namespace {

// The slow twin: Lexicon, on random words and text of few characters.
TEST(WordIndex, FindsWhatLexiconFinds) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const auto made = [&](size_t length) {
    std::string text;
    for (size_t i = 0; i < length; ++i) utf8::append(text, U"增长下降a1，"[random() % 7]);
    return text;
  };
  for (int round = 0; round < 200; ++round) {
    WordIndex index;
    Lexicon lexicon;
    for (int id = 0; id < 30; ++id) {
      const std::string word = made(random() % 4);
      index.add(word, id);
      lexicon.add(word, id);
    }
    const std::string text = made(60);
    for (size_t pos = 0; pos <= text.size(); ++pos) {
      if (pos < text.size() && !utf8::is_start(text[pos])) continue;
      ASSERT_EQ(index.longest_at(text, pos).id, lexicon.longest_at(text, pos).id);
      ASSERT_EQ(index.longest_at(text, pos).end, lexicon.longest_at(text, pos).end);
    }
  }
}

}  // namespace
}  // namespace newsmill
