// Says of what category a notice is where the rules hardly know its words: a small linear model of
// all categories at once, over the same hashed characters as the model of notices and news
// (ad_model.h). It is asked only of what was already taken for a notice, so it finds none and loses
// no news; its voice is bounded, and where the rules are sure it is not asked.
//
// Its weights are data: ad_names.tsv, fitted by tools/fit_names.py.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/page.h"
#include "filter/ad_features.h"
#include "filter/ad_rules.h"
#include "filter/ad_runs.h"
#include "filter/block_evidence.h"
#include "rules/table.h"

namespace newsmill {

// Immutable once made; holds no view into the tables.
class NoticeNamer {
 public:
  // The name under which an ad's rules list the model.
  static constexpr std::string_view kName = "model.category";
  using Voices = std::array<float, kAdCategories>;

  // Throws FatalError when a table is malformed.
  NoticeNamer(const RuleSet& rules, std::shared_ptr<const AdFeatures> features);

  // Sets the run's category to the likeliest by the rules and the model together; true when it is
  // another than before. `evidence` and `rules` are those that the run was found by. Linear in the
  // text, of which only the beginning is read.
  bool name(const Page& page, const std::vector<BlockEvidence>& evidence, const AdRules& rules,
            AdRun* run) const;
  // What the run's words say for each category, in log odds against the likeliest: 0 for that one,
  // at least -most() for all.
  Voices voices(const Page& page, const AdRun& run) const;
  float most() const { return most_; }

 private:
  // Fewer buckets than the other model: it has as many weights for each as there are categories.
  static constexpr int kBucketBits = 12;
  static constexpr size_t kBuckets = size_t{1} << kBucketBits;
  static constexpr size_t kWidth = 24;  // categories, up to a round number
  static_assert(kAdCategories <= kWidth);

  void read_row(const RuleTable& table, const RuleRow& row);
  void read_weights(const RuleTable& table, const RuleRow& row, size_t category, size_t bucket);

  std::shared_ptr<const AdFeatures> features_;
  std::array<std::array<int8_t, kWidth>, kBuckets> weights_{};
  Voices always_{};            // of each category, whatever the words
  float unit_ = 0, most_ = 0;  // of the weights; the bound
};

}  // namespace newsmill
