// When: dates, months, years, plan periods, resolved against the article's date.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "core/page.h"
#include "extract/holidays.h"
#include "extract/numerals.h"
#include "extract/word_index.h"
#include "extract/words.h"
#include "rules/table.h"

namespace newsmill {

enum class PeriodGrain : uint8_t {
  kDay,
  kMonth,
  kYear,
  kYears,  // several: 五年来, “十四五”时期, 2000年至2025年
  kSame,   // of the year in force: 年末, 全年
  kNow,    // 目前
  kPast,   // 以往: no dates
};

struct Period {
  size_t begin = 0, end = 0;  // bytes
  PeriodGrain grain = PeriodGrain::kYear;
  std::optional<Date> first, last;  // inclusive
  bool until = false;               // 到2025年
  bool as_of = false;               // 截至6月10日
  bool bare_years = false;          // 10年: so many years up to the period in force
  int years = 0;                    // of bare_years
  int year() const { return last ? int(last->year()) : 0; }
  bool is_day() const { return grain == PeriodGrain::kDay && first == last; }
};

// What relative dates refer to. Advances as an article is read.
struct Clock {
  std::optional<Date> date;  // of the article
  int year = 0;              // last named; what 3月 belongs to; 0 without a date
  bool looks_back = false;   // a report given in spring on the year before: 一年来, 五年来
  std::optional<Period> days = {};  // of several, the last that were named: 10月1日至8日
  // The last day, month and year of all that was named but to compare with: 当天, 当月, 这一年.
  std::optional<Date> day = {}, month = {};
  int told = 0;
};

Date first_day(int year, int month);
Date last_day(int year, int month);

// Holds no mutable state; many threads may share one. `numerals` must outlive it.
class PeriodReader {
 public:
  // Throws FatalError when a row of periods.zh.tsv or holidays.zh.tsv cannot be used.
  PeriodReader(const RuleTable& table, const RuleTable& holidays, const Numerals& numerals);

  // The period whose own words start at `pos`; end 0 when there is none. Prefixes (截至, 到, 近,
  // 前) are taken into the span; they are looked for at most 8 bytes back.
  Period read(std::string_view text, size_t pos, Clock& clock) const {
    Period period;
    read(text, pos, numerals_.read(text, pos), clock, period);
    return period;
  }
  // The same where the number at `pos`, if any, has been read. False: there is none, and `period`
  // means nothing.
  bool read(std::string_view text, size_t pos, const Number& number, Clock& clock,
            Period& period) const {
    const Lexicon::Match word = words_at_.longest_at(text, pos);
    const bool begins =
        word || (number && may_follow(text, number.end)) ||
        (has_at(text, pos, "前") && numerals_.starts(utf8::at(text, pos + 3).code)) ||
        has_at(text, pos, "十");
    return begins && read(text, pos, word, number, clock, period);
  }
  // May a period go on at `pos`, behind its number?
  static bool may_follow(std::string_view text, size_t pos) {
    static constexpr WordList kFollow("年", "月", "日", "至", "到", "—", "–", "－", "～", "-", "~");
    return kFollow.at(text, pos) != 0;
  }
  // Words that begin a period without a number: 今年, 目前.
  const std::vector<std::string_view>& words() const { return written_; }

 private:
  enum class Kind : uint8_t {
    kYear,
    kSame,
    kPart,
    kNow,
    kPast,
    kSeason,
    kMonth,
    kDay,
    kDays,
    kLastYear,
    kSameDay,
    kSameMonth,
    kWeek,
    kNextYear,
    kYears,
    kLunar
  };
  struct Word {
    Kind kind;
    int from = 0, to = 0;
  };
  bool read(std::string_view text, size_t pos, const Lexicon::Match& word, const Number& number,
            Clock& clock, Period& period) const;
  Period read_word(std::string_view text, const Lexicon::Match& match, Clock& clock) const;
  void read_holiday(std::string_view text, const Clock& clock, Period& period) const;
  void read_lunar(std::string_view text, int from, const Clock& clock, Period& period) const;
  bool read_holiday_of(std::string_view text, int year, Period& period) const;
  Period read_number(std::string_view text, size_t pos, const Number& number, Clock& clock) const;
  Period read_plan(std::string_view text, size_t pos, const Clock& clock) const;
  Period read_span(std::string_view text, const Number& number, const Clock& clock) const;
  bool read_part(std::string_view text, int year, Period& period) const;
  size_t behind_hour(std::string_view text, size_t pos) const;
  size_t read_last_day(std::string_view text, size_t pos, Period& period) const;
  bool read_months(std::string_view text, const Number& number, int year, Period& period) const;
  static void set_holiday(std::string_view text, const Holidays::Days& days, Period& period);
  static void remember(const Period& period, Clock& clock);
  void read_range(std::string_view text, const Clock& clock, Period& period) const;
  bool read_affixes(std::string_view text, Period& period, const Clock& clock,
                    int year_before) const;

  const Numerals& numerals_;
  Holidays holidays_;
  std::vector<Word> words_;
  WordIndex words_at_;
  std::vector<std::string_view> written_;
};

}  // namespace newsmill
