// When, in English: "in 2023", "by 2025", "the first half", "the past five years".
#pragma once

#include <vector>

#include "extract/periods.h"

namespace newsmill {

// Holds no mutable state; the table must outlive it. Texts are folded (english_text.h).
class EnglishPeriods {
 public:
  // Throws FatalError when a row of en_periods.tsv cannot be used.
  explicit EnglishPeriods(const RuleTable& table);
  // The period that starts at `pos`; end 0 when there is none. `year`: what "march" belongs to and
  // "last year" counts from; 0 when unknown.
  Period read(std::string_view text, size_t pos, int year) const;

 private:
  enum class Kind : uint8_t { kMonth, kYear, kPart, kSpan };
  struct Word {
    Kind kind;
    int from = 0, to = 0;
  };
  Period read_year(std::string_view text, size_t pos) const;
  std::vector<Word> words_;
  Lexicon written_;
};

}  // namespace newsmill
