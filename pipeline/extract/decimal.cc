// A number is kept as an integer of up to 36 digits and a power of ten: 682.8亿 is 6828 x 10^7.
// Tested by tests/extract/decimal_test.cc.
#include "extract/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace newsmill {
namespace {

constexpr Decimal::Digits power_of_ten(int n) {
  Decimal::Digits value = 1;
  for (int i = 0; i < n; ++i) value *= 10;
  return value;
}

constexpr Decimal::Digits kLimit = power_of_ten(36);
constexpr int kMaxExponent = 400;  // beyond any double

// Powers of ten that a double holds exactly.
constexpr std::array<double, 23> kExact = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                           1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                           1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// Scales both numbers to the smaller exponent; false when one no longer fits.
bool align(Decimal::Digits& a, int& ea, Decimal::Digits& b, int& eb) {
  const auto lower = [](Decimal::Digits& digits, int& exponent, int to) {
    for (; exponent > to; --exponent) {
      if (digits >= kLimit / 10 || digits <= -kLimit / 10) return false;
      digits *= 10;
    }
    return true;
  };
  if (a == 0) ea = eb;
  if (b == 0) eb = ea;
  return ea > eb ? lower(a, ea, eb) : lower(b, eb, ea);
}

}  // namespace

Decimal Decimal::invalid() {
  Decimal result;
  result.valid_ = false;
  return result;
}

void Decimal::push_digit(int digit) {
  if (digits_ >= kLimit / 10)
    valid_ = false;
  else
    digits_ = digits_ * 10 + digit;
}

Decimal Decimal::shifted(int places) const {
  Decimal result = *this;
  result.exponent_ += places;
  result.valid_ = valid_ && std::abs(result.exponent_) <= kMaxExponent;
  return result;
}

Decimal Decimal::negated() const {
  Decimal result = *this;
  result.digits_ = -digits_;
  return result;
}

Decimal Decimal::operator+(const Decimal& other) const {
  Decimal a = *this, b = other;
  if (!valid_ || !other.valid_ || !align(a.digits_, a.exponent_, b.digits_, b.exponent_))
    return invalid();
  a.digits_ += b.digits_;
  return a;
}

Decimal Decimal::operator*(const Decimal& other) const {
  const Digits a = digits_ < 0 ? -digits_ : digits_;
  const Digits b = other.digits_ < 0 ? -other.digits_ : other.digits_;
  constexpr Digits kHalf = power_of_ten(18);  // no product of two such is too large
  const bool fits = (a < kHalf && b < kHalf) || b == 0 || a <= kLimit / b;
  if (!valid_ || !other.valid_ || !fits) return invalid();
  Decimal result;
  result.digits_ = digits_ * other.digits_;
  return result.shifted(exponent_ + other.exponent_);
}

bool Decimal::operator<(const Decimal& other) const {
  if (exponent_ == other.exponent_) return digits_ < other.digits_;
  Decimal a = *this, b = other;
  if (!align(a.digits_, a.exponent_, b.digits_, b.exponent_)) return nearest() < other.nearest();
  return a.digits_ < b.digits_;
}

bool Decimal::operator==(const Decimal& other) const {
  if (!valid_ || !other.valid_) return false;
  if (exponent_ == other.exponent_) return digits_ == other.digits_;
  Decimal a = *this, b = other;
  return align(a.digits_, a.exponent_, b.digits_, b.exponent_) && a.digits_ == b.digits_;
}

double Decimal::nearest() const {
  if (!valid_) return std::numeric_limits<double>::quiet_NaN();
  const bool exact = digits_ < (Digits{1} << 53) && digits_ > -(Digits{1} << 53);
  // Both operands are exact, so one IEEE operation rounds once: the nearest double.
  if (exact && exponent_ >= 0 && exponent_ <= 22)
    return static_cast<double>(digits_) * kExact[static_cast<size_t>(exponent_)];
  if (exact && exponent_ < 0 && exponent_ >= -22)
    return static_cast<double>(digits_) / kExact[static_cast<size_t>(-exponent_)];

  // from_chars rounds correctly: write digits and exponent out for it.
  std::array<char, 64> text;
  char* begin = text.data() + 48;
  char* end = std::to_chars(begin + 1, text.data() + text.size(), exponent_).ptr;
  *begin = 'e';
  Digits rest = digits_ < 0 ? -digits_ : digits_;
  do *--begin = static_cast<char>('0' + static_cast<int>(rest % 10));
  while ((rest /= 10) != 0);
  if (digits_ < 0) *--begin = '-';
  double value = 0;
  if (std::from_chars(begin, end, value).ec == std::errc::result_out_of_range)
    value = exponent_ < 0 ? 0 : std::numeric_limits<double>::infinity();
  return value;
}

}  // namespace newsmill
