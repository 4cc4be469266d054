// Headings over a column's small advertisements: 招聘求职, 房产信息.
#pragma once

#include <string_view>

#include "rules/lexicon.h"
#include "rules/table.h"

namespace newsmill {

// Immutable once made; holds no view into the table.
class SectionHeaders {
 public:
  // ads.headers.tsv. Throws FatalError when it is malformed.
  explicit SectionHeaders(const RuleTable& table);

  // Is this short phrase made of such words, two and more of them, one a topic? `text` has no
  // blanks at its ends, nor ornaments.
  bool is_one(std::string_view text) const;

 private:
  enum Role : int { kTopic, kKind };
  Lexicon words_;
};

}  // namespace newsmill
