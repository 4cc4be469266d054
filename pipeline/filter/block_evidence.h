// What the words and the layout of one block say about it being a notice.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "core/page.h"
#include "filter/ad_rules.h"
#include "filter/first_look.h"
#include "filter/signs.h"

namespace newsmill {

// A set of rules by number.
class RulesSpoken {
 public:
  void add(size_t rule, bool speaks = true) { words_[rule / 64] |= uint64_t{speaks} << rule % 64; }
  void add(const RulesSpoken& other) {
    for (size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  bool operator[](size_t rule) const { return words_[rule / 64] >> rule % 64 & 1; }
  // Calls take(rule) in the order of the numbers.
  template <class Take>
  void for_each(Take take) const {
    for (size_t i = 0; i < words_.size(); ++i) {
      for (uint64_t left = words_[i]; left != 0; left &= left - 1) {
        take(static_cast<uint16_t>(64 * i + static_cast<size_t>(std::countr_zero(left))));
      }
    }
  }

 private:
  std::array<uint64_t, kMaxAdRules / 64> words_{};
};

struct BlockEvidence {
  std::array<float, kAdCategories> score{};  // log odds of a notice of that category over news
  float best = 0;                            // the highest of them
  RulesSpoken rules;                         // that spoke, for either side
  bool opens = false;                        // starts as notices do
  bool closes = false;                       // ends as notices do
  bool titled = false;                       // a title that can only stand over a notice's text
  bool line = false;                         // a short line that is no sentence
  bool signature = false;                    // ends as notices do, or holds a date or telephone
  bool goes_on = false;                      // another notice may start in it
  bool hints = false;                        // holds some formula of notices, however weak
  bool row = false;                          // of a list: names, or what somebody owes
  bool plain = false;                        // news that needed no closer look
  float model = 0;                           // of the scores, by the linear model

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

// What reading a block needs, and the next one again. All empty between blocks: quotation marks; of
// each word a bit for notices that used it and one for news; how often a rule spoke.
struct EvidenceScratch {
  std::vector<Sign> quotes;
  std::vector<uint8_t> seen;
  std::array<uint8_t, kMaxAdRules> times{};
};

// `block` is not furniture, and its text was taken as the i-th of `signs`. Linear in it.
BlockEvidence evidence_of(const Block& block, size_t i, const PageContext& page,
                          const AdRules& rules, Signs* signs, EvidenceScratch* scratch);

// Of a block that was not read closely: so much, whatever the category.
BlockEvidence plain_evidence(float score);

}  // namespace newsmill
