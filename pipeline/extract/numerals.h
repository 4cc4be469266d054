// Reads written numbers: Arabic, full-width, Chinese (simplified, traditional, financial) and
// mixed.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/decimal.h"
#include "extract/word_index.h"
#include "rules/table.h"

namespace newsmill {

// A number as it stands in text. Its unit, if any, begins at `end`.
struct Number {
  size_t begin = 0, end = 0;  // bytes; begin == end: there is no number here
  Decimal value;
  bool over = false;        // 三百余, 5万多, 一千多万: more than `value`
  bool vague = false;       // 几十, 数百, 十几: no definite value
  bool spelled = false;     // no Arabic digit
  bool scaled = false;      // names 万, 亿 or a higher power of ten itself
  bool bare_scale = false;  // 百, 万: a power of ten without a digit before it
  bool sequence = false;    // 二〇三五, 七一一: digits side by side, a year or a label
  bool fraction = false;    // 3/4, 三分之二, 百分之五: `value` is the ratio x 100
  int power = 0;            // of ten that 万, 亿, … behind an Arabic number stand for
  explicit operator bool() const { return end > begin; }
};

// Holds no mutable state; many threads may share one.
class Numerals {
 public:
  // Throws FatalError when a row of numerals.zh.tsv cannot be used.
  explicit Numerals(const RuleTable& table);

  // The number that starts at byte `pos`. Linear in the length of what it returns; a number of too
  // many digits is returned with an invalid value.
  Number read(std::string_view text, size_t pos) const;
  // May a number start with this character?
  bool starts(char32_t c) const { return utf8_digit(c) >= 0 || is_spelled(c); }
  bool is_spelled(char32_t c) const;
  // The digit that c is, Arabic or full-width, or -1.
  static int utf8_digit(char32_t c);
  // The digit that a single Chinese character is, or -1.
  int spelled_digit(char32_t c) const;

 private:
  enum class Kind : uint8_t { kNone, kDigit, kScale, kMyriad, kTens, kOver, kVague, kHalf };
  struct Sign {
    Kind kind = Kind::kNone;
    uint8_t value = 0;
  };
  static constexpr char32_t kFirst = 0x3000, kLast = 0x9FFF;

  Sign sign(char32_t c) const {
    return known_[c % kSieve] && c >= kFirst && c <= kLast ? signs_[c - kFirst] : Sign{};
  }
  Number read_arabic(std::string_view text, size_t pos) const;
  static bool read_plain(std::string_view text, Number& number);
  static void read_any(std::string_view text, Number& number);
  Number read_spelled(std::string_view text, size_t pos) const;
  void read_scales(std::string_view text, Number& number) const;
  Number read_fraction(std::string_view text, const Number& below) const;

  static constexpr size_t kSieve = 4096;
  std::bitset<kSieve> known_;  // by twelve bits of a character: small enough to be near
  std::vector<Sign> signs_;
  WordIndex prefixes_;  // 千瓦: the 千 of a unit
};

}  // namespace newsmill
