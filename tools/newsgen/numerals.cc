// Tested by tests/newsgen/quantities_test.cc.
#include "newsgen/numerals.h"

#include <array>
#include <charconv>
#include <string_view>

namespace newsmill::newsgen {

int64_t power_of_ten(int n) {
  int64_t power = 1;
  while (n-- > 0) power *= 10;
  return power;
}

void append_number(int64_t number, std::string& out) {
  std::array<char, 24> digits;
  out.append(digits.data(), std::to_chars(digits.begin(), digits.end(), number).ptr);
}

void append_decimal(int64_t number, int decimals, std::string& out) {
  for (; decimals > 0 && number % 10 == 0; --decimals) number /= 10;
  const int64_t one = power_of_ten(decimals);
  append_number(number / one, out);
  if (decimals == 0) return;
  out += '.';
  for (int64_t place = one / 10; place > 0; place /= 10)
    out += static_cast<char>('0' + number / place % 10);
}

void append_chinese(int64_t number, std::string& out) {
  constexpr std::string_view kDigit[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
  constexpr std::string_view kPlace[] = {"千", "百", "十", ""};
  bool started = false, zero = false;
  int64_t place = 1000;
  for (const std::string_view name : kPlace) {
    const int64_t digit = number / place % 10;
    place /= 10;
    if (digit == 0) {
      zero = started;
      continue;
    }
    if (zero) out += kDigit[0];
    if (started || digit != 1 || name != "十") out += kDigit[digit];  // 十二, but 一百一十二
    out += name;
    started = true, zero = false;
  }
}

}  // namespace newsmill::newsgen
