//   截至  2025年  前4个月       10 年 来        “十四五”时期        1 — 4 月
//   as of year    part of it    span of years   five years by plan  months of the year in force
//
// Tested by tests/extract/extract_test.cc.
#include "extract/periods.h"

#include <charconv>
#include <new>
#include <type_traits>

#include "core/utf8.h"
#include "extract/period_text.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

Date first_day(int y, int m) {
  return year(y) / month(static_cast<unsigned>(m)) / day(1);
}
Date last_day(int y, int m) {
  return Date(year(y) / month(static_cast<unsigned>(m)) / std::chrono::last);
}

PeriodReader::PeriodReader(const RuleTable& table, const RuleTable& holidays,
                           const Numerals& numerals)
    : numerals_(numerals), holidays_(holidays) {
  constexpr std::string_view kKinds[] = {
      "year", "same",     "part",    "now",       "past", "season",   "month", "day",
      "days", "lastyear", "sameday", "samemonth", "week", "nextyear", "years", "lunar"};
  const size_t written = table.column("written"), kind = table.column("kind"),
               value = table.column("value");
  for (const RuleRow& row : table.rows()) {
    size_t k = 0;
    while (k < std::size(kKinds) && kKinds[k] != row[kind]) ++k;
    if (k == std::size(kKinds)) table.fail(row, "unknown kind of period");
    Word word{static_cast<Kind>(k)};
    const char* end = row[value].data() + row[value].size();
    const char* next = std::from_chars(row[value].data(), end, word.from).ptr;
    if (word.kind == Kind::kPart &&
        (next == end || std::from_chars(next + 1, end, word.to).ptr != end || word.from < 1 ||
         word.to > 12))
      table.fail(row, "value is no range of months");
    words_at_.add(row[written], static_cast<int>(words_.size()));
    words_.push_back(word);
    written_.push_back(row[written]);
  }
}

// The period is made where it stays: what was just written in parts is slow to copy as a whole.
bool PeriodReader::read(std::string_view text, size_t pos, const Lexicon::Match& word,
                        const Number& number, Clock& clock, Period& period) const {
  const int year_before = clock.year;
  static_assert(std::is_trivially_destructible_v<Period>);
  if (word)
    new (&period) Period(read_word(text, word, clock));
  else
    new (&period) Period(read_number(text, pos, number, clock));
  if (period.end == 0) return false;
  if (period.grain == PeriodGrain::kDay && period.first != period.last) clock.days = period;
  const bool reaches = read_affixes(text, period, clock, year_before);
  const bool aside = lists::kAside.before(text, period.begin) != 0;
  if (reaches || aside) clock.year = year_before;
  if (!aside) remember(period, clock);
  return true;
}

// What 当天, 当月, 这一年 will mean.
void PeriodReader::remember(const Period& period, Clock& clock) {
  if (!period.first || !period.last || period.bare_years) return;
  if (period.grain == PeriodGrain::kDay && period.first == period.last) clock.day = period.first;
  if (period.grain == PeriodGrain::kMonth && period.first->month() == period.last->month())
    clock.month = period.first;
  clock.told = period.year();
}

