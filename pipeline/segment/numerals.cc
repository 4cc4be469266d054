// 二十八 is 28 and 二八 is 28: digits that follow each other are places, 十 and 百 multiply. Tested
// by tests/segment/numerals_test.cc.
#include "segment/numerals.h"

#include <array>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr int kRocYear = 1911;

// Each ten digits in order.
constexpr std::u32string_view kDigits[] = {U"0123456789",           U"０１２３４５６７８９",
                                           U"〇一二三四五六七八九", U"零壹贰叁肆伍陆柒捌玖",
                                           U"○壹貳參肆伍陸柒捌玖",  U"０弌两弎亖㐅陸柒捌玖"};
constexpr std::u32string_view kMultipliers = U"十拾百佰廿卅";

// What a character says in a number.
struct Numeral {
  char32_t code = 0;
  int8_t digit = -1;
  uint8_t multiplier = 0;
};
constexpr size_t kSlots = 4096;
constexpr uint8_t multiplier_of(char32_t c) {
  if (c == U'十' || c == U'拾') return 10;
  if (c == U'百' || c == U'佰') return 100;
  return c == U'廿' ? 20 : 30;
}
// By the low bits of a character: could it be part of a number? Few others pass.
constexpr std::array<Numeral, kSlots> kNumerals = [] {
  std::array<Numeral, kSlots> numerals{};
  for (const std::u32string_view digits : kDigits)
    for (size_t digit = 0; digit < digits.size(); ++digit)
      numerals[digits[digit] % kSlots] = {digits[digit], static_cast<int8_t>(digit), 0};
  for (const char32_t c : kMultipliers) numerals[c % kSlots] = {c, -1, multiplier_of(c)};
  return numerals;
}();
static_assert(
    [] {
      for (const std::u32string_view digits : kDigits)
        for (const char32_t c : digits)
          if (kNumerals[c % kSlots].code != c) return false;
      return true;
    }(),
    "no two share a slot");
// Is there one in the slot? A bit for each, since it is asked for many more characters than count.
constexpr std::array<uint64_t, kSlots / 64> kMayCount = [] {
  std::array<uint64_t, kSlots / 64> may{};
  for (size_t slot = 0; slot < kSlots; ++slot)
    may[slot / 64] |= uint64_t{kNumerals[slot].code != 0} << slot % 64;
  return may;
}();

bool skip(std::string_view text, size_t& pos, std::string_view word) {
  if (pos >= text.size() || text[pos] != word[0]) return false;
  if (text.compare(pos, word.size(), word) != 0) return false;
  pos += word.size();
  return true;
}

void skip_blanks(std::string_view text, size_t& pos) {
  for (utf8::Char c = utf8::at(text, pos); c.size > 0 && utf8::is_blank(c.code);
       c = utf8::at(text, pos))
    pos += c.size;
}

// One of 年月日号 or, between figures, one of . - / (then the same one each time).
std::optional<unsigned> read_part(std::string_view text, size_t& pos) {
  skip_blanks(text, pos);
  const auto number = read_number(text, pos);
  if (!number) return std::nullopt;
  pos = number->end;
  skip_blanks(text, pos);
  return number->value;
}

}  // namespace

bool may_count(char32_t code) {
  const size_t slot = code % kSlots;
  return (kMayCount[slot / 64] >> slot % 64 & 1) != 0;
}

std::optional<Read<unsigned>> read_number(std::string_view text, size_t pos) {
  unsigned sum = 0, places = 0;
  int taken = 0;
  for (; taken < 9; ++taken) {
    const utf8::Char c = utf8::at(text, pos);
    const Numeral& numeral = kNumerals[c.code % kSlots];
    if (c.code == 0 || numeral.code != c.code) break;
    const unsigned multiplier = numeral.multiplier;
    if (numeral.digit >= 0) {
      places = places * 10 + static_cast<unsigned>(numeral.digit);
    } else if (multiplier == 20 || multiplier == 30) {
      sum += multiplier;
    } else {
      sum += (places == 0 ? 1 : places) * multiplier;
      places = 0;
    }
    pos += c.size;
  }
  if (taken == 0) return std::nullopt;
  return Read<unsigned>{sum + places, pos};
}

std::optional<Read<std::string>> read_page(std::string_view text, size_t pos) {
  std::string page;
  utf8::Char c = utf8::at(text, pos);
  if (c.code >= 0xFF21 && c.code <= 0xFF5A) c.code -= 0xFEE0;
  if (utf8::is_latin(c.code)) {
    page.push_back(static_cast<char>(c.code & ~0x20u));
    pos += c.size;
    if (utf8::at(text, pos).code == '-') ++pos;
  }
  const auto number = read_number(text, pos);
  if (!number || number->value == 0 || number->value > 999) return std::nullopt;
  return Read<std::string>{page + std::to_string(number->value), number->end};
}

std::optional<Read<Date>> read_date(std::string_view text, size_t pos) {
  const bool roc =
      skip(text, pos, "中華民國") || skip(text, pos, "民國") || skip(text, pos, "民国");
  const auto year = read_part(text, pos);
  if (!year) return std::nullopt;
  char mark = 0;
  if (!skip(text, pos, "年")) {
    if (pos >= text.size()) return std::nullopt;
    mark = text[pos];
    if (mark != '.' && mark != '-' && mark != '/') return std::nullopt;
    ++pos;
  }
  const auto month = read_part(text, pos);
  if (!month) return std::nullopt;
  if (mark ? !skip(text, pos, std::string_view(&mark, 1)) : !skip(text, pos, "月"))
    return std::nullopt;
  const auto day = read_part(text, pos);
  if (!day) return std::nullopt;
  if (!mark && !skip(text, pos, "日") && !skip(text, pos, "号")) return std::nullopt;
  const int full = static_cast<int>(*year) + (roc ? kRocYear : 0);
  const Date date{std::chrono::year(full), std::chrono::month(*month), std::chrono::day(*day)};
  if (!date.ok() || full < 1600 || full > 2200) return std::nullopt;
  return Read<Date>{date, pos};
}

}  // namespace newsmill
