#include "extract/numerals.h"

#include <gtest/gtest.h>

#include <random>

#include "core/utf8.h"
#include "extract/reading.h"
#include "seed.h"

namespace newsmill {
namespace {

const Numerals& numerals() {
  static const Numerals reader(rules().table("numerals.zh.tsv"));
  return reader;
}

struct Case {
  const char* text;
  double value;
  const char* rest = "";  // what stands behind the number
};

TEST(Numerals, Cases) {
  for (const Case& c : std::vector<Case>{{"0", 0},
                                         {"42", 42},
                                         {"3.14", 3.14},
                                         {"１２．５", 12.5},
                                         {"1,278", 1278},
                                         {"12,345,678", 12345678},
                                         {"1,27", 1, ",27"},
                                         {"682.8亿", 68280000000},
                                         {"16.4亿", 1640000000},
                                         {"1.2万亿", 1.2e12},
                                         {"5百万", 5e6},
                                         {"3亿2000万", 3.2e8},
                                         {"12万多", 120000},
                                         {"三", 3},
                                         {"十", 10},
                                         {"十五", 15},
                                         {"二十", 20},
                                         {"两百", 200},
                                         {"一百零五", 105},
                                         {"一千二百三十四", 1234},
                                         {"三万五千", 35000},
                                         {"三亿二千零五十万", 320500000},
                                         {"一万亿", 1e12},
                                         {"叁佰伍拾", 350},
                                         {"壹萬貳仟", 12000},
                                         {"廿五", 25},
                                         {"三百余", 300},
                                         {"一千多万", 1e7},
                                         {"百", 100},
                                         {"千万", 1e7},
                                         {"三分之二", 200.0 / 3},
                                         {"百分之五点", 5, "点"},
                                         {"百分之3.5", 3.5},
                                         {"千分之六", 0.6},
                                         {"四分之三", 75},
                                         {"3亿千瓦", 3e8, "千瓦"},
                                         {"五千克", 5, "千克"},
                                         {"2千米", 2, "千米"},
                                         {"5来", 5, "来"},
                                         {"二〇三五", 2035},
                                         // No higher than 10^18, whatever stands there.
                                         {"一百万亿亿", 1e14, "亿"},
                                         {"九千万亿万", 9e15, "万"}}) {
    SCOPED_TRACE(c.text);
    const Number number = numerals().read(c.text, 0);
    EXPECT_NEAR(number.value.nearest(), c.value, 1e-9 * std::abs(c.value));
    EXPECT_EQ(std::string_view(c.text).substr(number.end), c.rest);
  }
}

TEST(Numerals, Flags) {
  EXPECT_TRUE(numerals().read("三百余", 0).over);
  EXPECT_TRUE(numerals().read("70多", 0).over);
  EXPECT_TRUE(numerals().read("几十", 0).vague);
  EXPECT_TRUE(numerals().read("十几", 0).vague);
  EXPECT_TRUE(numerals().read("数百", 0).vague);
  EXPECT_TRUE(numerals().read("七一一", 0).sequence);
  EXPECT_TRUE(numerals().read("百亿", 0).bare_scale);
  EXPECT_FALSE(numerals().read("一百亿", 0).bare_scale);
  EXPECT_TRUE(numerals().read("2/3", 0).value == Decimal(2));
  EXPECT_FALSE(numerals().read("元", 0));
  EXPECT_FALSE(numerals().read("", 0));
}

TEST(Numerals, TooManyDigitsAreInvalid) {
  const std::string digits(10000, '7');
  const Number number = numerals().read(digits, 0);
  EXPECT_EQ(number.end, digits.size());
  EXPECT_FALSE(number.value.valid());
}

TEST(Numerals, EachRowReadsItsExample) {
  const RuleTable& table = rules().table("numerals.zh.tsv");
  for (const RuleRow& row : table.rows()) {
    if (row[1] == "half") continue;  // behind a unit: see Quantity.Cases
    SCOPED_TRACE(std::string(row[3]));
    ASSERT_FALSE(row[3].empty());
    ASSERT_NE(row[3].find(row[0]), std::string_view::npos);
    EXPECT_EQ(numerals().read(row[3], 0).value.nearest(), std::stod(std::string(row[4])));
  }
}

// The slow twin: a number spelled out digit by digit reads back as itself.
std::string spell(int64_t n) {
  static const char* const kDigits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  const auto section = [](int64_t part, bool lead) {
    std::string out;
    bool zero = lead && part < 1000;
    for (const auto& [scale, name] :
         {std::pair<int64_t, const char*>{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}}) {
      const int64_t digit = part / scale % 10;
      if (digit == 0) {
        zero = zero || !out.empty();
        continue;
      }
      if (zero) out += "零";
      zero = false;
      out += std::string(kDigits[digit]) + name;
    }
    return out;
  };
  std::string out;
  for (const auto& [scale, name] :
       {std::pair<int64_t, const char*>{100000000, "亿"}, {10000, "万"}, {1, ""}}) {
    const int64_t part = n / scale % 10000;
    if (part != 0) out += section(part, !out.empty()) + name;
  }
  return out;
}

TEST(Numerals, ReadsWhatWasSpelled) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20000; ++i) {
    const int64_t n = static_cast<int64_t>(random() % 999999999999ull >> random() % 40) + 1;
    const std::string text = spell(n);
    const Number number = numerals().read(text, 0);
    ASSERT_EQ(number.value.nearest(), static_cast<double>(n)) << text;
    ASSERT_EQ(number.end, text.size()) << text;
  }
}

// ASCII digits have a way of their own; the slow twin reads full-width ones.
TEST(Numerals, PlainDigitsReadAsFullWidthOnes) {
  const auto widened = [](std::string_view text) {
    std::string wide;
    for (const char c : text)
      if (c >= '0' && c <= '9')
        utf8::append(wide, U'０' + static_cast<char32_t>(c - '0'));
      else
        wide += c;
    return wide;
  };
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> tails = {"",     ".",  "%", "万",   "亿",
                                          "多万", "年", "a", "千瓦", "来"};
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (size_t parts = 1 + random() % 3; parts-- > 0;) {
      for (size_t n = 1 + random() % (random() % 8 == 0 ? 40 : 5); n-- > 0;)
        text += static_cast<char>('0' + random() % 10);
      text += parts > 0 ? "." : tails[random() % tails.size()];
    }
    const std::string wide = widened(text);
    const Number fast = numerals().read(text, 0), slow = numerals().read(wide, 0);
    ASSERT_EQ(widened(std::string_view(text).substr(fast.end)),
              std::string_view(wide).substr(slow.end))
        << text;
    ASSERT_EQ(fast.value.valid(), slow.value.valid()) << text;
    if (fast.value.valid()) {
      ASSERT_TRUE(fast.value == slow.value) << text;
    }
    ASSERT_EQ(fast.power, slow.power) << text;
    ASSERT_EQ(fast.scaled, slow.scaled) << text;
    ASSERT_EQ(fast.over, slow.over) << text;
  }
}

}  // namespace
}  // namespace newsmill
