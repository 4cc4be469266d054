// Everything assembly knows, made once from the rule tables.
#pragma once

#include "assemble/bylines.h"
#include "rules/table.h"

namespace newsmill {

struct AssembleRules {
  explicit AssembleRules(const RuleSet& rules) : bylines(rules.table("bylines.tsv")) {}
  BylineReader bylines;
};

}  // namespace newsmill
