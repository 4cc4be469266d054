// A small linear model that says how much a block looks like a notice, also where no rule knows its
// words. The rules speak first; of blocks that they leave in doubt the model adds a voice of its
// own, which is bounded: it can tip the scales and no more.
//
// Its weights are data: ad_model.tsv, and ad_model.old.tsv for pages of old papers. They were
// fitted by tools/fit_ads.py; the tables' heads tell how to do it again, and what they are good
// for. No text can be read back from them: words are hashed, and rare ones left out.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "core/page.h"
#include "filter/ad_features.h"
#include "filter/block_evidence.h"
#include "rules/table.h"

namespace newsmill {

// The weights for one kind of print.
class AdWeights {
 public:
  // Throws FatalError when the table is malformed.
  explicit AdWeights(const RuleTable& table);

  // Is the model asked of a block of this evidence?
  bool is_asked(float evidence) const { return evidence >= least_ && evidence < sure(); }
  // What it then says, in log odds: ever less from where the rules leave no doubt, so that more
  // evidence never comes to less with the model's. News keeps its voice longer.
  float faded(float log_odds, float evidence) const {
    const float range = log_odds > 0 ? for_ : against_;
    return range > 0 ? log_odds * std::min(1.f, (sure() - evidence) / range) : 0;
  }
  float least() const { return least_; }
  float most() const { return for_; }
  int gram(uint32_t bucket) const { return grams_[bucket]; }
  // The log odds of a notice, within the bounds. `grams` is the sum over the block's `count` grams.
  float log_odds(int64_t grams, int count, AdTraits traits) const;

 private:
  float sure() const { return most_ + for_; }
  void read_setting(const RuleTable& table, const RuleRow& row, std::string_view name);
  void read_trait(const RuleTable& table, const RuleRow& row, std::string_view name);
  void read_grams(const RuleTable& table, const RuleRow& row, std::string_view first);

  std::array<int8_t, kGramBuckets> grams_{};
  std::array<int16_t, kAdTraits> traits_{};
  float least_ = 0, most_ = 0;   // the evidence of blocks in doubt
  float against_ = 0, for_ = 0;  // the bounds
};

// Immutable once made; holds no view into the tables.
class AdModel {
 public:
  // The name under which an ad's rules list the model.
  static constexpr std::string_view kName = "model.words";

  // Throws FatalError when a table is malformed.
  explicit AdModel(const RuleSet& rules);

  // What it reads characters by: a large table, for others to share.
  const std::shared_ptr<const AdFeatures>& features() const { return features_; }
  // No block whose evidence is at most this comes to more by the model.
  float most(const Page& page, float evidence) const {
    const AdWeights& weights = weights_for(page);
    return evidence < weights.least() ? evidence : evidence + weights.most();
  }
  // What the words and looks of page.blocks[i], which is no furniture, add to its evidence for
  // notices of any kind, in log odds: less than nothing where they speak for news. Nothing where
  // the rules leave no doubt. Linear in the text.
  float weigh(const Page& page, size_t i, const PageContext& context,
              const BlockEvidence& evidence) const;

 private:
  const AdWeights& weights_for(const Page& page) const { return page.old_print ? old_ : modern_; }

  std::shared_ptr<const AdFeatures> features_;
  AdWeights modern_, old_;
};

}  // namespace newsmill
