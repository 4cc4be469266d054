// A word of the table or a year; a month or a part of a year takes the year behind it along.
// Tested by tests/extract/english_test.cc.
#include "extract/english_periods.h"

#include <charconv>

#include "extract/english_quantity.h"
#include "extract/english_text.h"

namespace newsmill {
namespace {

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
  for (const RuleRow& row : table.rows()) {
    Word word{Kind::kMonth};
    if (row[1] == "year")
      word.kind = Kind::kYear;
    else if (row[1] == "part")
      word.kind = Kind::kPart;
    else if (row[1] == "span")
      word.kind = Kind::kSpan;
    else if (row[1] != "month")
      table.fail(row, "no such kind");
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
  const size_t joint = text.substr(pos + 4).starts_with(" to ") ? 8 : 5;
  if ((joint == 8 || byte_at(text, pos + 4) == '-') && year_at(text, pos + joint) > year) {
    last = year_at(text, pos + joint);
    period.end = pos + joint + 4;
    period.grain = PeriodGrain::kYears;
  }
  period.last = last_day(last, 12);
  return period;
}

Period EnglishPeriods::read(std::string_view text, size_t pos, int year) const {
  if (is_digit(byte_at(text, pos))) return read_year(text, pos);
  Period period;
  const Lexicon::Match match = whole_word_at(written_, text, pos);
  if (!match) return period;
  const Word& word = words_[static_cast<size_t>(match.id)];
  size_t end = match.end;
  if (word.kind == Kind::kMonth || word.kind == Kind::kPart) {
    size_t at = text.substr(end).starts_with(" of ") ? end + 4 : end + 1;
    const size_t day = at;
    while (at < day + 2 && is_digit(byte_at(text, at))) ++at;
    if (at > day && !is_word(byte_at(text, at)) && byte_at(text, at) != '.') {  // june 5, 2023
      end = at;
      at += byte_at(text, at) == ',' ? 2 : 1;
    } else {
      at = day;
    }
    if (year_at(text, at)) year = year_at(text, at), end = at + 4;
    // "may" is mostly a verb
    if (text.substr(match.begin, 3) == "may" && match.end - match.begin == 3 && end == match.end)
      return period;
  }
  period.begin = pos;
  period.end = end;
  if (!year) return period;
  const bool months = word.kind == Kind::kMonth || word.kind == Kind::kPart;
  const int offset = word.kind == Kind::kYear ? word.from : 0;
  const int back = word.kind == Kind::kSpan ? word.from : 0;
  period.grain = months ? PeriodGrain::kMonth : back ? PeriodGrain::kYears : PeriodGrain::kYear;
  period.first = first_day(year + offset - back, months ? word.from : 1);
  period.last = last_day(year + offset, months ? word.to : 12);
  return period;
}

}  // namespace newsmill
