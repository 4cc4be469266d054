// Exact decimal numbers: what a newspaper prints, never rounded before the end.
#pragma once

#include <cstdint>

namespace newsmill {

// digits x 10^exponent, or invalid after an overflow (more than 36 digits): every operation on an
// invalid number is invalid, so a caller may check once at the end.
class Decimal {
 public:
  __extension__ typedef __int128 Digits;  // (an extension that both gcc and clang have)

  constexpr Decimal() = default;
  constexpr Decimal(int64_t digits, int exponent = 0) : digits_(digits), exponent_(exponent) {}
  static Decimal invalid();

  bool valid() const { return valid_; }
  bool is_zero() const { return digits_ == 0; }
  // Appends a decimal digit: 68 -> 682.
  void push_digit(int digit);
  // The number x 10^places.
  Decimal shifted(int places) const;
  Decimal negated() const;
  Decimal operator+(const Decimal& other) const;
  Decimal operator*(const Decimal& other) const;
  bool operator<(const Decimal& other) const;
  bool operator==(const Decimal& other) const;
  // The double nearest to the exact value; NaN when invalid.
  double nearest() const;

 private:
  Digits digits_ = 0;
  int exponent_ = 0;
  bool valid_ = true;
};

}  // namespace newsmill
