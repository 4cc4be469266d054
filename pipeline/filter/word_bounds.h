// What a text's words say for notices, at most, and for news, at least.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "filter/ad_rules.h"
#include "filter/evidence_sum.h"
#include "filter/ink.h"
#include "filter/signs.h"

namespace newsmill {

// Room for what is found in a text, used again and again.
struct WordScratch {
  std::vector<uint32_t> places;
  std::vector<FoundForm> found;
  std::vector<uint8_t> seen;     // of each word, as EvidenceScratch has it; 0 between texts
  RuleTimes times{};             // 0 between texts
  std::vector<uint16_t> words;   // that were seen
  std::vector<uint16_t> spoken;  // rules
};

class WordBounds {
 public:
  // Views all. Finds the words that may speak for notices: forms are looked up where these start,
  // which is at few places of most texts.
  WordBounds(std::string_view text, const Ink& ink, const Formulae& formulae, WordScratch* scratch);
  ~WordBounds();

  // What they say at most, and little more work: each in full, whenever it speaks.
  float notice() const { return notice_; }
  // Adds what they say at most, as evidence is added up: words once, themes in shares.
  void add_notice(EvidenceSum* sum);
  // What is said for news at least.
  void add_news(EvidenceSum* sum);

 private:
  void find_at_ends();
  void find_places_in(size_t begin, size_t end);
  void find_anywhere();
  int times_at(size_t begin, const Formulae::Hit& hit) const;
  void add_anywhere(std::span<const Formulae::Hit> hits, bool news, EvidenceSum* sum);
  void add(const Formulae::Hit& hit, EvidenceSum* sum);
  template <class Take>
  void for_each_of(const FormSet& forms, Take take);

  const std::string_view text_;
  const Ink& ink_;
  const Formulae& formulae_;
  WordScratch& scratch_;
  size_t at_ends_ = 0;  // the first of the forms found
  float notice_ = 0;
};

}  // namespace newsmill
