// What speaks for notices and for news, added up.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "filter/ad_rules.h"

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

// How often each rule spoke in a text.
using RuleTimes = std::array<uint8_t, kMaxAdRules>;

// Evidence for another category than the one scored counts half: that a text is a notice is surer
// than what it is a notice of.
class EvidenceSum {
 public:
  using Scores = std::array<float, kAdCategories>;

  void add(const AdRule& rule, uint16_t number, float amount) {
    sums_[rule.side.index()] += rule.weight * amount;
    spoken_for_ |= 1u << rule.side.index();
    rules_.add(number);
  }
  // A word of the rule, which spoke so many times before. The second word of a theme adds half of
  // what the first did, the third a quarter, …
  void add_word(const AdRule& rule, uint16_t number, size_t before) {
    constexpr std::array kShares = {1.0f,      1 / 2.0f,  1 / 4.0f, 1 / 8.0f,
                                    1 / 16.0f, 1 / 32.0f, 1 / 64.0f};
    add(rule, number, kShares[std::min(before, kShares.size() - 1)]);
  }

  // Rules that spoke, for either side.
  const RulesSpoken& rules() const { return rules_; }
  // Log odds of a notice over news: of the likeliest category, of each. Never less for more that
  // speaks for notices.
  float best() const {
    const Leaders leaders = find_leaders();
    return base() + leaders.most + kOtherCategoryShare * leaders.second;
  }
  Scores scores() const;

 private:
  static constexpr float kOtherCategoryShare = 0.5f;
  static constexpr uint32_t kAllCategories = (1u << kAdCategories) - 1;

  // What the two likeliest categories have of their own.
  struct Leaders {
    size_t first = 0;
    float most = 0, second = 0;
  };
  Leaders find_leaders() const;
  float base() const { return sums_[Side::notice().index()] - sums_[Side::news().index()]; }

  std::array<float, Side::kSides> sums_{};
  uint32_t spoken_for_ = 0;  // a bit for each that some rule spoke for
  RulesSpoken rules_;
};

inline EvidenceSum::Leaders EvidenceSum::find_leaders() const {
  Leaders leaders;
  for (uint32_t left = spoken_for_ & kAllCategories; left != 0; left &= left - 1) {
    const size_t i = static_cast<size_t>(std::countr_zero(left));
    if (sums_[i] > leaders.most) {
      leaders = {i, sums_[i], leaders.most};
    } else {
      leaders.second = std::max(leaders.second, sums_[i]);
    }
  }
  return leaders;
}

inline EvidenceSum::Scores EvidenceSum::scores() const {
  const Leaders leaders = find_leaders();
  const float share = kOtherCategoryShare * leaders.most;
  Scores scores;
  for (size_t i = 0; i < kAdCategories; ++i) scores[i] = base() + sums_[i] + share;
  scores[leaders.first] = base() + leaders.most + kOtherCategoryShare * leaders.second;
  return scores;
}

}  // namespace newsmill
