// Tested by tests/extract/units_test.cc: each row of units.zh.tsv reads its own example.
#include "extract/units.h"

#include <iterator>

namespace newsmill {
namespace {

constexpr std::string_view kKinds[] = {"money",    "percent", "pp",    "times", "measure",
                                       "duration", "age",     "count", "label", "none"};

Decimal parse_factor(const RuleTable& table, const RuleRow& row, std::string_view cell) {
  Decimal value;
  int decimals = -1;
  for (const char c : cell) {
    if (c == '.' && decimals < 0)
      decimals = 0;
    else if (c >= '0' && c <= '9')
      value.push_digit(c - '0'), decimals += decimals >= 0;
    else
      table.fail(row, "factor is not a number");
  }
  return value.shifted(decimals > 0 ? -decimals : 0);
}

}  // namespace

Units::Units(const RuleTable& table) {
  const size_t written = table.column("written"), canonical = table.column("canonical"),
               factor = table.column("factor"), kind = table.column("kind"),
               per = table.column("per");
  units_.reserve(table.rows().size());
  for (const RuleRow& row : table.rows()) {
    Unit unit{row[written], row[canonical], parse_factor(table, row, row[factor]), {}, row[per]};
    size_t k = 0;
    while (k < std::size(kKinds) && kKinds[k] != row[kind]) ++k;
    if (k == std::size(kKinds)) table.fail(row, "unknown kind of unit");
    unit.kind = static_cast<UnitKind>(k);
    forms_.add(unit.written, static_cast<int>(units_.size()));
    units_.push_back(unit);
  }
}

const Unit* Units::longest_at(std::string_view text, size_t pos) const {
  const Lexicon::Match match = forms_.longest_at(text, pos);
  return match ? &units_[static_cast<size_t>(match.id)] : nullptr;
}

}  // namespace newsmill
