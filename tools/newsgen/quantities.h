// Clauses that report quantities, each with the metrics that a reader should find in it.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "newsgen/grammar.h"
#include "newsgen/random.h"
#include "newsgen/truth.h"
#include "rules/table.h"

namespace newsmill::newsgen {

class Quantities {
 public:
  enum class Use : uint8_t { kPast, kTarget };

  // Throws FatalError when a row of quantities.tsv, measures.tsv or counts.tsv is malformed.
  explicit Quantities(const Grammar& grammar);

  // Appends a clause to `out` and, for each quantity in it, its place in `out` to `spans`. What
  // they mean is appended to `metrics` unless that is null; the text does not depend on it.
  void write(Use use, Grammar::Context& context, std::string& out, std::vector<Span>& spans,
             std::vector<MetricTruth>* metrics) const;

 private:
  // measures.tsv and counts.tsv: what is measured, and the numbers it is printed with.
  struct Thing {
    std::string_view verb, name, unit, canonical;
    double factor;
    int64_t low, high;  // x 10^decimals
    int decimals;
    bool falling;
  };
  enum class Want : uint8_t { kAny, kAmount, kRate };
  struct Token {
    enum class Kind : uint8_t { kText, kOpen, kClose, kName, kVerb, kValue, kSymbol } kind;
    char letter = 0;     // of a name or value: m d c v p …
    uint32_t index = 0;  // 0 … 2; of kClose the metric; of kSymbol the symbol
    std::string_view text = {};
  };
  struct Spec {
    char name_letter = 'm', value_letter = 'v', baseline_letter = 0;
    uint32_t name_index = 0, value_index = 0, baseline_index = 0;
    std::string_view name_before, name_after;  // literal parts of the indicator
    std::string_view kind, delta = "NONE", direction = "NONE", comparator = "EQ", compared_with;
  };
  struct Pattern {
    std::vector<Token> tokens;
    std::vector<Spec> metrics;
    std::array<Want, 3> want = {Want::kAny, Want::kAny, Want::kAny};
  };
  struct Drawn;

  void read_things(const RuleTable& table, bool counts);
  Pattern compile(const RuleRow& row) const;
  void compile_spec(std::string_view text, const RuleRow& row, Pattern& pattern) const;
  const Thing& pick(char letter, Want want, Grammar::Context& context) const;
  void print_value(const Token& token, Drawn& drawn, Random& dice, std::string& out) const;
  static MetricTruth metric(const Spec& spec, const Drawn& drawn, std::string_view symbol_text);
  void draw_thing(const Token& token, const Pattern& pattern, Grammar::Context& context,
                  Drawn& drawn) const;

  const Grammar& grammar_;
  RuleTable measures_, counts_, clauses_;  // own the text of all views
  // By topic; the last entry holds the things of all topics.
  std::vector<std::vector<Thing>> amounts_, rates_, rising_, falling_, counted_;
  std::vector<Pattern> past_, target_;
};

}  // namespace newsmill::newsgen
