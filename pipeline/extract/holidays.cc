//   去年  “五一”  假期      国庆  中秋  假期
//   year  name              the name of either will do
//
// Tested by tests/extract/extract_test.cc.
#include "extract/holidays.h"

#include <charconv>

#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {
namespace {

// 2026-02-15 at the beginning of `text`
std::optional<Date> date_of(std::string_view text) {
  int parts[3] = {};
  for (int& part : parts) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), part);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<size_t>(end - text.data()));
    if (text.starts_with('-')) text.remove_prefix(1);
  }
  const Date date = std::chrono::year(parts[0]) /
                    std::chrono::month(static_cast<unsigned>(parts[1])) /
                    std::chrono::day(static_cast<unsigned>(parts[2]));
  return date.ok() ? std::optional(date) : std::nullopt;
}

}  // namespace

Holidays::Holidays(const RuleTable& table) {
  const size_t written = table.column("written"), year = table.column("year"),
               first = table.column("first"), last = table.column("last");
  for (const RuleRow& row : table.rows()) {
    Row& added = rows_.emplace_back();
    added.written = row[written];
    std::from_chars(row[year].data(), row[year].data() + row[year].size(), added.year);
    const std::optional<Date> from = date_of(row[first]), to = date_of(row[last]);
    if (lists::kHolidayNames.at(added.written) == 0 || added.year == 0 || !from || !to ||
        *to < *from)
      table.fail(row, "no holiday of these days");
    added.days = {*from, *to};
  }
}

size_t Holidays::name_before(std::string_view text, size_t end) const {
  size_t begin = end;
  for (int names = 0; names < 2; ++names) {  // 中秋国庆
    size_t pos = begin;
    const bool quoted = ends_with_at(text, pos, "”");
    if (quoted) pos -= 3;
    if (ends_with_at(text, pos, "节") && !ends_with_at(text, pos, "春节") &&
        !ends_with_at(text, pos, "劳动节"))
      pos -= 3;
    const size_t name = lists::kHolidayNames.before(text, pos);
    if (name == 0) break;
    begin = pos - name;
    if (quoted && ends_with_at(text, begin, "“")) begin -= 3;
    if (ends_with_at(text, begin, "、")) begin -= 3;
  }
  return end - begin;
}

size_t Holidays::at(std::string_view text, size_t pos) const {
  return lists::kHolidayNames.at(text, pos) != 0 || has_at(text, pos, "“") ? holiday_at(text, pos)
                                                                           : 0;
}

size_t Holidays::holiday_at(std::string_view text, size_t pos) const {
  constexpr size_t kLongest = 2 * (3 * 3 + 6);  // bytes of two names
  for (size_t end = pos + 6; end <= std::min(pos + kLongest, text.size()); end += 3)
    if (const size_t holiday = lists::kHolidayWords.at(text, end))
      return name_before(text, end) == end - pos ? end + holiday - pos : 0;
  return 0;
}

std::optional<Holidays::Days> Holidays::in(std::string_view name, int year) const {
  std::string_view first = name.substr(name.starts_with("“") ? 3 : 0);
  first = first.starts_with("劳动节") ? "五一" : first.substr(0, lists::kHolidayNames.at(first));
  for (const Row& row : rows_)
    if (row.year == year && row.written == first) return row.days;
  return std::nullopt;
}

std::optional<Holidays::Days> Holidays::last(std::string_view name, const Date& day) const {
  constexpr std::chrono::days kSoon(45);
  for (int year = int(day.year()) + 1; year >= int(day.year()) - 1; --year)
    if (const std::optional<Days> days = in(name, year);
        days && std::chrono::sys_days(days->first) <= std::chrono::sys_days(day) + kSoon)
      return days;
  return std::nullopt;
}

}  // namespace newsmill
