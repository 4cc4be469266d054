//   12万 至 70万 日元          10 多 亩 以上           辆（架、艘、列）次
//   low  to high unit         number over unit suffix  a compound classifier
//
// Tested by tests/extract/units_test.cc.
#include "extract/quantity.h"

#include <algorithm>
#include <array>

#include "core/utf8.h"
#include "extract/words.h"

namespace newsmill {
namespace {

// Up to two blanks: pages set loose spaces round numerals.
size_t skip_blanks(std::string_view text, size_t pos) {
  for (int i = 0; i < 2; ++i) {
    const utf8::Char c = utf8::at(text, pos);
    if (c.size == 0 || !is_blank(c.code)) break;
    pos += c.size;
  }
  return pos;
}

bool is_dash(char32_t c) {
  return c == '-' || c == '~' || c == U'—' || c == U'–' || c == U'～' || c == U'－' || c == U'−';
}

bool is_digit_at(std::string_view text, size_t pos) {
  return Numerals::utf8_digit(utf8::at(text, pos).code) >= 0;
}

// Digits joined to more digits by one of these are names and dates: 6·13, 4+1, 12:30.
bool joins_digits(char32_t c) {
  return c == U'·' || c == U'•' || c == '+' || c == U'＋' || c == ':' || c == U'：' || c == '.' ||
         c == '_' || c == '*' || c == U'×';
}

// Where a run of digits and joiners that cannot be a quantity ends.
size_t skip_digits(std::string_view text, size_t pos) {
  for (;;) {
    const utf8::Char c = utf8::at(text, pos);
    const bool joined =
        (joins_digits(c.code) || is_dash(c.code)) && is_digit_at(text, pos + c.size);
    if (c.size == 0 || (Numerals::utf8_digit(c.code) < 0 && !joined)) return pos;
    pos += c.size;
  }
}

}  // namespace

void Quantity::write_unit(std::string& out) const {
  if (sort == QuantitySort::kRank || sort == QuantitySort::kTop) {
    out += "rank";
  } else if (sort == QuantitySort::kDouble) {
    out += "x";
  } else if (fraction) {
    out += "%";
  } else if (!raw_unit.empty()) {
    out += raw_unit;
  } else if (unit != nullptr) {
    out += unit->canonical;
    if (per == nullptr) return;
    // A rate of a unit without a code stays as written altogether.
    const bool coded = static_cast<unsigned char>(unit->canonical[0]) < 0x80;
    out += '/';
    out += coded && !per->per.empty() ? per->per : per->written;
  }
}

size_t QuantityReader::read(std::string_view text, size_t pos, const Number& number,
                            Quantity& out) const {
  out = Quantity{};
  const utf8::Char c = utf8::at(text, pos);
  if (c.code == U'第' || c.code == U'前') return read_rank(text, pos, out);
  if (c.code == U'翻') return read_double(text, pos, out);
  if (c.code == U'半') return read_half(text, pos, out);

  if (c.code == U'数' || c.code == U'千')
    if (const size_t end = read_order(text, pos, out); end != 0) return end;
  if (!number) return pos + c.size;
  if (read_streak(text, number, out)) return out.end;
  if (number.spelled && number.value == Decimal(1) && has_at(text, number.end, "半"))
    return read_half(text, number.end, out);
  if (!plausible(text, number)) return number.spelled ? number.end : skip_digits(text, number.end);
  if (has_at(text, number.end, "/") && is_digit_at(text, number.end + 1) && !number.scaled)
    return read_slash(text, number, out);

  out.begin = pos;
  out.end = number.end;
  out.value = number.value;
  out.spelled = number.spelled;
  out.scaled = number.scaled;
  out.bare_scale = number.bare_scale;
  out.fraction = number.fraction;
  out.small = number.spelled && number.value < Decimal(10);
  if (number.over) out.comparator = Comparator::kGt;
  const utf8::Char before = utf8::before(text, pos);
  if (is_dash(before.code) && !is_digit_at(text, pos - before.size) && before.code != U'—') {
    const utf8::Char left = utf8::before(text, pos - before.size);
    if (left.size == 0 || (!utf8::is_latin(left.code) && Numerals::utf8_digit(left.code) < 0 &&
                           !utf8::is_han(left.code))) {
      out.begin -= before.size;
      out.value = out.value.negated();
    }
  } else if (pos >= 6 && has_at(text, pos - 6, "零下")) {
    out.begin -= 6;
    out.value = out.value.negated();
  }
  const Unit* const unit = units_.longest_at(text, number.end);
  if (number.sequence) read_side_by_side(text, number, out);
  if (!out.range) read_range(text, number, unit, out);
  if (!out.range || number.sequence) read_unit(text, unit, out);
  read_rate_before(text, pos, out);
  // 七八: how many of what must be told
  if (number.sequence && (out.unit == nullptr || out.unit->kind == UnitKind::kDuration ||
                          out.unit->kind == UnitKind::kAge || out.value < Decimal(10))) {
    const size_t end = out.end;
    out.end = 0;
    return end;
  }
  // 3亿多城镇居民: so large a number labels nothing.
  if (out.unit != nullptr && out.unit->kind == UnitKind::kLabel && out.scaled) {
    out.end = number.end;
    out.unit = out.per = nullptr;
  }
  if (out.unit != nullptr && out.unit->kind == UnitKind::kLabel) {
    const size_t end = out.end;
    out.end = 0;
    return end;
  }
  // 千亿元级: a class of things; 2时45分: a time of day
  if (out.unit != nullptr &&
      (has_at(text, out.end, "级") ||
       (out.unit->written == "分" && (before.code == U'时' || before.code == U'点')))) {
    const size_t end = out.end;
    out.end = 0;
    return end;
  }
  // What a number without unit and scale is stuck to: 5G, 3D, 500强.
  if (out.unit == nullptr && utf8::is_latin(utf8::at(text, out.end).code)) {
    const size_t end = out.end;
    out.end = 0;
    return end;
  }
  read_suffix(text, out);
  return out.end;
}

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
  return out.end = end;
}

