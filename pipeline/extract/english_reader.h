// English paragraphs: the same record as for Chinese, from the en_*.tsv tables.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "extract/english_clauses.h"

namespace newsmill {

// Holds no mutable state; many threads may share one. Linear: each word is looked at once, and
// what stands round a value within 240 bytes of it.
class EnglishReader {
 public:
  // Throws FatalError when a table is missing or a row cannot be used.
  explicit EnglishReader(const RuleSet& rules);
  // Appends the metrics of `text`, paragraph `index`, to `out`.
  void read(std::string_view text, uint32_t index, const std::optional<Date>& date,
            EnglishRoom& room, std::vector<Metric>& out) const;
  // A heading sets period and status of what follows, up to the next: "Targets for 2025".
  void heading(std::string_view text, const std::optional<Date>& date, EnglishRoom& room) const;

 private:
  EnglishSentences sentences_;
  std::vector<Status> plans_;  // by row of en_status.tsv
  Lexicon sections_;
};

}  // namespace newsmill
