// Quantities that are not just a number and a unit.
//
//   第三名, 前十         a rank            翻一番, 一半, 3/4      a change, shares
//   连续三年, 三连胜      a streak          数以万计, 两三千元      an order, a range
//
// Tested by tests/extract/units_test.cc and phenomena_test.cc.
#include <algorithm>
#include <array>

#include "core/utf8.h"
#include "extract/quantity.h"
#include "extract/quantity_text.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {

// 数以万计, 成千上万: `pos` is that of the first numeral. Returns the end, or 0.
size_t QuantityReader::read_order(std::string_view text, size_t pos, Quantity& out) const {
  size_t end = 0;
  if (has_at(text, pos, "数以")) {
    const Number scale = numerals_.read(text, pos + 6);
    if (!scale.bare_scale || !has_at(text, scale.end, "计")) return 0;
    out.begin = pos;
    out.value = scale.value;
    end = scale.end + 3;
  } else if (pos >= 3 && has_at(text, pos - 3, "成千上万")) {
    out.begin = pos - 3;
    out.value = Decimal(1000);
    end = pos + 9;
  }
  if (end == 0) return 0;
  out.spelled = out.scaled = true;
  out.comparator = Comparator::kOrder;
  if (const Unit* unit = units_.longest_at(text, end);
      unit != nullptr && unit->kind == UnitKind::kCount) {  // 成千上万家
    out.unit = unit;
    end += unit->written.size();
  }
  return out.end = end;
}

// 连续45个月, 三连胜
bool QuantityReader::read_streak(std::string_view text, const Number& number, Quantity& out) const {
  const bool runs = has_at(text, number.end, "连");
  const bool ordinal = ends_with_at(text, number.begin, "连续第");
  if (!runs && !ordinal && !ends_with_at(text, number.begin, "连续")) return false;
  const size_t from = number.begin - std::min<size_t>(number.begin, ordinal ? 9 : 6);
  if (!number.value.valid() || number.vague || number.scaled || number.fraction) return false;
  if (const size_t run = runs ? lists::kRuns.at(text, number.end) : 0; run != 0) {
    out.begin = number.begin;
    out.raw_unit = text.substr(number.end, run);
    out.end = number.end + run;
  } else {
    const Unit* const unit = units_.longest_at(text, number.end);
    if (runs || unit == nullptr ||
        (unit->kind != UnitKind::kDuration && unit->kind != UnitKind::kCount))
      return false;
    out.begin = from;
    out.unit = unit;
    out.end = number.end + unit->written.size();
  }
  out.value = number.value;
  out.spelled = number.spelled;
  out.sort = QuantitySort::kStreak;
  return true;
}

// 两三千元, 七八成: from the first digit to the second. `out` gets the range, its unit is still to
// be read.
bool QuantityReader::read_side_by_side(std::string_view text, const Number& number, Quantity& out) {
  static constexpr WordList kPairs("两三", "二三", "三四", "四五", "五六", "六七", "七八", "八九");
  if (kPairs.at(text, number.begin) == 0 || !(number.value < Decimal(1'000'000'000'000)))
    return false;
  static constexpr std::array<std::string_view, 8> kFirst = {"两", "二", "三", "四",
                                                             "五", "六", "七", "八"};
  static constexpr std::array<int64_t, 8> kDigit = {2, 2, 3, 4, 5, 6, 7, 8};
  for (size_t i = 0; i < kFirst.size(); ++i) {
    if (!text.substr(number.begin).starts_with(kFirst[i])) continue;
    const int64_t digit = kDigit[i], both = 11 * digit + 1;
    const auto value = static_cast<int64_t>(number.value.nearest());
    if (value % both != 0) return false;
    out.value = Decimal(value / both * digit);
    out.high = Decimal(value / both * (digit + 1));
    out.range = true;
    return true;
  }
  return false;
}

// 每秒2300立方米: the unit that the value is for stands before it.
void QuantityReader::read_rate_before(std::string_view text, size_t pos, Quantity& out) const {
  if (out.unit == nullptr || out.per != nullptr || out.unit->kind == UnitKind::kDuration) return;
  for (const size_t back : {6, 9, 12, 15}) {  // units of one Chinese character to four
    const size_t at = pos - std::min(pos, back);
    if (!has_at(text, at, "每")) continue;
    const Unit* const per = units_.longest_at(text, at + 3);
    if (per == nullptr || per->kind == UnitKind::kNone || per->kind == UnitKind::kLabel ||
        at + 3 + per->written.size() != pos)
      return;
    out.rate = per;
    out.rate_begin = at;
    return;
  }
}

