#include "assemble/text_stats.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <random>
#include <string>

#include "core/utf8.h"
#include "seed.h"

namespace newsmill {
namespace {

TextStats stats_of(std::string_view text) {
  TextStats stats;
  Simhasher fingerprint;
  measure(text, stats, fingerprint);
  return stats;
}

TEST(Measure, Counts) {
  const TextStats stats = stats_of("今天开工。明天“收工。”后天 12 ３");
  EXPECT_EQ(stats.characters, 17u);
  EXPECT_EQ(stats.han_characters, 10u);
  EXPECT_EQ(stats.digits, 3u);
  EXPECT_EQ(stats.punctuation, 4u);
  EXPECT_EQ(stats.sentences, 3u);
  EXPECT_EQ(stats_of("真的？！好……").sentences, 2u);
  EXPECT_EQ(stats_of("。”").sentences, 1u);
  EXPECT_EQ(stats_of("“，").sentences, 0u);
  EXPECT_EQ(stats_of("").sentences, 0u);
}

TEST(Measure, AddsParagraphs) {
  TextStats stats;
  Simhasher fingerprint;
  for (int i = 0; i < 2; ++i) measure("今天。明天", stats, fingerprint);
  EXPECT_EQ(stats.characters, 10u);
  EXPECT_EQ(stats.sentences, 4u);
}

// The same, one character at a time.
struct SlowTwin {
  TextStats stats;
  Simhasher fingerprint;

  explicit SlowTwin(std::string_view text) {
    bool open = false;  // a sentence has begun and not ended
    for (size_t pos = 0; pos < text.size();) {
      const utf8::Char c = utf8::at(text, pos);
      pos += c.size;
      stats.han_characters += utf8::is_han(c.code);
      stats.digits += utf8::is_digit(c.code);
      const bool blank = utf8::is_blank(c.code) || c.code == '\n';
      stats.characters += !blank;
      const bool end = std::u32string_view(U"。！？…!?｡").find(c.code) != std::u32string_view::npos;
      const bool word = utf8::is_han(c.code) || utf8::is_digit(c.code);
      const bool mark = !end && !word && !blank &&
                        (c.code < 0x80 ? c.code > ' ' && c.code != 0x7F && !utf8::is_latin(c.code)
                                       : u_ispunct(static_cast<UChar32>(c.code)) != 0);
      stats.punctuation += mark || end;
      stats.sentences += end && (open || stats.sentences == 0);
      if (!blank && !mark) open = !end;
      const bool told = (c.code >= 0x4E00 && c.code <= 0x9FFF) || utf8::is_latin(c.code) ||
                        (c.code >= '0' && c.code <= '9');
      if (!told || text[pos - 1] % 4 != 0 || pos < 8) continue;
      Simhasher::Gram gram = 0;
      for (size_t i = 0; i < 8; ++i)
        gram = gram >> 8 | Simhasher::Gram{static_cast<unsigned char>(text[pos - 8 + i])} << 56;
      fingerprint.add(std::span(&gram, 1));
    }
    stats.sentences += open;
  }
};

void expect_as_slow_twin(const std::string& text) {
  SlowTwin twin(text);
  TextStats stats;
  Simhasher fingerprint;
  measure(text, stats, fingerprint);
  ASSERT_EQ(stats.characters, twin.stats.characters) << text;
  ASSERT_EQ(stats.han_characters, twin.stats.han_characters) << text;
  ASSERT_EQ(stats.digits, twin.stats.digits) << text;
  ASSERT_EQ(stats.punctuation, twin.stats.punctuation) << text;
  ASSERT_EQ(stats.sentences, twin.stats.sentences) << text;
  ASSERT_EQ(fingerprint.value(), twin.fingerprint.value()) << text;
}

TEST(Measure, EveryCharacterBetweenHan) {
  for (char32_t c = 1; c < 0x20000; c += c < 0x3100 || c >> 8 == 0xFF ? 1 : 61) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text = "新";
    utf8::append(text, c);
    expect_as_slow_twin("柳浦大" + text + "桥通车");
    if (HasFailure()) return;
  }
}

TEST(Measure, EqualsOneCharacterAtATime) {
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  const std::u32string odd =
      U"。，！？“”…、 　\n12９aZＱ㐀䷿〇豈é¼€𠀀😀—○一鿿ꀀ";
  for (int round = 0; round < 200; ++round) {
    const bool plain = round % 4 == 0;  // long runs
    std::string text;
    for (size_t i = random() % (plain ? 3000 : 60); i > 0; --i)
      utf8::append(text, plain || random() % 3 ? char32_t(0x4E00 + random() % 0x5200)
                                               : odd[random() % odd.size()]);
    expect_as_slow_twin(text);
    if (HasFailure()) return;
  }
}

uint64_t fingerprint_of(const std::string& text) {
  TextStats stats;
  Simhasher fingerprint;
  measure(text, stats, fingerprint);
  return fingerprint.value();
}

TEST(Measure, TheFingerprintFollowsTheText) {
  const std::string story =
      "柳浦大桥的钢箱梁昨天合龙，建设者在江面上完成了最后一次吊装。大桥全长两公里，钢箱梁重达三千吨"
      "，"
      "桥面铺装下月开始。铺装之后，大桥还要做荷载试验，钢箱梁上已装好监测仪。两岸的居民盼了十年，";
  const std::string other =
      "果农老郑今年头一回给葡萄搭上避雨棚，少打了四遍药，枝头的果子个个结实，城里人周末开车进村采摘"
      "，"
      "一筐一筐往后备箱装。村里还给葡萄园装上滴灌，一亩能多卖两千元，合作社的收入也涨了一成。";
  const uint64_t fingerprint = fingerprint_of(story + "年底通车没有问题。");
  EXPECT_LT(simhash_distance(fingerprint, fingerprint_of(story + "何时通车尚无定论。")), 16);
  EXPECT_GT(simhash_distance(fingerprint, fingerprint_of(other)), 18);
}

}  // namespace
}  // namespace newsmill
