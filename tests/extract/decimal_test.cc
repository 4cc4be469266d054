#include "extract/decimal.h"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <random>
#include <string>

#include "seed.h"

namespace newsmill {
namespace {

TEST(Decimal, IsExactUntilTheEnd) {
  EXPECT_EQ((Decimal(6828, -1) * Decimal(1).shifted(8)).nearest(), 68280000000.0);
  EXPECT_EQ((Decimal(1, -1) + Decimal(2, -1)).nearest(), 0.3);
  EXPECT_EQ(Decimal(5, -1).negated().nearest(), -0.5);
  EXPECT_TRUE(Decimal(10, -1) == Decimal(1));
  EXPECT_TRUE(Decimal(9, -1) < Decimal(1));
  EXPECT_EQ((Decimal(0) + Decimal(7, 3)).nearest(), 7000.0);
}

TEST(Decimal, OverflowIsInvalidAndStaysSo) {
  Decimal value(1);
  for (int i = 0; i < 50; ++i) value.push_digit(9);
  EXPECT_FALSE(value.valid());
  EXPECT_TRUE(std::isnan(value.nearest()));
  EXPECT_FALSE((value + Decimal(1)).valid());
  EXPECT_FALSE((Decimal(2) * value).valid());
  EXPECT_FALSE(Decimal(1).shifted(1000).valid());
}

// The slow twin: the digits written out and read by the standard library.
TEST(Decimal, NearestEqualsFromChars) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20000; ++i) {
    const int64_t digits = static_cast<int64_t>(random() >> (random() % 60 + 1));
    const int exponent = static_cast<int>(random() % 80) - 40;
    const std::string text = std::to_string(digits) + "e" + std::to_string(exponent);
    double want = 0;
    std::from_chars(text.data(), text.data() + text.size(), want);
    ASSERT_EQ(Decimal(digits, exponent).nearest(), want) << text;
  }
}

}  // namespace
}  // namespace newsmill
