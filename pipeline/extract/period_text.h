// What the readers of periods share: where dates join, and how months and years become days.
#pragma once

#include "extract/numerals.h"
#include "extract/periods.h"
#include "extract/words.h"

namespace newsmill {

inline constexpr WordList kJoinsDates("—", "–", "-", "~", "～", "至", "到", "－");

inline int small(const Number& number) {
  return number && number.value < Decimal(10000) ? static_cast<int>(number.value.nearest()) : -1;
}

inline void set_months(Period& period, int y, int from, int to) {
  period.first = first_day(y, from);
  period.last = last_day(y, to);
  period.grain = PeriodGrain::kMonth;
}

inline void set_years(Period& period, int from, int to) {
  period.first = first_day(from, 1);
  period.last = last_day(to, 12);
  period.grain = from == to ? PeriodGrain::kYear : PeriodGrain::kYears;
}

inline void set_days(Period& period, const Date& first, const Date& last) {
  period.first = first;
  period.last = last;
  period.grain = PeriodGrain::kDay;
}

inline bool is_year(int y) {
  return y >= 1800 && y <= 2200;
}

}  // namespace newsmill
