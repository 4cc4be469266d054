// What a text's words say for notices, at most, and for news, at least.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "filter/ad_rules.h"
#include "filter/evidence_sum.h"
#include "filter/ink.h"
#include "filter/signs.h"

namespace newsmill {

// Room for what is found in a text, used again and again.
struct WordScratch {
  std::vector<uint8_t> seen;     // of each word, as EvidenceScratch has it; 0 between texts
  RuleTimes times{};             // 0 between texts
  std::vector<uint16_t> words;   // that were seen
  std::vector<uint16_t> spoken;  // rules
};

class WordBounds {
 public:
  // Of a text with this ink, in which these forms stand. Views all.
  WordBounds(std::span<const FoundForm> forms, const Ink& ink, const Formulae& formulae,
             WordScratch* scratch);
  ~WordBounds();

  // What they say at most, and little more work: each in full, whenever it speaks.
  float notice() const { return notice_; }
  // Adds what they say at most, as evidence is added up: words once, themes in shares.
  void add_notice(EvidenceSum* sum);
  // What is said for news at least.
  void add_news(EvidenceSum* sum);

 private:
  bool may_count_in_place(FoundForm form) const;
  int times_at(size_t begin, const Formulae::Hit& hit) const;
  void add_anywhere(std::span<const Formulae::Hit> hits, bool news, EvidenceSum* sum);
  void add(const Formulae::Hit& hit, EvidenceSum* sum);

  const std::span<const FoundForm> forms_;
  const Ink& ink_;
  const Formulae& formulae_;
  WordScratch& scratch_;
  float notice_ = 0;
};

}  // namespace newsmill
