// When, told with numbers: a year and its parts, months, days, plans and spans of years.
//
//   1 — 4 月              12月5日 8时 至 7日          “十四五”时期         近 5 年
//   of the year in force  hours are passed over      five years by plan   up to now
//
// Tested by tests/extract/extract_test.cc.
#include <algorithm>

#include "core/utf8.h"
#include "extract/period_text.h"
#include "extract/periods.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

// After a year: 前4个月, 一季度, 4月14日, 1至5月, 上半年; true and a longer period when there is
// one.
bool PeriodReader::read_part(std::string_view text, int y, Period& period) const {
  size_t pos = period.end;
  if (has_at(text, pos, "的")) pos += 3;
  if (read_holiday_of(text, y, period)) return true;
  if (const Lexicon::Match match = words_at_.longest_at(text, pos)) {
    const Word& word = words_[static_cast<size_t>(match.id)];
    if (word.kind != Kind::kPart) return false;
    set_months(period, y, word.from, word.to);
    period.end = match.end;
    return true;
  }
  const bool front = has_at(text, pos, "前");
  const Number number = numerals_.read(text, pos + (front ? 3 : 0));
  if (!number || number.vague) return false;
  const int n = small(number);
  if (front) {
    const size_t unit = has_at(text, number.end, "个月") ? 6
                        : has_at(text, number.end, "月") ? 3
                                                         : 0;
    if (unit == 0 || n < 1 || n > 12) return false;
    set_months(period, y, 1, n);
    period.end = number.end + unit;
    return true;
  }
  return read_months(text, number, y, period);
}

// 8时, 8时30分: where the hour that stands at `pos`, if any, ends.
size_t PeriodReader::behind_hour(std::string_view text, size_t pos) const {
  const Number hour = numerals_.read(text, pos);
  if (!hour || !has_at(text, hour.end, "时")) return pos;
  const size_t end = hour.end + 3;
  const Number minute = numerals_.read(text, end);
  return minute && has_at(text, minute.end, "分") ? minute.end + 3 : end;
}

// 4月22日至30日, 4月22日至5月3日: `pos` is behind the first day. Returns where the last one ends.
size_t PeriodReader::read_last_day(std::string_view text, size_t pos, Period& period) const {
  const size_t day_end = pos;
  pos = behind_hour(text, pos + lists::kHours.at(text, pos));
  const size_t join = kJoinsDates.at(text, pos);
  if (join == 0 || !period.first) return day_end;
  Number last = numerals_.read(text, pos + join + (has_at(text, pos + join, "—") ? 3 : 0));
  unsigned m = unsigned(period.first->month());
  if (last && has_at(text, last.end, "月")) {
    m = static_cast<unsigned>(small(last));
    last = numerals_.read(text, last.end + 3);
  }
  if (!last || last.spelled || !has_at(text, last.end, "日")) return day_end;
  const Date date = period.first->year() / month(m) / day(static_cast<unsigned>(small(last)));
  if (!date.ok() || date < *period.first) return day_end;
  period.last = date;
  return behind_hour(text, last.end + 3 + lists::kHours.at(text, last.end + 3));
}

// 4月, 4月份, 1—4月, 1月至5月, 5月25日, 5月中下旬; `number` is the first month
bool PeriodReader::read_months(std::string_view text, const Number& number, int y,
                               Period& period) const {
  const int from = small(number);
  if (from < 1 || from > 12) return false;
  size_t pos = number.end;
  int to = from;
  bool named = false;
  if (has_at(text, pos, "月")) named = true, pos += has_at(text, pos, "月份") ? 6 : 3;
  if (const size_t join = kJoinsDates.at(text, pos)) {
    size_t second = pos + join;
    if (has_at(text, second, "—")) second += 3;
    const Number last = numerals_.read(text, second);
    const int n = small(last);
    if (last && n > from && n <= 12 && has_at(text, last.end, "月")) {
      to = n;
      named = true;
      pos = last.end + (has_at(text, last.end, "月份") ? 6 : 3);
    }
  }
  if (!named) return false;
  set_months(period, y, from, to);
  const Number day_number = from == to ? numerals_.read(text, pos) : Number{};
  const int d = small(day_number);
  if (day_number && d >= 1 && d <= 31 &&
      (has_at(text, day_number.end, "日") || has_at(text, day_number.end, "号"))) {
    const Date date = year(y) / month(static_cast<unsigned>(from)) / day(static_cast<unsigned>(d));
    if (date.ok()) period.first = period.last = date, period.grain = PeriodGrain::kDay;
    pos = behind_hour(text, read_last_day(text, day_number.end + 3, period));
  } else if (from == to) {
    pos += lists::kPartsOfMonth.at(text, pos);
  }
  period.end = pos;
  return true;
}

