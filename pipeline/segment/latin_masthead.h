// What English mastheads and page labels say.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/page.h"
#include "rules/lexicon.h"
#include "rules/table.h"
#include "segment/page_rank.h"

namespace newsmill {

struct MastheadCue;  // segment/masthead.h

// Reads lines such as The Daily Chronicle, Tuesday, March 4, 2025 Sports A6.
class LatinMasthead {
 public:
  explicit LatinMasthead(const RuleTable& table);

  // May `line` be one: letters, no Han characters, not too long?
  static bool may_read(std::string_view line) {
    return !line.empty() && !is_wide(line.front()) && has_words(line);
  }
  // How much of the line is known. Fills the fields of `masthead`, if there is one, that are still
  // empty.
  MastheadCue read(std::string_view line, MastheadReading& reading) const;

 private:
  class Walker;

  // May it be part of a Han character?
  static bool is_wide(char c) { return c >= '\xE3' && c <= '\xEF'; }
  static bool has_words(std::string_view line);

  Lexicon words_;   // the number is the kind, for months with the month
  Lexicon papers_;  // how the names of papers end
};

}  // namespace newsmill
