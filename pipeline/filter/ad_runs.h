// Runs of blocks that are one notice each, chosen over the whole page at once.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/page.h"
#include "filter/ad_rules.h"
#include "filter/block_evidence.h"

namespace newsmill {

struct AdRun {
  std::vector<size_t> blocks;  // of the page, in order; furniture between them is left out
  AdCategory category = AdCategory::kOther;
  float score = 0;            // log odds: its evidence less its threshold
  std::string_view found_by;  // a rule that no block's evidence names; may be empty
  std::string_view named_by;  // the model that chose the category, where the rules would not have
};

// What bounds a run, as needed to tell which blocks matter.
struct RunBounds {
  float strongest;  // some block of a run has evidence of this much, at least
  float parting;    // blocks whose evidence is less than nothing by this much part a run in two
  float ending;     // … end one, or lead to none
  // What a block of this evidence adds to a run, at most: as a line behind others it is forgiven
  // some.
  float gain(float evidence, bool line) const;
};
RunBounds run_bounds(const AdRules& rules);

// `evidence[i]` is that of page.blocks[i]; what stands for furniture is not looked at. Linear in
// the number of blocks.
std::vector<AdRun> ad_runs(const Page& page, const std::vector<BlockEvidence>& evidence,
                           const AdRules& rules);

}  // namespace newsmill
