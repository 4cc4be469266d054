// Lines of lists: names side by side, what somebody owes, what things cost.
#pragma once

#include <string_view>

#include "rules/lexicon.h"
#include "rules/table.h"

namespace newsmill {

// Immutable once made; holds no view into the table.
class Rolls {
 public:
  explicit Rolls(const RuleTable& surnames);  // ads.surnames.tsv

  // Are these names of persons, four and more, parted by blanks?
  bool are_names(std::string_view text) const;

 private:
  Lexicon surnames_;
};

// Does a phrase end in a sum of money? 孙小山 3.2万元
bool ends_in_sum(std::string_view phrase);

// Do words and figures stand by turns, as in tables of prices, with little else between?
// 白菜0.60 青椒3.20 黄瓜2.10
inline constexpr int kFewestFigures = 3;
bool are_figures(std::string_view text);

}  // namespace newsmill
