// Mastheads as the built-in rules read them, Chinese and English.
#pragma once

#include <string_view>
#include <vector>

#include "segment/masthead.h"

namespace newsmill {

inline const MastheadReader& reader() {
  static const RuleSet rules = RuleSet::builtin();
  static const MastheadReader masthead(rules.table("masthead.tsv"), rules.table("masthead.en.tsv"));
  return masthead;
}

inline Masthead read(const std::vector<std::string_view>& lines) {
  Masthead masthead;
  reader().read(lines, masthead);
  return masthead;
}

}  // namespace newsmill
