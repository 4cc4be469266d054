// What the words and the layout of one block say about it being a notice.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/page.h"
#include "filter/ad_rules.h"
#include "filter/block_looks.h"
#include "filter/evidence_sum.h"
#include "filter/signs.h"

namespace newsmill {

struct BlockEvidence {
  EvidenceSum::Scores score{};  // log odds of a notice of that category over news
  float best = 0;               // the highest of them
  RulesSpoken rules;            // that spoke, for either side
  bool opens = false;           // starts as notices do
  bool closes = false;          // ends as notices do
  bool titled = false;          // a title that can only stand over a notice's text
  bool line = false;            // a short line that is no sentence
  bool signature = false;       // ends as notices do, or holds a date or telephone
  bool goes_on = false;         // another notice may start in it
  bool hints = false;           // holds some formula of notices, however weak
  bool row = false;             // of a list: names, or what somebody owes
  bool plain = false;           // news that needed no closer look
  float model = 0;              // of the scores, by the linear model

  // Adds what speaks for notices of any kind. Not for advertorials: they look like news, and are
  // told by what they say of themselves.
  void add(float log_odds) {
    if (log_odds == 0) return;
    model += log_odds;
    best += log_odds;
    for (size_t i = 0; i < score.size(); ++i)
      if (static_cast<AdCategory>(i) != AdCategory::kAdvertorial) score[i] += log_odds;
  }
};

// What reading a block needs, and the next one again: quotation marks; of each word a bit for
// notices that used it and one for news, and how often a rule spoke, which are 0 between blocks.
struct EvidenceScratch {
  std::vector<Sign> quotes;
  std::vector<uint8_t> seen;
  RuleTimes times{};
};

// `block` is not furniture, and its text was taken as the i-th of `signs`. Linear in it.
BlockEvidence evidence_of(const Block& block, size_t i, const PageContext& page,
                          const AdRules& rules, Signs* signs, EvidenceScratch* scratch);

// Of a block that was not read closely: so much, whatever the category.
BlockEvidence plain_evidence(float score);

}  // namespace newsmill