// 连续45个月, 三连胜
bool QuantityReader::read_streak(std::string_view text, const Number& number,
                                 Quantity& out) const {
  static constexpr WordList kRuns("连胜", "连败", "连冠", "连涨", "连跌", "连增", "连降", "连升",
                                  "连阳", "连阴", "连平", "连丰");
  const bool runs = has_at(text, number.end, "连");
  const bool ordinal = has_at(text, number.begin - std::min<size_t>(number.begin, 3), "第");
  const size_t from = number.begin - std::min<size_t>(number.begin, ordinal ? 9 : 6);
  if (!runs && !has_at(text, from, "连续")) return false;
  if (!number.value.valid() || number.vague || number.scaled || number.fraction) return false;
  if (const size_t run = runs ? kRuns.at(text, number.end) : 0; run != 0) {
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
bool QuantityReader::read_side_by_side(std::string_view text, const Number& number,
                                       Quantity& out) {
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

// Is the number free of what makes it a name, a date or no definite number?
bool QuantityReader::plausible(std::string_view text, const Number& number) const {
  if (!number.value.valid() || number.vague) return false;
  Quantity ignored;
  if (number.sequence && !read_side_by_side(text, number, ignored)) return false;
  const utf8::Char before = utf8::before(text, number.begin);
  if (!number.spelled && (utf8::is_latin(before.code) || before.code == '/')) return false;
  if (is_dash(before.code) && before.code < 0x80 &&
      utf8::is_latin(utf8::before(text, number.begin - before.size).code))
    return false;
  if (before.code == U'第' || before.code == U'每' || before.code == U'初') return false;
  const utf8::Char after = utf8::at(text, number.end);
  if (joins_digits(after.code) && is_digit_at(text, number.end + after.size)) return false;
  return after.code != '+' || !is_digit_at(text, number.end + 1);
}

// `unit` is what stands right behind the number, if any.
void QuantityReader::read_unit(std::string_view text, const Unit* unit, Quantity& out) const {
  size_t pos = skip_blanks(text, out.end);
  if (pos != out.end) unit = units_.longest_at(text, pos);
  if (unit == nullptr || unit->kind == UnitKind::kNone) return;
  // A Latin unit must not be the head of a longer word: 5GB, but 3 men.
  if (utf8::is_latin(utf8::before(text, pos + unit->written.size()).code) &&
      utf8::is_latin(utf8::at(text, pos + unit->written.size()).code))
    return;
  out.unit = unit;
  out.value = out.value * unit->factor;
  if (!out.high.is_zero()) out.high = out.high * unit->factor;
  const size_t unit_begin = pos;
  pos += unit->written.size();

  // 台（套）, 辆（架、艘、列）次: classifiers in brackets, at most eight.
  if (unit->kind == UnitKind::kCount && has_at(text, pos, "（")) {
    size_t inner = pos + 3;
    for (int i = 0; i < 8; ++i) {
      const Unit* other = units_.longest_at(text, inner);
      if (other == nullptr) break;
      inner += other->written.size();
      if (!has_at(text, inner, "、")) break;
      inner += 3;
    }
    if (inner > pos + 3 && has_at(text, inner, "）")) {
      pos = inner + 3;
      if (has_at(text, pos, "次")) pos += 3;
      out.raw_unit = text.substr(unit_begin, pos - unit_begin);
    }
  }
  // 元/吨, 吨/年, 元每吨
  const size_t slash = has_at(text, pos, "/")                               ? 1
                       : has_at(text, pos, "／") || has_at(text, pos, "每") ? 3
                                                                            : 0;
  if (slash != 0)
    if (const Unit* per = units_.longest_at(text, pos + slash);
        per != nullptr && per->kind != UnitKind::kNone) {
      out.per = per;
      pos += slash + per->written.size();
    }
  // 7天半, 两成半
  if (has_at(text, pos, "半") && !has_at(text, pos, "半导") &&
      (unit->kind == UnitKind::kDuration || unit->canonical == "%" ||
       unit->kind == UnitKind::kTimes)) {
    out.value = out.value + Decimal(5, -1) * unit->factor;
    pos += 3;
  } else if (!out.range && (has_at(text, pos, "多") || has_at(text, pos, "余")) &&
             out.comparator == Comparator::kEq && !has_at(text, pos, "多种") &&
             !has_at(text, pos, "多个") && unit->written != "个") {
    out.comparator = Comparator::kGt;
    pos += 3;
  }
  out.end = pos;
}

// 3至5个, 6.5%—7%, 12万至70万日元, 5000至1万元; `first` is the unit behind `number`
void QuantityReader::read_range(std::string_view text, const Number& number, const Unit* first,
                                Quantity& out) const {
  size_t pos = number.end;
  if (first != nullptr && first->kind != UnitKind::kNone)
    pos += first->written.size();
  else
    first = nullptr;
  const utf8::Char c = utf8::at(text, pos);
  if (!is_dash(c.code) && c.code != U'至' && c.code != U'到') return;
  size_t next = pos + c.size;
  if (is_dash(c.code) && utf8::at(text, next).code == c.code) next += c.size;  // ——
  const Number second = numerals_.read(text, next);
  if (!second || !plausible(text, second) || second.fraction || second.bare_scale) return;
  // 从5%到8% is a change from one value to another.
  const utf8::Char before = utf8::before(text, number.begin);
  if (!is_dash(c.code) && (before.code == U'从' || before.code == U'由')) return;
  if (first != nullptr && first->kind == UnitKind::kLabel) return;
  Quantity high = out;
  high.end = second.end;
  high.value = second.value;
  read_unit(text, units_.longest_at(text, high.end), high);
  if (first != nullptr && (high.unit == nullptr || high.unit->canonical != first->canonical))
    return;
  if (high.unit == nullptr && !second.scaled) {
    out.end = second.end;  // 0—100: a scale, a score, a telephone number
    out.range = true;
    out.high = second.value;
    return;
  }
  Decimal value = number.value;
  // 3至5万元: the scale of the second counts for both, where the first could not exceed it.
  if (!number.scaled && second.power > 0 && first == nullptr &&
      number.value < second.value.shifted(-second.power))
    value = value.shifted(second.power);
  out = high;
  out.range = true;
  out.high = high.value;
  out.value = high.unit != nullptr ? value * high.unit->factor : value;
  out.scaled = number.scaled || second.scaled;
}

void QuantityReader::read_suffix(std::string_view text, Quantity& out) const {
  const size_t pos = skip_blanks(text, out.end);
  const CueMatch suffix = cues_.suffix_at(text, pos);
  if (!suffix) return;
  const bool timed = out.unit != nullptr && out.unit->kind == UnitKind::kDuration;
  const bool measured = out.unit != nullptr && out.unit->kind == UnitKind::kMeasure;
  if (suffix.cue->word == "内" && !timed && !measured) return;
  if ((suffix.cue->word == "起" || suffix.cue->word == "多" || suffix.cue->word == "余" ||
       suffix.cue->word == "起步") &&
      (out.unit != nullptr || !out.scaled))
    return;
  if (suffix.cue->word == "起") return;
  out.suffixed = true;
  out.comparator = suffix.cue->bound;
  // 以下 of an age is under that age.
  if (out.comparator == Comparator::kLe && out.unit != nullptr && out.unit->kind == UnitKind::kAge)
    out.comparator = Comparator::kLt;
  out.end = suffix.end;
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
