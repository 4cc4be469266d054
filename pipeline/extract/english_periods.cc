// A word of the table or a year; a month or a part of a year takes the year behind it along.
// Tested by tests/extract/english_test.cc.
#include "extract/english_periods.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "extract/english_quantity.h"
#include "extract/english_text.h"

namespace newsmill {
namespace {

constexpr int kSpring = 3;       // the last month
constexpr int kMonthsAhead = 3;  // that a month without a year may lie ahead

int year_at(std::string_view text, size_t pos) {
  for (size_t i = pos; i < pos + 4; ++i)
    if (!is_digit(byte_at(text, i))) return 0;
  const char next = byte_at(text, pos + 4);
  const bool goes_on =
      is_word(next) || ((next == ',' || next == '.') && is_digit(byte_at(text, pos + 5)));
  int year = 0;
  std::from_chars(text.data() + pos, text.data() + pos + 4, year);
  return goes_on || year < 1900 || year > 2099 ? 0 : year;
}

}  // namespace

EnglishPeriods::EnglishPeriods(const RuleTable& table) {
  constexpr std::array<std::pair<std::string_view, Kind>, 5> kKinds = {{{"month", Kind::kMonth},
                                                                        {"year", Kind::kYear},
                                                                        {"part", Kind::kPart},
                                                                        {"span", Kind::kSpan},
                                                                        {"ago", Kind::kMonthsAgo}}};
  for (const RuleRow& row : table.rows()) {
    const auto* const kind =
        std::ranges::find(kKinds, row[1], &decltype(kKinds)::value_type::first);
    if (kind == kKinds.end()) table.fail(row, "no such kind");
    Word word{kind->second};
    const char* const end = row[2].data() + row[2].size();
    const char* const rest = std::from_chars(row[2].data(), end, word.from).ptr;
    word.to = word.from;
    if (rest != end) std::from_chars(rest + 1, end, word.to);
    written_.add(row[0], static_cast<int>(words_.size()));
    words_.push_back(word);
  }
}

Period EnglishPeriods::read_year(std::string_view text, size_t pos) const {
  Period period;
  const int year = year_at(text, pos);
  if (!year) return period;
  period.begin = pos;
  period.end = pos + 4;
  period.first = first_day(year, 1);
  int last = year;
  const bool between = pos >= 8 && text.substr(pos - 8, 8) == "between ";
  for (const std::string_view joint : {" to ", " through ", "-", " and "}) {
    const size_t next = pos + 4 + joint.size();
    if (joint == " and " && !between) continue;
    if (!text.substr(pos + 4).starts_with(joint) || year_at(text, next) <= year) continue;
    last = year_at(text, next);
    period.end = next + 4;
    period.grain = PeriodGrain::kYears;
  }
  period.last = last_day(last, 12);
  return period;
}

// "14th five-year plan [period]": the third began in 1966
Period EnglishPeriods::read_plan(std::string_view text, size_t pos) const {
  Period period;
  int number = 0;
  const char* const end = text.data() + std::min(text.size(), pos + 2);
  const size_t digits =
      static_cast<size_t>(std::from_chars(text.data() + pos, end, number).ptr - text.data());
  constexpr std::string_view kPlan = "th five-year plan", kPeriod = " period";
  if (number < 4 || !text.substr(digits).starts_with(kPlan)) return period;
  period.begin = pos;
  period.end = digits + kPlan.size();
  if (text.substr(period.end).starts_with(kPeriod)) period.end += kPeriod.size();
  period.grain = PeriodGrain::kYears;
  period.first = first_day(1951 + 5 * number, 1);
  period.last = last_day(1955 + 5 * number, 12);
  return period;
}

// The month in " to may" at `end`, which moves behind it; 0: none.
int EnglishPeriods::month_behind(std::string_view text, size_t& end) const {
  for (const std::string_view joint : {"-", " to ", " through ", " and "}) {
    if (!text.substr(end).starts_with(joint)) continue;
    const Lexicon::Match month = whole_word_at(written_, text, end + joint.size());
    if (!month || words_[static_cast<size_t>(month.id)].kind != Kind::kMonth) continue;
    end = month.end;
    return words_[static_cast<size_t>(month.id)].from;
  }
  return 0;
}

// Behind the day of the month in " 5", " 5, "
size_t EnglishPeriods::skip_day(std::string_view text, size_t at) const {
  const size_t day = at + 1;
  size_t end = day;
  while (end < day + 2 && is_digit(byte_at(text, end))) ++end;
  const bool is_day = end > day && !is_word(byte_at(text, end)) && byte_at(text, end) != '%' &&
                      !(byte_at(text, end) == '.' && is_digit(byte_at(text, end + 1)));
  return is_day ? end : at;
}

Period EnglishPeriods::read(std::string_view text, size_t pos,
                            const std::optional<Date>& issue) const {
  if (is_digit(byte_at(text, pos))) {
    const Period plan = read_plan(text, pos);
    return plan.end != 0 ? plan : read_year(text, pos);
  }
  Period period;
  const Lexicon::Match match = whole_word_at(written_, text, pos);
  if (!match) return period;
  Word word = words_[static_cast<size_t>(match.id)];
  const bool month = word.kind == Kind::kMonth, months = month || word.kind == Kind::kPart;
  const int today = issue ? static_cast<int>(unsigned(issue->month())) : 0;
  int year = issue ? int(issue->year()) : 0;
  size_t end = match.end;
  if (months) {
    const int to = month ? month_behind(text, end) : 0;
    if (to >= word.from) word.to = to;
    const size_t day = to == 0 && month ? skip_day(text, end) : end;
    size_t at = day;
    for (const std::string_view joint : {", ", " of ", " "})
      if (text.substr(day).starts_with(joint)) {
        at = day + joint.size();
        break;
      }
    end = day;
    if (const int named = year_at(text, at); named != 0)
      year = named, end = at + 4;
    else if (const Lexicon::Match of = whole_word_at(written_, text, at);
             of && words_[static_cast<size_t>(of.id)].kind == Kind::kYear)
      year += words_[static_cast<size_t>(of.id)].from, end = of.end;  // of last year
    else if (month && word.from < today && pos >= 3 && text.substr(pos - 3, 3) == "by ")
      ++year;  // "by march", read in september
    else if (month && word.from > today + kMonthsAhead)
      --year;  // "in december", read in march
    // "may" is mostly a verb
    if (word.from == 5 && match.end - match.begin == 3 && end == match.end) return period;
  }
  period.begin = pos;
  period.end = end;
  if (!issue && year < 1900) return period;
  if (word.kind == Kind::kMonthsAgo) {
    const int first = year * 12 + today - 1 + word.from, last = year * 12 + today - 1 + word.to;
    period.grain = PeriodGrain::kMonth;
    period.first = first_day(first / 12, first % 12 + 1);
    period.last = last_day(last / 12, last % 12 + 1);
    return period;
  }
  const int back = word.kind == Kind::kSpan ? word.from : 0;
  // "the past five years", said in spring, end with the last.
  const int begun = back != 0 && today <= kSpring ? -1 : 0;
  const int offset = word.kind == Kind::kYear ? word.from : begun;
  period.grain = months ? PeriodGrain::kMonth : back ? PeriodGrain::kYears : PeriodGrain::kYear;
  period.first = first_day(year + offset - back - begun, months ? word.from : 1);
  period.last = last_day(year + offset, months ? word.to : 12);
  return period;
}

}  // namespace newsmill
