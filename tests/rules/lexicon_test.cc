#include "rules/lexicon.h"

#include <gtest/gtest.h>

#include <random>

#include "core/utf8.h"

namespace newsmill {
namespace {

TEST(Lexicon, PrefersTheLongestWord) {
  Lexicon lexicon;
  lexicon.add("百分", 1), lexicon.add("百分点", 2), lexicon.add("点", 3), lexicon.add("百分", 9);
  EXPECT_EQ(lexicon.longest_at("0.5个百分点", 6).id, 2);
  EXPECT_EQ(lexicon.longest_at("百分之", 0).id, 1);
  EXPECT_FALSE(lexicon.longest_at("百", 0));
  EXPECT_EQ(lexicon.longest_before("百分点", 9).id, 2);
  EXPECT_EQ(lexicon.longest_before("百分点", 9, 3).id, 3);
  EXPECT_EQ(lexicon.find("百分点"), 2);
  EXPECT_EQ(lexicon.find("百分点数"), -1);
}

// The same look-ups by trying every word at every place.
TEST(LexiconTwin, AgreesWithNaiveSearch) {
  const unsigned seed = 20260118;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const char* letters[] = {"一", "个", "百", "a", "é", "𠀀"};
  const auto text = [&](size_t n) {
    std::string s;
    while (n-- > 0) s += letters[random() % 6];
    return s;
  };
  for (int round = 0; round < 200; ++round) {
    Lexicon lexicon;
    std::vector<std::string> words;
    for (int i = 0; i < 8; ++i)
      words.push_back(text(1 + random() % 4)), lexicon.add(words.back(), i);
    const std::string hay = text(40);
    for (size_t pos = 0; pos <= hay.size(); ++pos) {
      if (pos < hay.size() && !utf8::is_start(hay[pos])) continue;
      std::string at, before;
      for (const std::string& w : words) {
        if (hay.compare(pos, w.size(), w) == 0 && w.size() > at.size()) at = w;
        if (pos >= w.size() && hay.compare(pos - w.size(), w.size(), w) == 0 &&
            w.size() > before.size())
          before = w;
      }
      const Lexicon::Match found = lexicon.longest_at(hay, pos);
      EXPECT_EQ(hay.substr(found ? found.begin : 0, found.end - found.begin), at);
      const Lexicon::Match back = lexicon.longest_before(hay, pos);
      EXPECT_EQ(hay.substr(back.begin, back.end - back.begin), before);
    }
  }
}

}  // namespace
}  // namespace newsmill
