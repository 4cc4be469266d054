// When public holidays were: 春节假期, 去年国庆中秋假期, “五一”假期.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/page.h"
#include "extract/words.h"
#include "rules/table.h"

namespace newsmill {

// Holds no mutable state; many threads may share one. The table must outlive it.
class Holidays {
 public:
  using Days = std::pair<Date, Date>;  // inclusive

  // Throws FatalError when a row of holidays.zh.tsv cannot be used.
  explicit Holidays(const RuleTable& table);

  // The bytes of the holiday's name that ends at byte `end`, quotation marks and all; 0: none.
  size_t name_before(std::string_view text, size_t end) const;
  // The bytes of name and 假期 that stand at byte `pos`; 0: none.
  size_t at(std::string_view text, size_t pos) const;
  // The days of the holiday that `name` tells, in that year.
  std::optional<Days> in(std::string_view name, int year) const;
  // The same of the last one that had begun, or was soon to begin, on that day.
  std::optional<Days> last(std::string_view name, const Date& day) const;

 private:
  size_t holiday_at(std::string_view text, size_t pos) const;

  struct Row {
    std::string_view written;
    int year = 0;
    Days days;
  };
  std::vector<Row> rows_;
};

}  // namespace newsmill
