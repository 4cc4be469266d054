// Paid text that reads like news.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/page.h"
#include "filter/ad_runs.h"
#include "rules/lexicon.h"
#include "rules/table.h"

namespace newsmill {

// Finds texts with a title of their own beside notices, that praise what they are about and end in
// a telephone to order by, or say what they are. Rules: advertorials.tsv.
//
// Immutable once made. Views into the RuleSet's tables, which must live on.
class Advertorials {
 public:
  // Throws FatalError when the table is malformed.
  explicit Advertorials(const RuleSet& tables);

  // Adds their runs to those of the page, in order, and takes their titles and last lines from the
  // notices round them. Linear in the page; does nothing on a page without notices.
  void find(const Page& page, std::vector<AdRun>* runs) const;

 private:
  friend class AdvertorialSearch;
  enum Role : uint8_t { kClosesSurely, kCloses, kPraises, kReports };
  static constexpr size_t kRoles = kReports + 1;

  std::array<Lexicon, kRoles> words_;
};

}  // namespace newsmill