Period PeriodReader::read_word(std::string_view text, const Lexicon::Match& match,
                               Clock& clock) const {
  const Word& word = words_[static_cast<size_t>(match.id)];
  Period period;
  period.begin = match.begin;
  period.end = match.end;
  const int this_year = clock.date ? int(clock.date->year()) : 0;
  const int this_month = clock.date ? static_cast<int>(unsigned(clock.date->month())) : 1;
  switch (word.kind) {
    case Kind::kYear:
      if (this_year == 0) break;
      clock.year = this_year + word.from;
      set_years(period, clock.year, clock.year);
      if (has_at(text, period.end, "截至")) {  // 今年截至6月10日: from New Year's Day
        Period rest =
            read_number(text, period.end + 6, numerals_.read(text, period.end + 6), clock);
        if (rest.end != 0 && rest.last) {
          period.last = rest.last;
          period.end = rest.end;
          period.grain = PeriodGrain::kMonth;
        }
        break;
      }
      read_part(text, clock.year, period);
      break;
    case Kind::kLastYear:
      if (has_at(text, match.begin, "这") && clock.told != 0 && clock.told < this_year) {
        set_years(period, clock.told, clock.told);  // 2019年，…。这一年，…
      } else if (this_year != 0) {                  // early in a year it is the one before
        const int year = this_year - (clock.looks_back || this_month <= 2);
        set_years(period, year, year);
      }
      break;
    case Kind::kPart:
      if (clock.year == 0) break;
      if (ends_with_at(text, match.begin, "寒")) {  // 寒暑假: twice a year
        period.end = 0;
        break;
      }
      set_months(period, clock.year, word.from, word.to);
      if (has_at(text, period.end, "末")) {
        period.end += 3;
        period.first = first_day(clock.year, word.to);
      }
      // One that has not come yet is of last year, but for what is planned.
      if (clock.year == this_year && word.from > this_month && word.to - word.from == 2 &&
          lists::kAhead.before(text, period.begin) == 0)
        set_months(period, this_year - 1, int(unsigned(period.first->month())), word.to);
      break;
    case Kind::kSeason:
      if (this_year != 0)
        set_years(period, this_year - (this_month <= 7) + word.from,
                  this_year + (this_month > 7) + word.from);
      break;
    case Kind::kMonth: {
      if (this_year == 0) break;
      const auto that = clock.date->year() / clock.date->month() + std::chrono::months(word.from);
      set_months(period, int(that.year()), static_cast<int>(unsigned(that.month())),
                 static_cast<int>(unsigned(that.month())));
      break;
    }
    case Kind::kDay:
      if (!clock.date) break;
      period.first = period.last =
          Date(std::chrono::sys_days(*clock.date) + std::chrono::days(word.from));
      period.grain = PeriodGrain::kDay;
      period.end = read_last_day(text, period.end, period);  // 今天到31日
      break;
    case Kind::kSameDay:
      if (const std::optional<Date>& day = clock.day ? clock.day : clock.date)
        period.first = period.last =
            Date(std::chrono::sys_days(*day) + std::chrono::days(word.from));
      period.grain = PeriodGrain::kDay;
      break;
    case Kind::kSameMonth:
      if (const std::optional<Date>& day = clock.month ? clock.month : clock.date)
        set_months(period, int(day->year()), int(unsigned(day->month())),
                   int(unsigned(day->month())));
      break;
    case Kind::kNextYear:
      if (this_year == 0) break;
      clock.year = (clock.told != 0 && clock.told < this_year ? clock.told : this_year) + word.from;
      set_years(period, clock.year, clock.year);
      break;
    case Kind::kYears:
      if (this_year != 0) set_years(period, this_year, this_year + word.from);
      break;
    case Kind::kWeek:  // from Monday to Sunday
      if (clock.date) {
        const std::chrono::sys_days today(*clock.date);
        const auto monday = today - (std::chrono::weekday(today) - std::chrono::Monday) +
                            std::chrono::weeks(word.from);
        set_days(period, Date(monday), Date(monday + std::chrono::days(6)));
      }
      break;
    case Kind::kDays:
      read_holiday(text, clock, period);
      break;
    case Kind::kLunar:
      read_lunar(text, word.from, clock, period);
      break;
    case Kind::kSame:
      period.grain = PeriodGrain::kSame;
      break;
    case Kind::kNow:
      // 出现在, 体现在
      if (has_at(text, match.begin, "现") && lists::kBeforeAt.before(text, match.begin) != 0)
        period.end = 0;
      period.grain = PeriodGrain::kNow;
      break;
    case Kind::kPast:
      // 年底以前: not before these days
      if (lists::kEndsOfYear.before(text, match.begin) != 0 ||
          ends_with_at(text, match.begin, "日"))
        period.end = 0;
      period.grain = PeriodGrain::kPast;
      break;
  }
  return period;
}

