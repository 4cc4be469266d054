// The written forms of units and what they stand for.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/decimal.h"
#include "extract/word_index.h"
#include "rules/table.h"

namespace newsmill {

enum class UnitKind : uint8_t {
  kMoney,
  kPercent,
  kPoints,
  kTimes,
  kMeasure,
  kDuration,
  kAge,
  kCount,
  kLabel,  // the number names a thing (3号, 5A级): no quantity
  kNone,   // a word that only begins like a unit
};

struct Unit {
  std::string_view written, canonical;
  Decimal factor;  // value in canonical units = number x factor
  UnitKind kind = UnitKind::kNone;
  std::string_view per;  // the form below a slash: kg/mu; empty: as written
};

class Units {
 public:
  // Throws FatalError when a row of units.zh.tsv cannot be used.
  explicit Units(const RuleTable& table);
  // The unit with the longest written form at byte `pos`, or null. Lives as long as this.
  const Unit* longest_at(std::string_view text, size_t pos) const;

 private:
  std::vector<Unit> units_;
  WordIndex forms_;
};

}  // namespace newsmill
