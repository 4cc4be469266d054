#include "decode/decode.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>

#include "seed.h"

namespace newsmill {
namespace {

Batch<TextPage> decode(std::string bytes) {
  Batch<RawPage> batch;
  batch.store.push_back(std::move(bytes));
  batch.items.push_back(RawPage{Origin{nullptr, "01.txt", 0, 0}, batch.store.back()});
  return DecodeText()(std::move(batch));
}

TEST(DecodeText, Cases) {
  struct Case {
    const char* name;
    std::string in, want;
    uint32_t repaired;
  };
  for (const Case& c : std::vector<Case>{{"clean", "一\n二\n", "一\n二\n", 0},
                                         {"byte order mark", "\xEF\xBB\xBF一\n", "一\n", 0},
                                         {"CRLF", "一\r\n二\r\n", "一\n二\n", 0},
                                         {"a lone CR is no line end", "一\r二\n", "一 二\n", 1},
                                         {"NUL and bell", std::string("一\0\a二", 8), "一二", 2},
                                         {"form feed and tab stay", "一\f\t二", "一\f\t二", 0},
                                         {"empty", "", "", 0}}) {
    SCOPED_TRACE(c.name);
    const Batch<TextPage> out = decode(c.in);
    ASSERT_EQ(out.items.size(), 1u);
    EXPECT_EQ(out.items[0].text, c.want);
    EXPECT_EQ(out.items[0].repaired_bytes, c.repaired);
    EXPECT_EQ(out.items[0].encoding, "UTF-8");
  }
}

TEST(DecodeText, InvalidUtf8IsRejectedWithOffsetAndBytes) {
  const std::string bytes = "一\xB9\xAB二";
  const Batch<TextPage> out = decode(bytes);
  EXPECT_TRUE(out.items.empty());
  ASSERT_EQ(out.rejects.size(), 1u);
  EXPECT_EQ(out.rejects[0].error.code, "INVALID_UTF8");
  EXPECT_EQ(out.rejects[0].error.offset, 3u);
  EXPECT_EQ(out.rejects[0].error.message, "not UTF-8: byte 0xB9");
  EXPECT_EQ(out.rejects[0].bytes, bytes);
  EXPECT_EQ(out.rejects[0].stage, Stage::kDecode);
}

TEST(ValidUtf8Prefix, IsTheOffsetOfWhatBreaks) {
  struct Case {
    std::string_view text;
    size_t prefix;
  };
  for (const Case& c : std::vector<Case>{{"", 0},
                                         {"中a", 4},
                                         {"中\xED\xA0\x80", 3},
                                         {"a\xC0\x80", 1},
                                         {"𠀀\xF4\x90\x80\x80", 4},
                                         {"中\xE4\xB8", 3}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(valid_utf8_prefix(c.text), c.prefix);
  }
}

// The twin of check_text: ICU's reading, one code point at a time.
TEST(CheckTextTwin, AgreesWithIcu) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string_view parts[] = {"abcdefgh",     "中文",     "é",
                                    "𠀀",           "\t\r\n\f", "\x7F",
                                    "\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80",
                                    "\xE4\xB8",     "\xFF",     "\xF0\x8F\xBF\xBF",
                                    "\xE0\x9F\xBF"};
  for (int round = 0; round < 50000; ++round) {
    std::string text;
    for (unsigned n = random() % 12; n > 0; --n)
      text += parts[random() % (random() % 8 ? 4 : std::size(parts))];
    if (!text.empty() && random() % 4 == 0)
      text[random() % text.size()] = static_cast<char>(random());
    const TextCheck check = check_text(text);
    SCOPED_TRACE(testing::PrintToString(text));
    ASSERT_EQ(check.is_utf8, valid_utf8_prefix(text) == text.size());
    ASSERT_EQ(check.has_controls, std::any_of(text.begin(), text.end(), [](char c) {
                return (c >= 0 && c < ' ' && c != '\n' && c != '\t' && c != '\f') || c == 0x7F;
              }));
  }
}

}  // namespace
}  // namespace newsmill
