#include "core/utf8.h"

#include <gtest/gtest.h>
#include <unicode/utf8.h>

#include <vector>

namespace newsmill {
namespace {

TEST(Utf8, WalksEveryLength) {
  const std::string_view text = "a é 中 𠀀";
  std::vector<char32_t> codes;
  for (size_t pos = 0; pos < text.size(); pos += utf8::at(text, pos).size)
    codes.push_back(utf8::at(text, pos).code);
  EXPECT_EQ(codes, (std::vector<char32_t>{'a', ' ', 0xE9, ' ', 0x4E2D, ' ', 0x20000}));
  EXPECT_EQ(utf8::length(text), 7u);
  EXPECT_EQ(utf8::before(text, text.size()).code, 0x20000u);
  EXPECT_EQ(utf8::before(text, 0).size, 0u);
  EXPECT_EQ(utf8::at(text, text.size()).size, 0u);
}

TEST(Utf8, AppendIsTheInverseOfAt) {
  for (char32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string out;
    utf8::append(out, c);
    ASSERT_EQ(utf8::at(out, 0).code, c);
    ASSERT_EQ(out.size(), static_cast<size_t>(U8_LENGTH(c)));
  }
}

TEST(Utf8, Columns) {
  struct Case {
    const char* text;
    int columns;
  };
  for (const Case& c : std::vector<Case>{{"老旧小区", 8},
                                         {"39个", 4},
                                         {"“六大”", 8},
                                         {"——", 4},
                                         {"…", 2},
                                         {"，。", 4},
                                         {"ＡＢ", 4},
                                         {"caf\u00e9", 4},
                                         {"e\u0301", 1},
                                         {"\u200b", 0},
                                         {"\u3000", 2},
                                         {"①", 2},
                                         {"𠀀", 2},
                                         {"\t", 0}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(utf8::columns(c.text), c.columns);
  }
}

TEST(Utf8, Trim) {
  EXPECT_EQ(utf8::trim("\u3000\u3000 正文 \u00a0"), "正文");
  EXPECT_EQ(utf8::trim("\ufeff \t"), "");
  EXPECT_EQ(utf8::trim("一 二"), "一 二");
}

TEST(Utf8, BeginningEndsWithACharacter) {
  EXPECT_EQ(utf8::beginning("新桥通车", 7), "新桥");
  EXPECT_EQ(utf8::beginning("新桥", 6), "新桥");
  EXPECT_EQ(utf8::beginning("新桥", 2), "");
  EXPECT_EQ(utf8::beginning("", 2), "");
}

}  // namespace
}  // namespace newsmill
