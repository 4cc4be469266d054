#include "assemble/vocabulary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "core/utf8.h"
#include "seed.h"

namespace newsmill {
namespace {

using Texts = std::vector<std::u32string>;

std::string utf8_of(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) utf8::append(out, c);
  return out;
}

Vocabulary vocabulary_of(const Texts& texts, uint32_t common = 4) {
  Vocabulary words;
  words.clear(static_cast<uint32_t>(texts.size()));
  for (const std::u32string& text : texts) {
    words.begin_text();
    words.add(utf8_of(text));
  }
  words.settle(common);
  return words;
}

bool is_common_han(char32_t c) {
  return c >= 0x4E00 && c <= 0x9FFF;
}
bool is_pair(char32_t a, char32_t b) {
  return (is_common_han(a) && is_common_han(b)) || (utf8::is_latin(a) && utf8::is_latin(b));
}

// A character by its UTF-8 bytes, the first one lowest.
uint64_t number(char32_t c) {
  std::string bytes;
  utf8::append(bytes, c);
  uint64_t number = 0;
  for (size_t i = bytes.size(); i-- > 0;)
    number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}
uint32_t number(char32_t a, char32_t b) {
  return static_cast<uint32_t>((number(a) << 16 | number(b) << 40) * 0x9E3779B97F4A7C15 >> 48);
}

uint32_t size_of(const std::u32string& text) {
  return vocabulary_of({text}).size_of(0);
}

TEST(Vocabulary, PairsOfNeighbours) {
  EXPECT_EQ(size_of(U"新桥通车"), 3u);
  EXPECT_EQ(size_of(U"新桥新桥"), 2u);  // 新桥 桥新
  EXPECT_EQ(size_of(U"新"), 0u);
}

TEST(Vocabulary, ATextOfSeveralStretches) {
  Vocabulary words;
  words.clear(1);
  words.begin_text();
  for (int i = 0; i < 2; ++i) words.add("新桥");
  words.settle(4);
  EXPECT_EQ(words.size_of(0), 1u);
}

// Words are runs of Han characters and Latin letters; what stands between them is no part of a
// pair.
TEST(Vocabulary, PairsOfEveryText) {
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  const std::u32string odd =
      U"。，！“…、 　\n12９aZＱ㐀䷿〇豈é¼€𠀀😀—○一鿿ꀀ";
  for (int round = 0; round < 300; ++round) {
    std::u32string text;
    for (size_t i = random() % (round % 3 == 0 ? 300 : 40); i > 0; --i)
      text += random() % 3 ? char32_t(0x4E00 + random() % 0x5200) : odd[random() % odd.size()];
    std::set<uint32_t> pairs;
    for (size_t i = 1; i < text.size(); ++i)
      if (is_pair(text[i - 1], text[i])) pairs.insert(number(text[i - 1], text[i]));
    ASSERT_EQ(size_of(text), pairs.size()) << utf8_of(text);
  }
}

TEST(Vocabulary, CommonPairsTellNothing) {
  const Vocabulary words = vocabulary_of({U"记者说新桥", U"记者说老街"}, 2);
  EXPECT_EQ(words.size_of(0), 2u);  // 说新 新桥
  EXPECT_EQ(words.held_by_text(0, 1), 0);
}

TEST(Vocabulary, SharesBeyondChance) {
  const Vocabulary words = vocabulary_of({U"柳湾新桥通车了", U"新桥通车", U"今天新桥开放", U""});
  EXPECT_GT(words.held_by_text(1, 0), 0.9);
  EXPECT_LT(words.held_by_text(2, 0), 0.3);
  EXPECT_EQ(words.held_by_text(3, 0), 0);
}

TEST(Vocabulary, SetsOfTexts) {
  Vocabulary words = vocabulary_of({U"柳湾", U"新桥", U"柳湾新桥通车了", U"老街"});
  const uint32_t set = words.new_set();
  EXPECT_EQ(words.likeness(2, set), 0);
  words.join(set, 0);
  words.join(set, 1);
  EXPECT_GT(words.likeness(2, set), 0.9);
  EXPECT_LT(words.held(2, set), 0.5);
  EXPECT_EQ(words.likeness(3, set), 0);
}

TEST(Vocabulary, Strangeness) {
  const std::u32string bridge =
      U"柳湾新桥昨日通车新桥全长一千二百米两岸居民过河方便了赵大爷盼了三年";
  const std::u32string spring =
      U"农技人员走村入户送去良种麦田里一派繁忙春耕备耕有序推进秧苗长势喜人";
  Vocabulary words = vocabulary_of({bridge, spring, bridge, U"新麦"});
  const uint32_t set = words.new_set();
  words.join(set, 0);
  EXPECT_EQ(words.strangeness(1, set), 1);
  EXPECT_EQ(words.strangeness(2, set), 0);
  EXPECT_EQ(words.strangeness(3, set), 0);  // too few to tell
}

TEST(Vocabulary, ForgetsThePageBefore) {
  Vocabulary words = vocabulary_of({U"新桥通车", U"新桥"});
  words.clear(1);
  words.begin_text();
  words.settle(4);
  EXPECT_EQ(words.size_of(0), 0u);
}

// Stamps are few: they begin anew, however the pages fall.
TEST(Vocabulary, ForgetsManyPages) {
  Vocabulary words;
  for (uint32_t page = 1; page < 2000; ++page) {
    const uint32_t texts = 1 + page % Vocabulary::kMostTexts;
    words.clear(texts);
    for (uint32_t text = 0; text < texts; ++text) {
      words.begin_text();
      words.add(page % 2 == text % 2 ? "新桥" : "新");
    }
    words.settle(Vocabulary::kMostTexts + 1);
    for (uint32_t text = 0; text < texts; ++text)
      ASSERT_EQ(words.size_of(text), page % 2 == text % 2 ? 1u : 0u);
    if (texts > 3) {
      ASSERT_GT(words.held_by_text(page % 2, page % 2 + 2), 0.9);
    }
  }
}

// The same by sets of numbers, for texts of few letters, so that much is shared.
struct SlowTwin {
  using Set = std::set<uint32_t>;
  std::vector<Set> texts;

