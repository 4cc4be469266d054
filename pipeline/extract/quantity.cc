//   12万 至 70万 日元          10 多 亩 以上           辆（架、艘、列）次
//   low  to high unit         number over unit suffix  a compound classifier
//
// Tested by tests/extract/units_test.cc.
#include "extract/quantity.h"

#include <algorithm>
#include <utility>

#include "core/utf8.h"
#include "extract/quantity_text.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {

void Quantity::write_unit(std::string& out) const {
  if (raw_unit.empty() && (sort == QuantitySort::kRank || sort == QuantitySort::kTop)) {
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

Quantity::Idle Quantity::idle() const {
  if (!spelled || sort != QuantitySort::kAmount || fraction) return Idle::kNo;
  if (unit == nullptr) return scaled || comparator == Comparator::kOrder ? Idle::kNo : Idle::kBare;
  return small && unit->kind == UnitKind::kCount && value < Decimal(2) ? Idle::kOne : Idle::kNo;
}

namespace {

// 2025金融街论坛, 拾金不昧: no medals, which stand alone or with others: 8金12银.
bool is_part_of_name(std::string_view text, const Quantity& quantity) {
  if (!lists::kMedals.has(quantity.unit->written)) return false;
  const utf8::Char next = utf8::at(text, quantity.end);
  return (quantity.spelled && !quantity.small) || quantity.scaled ||
         (utf8::is_han(next.code) && lists::kBehindMedals.at(text, quantity.end) == 0);
}

// 阵风13级, 最大风力可达9至11级
bool measures_wind(std::string_view text, size_t pos, const Unit& unit) {
  return unit.written == "级" &&
         lists::kForces.before(text, pos - lists::kForceVerbs.before(text, pos)) != 0;
}

}  // namespace

size_t QuantityReader::read(std::string_view text, size_t pos, const Number& number,
                            Quantity& out) const {
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
  const Unit* unit = units_.longest_at(text, number.end);
  if (unit != nullptr && unit->kind == UnitKind::kMeasure && has_at(text, number.end, "两") &&
      units_.longest_at(text, number.end + 3) != nullptr)
    unit = nullptr;  // 2024、2025两届
  if (number.sequence) read_side_by_side(text, number, out);
  if (!out.range) read_range(text, number, unit, out);
  if (!out.range || number.sequence) read_unit(text, unit, out);
  read_coins(text, out);
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
  if (out.unit != nullptr && measures_wind(text, pos, *out.unit))
    out.unit = units_.longest_at("级风", 0);
  if (out.unit != nullptr && (out.unit->kind == UnitKind::kLabel || is_part_of_name(text, out))) {
    const size_t end = out.end;
    out.end = 0;
    return end;
  }
  // 千亿元级: a class of things; 2时45分: a time of day
  if (out.unit != nullptr &&
      (has_at(text, out.end, "级") ||
       (out.unit->written == "分" && (before.code == U'时' || before.code == U'点' ||
                                      has_at(text, numerals_.read(text, out.end).end, "秒"))))) {
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
  if (before.code == U'下' || before.code == U'负' || is_dash(before.code))
    read_sign(text, pos, before, out);
  read_suffix(text, out);
  return out.end;
}

// -5℃至3℃, 降至负0.1%: the first value is below nought; 零下20至30摄氏度: both are. `pos` is where
// the number begins.
void QuantityReader::read_sign(std::string_view text, size_t pos, utf8::Char sign, Quantity& out) {
  if (pos >= 6 && has_at(text, pos - 6, "零下")) {
    out.begin = pos - 6;
    out.value = out.value.negated();
    if (out.range) out.high = out.high.negated();
    if (out.range && out.high < out.value) std::swap(out.value, out.high);
    return;
  }
  const bool dash = is_dash(sign.code);
  if (sign.code == U'下' || sign.code == U'—') return;
  const utf8::Char left = utf8::before(text, pos - sign.size);
  if (utf8::is_latin(left.code) || Numerals::utf8_digit(left.code) >= 0) return;
  const bool degrees = dash && out.unit != nullptr && out.unit->canonical == "摄氏度";
  if (utf8::is_han(left.code) && !degrees && lists::kBelowNought.before(text, pos - sign.size) == 0)
    return;
  out.begin = pos - sign.size;
  out.value = out.value.negated();
}

// Is the number free of what makes it a name, a date or no definite number?
bool QuantityReader::plausible(std::string_view text, const Number& number) const {
  if (!number.value.valid() || number.vague) return false;
  if (number.sequence) {
    Quantity ignored;
    if (!read_side_by_side(text, number, ignored)) return false;
  }
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
      if (has_at(text, pos, "·月") || has_at(text, pos, "·年")) pos += 5;  // GB/户·月
    }
  if (unit->kind == UnitKind::kDuration && unit->written.starts_with("个多"))
    out.comparator = Comparator::kGt;
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
  if (has_at(text, next, "零下") &&
      has_at(text, number.begin - std::min<size_t>(number.begin, 6), "零下"))
    next += 6;
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

}  // namespace newsmill
