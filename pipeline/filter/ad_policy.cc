// Thresholds are given as confidences; the filter adds and compares log odds:
//
//   threshold 0.9  ->  4.4 more than the table asks for
//
// Test: AdPolicy.*, FilterAds.FollowsItsPolicy.
#include "filter/ad_policy.h"

#include <algorithm>
#include <cmath>

namespace newsmill {
namespace {

constexpr std::array<std::string_view, kAdCategories> kCategoryNames = {
    "OTHER",   "LOST_AND_VOID", "COMPANY",  "COURT",          "AUCTION",    "TENDER",
    "CREDIT",  "LICENCE",       "PLANNING", "RECRUITMENT",    "PROPERTY",   "SERVICE",
    "PRODUCT", "EDUCATION",     "FINANCE",  "GREETING",       "OBITUARY",   "MISSING",
    "UTILITY", "LISTING",       "HOUSE",    "PUBLIC_SERVICE", "ADVERTORIAL"};

// Rows of the tables pull in one direction only, so their sum says too much: half of it is a fair
// reading of the odds.
constexpr double kShareOfScore = 0.5;

}  // namespace

std::string_view name_of(AdCategory category) {
  return kCategoryNames[static_cast<size_t>(category)];
}

std::optional<AdCategory> ad_category(std::string_view name) {
  const auto found = std::find(kCategoryNames.begin(), kCategoryNames.end(), name);
  if (found == kCategoryNames.end()) return std::nullopt;
  return static_cast<AdCategory>(found - kCategoryNames.begin());
}

double confidence_of(float score) {
  return 1 / (1 + std::exp(-kShareOfScore * score));
}

float score_of(double confidence) {
  return static_cast<float>(std::log(confidence / (1 - confidence)) / kShareOfScore);
}

std::optional<AdPolicy> AdPolicy::preset(std::string_view name) {
  AdPolicy policy;
  if (name == "news") return policy;
  if (name == "everything") {
    policy.actions_.fill(AdAction::kMark);
    return policy;
  }
  if (name != "analytics") return std::nullopt;
  for (const AdCategory category :
       {AdCategory::kPublicService, AdCategory::kObituary, AdCategory::kAdvertorial})
    policy.set_action(category, AdAction::kMark);
  return policy;
}

std::string AdPolicy::describe() const {
  std::string text;
  for (size_t i = 0; i < kAdCategories; ++i) {
    text += static_cast<char>('0' + static_cast<int>(actions_[i]));
    if (thresholds_[i] != kEven) text += '@' + std::to_string(thresholds_[i]);
  }
  return text;
}

}  // namespace newsmill