Period PeriodReader::read_number(std::string_view text, size_t pos, const Number& number,
                                 Clock& clock) const {
  Period period;
  period.begin = pos;
  const utf8::Char c = utf8::at(text, pos);
  if (c.code == U'前') {  // 前4个月 of the year in force
    if (clock.year != 0) {
      period.end = pos;
      if (!read_part(text, clock.year, period)) period.end = 0;
    }
    return period;
  }
  if (c.code == U'十')
    if (period = read_plan(text, pos, clock); period.end != 0) return period;
  period.begin = pos;
  if (!number || number.over || number.vague || !number.value.valid()) return period;
  if (!may_follow(text, number.end)) return period;
  const utf8::Char before = utf8::before(text, pos);
  if (utf8::is_latin(before.code) || before.code == '.' || before.code == '/') return period;
  const int n = small(number);
  if (is_year(n) && !number.scaled && (!number.spelled || number.sequence)) {
    const size_t join = kJoinsDates.at(text, number.end);
    if (has_at(text, number.end, "年")) {
      period.end = number.end + (has_at(text, number.end, "年度") ? 6 : 3);
      set_years(period, n, n);
      clock.year = n;
      read_part(text, n, period);
      read_range(text, clock, period);
    } else if (join != 0) {  // 2025—2026赛季, 2016-2020年
      const Number last =
          numerals_.read(text, number.end + join + (has_at(text, number.end + join, "—") ? 3 : 0));
      const int m = small(last);
      if (last && is_year(m) && m > n) {
        if (const size_t tail = lists::kSeasons.at(text, last.end)) {
          period.end = last.end + tail;
          set_years(period, n, m);
          clock.year = m;
        }
      }
    }
    return period;
  }
  if (has_at(text, number.end, "年")) return read_span(text, number, clock);
  if (number.spelled && !has_at(text, number.end, "月")) return period;
  const int this_month = clock.date ? static_cast<int>(unsigned(clock.date->month())) : 12;
  const int this_year = clock.date ? int(clock.date->year()) : 0;
  // A month that has not come yet belongs to last year.
  const int y = clock.year == this_year && n > this_month && !has_at(text, number.end, "—") &&
                        !has_at(text, number.end, "至") && !has_at(text, number.end, "-")
                    ? clock.year - 1
                    : clock.year;
  if (number && !number.scaled && read_months(text, number, y, period)) {
    if (clock.year == 0) period.first = period.last = std::nullopt;
    return period;
  }
  period.first = period.last = std::nullopt;
  period.grain = PeriodGrain::kDay;
  if (n >= 1 && n <= 31 && has_at(text, number.end, "日") && !number.spelled) {
    period.end = number.end + 3;
    if (clock.date) {
      constexpr unsigned kAhead = 10;  // 截至28日 in the paper of the 2nd is of the month before
      const bool past = static_cast<unsigned>(n) > unsigned(clock.date->day()) + kAhead;
      auto in = clock.date->year() / clock.date->month();
      if (past) in -= std::chrono::months(1);
      if (past && !(in / day(static_cast<unsigned>(n))).ok()) in -= std::chrono::months(1);
      const Date date = in / day(static_cast<unsigned>(n));
      if (date.ok()) period.first = period.last = date;
    }
    period.end = read_last_day(text, period.end, period);
  }
  return period;
}

