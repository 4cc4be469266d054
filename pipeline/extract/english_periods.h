// When, in English: "in 2023", "January to May", "the first half", "the past five years".
#pragma once

#include <optional>
#include <vector>

#include "extract/periods.h"

namespace newsmill {

// Holds no mutable state; the table must outlive it. Texts are folded (english_text.h).
class EnglishPeriods {
 public:
  // Throws FatalError when a row of en_periods.tsv cannot be used.
  explicit EnglishPeriods(const RuleTable& table);
  // The period that starts at `pos`; end 0 when there is none. `issue`: what "march" belongs to and
  // "last year" counts from.
  Period read(std::string_view text, size_t pos, const std::optional<Date>& issue) const;

 private:
  enum class Kind : uint8_t { kMonth, kYear, kPart, kSpan, kMonthsAgo };
  struct Word {
    Kind kind;
    int from = 0, to = 0;
  };
  Period read_year(std::string_view text, size_t pos) const;
  Period read_plan(std::string_view text, size_t pos) const;
  int month_behind(std::string_view text, size_t& end) const;
  size_t skip_day(std::string_view text, size_t at) const;
  std::vector<Word> words_;
  Lexicon written_;
};

}  // namespace newsmill