// 假期: of the days that the holiday named before it lasts, or else of those named last.
void PeriodReader::read_holiday(std::string_view text, const Clock& clock, Period& period) const {
  const size_t name = holidays_.name_before(text, period.begin);
  std::optional<Holidays::Days> days;
  if (name != 0 && clock.date)
    days = holidays_.last(text.substr(period.begin - name, name), *clock.date);
  else if (clock.days)
    days = {*clock.days->first, *clock.days->last};
  // 6月18日至22日端午假期运输期间: as many days as were named
  const std::optional<Period>& named = clock.days;
  if (name != 0 && days && named && named->first <= days->second && days->first <= named->last)
    days = {*named->first, *named->last};
  period.begin -= name;
  if (days)
    set_holiday(text, *days, period);
  else
    period.end = 0;
}

// 除夕至初六, 正月初三: `from` days after New Year's Day of the old calendar.
void PeriodReader::read_lunar(std::string_view text, int from, const Clock& clock,
                              Period& period) const {
  std::optional<Holidays::Days> first;
  if (clock.date) {
    const bool past = clock.year != 0 && clock.year < int(clock.date->year());
    first = past ? holidays_.in("初一", clock.year) : holidays_.last("初一", *clock.date);
  }
  const size_t month = lists::kFirstMonth.before(text, period.begin);
  if (!first || (from >= 0 && month == 0)) {  // 初三学生
    period.end = 0;
    return;
  }
  int to = from;
  if (const size_t join = kJoinsDates.at(text, period.end); join != 0) {
    const size_t day = period.end + join + lists::kFirstMonth.at(text, period.end + join);
    const Lexicon::Match last = words_at_.longest_at(text, day);
    if (last && words_[static_cast<size_t>(last.id)].kind == Kind::kLunar) {
      to = std::max(to, words_[static_cast<size_t>(last.id)].from);
      period.end = last.end;
    }
  }
  const std::chrono::sys_days day(first->first);
  period.begin -= month;
  set_days(period, Date(day + std::chrono::days(from)), Date(day + std::chrono::days(to)));
}

// Behind a year: 国庆假期.
bool PeriodReader::read_holiday_of(std::string_view text, int y, Period& period) const {
  const size_t length = holidays_.at(text, period.end);
  if (length == 0) return false;
  const auto days = holidays_.in(text.substr(period.end, length), y);
  period.end += length;
  if (days) set_holiday(text, *days, period);
  return true;
}

// All of its days, or the first: 假期首日.
void PeriodReader::set_holiday(std::string_view text, const Holidays::Days& days, Period& period) {
  const size_t first = lists::kFirstDays.at(text, period.end),
               last = lists::kLastDays.at(text, period.end);
  set_days(period, last != 0 ? days.second : days.first, first != 0 ? days.first : days.second);
  period.end += first + last;
}

// 截至…, 到…, 自…以来, …底; true when it goes on to the year named before
bool PeriodReader::read_affixes(std::string_view text, Period& period, const Clock& clock,
                                int year_before) const {
  bool reaches = false;
  if (period.grain == PeriodGrain::kYear) period.end += lists::kEndsOfYear.at(text, period.end);
  if (period.grain == PeriodGrain::kYear || period.grain == PeriodGrain::kMonth) {
    if (const size_t since = lists::kSince.at(text, period.end)) {
      period.end += since;
      if (period.first && period.grain == PeriodGrain::kMonth && clock.date &&
          *period.last < *clock.date && !has_at(text, period.end - 3, "起")) {
        period.last = last_day(int(clock.date->year()), int(unsigned(clock.date->month())));
      } else if (period.first && period.year() < year_before) {
        period.last = last_day(year_before, 12);
        period.grain = PeriodGrain::kYears;
        reaches = true;
      }
    }
  }
  if (ends_with_at(text, period.begin, "截至") || ends_with_at(text, period.begin, "截止")) {
    period.begin -= 6;
    period.as_of = true;
  } else if (ends_with_at(text, period.begin, "到") || ends_with_at(text, period.begin, "至")) {
    period.begin -= 3;
    period.until = true;
  }
  period.end += lists::kAround.at(text, period.end);
  return reaches;
}

}  // namespace newsmill
