// Reads the quantities that an article reports: what, how much, in which unit, when, against what.
#pragma once

#include <memory>

#include "core/article.h"
#include "core/batch.h"
#include "rules/table.h"

namespace newsmill {

class Grammar;

// The extraction stage. Linear in the length of the text, whatever the text.
//
// Reads the tables numerals, units, verbs, comparators, particles, nouns, periods, status and
// lexical
// (*.zh.tsv) of its rules, which must outlive it and the metrics' `rule`. Holds no mutable state;
// many threads may call one ExtractMetrics, and copies are cheap.
class ExtractMetrics {
 public:
  // Throws FatalError (exit code 2) when a table is missing or a row cannot be used.
  explicit ExtractMetrics(const RuleSet& rules);

  // Fills Article::metrics from its paragraphs (whose text must be valid UTF-8), headline and date.
  // Metrics come in order of paragraph and position. Without a date, periods that are named
  // relative to it (今年) stay empty. Never fails.
  void extract(Article& article) const;
  // extract() on each article of each issue.
  Batch<Issue> operator()(Batch<Issue> in) const;

 private:
  std::shared_ptr<const Grammar> grammar_;
};

}  // namespace newsmill