// 二十七元五角, 3元5角2分: what is smaller of the same money, behind 元.
void QuantityReader::read_coins(std::string_view text, Quantity& out) const {
  if (out.unit == nullptr || out.unit->written != "元" || out.scaled || out.range) return;
  for (int places = -1; places >= -2; --places) {
    const Number coins = numerals_.read(text, out.end);
    const bool named = has_at(text, coins.end, "角") || has_at(text, coins.end, "分");
    if (!coins || !named || coins.scaled || !(coins.value < Decimal(10))) return;
    if (has_at(text, coins.end, "分")) places = -2;
    out.value = out.value + coins.value.shifted(places);
    out.end = coins.end + 3;
  }
}

// 第2, 第三名, 前十: whether a rank is meant is seen from the words before it.
size_t QuantityReader::read_rank(std::string_view text, size_t pos, Quantity& out) const {
  const utf8::Char c = utf8::at(text, pos);
  const size_t start = skip_blanks(text, pos + c.size);
  const Number number = numerals_.read(text, start);
  if (!number) return pos + c.size;
  if (!plausible(text.substr(start),
                 [&] {
                   Number moved = number;
                   moved.begin = 0;
                   moved.end = number.end - start;
                   return moved;
                 }()) ||
      number.scaled || !(number.value < Decimal(1000)))
    return number.end;
  if (c.code == U'第' && read_streak(text, number, out)) return out.end;
  out.begin = pos;
  out.end = number.end;
  out.value = number.value;
  out.sort = c.code == U'第' ? QuantitySort::kRank : QuantitySort::kTop;
  out.comparator = out.sort == QuantitySort::kTop ? Comparator::kTop : Comparator::kEq;
  const utf8::Char after = utf8::at(text, number.end);
  if (after.code == U'位' || after.code == U'名' ||
      (out.sort == QuantitySort::kTop && after.code == U'强')) {
    out.end += after.size;
    out.suffixed = true;
    return out.end;
  }
  if (out.sort == QuantitySort::kTop && (after.code == U'%' || after.code == U'％')) {
    out.end += after.size;  // 全球前5%的期刊
    out.raw_unit = "%";
    return out.end;
  }
  if (out.sort == QuantitySort::kTop && after.code == U'大') out.end = 0;
  // 第三次, 第二产业, 前三个: a noun goes on. 第二大, 第二优 are ranks still.
  if (utf8::is_han(after.code) && after.code != U'大' && after.code != U'优' &&
      after.code != U'高' && after.code != U'和' && after.code != U'的' && after.code != U'长' &&
      after.code != U'低')
    out.end = 0;
  return number.end;
}

// 翻番, 翻倍, 翻一番, 翻了两番: twice as much again
size_t QuantityReader::read_double(std::string_view text, size_t pos, Quantity& out) const {
  size_t end = pos + 3;
  if (has_at(text, end, "了") || has_at(text, end, "近")) end += 3;
  Decimal value(1);
  if (!has_at(text, end, "番") && !has_at(text, end, "倍")) {
    const Number number = numerals_.read(text, end);
    if (!number || !has_at(text, number.end, "番") || !(number.value < Decimal(10))) return pos + 3;
    end = number.end;
    Decimal times(1);
    for (Decimal i(0); i < number.value; i = i + Decimal(1)) times = times * Decimal(2);
    value = times + Decimal(-1);
  }
  out.begin = pos;
  out.end = end + 3;
  out.value = value;
  out.sort = QuantitySort::kDouble;
  return out.end;
}

// 一半, 过半, 半数: `pos` is the 半
size_t QuantityReader::read_half(std::string_view text, size_t pos, Quantity& out) const {
  const utf8::Char before = utf8::before(text, pos);
  const bool one = before.code == U'一';
  const bool over = before.code == U'过' || before.code == U'超';
  const bool many = has_at(text, pos, "半数");
  if (!one && !over && !many && before.code != U'近') return pos + 3;
  out.begin = one || over ? pos - before.size : pos;
  out.end = pos + (many ? 6 : 3);
  out.value = Decimal(50);
  out.fraction = out.spelled = true;
  if (over) out.comparator = Comparator::kGt;
  read_suffix(text, out);
  return out.end;
}

// 3/4 的…; 2024/25, 7/1 and the like are none
size_t QuantityReader::read_slash(std::string_view text, const Number& number,
                                  Quantity& out) const {
  const Number below = numerals_.read(text, number.end + 1);
  const size_t end = skip_digits(text, below.end);
  if (!below || end != below.end || has_at(text, end, "/") || !(number.value < below.value) ||
      !(below.value < Decimal(101)))
    return std::max(end, number.end + 1);
  const Unit* unit = units_.longest_at(text, end);
  if (unit != nullptr && unit->kind != UnitKind::kNone) return end;
  const double ratio = number.value.nearest() / below.value.nearest() * 100;
  out.begin = number.begin;
  out.end = end;
  out.value = Decimal(static_cast<int64_t>(ratio * 1e12 + 0.5), -12);
  out.fraction = true;
  read_suffix(text, out);
  return out.end;
}

}  // namespace newsmill
