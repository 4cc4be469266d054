// Which Han characters stand side by side more often than chance puts them there.
#pragma once

#include <cstdint>
#include <vector>

#include "rules/table.h"

namespace newsmill {

class CommonPairs {
 public:
  // How much more often.
  enum Tie : uint8_t { kNone, kLoose, kFirm, kClose };

  // From common_pairs.zh.tsv, in simplified characters: of texts in traditional ones it knows
  // little. Throws FatalError when the table is malformed.
  explicit CommonPairs(const RuleTable& table);

  // kNone, too, where one is no Han character.
  Tie tie(char32_t left, char32_t right) const;

 private:
  // The characters behind each one, in its order, and their ties, both in one number; sorted.
  std::vector<uint32_t> ties_;
  std::vector<uint32_t> begins_;  // of each character's, and the end
};

}  // namespace newsmill
