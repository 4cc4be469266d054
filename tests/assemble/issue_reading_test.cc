#include "assemble/issue_reading.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "core/simhash.h"
#include "core/utf8.h"
#include "seed.h"

namespace newsmill {
namespace {

// The same, one character at a time.
struct SlowTwin {
  std::u32string folded;
  TextStats stats;
  std::set<uint32_t> pairs;

  explicit SlowTwin(std::string_view text) {
    TextCount count;
    char32_t last = 0;
    for (size_t pos = 0; pos < text.size();) {
      const utf8::Char c = utf8::at(text, pos);
      pos += c.size;
      count.add(char_kind(c.code));
      if (const char32_t code = Simhasher::folded(c.code)) folded += code;
      const bool word = utf8::is_han(c.code) || utf8::is_latin(c.code);
      if (word && last) pairs.insert(number(last, c.code));
      last = word ? c.code : 0;
    }
    count.add_to(stats);
  }
  static uint32_t number(uint32_t a, uint32_t b) {
    uint32_t key = a * 0x9E3779B1u ^ b * 0x85EBCA77u;
    key ^= key >> 15;
    return key * 0x2C1B3C6Du >> 18;
  }
};

void expect_as_slow_twin(std::string_view text) {
  SCOPED_TRACE(text);
  const SlowTwin twin(text);
  IssueReading reading;
  reading.vocabulary().clear(2);
  reading.vocabulary().begin_text();
  reading.read("前文");  // of another block
  reading.vocabulary().begin_text();
  const BlockText read = reading.read(text);
  EXPECT_EQ(reading.folded(read), twin.folded);
  TextStats stats;
  read.count.add_to(stats);
  EXPECT_EQ(stats.characters, twin.stats.characters);
  EXPECT_EQ(stats.han_characters, twin.stats.han_characters);
  EXPECT_EQ(stats.digits, twin.stats.digits);
  EXPECT_EQ(stats.punctuation, twin.stats.punctuation);
  EXPECT_EQ(stats.sentences, twin.stats.sentences);
  reading.vocabulary().settle(4);
  EXPECT_EQ(reading.vocabulary().size_of(1), twin.pairs.size());
}

TEST(IssueReading, Cases) {
  for (const std::string_view text : {"", "新", "新桥12月通车。", "GDP增长ＡＢ３",
                                      "㐀一鿿ꀀ丁", "䷿一", "〇𠀀新é", "\n，　新", "A新B"})
    expect_as_slow_twin(text);
}

TEST(IssueReading, EveryCharacterBetweenHan) {
  for (char32_t c = 1; c < 0x20000; c += c < 0x3100 ? 1 : 61) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text = "新";
    utf8::append(text, c);
    expect_as_slow_twin(text + "桥");
    if (HasFailure()) return;
  }
}

TEST(IssueReading, EqualsOneCharacterAtATime) {
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  const std::u32string odd = U"。，！？“”…、 　\n12９aZＱ㐀〇豈é¼€𠀀😀—○";
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (size_t i = random() % 60; i > 0; --i)
      utf8::append(
          text, random() % 3 ? char32_t(0x4E00 + random() % 0x5200) : odd[random() % odd.size()]);
    expect_as_slow_twin(text);
  }
}

}  // namespace
}  // namespace newsmill