  SlowTwin(const Texts& all, uint32_t common) : texts(all.size()) {
    for (size_t t = 0; t < all.size(); ++t)
      for (size_t i = 1; i < all[t].size(); ++i) texts[t].insert(number(all[t][i - 1], all[t][i]));
    const std::vector<Set> read = texts;
    for (Set& text : texts)
      std::erase_if(text, [&](uint32_t pair) {
        return std::count_if(read.begin(), read.end(),
                             [&](const Set& other) { return other.contains(pair); }) >= common;
      });
  }
  static double beyond_chance(const Set& text, const Set& set) {
    size_t shared = 0;
    for (const uint32_t pair : text) shared += set.contains(pair);
    return std::max(0.0,
                    double(shared) - double(text.size()) * double(set.size()) / Vocabulary::kPairs);
  }
};

TEST(Vocabulary, EqualsSetsOfNumbers) {
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  for (int round = 0; round < 30; ++round) {
    Texts texts(1 + random() % 12);
    for (std::u32string& text : texts)
      for (size_t i = random() % 200; i > 0; --i) text += char32_t(U'一' + random() % 15);
    const uint32_t common = 2 + random() % 6;
    Vocabulary words = vocabulary_of(texts, common);
    const SlowTwin twin(texts, common);
    const uint32_t set = words.new_set();
    SlowTwin::Set joined;
    for (uint32_t t = 0; t < texts.size(); t += 2) {
      words.join(set, t);
      joined.insert(twin.texts[t].begin(), twin.texts[t].end());
    }
    for (uint32_t t = 0; t < texts.size(); ++t) {
      const SlowTwin::Set& text = twin.texts[t];
      ASSERT_EQ(words.size_of(t), text.size());
      if (t % 2 == 0 || text.empty() || joined.empty()) continue;
      const double beyond = SlowTwin::beyond_chance(text, joined);
      EXPECT_EQ(words.held(t, set), beyond / double(text.size()));
      EXPECT_EQ(words.likeness(t, set), beyond / double(std::min(text.size(), joined.size())));
      EXPECT_EQ(words.held_by_text(t, 0),
                SlowTwin::beyond_chance(text, twin.texts[0]) / double(text.size()));
      EXPECT_LE(words.likeness(t, set), words.most_likeness(t, set));
      EXPECT_LE(words.held_by_text(t, 0), words.most_held_by_text(t, 0));
      EXPECT_LE(words.most_likeness(t, set), 1);
    }
  }
}

}  // namespace
}  // namespace newsmill
