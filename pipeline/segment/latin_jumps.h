// Continued on Page A7: where the other half of a text in English stands.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/lexicon.h"
#include "rules/table.h"

namespace newsmill {

struct JumpMark;  // segment/jump_marks.h

// Reads what jumps.en.tsv names: Continued on Page A7, See BUDGET, Page 5, BUDGET: From Page 1.
// “a train from Page to Lee” is running text: a mark names a page, and stands alone or in brackets,
// or is the capitalised end of a text.
class LatinJumps {
 public:
  explicit LatinJumps(const RuleTable& table);

  std::optional<JumpMark> at_start(std::string_view text) const;
  std::optional<JumpMark> at_end(std::string_view text) const;

 private:
  enum Kind { kFrom, kTo, kSee, kSource, kPage, kSection, kColumn, kNumber, kNamed, kKinds };
  struct Mark;

  std::optional<Mark> mark_at(std::string_view text, size_t pos) const;
  bool page(std::string_view low, Mark& mark) const;
  void column(std::string_view low, Mark& mark) const;
  size_t slug_end(std::string_view text, std::string_view low, size_t pos) const;
  bool ends_with_page(std::string_view text) const;

  Lexicon leads_, places_, numbers_;  // the number is the kind, or of the page
};

}  // namespace newsmill
