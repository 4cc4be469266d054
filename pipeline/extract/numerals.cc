// A spelled number is a sum of sections, each closed by 万 or 亿, each a sum of digit x scale:
//
//   三亿二千零五十万  =  (3) x 10^8  +  (2 x 1000 + 5 x 10) x 10^4
//
// A mixed one is an Arabic number followed by scales: 1.2万亿 = 1.2 x 10^4 x 10^8.
// Tested by tests/extract/numerals_test.cc.
#include "extract/numerals.h"

#include <charconv>

#include "core/utf8.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {
namespace {

int parse_value(const RuleTable& table, const RuleRow& row) {
  const std::string_view cell = row[table.column("value")];
  int value = 0;
  if (!cell.empty() &&
      std::from_chars(cell.data(), cell.data() + cell.size(), value).ec != std::errc())
    table.fail(row, "value is not a number");
  return value;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// As written on cheques: alone, without a scale or the currency, part of a name or a word (伍, 陆).

// 三分之二: what stands between the denominator and the numerator.
constexpr char kOf[] = "分之";

}  // namespace

Numerals::Numerals(const RuleTable& table) : signs_(kLast - kFirst + 1) {
  for (const RuleRow& row : table.rows()) {
    const utf8::Char c = utf8::at(row[table.column("written")], 0);
    const std::string_view kind = row[table.column("kind")];
    if (kind == "prefix") {
      prefixes_.add(row[table.column("written")], 0);
      continue;
    }
    constexpr std::string_view kKinds[] = {"",     "digit", "scale", "myriad",
                                           "tens", "over",  "vague", "half"};
    size_t k = 1;
    while (k < std::size(kKinds) && kKinds[k] != kind) ++k;
    if (k == std::size(kKinds)) table.fail(row, "unknown kind");
    if (c.code < kFirst || c.code > kLast) table.fail(row, "not a Chinese character");
    known_.set(c.code % kSieve);
    signs_[c.code - kFirst] = {static_cast<Kind>(k), static_cast<uint8_t>(parse_value(table, row))};
  }
}

int Numerals::utf8_digit(char32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  if (c >= 0xFF10 && c <= 0xFF19) return static_cast<int>(c - 0xFF10);
  return -1;
}

bool Numerals::is_spelled(char32_t c) const {
  const Kind kind = sign(c).kind;
  return kind != Kind::kNone && kind != Kind::kOver;
}

int Numerals::spelled_digit(char32_t c) const {
  const Sign s = sign(c);
  return s.kind == Kind::kDigit ? s.value : -1;
}

Number Numerals::read(std::string_view text, size_t pos) const {
  const char32_t c = utf8::at(text, pos).code;
  Number number = utf8_digit(c) >= 0 ? read_arabic(text, pos)
                  : is_spelled(c)    ? read_spelled(text, pos)
                                     : Number{};
  if (number && has_at(text, number.end, kOf)) number = read_fraction(text, number);
  return number;
}

// 百分之三点五, 三分之二: `below` is the denominator, already read.
Number Numerals::read_fraction(std::string_view text, const Number& below) const {
  const size_t pos = below.end + std::size(kOf) - 1;
  const char32_t c = utf8::at(text, pos).code;
  Number above = utf8_digit(c) >= 0 ? read_arabic(text, pos) : read_spelled(text, pos);
  if (!above || above.vague) return below;
  above.begin = below.begin;
  above.fraction = true;
  if (below.value == Decimal(100)) return above;
  if (below.value == Decimal(1000) || below.value == Decimal(10000)) {
    above.value = above.value.shifted(below.value == Decimal(1000) ? -1 : -2);
    return above;
  }
  // A ratio need not be a finite decimal: 2/3 is given to twelve places.
  const double ratio = above.value.nearest() / below.value.nearest() * 100;
  above.value = ratio > 0 && ratio < 1e5 ? Decimal(static_cast<int64_t>(ratio * 1e12 + 0.5), -12)
                                         : Decimal::invalid();
  return above;
}

Number Numerals::read_arabic(std::string_view text, size_t pos) const {
  Number number{pos, pos, {}};
  if (!read_plain(text, number)) read_any(text, number);
  read_scales(text, number);
  return number;
}

// 250, 3.2: the digits that most numbers consist of. False when they are more or others go on.
bool Numerals::read_plain(std::string_view text, Number& number) {
  constexpr size_t kMost = 18;  // digits that surely fit
  const auto digit_at = [&](size_t pos) { return pos < text.size() && is_digit(text[pos]); };
  const size_t limit = number.begin + kMost;
  int64_t digits = 0;
  size_t pos = number.begin, point = 0;
  for (; digit_at(pos) && pos < limit; ++pos) digits = digits * 10 + (text[pos] - '0');
  if (pos < text.size() && text[pos] == '.' && digit_at(pos + 1) && pos > number.begin)
    for (point = pos++; digit_at(pos) && pos < limit; ++pos)
      digits = digits * 10 + (text[pos] - '0');
  if (pos == number.begin) return false;
  constexpr char kFullWidth = '\xEF';  // begins such a digit
  if (digit_at(pos)) return false;
  if (pos < text.size() && (text[pos] == '.' || text[pos] == ',' || text[pos] == kFullWidth))
    return false;
  number.end = pos;
  number.value =
      Decimal(digits, point == 0 ? 0 : static_cast<int>(point + 1) - static_cast<int>(pos));
  return true;
}

// The same for any digits: full-width ones, those in groups of three, any number of them.
void Numerals::read_any(std::string_view text, Number& number) {
  int decimals = -1;  // digits after the point; -1 before it
  int group = 0;      // digits since the last thousands separator
  bool grouped = false;
  for (;;) {
    const utf8::Char c = utf8::at(text, number.end);
    const int digit = utf8_digit(c.code);
    if (digit >= 0) {
      number.value.push_digit(digit);
      decimals += decimals >= 0;
      ++group;
      number.end += c.size;
      continue;
    }
    const int next = utf8_digit(utf8::at(text, number.end + c.size).code);
    if (next < 0) break;
    if ((c.code == '.' || c.code == 0xFF0E) && decimals < 0) {
      decimals = 0;
    } else if (c.code == ',' && decimals < 0 && (grouped ? group == 3 : group <= 3) && [&] {
                 // Three digits, then no fourth: 1,278 but not 1,27 or 1,2785.
                 for (size_t i = 1; i <= 3; ++i)
                   if (utf8_digit(utf8::at(text, number.end + i).code) < 0) return false;
                 return utf8_digit(utf8::at(text, number.end + 4).code) < 0;
               }()) {
      grouped = true;
      group = 0;
    } else {
      break;
    }
    number.end += c.size;
  }
  if (decimals > 0) number.value = number.value.shifted(-decimals);
}

// 万, 亿, 百万, 千多万 after an Arabic number; then a lower part: 1亿2000万.
void Numerals::read_scales(std::string_view text, Number& number) const {
  if (sign(utf8::at(text, number.end).code).kind == Kind::kNone) return;  // mostly
  int power = 0;
  for (;;) {
    const utf8::Char c = utf8::at(text, number.end);
    const Sign s = sign(c.code);
    if ((s.kind == Kind::kScale || s.kind == Kind::kMyriad) &&
        prefixes_.longest_at(text, number.end))
      break;
    if (s.kind == Kind::kScale || s.kind == Kind::kMyriad) {
      power += s.value;
      if (power > 16) break;
    } else if (s.kind == Kind::kOver && !number.over && c.code != U'来' && c.code != U'來') {
      number.over = true;  // 5来自: behind a figure 来 is a word of its own
    } else {
      break;
    }
    number.end += c.size;
  }
  number.power = power;
  number.scaled = power >= 3;
  number.value = number.value.shifted(power);
  if (power < 8 || number.over) return;
  Number rest =
      utf8_digit(utf8::at(text, number.end).code) >= 0 ? read_arabic(text, number.end) : Number{};
  if (rest && rest.scaled && rest.value < number.value) {
    number.value = number.value + rest.value;
    number.end = rest.end;
    number.over = rest.over;
  }
}

Number Numerals::read_spelled(std::string_view text, size_t pos) const {
  constexpr int64_t kMost = 1'000'000'000'000'000'000;  // a number in words reads no higher
  Number number{pos, pos, {}};
  number.spelled = true;
  int64_t total = 0, section = 0, digit = -1;
  int digits = 0;       // digits side by side
  int last_scale = 99;  // scales must fall within a section
  bool any_scale = false;
  for (int length = 0; length < 24; ++length) {
    const utf8::Char c = utf8::at(text, number.end);
    const Sign s = sign(c.code);
    if ((s.kind == Kind::kScale || s.kind == Kind::kMyriad) && length > 0 &&
        prefixes_.longest_at(text, number.end))
      break;
    if (s.kind == Kind::kDigit) {
      if (digit > 0 || (digit == 0 && digits > 0 && !any_scale)) {
        number.sequence = true;
        digit = digit * 10 + s.value;
        if (++digits > 8) break;
      } else {
        digit = s.value;
        ++digits;
      }
    } else if (s.kind == Kind::kVague && (length == 0 || last_scale == 1)) {
      number.vague = true;
      digit = 1;
    } else if (s.kind == Kind::kTens && length == 0) {
      section = s.value;
      last_scale = 1;
      any_scale = true;
    } else if (s.kind == Kind::kScale && s.value < last_scale) {
      if (length == 0 && s.value > 1) number.bare_scale = true;
      int64_t unit = 1;
      for (int i = 0; i < s.value; ++i) unit *= 10;
      section += (digit <= 0 ? (section > 0 && digit < 0 ? 0 : 1) : digit) * unit;
      digit = -1;
      digits = 0;
      last_scale = s.value;
      any_scale = true;
    } else if (s.kind == Kind::kMyriad) {
      const int64_t sum = section + (digit > 0 ? digit : 0);
      if (length == 0) number.bare_scale = true;
      int64_t unit = 1;
      for (int i = 0; i < s.value; ++i) unit *= 10;
      // 万亿: the section before closes again.
      const bool again = sum == 0 && total > 0;
      const int64_t part = again ? total : sum == 0 && length == 0 ? 1 : sum;
      if (part > (kMost - total) / unit) break;
      total = part * unit + (again ? 0 : total);
      section = 0;
      digit = -1;
      digits = 0;
      last_scale = 99;
      any_scale = number.scaled = true;
    } else if (s.kind == Kind::kOver && length > 0 && !number.over && any_scale) {
      number.over = true;
    } else {
      break;
    }
    number.end += c.size;
  }
  if (number.end == pos) return number;
  if (number.end == pos + 3 && lists::kChequeDigits.at(text, pos) != 0 &&
      lists::kChequeUnits.at(text, number.end) == 0)
    return {pos, pos, {}};
  number.scaled = number.scaled || last_scale == 3 || last_scale == 2;
  // 三百五: the last digit counts a tenth of the scale before it; rare, and 三百零五 is not it.
  number.value = Decimal(total + section + (digit > 0 ? digit : 0));
  return number;
}

}  // namespace newsmill
