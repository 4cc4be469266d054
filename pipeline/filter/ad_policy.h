// What becomes of notices: which are taken out of the news, and how sure the filter must be.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/page.h"

namespace newsmill {

inline constexpr size_t kAdCategories = static_cast<size_t>(AdCategory::kAdvertorial) + 1;

// The contract's name of a category ("LOST_AND_VOID"), and back.
std::string_view name_of(AdCategory category);
std::optional<AdCategory> ad_category(std::string_view name);

// The confidence in a notice whose evidence exceeds its threshold in the tables by this score, in
// log odds; and back, of a confidence between 0 and 1.
double confidence_of(float score);
float score_of(double confidence);

enum class AdAction : uint8_t {
  kDrop,  // out of the articles, into the ads
  kKeep,  // it counts as news
  kMark,  // in the articles and in the ads
};

// An action and a least confidence for each category. Without more said, all notices are dropped.
class AdPolicy {
 public:
  // "news": nothing but news is left in the articles. "analytics": public-service ads, obituaries
  // and advertorials are marked, the rest is dropped. "everything": all is marked.
  static std::optional<AdPolicy> preset(std::string_view name);

  AdAction action(AdCategory category) const { return actions_[index(category)]; }
  double threshold(AdCategory category) const { return thresholds_[index(category)]; }
  // What the policy adds to a threshold of the tables, in log odds: nothing where it asks for more
  // than they do. Such notices are found first and then left, lest another category take them.
  float eased(AdCategory category) const { return std::min(0.f, score_of(threshold(category))); }
  // Is a notice not sure enough where the policy asks for more than the tables?
  bool refuses(AdCategory category, double confidence) const {
    return threshold(category) > kEven && confidence < threshold(category);
  }
  void set_action(AdCategory category, AdAction action) { actions_[index(category)] = action; }
  // Between 0 and 1, both excluded.
  void set_threshold(AdCategory category, double least) { thresholds_[index(category)] = least; }

  // The same text for the same policy: part of the configuration's hash.
  std::string describe() const;
  bool operator==(const AdPolicy&) const = default;

 private:
  static constexpr double kEven = 0.5;
  static size_t index(AdCategory category) { return static_cast<size_t>(category); }
  static constexpr std::array<double, kAdCategories> all_even() {
    std::array<double, kAdCategories> all{};
    all.fill(kEven);
    return all;
  }

  std::array<AdAction, kAdCategories> actions_{};
  std::array<double, kAdCategories> thresholds_ = all_even();
};

}  // namespace newsmill