// “十四五”时期, “十三五”期间, “十四五”末: the fourteenth plan began in 2021
Period PeriodReader::read_plan(std::string_view text, size_t pos, const Clock& clock) const {
  Period period;
  const int ordinal = numerals_.spelled_digit(utf8::at(text, pos + 3).code);
  if (ordinal < 1 || ordinal > 9 || !has_at(text, pos + 6, "五")) return period;
  size_t end = pos + 9;
  const bool quoted = ends_with_at(text, pos, "“") && has_at(text, end, "”");
  if (quoted) end += 3;
  const size_t tail = lists::kPlanTails.at(text, end);
  if (tail == 0) return period;
  const int start = 1951 + 5 * (10 + ordinal);
  set_years(period, start, start + 4);
  if (has_at(text, end, "以来") && clock.date)  // up to now
    set_years(period, start, std::clamp(int(clock.date->year()), start, start + 4));
  if (has_at(text, end, "末") || has_at(text, end, "期末")) set_years(period, start + 4, start + 4);
  period.begin = quoted ? pos - 3 : pos;
  period.end = end + (has_at(text, end, "，") ? 0 : tail);
  return period;
}

// 五年来, 近5年, 过去五年, 10年增长…: years up to now
Period PeriodReader::read_span(std::string_view text, const Number& number,
                               const Clock& clock) const {
  Period period;
  period.begin = number.begin;
  const int n = small(number);
  if (n < 1 || n > 100 || !clock.date) return period;
  size_t end = number.end + 3;
  if (has_at(text, end, "前")) {  // 五年前
    period.end = end + 3;
    set_years(period, int(clock.date->year()) - n, int(clock.date->year()) - n);
    return period;
  }
  // 2016年…，三年后…; 1998年…，7年间…
  const int told = clock.told, reached = told + n;
  if (told != 0 && n > 1 && reached <= int(clock.date->year()) &&
      (has_at(text, end, "后") || has_at(text, end, "间"))) {
    set_years(period, has_at(text, end, "后") ? reached : told, reached);
    period.end = end + 3;
    return period;
  }
  const size_t tail = lists::kSinceYears.at(text, end);
  const std::string_view head =
      text.substr(0, number.begin)
          .substr(number.begin - lists::kSpanHeads.before(text, number.begin));
  const int this_year = int(clock.date->year());
  if (tail == 0 && head.empty()) {
    // Alone, and before a verb of change, a span of years up to the period in force.
    if (lists::kSpanVerbs.at(text, end) == 0) return period;
    period.bare_years = true;
    period.years = n;
    period.grain = PeriodGrain::kYears;
    period.end = end;
    return period;
  }
  period.begin -= head.size();
  period.end = end + tail;
  // 过去五年 in January are those that are over.
  const bool early = head.starts_with("过去") && unsigned(clock.date->month()) <= 2;
  if (head == "未来" || head == "今后")
    set_years(period, this_year, this_year + n);
  else if (n == 1)
    set_years(period, this_year - clock.looks_back, this_year - clock.looks_back);
  else if (clock.looks_back || early)
    set_years(period, this_year - n, this_year - 1);
  else
    set_years(period, this_year - n, this_year);
  return period;
}

// 2000年至2025年
void PeriodReader::read_range(std::string_view text, const Clock& clock, Period& period) const {
  const size_t join = kJoinsDates.at(text, period.end);
  if (join == 0 || !period.first) return;
  if (has_at(text, period.end, "至今") && !has_at(text, period.end + 6, "年") && clock.date) {
    period.end += 6;
    period.last = period.grain == PeriodGrain::kYear
                      ? last_day(int(clock.date->year()), 12)
                      : last_day(int(clock.date->year()), int(unsigned(clock.date->month())));
    period.grain = PeriodGrain::kYears;
    return;
  }
  const Number last = numerals_.read(text, period.end + join);
  const int n = small(last);
  if (!last || !is_year(n) || !has_at(text, last.end, "年") || n < period.year()) return;
  period.end = last.end + 3;
  period.last = last_day(n, 12);
  period.grain = PeriodGrain::kYears;
}

}  // namespace newsmill
