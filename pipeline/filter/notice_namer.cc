// A category's voice is the sum of its weights over the text's grams, over the root of how many
// there are, as in ad_model.cc; only how far it is from the loudest matters.
//
//   网吧筹建审批公示：星空网吧，地址东街12号   rules: PLANNING +0.6 before LICENCE
//                                         words: LICENCE +1.9 before PLANNING -> LICENCE
//
// A row of the table holds the weights of one category for some buckets in a row, a sign each: a
// point is nothing, a to z are 1 to 26, A to Z less than nothing.
//
// Test: NoticeNamer.*. Measured by bench/notices.
#include "filter/notice_namer.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "core/utf8.h"
#include "filter/ad_policy.h"
#include "filter/weight_cells.h"

namespace newsmill {
namespace {

constexpr int kMostWeight = 26;
constexpr float kHundredth = 0.01f;
constexpr float kNever = -1e6f;     // of what reads like news: other signs tell it
constexpr size_t kMostBytes = 180;  // of a notice: its first sentences say what it is

std::optional<int> weight_of(char sign) {
  if (sign == '.') return 0;
  if (sign >= 'a' && sign <= 'z') return sign - 'a' + 1;
  if (sign >= 'A' && sign <= 'Z') return 'A' - 1 - sign;
  return std::nullopt;
}

// What the rules say of the run for each category, less what the category must score.
EvidenceSum::Scores scores_of(const AdRun& run, const std::vector<BlockEvidence>& evidence,
                              const AdRules& rules) {
  EvidenceSum::Scores scores;
  for (size_t c = 0; c < kAdCategories; ++c)
    scores[c] = -rules.threshold(static_cast<AdCategory>(c));
  for (const size_t block : run.blocks)
    for (size_t c = 0; c < kAdCategories; ++c) scores[c] += evidence[block].score[c];
  scores[static_cast<size_t>(AdCategory::kAdvertorial)] = kNever;
  return scores;
}

}  // namespace

NoticeNamer::NoticeNamer(const RuleSet& rules, std::shared_ptr<const AdFeatures> features)
    : features_(std::move(features)) {
  const RuleTable& table = rules.table("ad_names.tsv");
  for (const RuleRow& row : table.rows()) read_row(table, row);
  always_[static_cast<size_t>(AdCategory::kAdvertorial)] = kNever;
}

// model.most, always.COURT, COURT.00064.
void NoticeNamer::read_row(const RuleTable& table, const RuleRow& row) {
  const std::string_view name = row[table.column("name")], cell = row[table.column("weights")];
  const std::string_view stem = name.substr(0, name.find('.'));
  const std::string_view rest = name.substr(std::min(name.size(), stem.size() + 1));
  if (stem == "model" && (rest == "most" || rest == "unit")) {
    (rest == "most" ? most_ : unit_) = kHundredth * number_in<uint16_t>(table, row, cell);
    return;
  }
  const bool always = stem == "always";
  const std::optional<AdCategory> category = ad_category(always ? rest : stem);
  if (!category) table.fail(row, "no such row: " + std::string(name));
  const size_t c = static_cast<size_t>(*category);
  if (always) {
    always_[c] = kHundredth * number_in<int16_t>(table, row, cell);
  } else {
    read_weights(table, row, c, number_in<uint16_t>(table, row, rest));
  }
}

void NoticeNamer::read_weights(const RuleTable& table, const RuleRow& row, size_t category,
                               size_t bucket) {
  for (const char sign : row[table.column("weights")]) {
    const std::optional<int> weight = weight_of(sign);
    if (!weight || bucket >= kBuckets) table.fail(row, "no weight, or more than there are");
    weights_[bucket++][category] = static_cast<int8_t>(*weight);
  }
}

NoticeNamer::Voices NoticeNamer::voices(const Page& page, const AdRun& run) const {
  static_assert(5 * kMostBytes * kMostWeight <= INT16_MAX);  // five grams a byte, at most
  std::array<int16_t, kWidth> sums{};
  int count = 0;
  size_t left = kMostBytes;
  for (const size_t block : run.blocks) {
    if (left == 0) break;
    const std::string_view text = utf8::beginning(page.blocks[block].text, left);
    features_->read(text, [&](uint32_t bucket) {
      const std::array<int8_t, kWidth>& weights = weights_[bucket >> (kGramBits - kBucketBits)];
      for (size_t c = 0; c < kWidth; ++c) sums[c] = static_cast<int16_t>(sums[c] + weights[c]);
      ++count;
    });
    left -= text.size();
  }
  const float unit = unit_ / std::sqrt(static_cast<float>(std::max(count, 1)));
  Voices voices;
  for (size_t c = 0; c < kAdCategories; ++c)
    voices[c] = always_[c] + unit * static_cast<float>(sums[c]);
  const float loudest = *std::max_element(voices.begin(), voices.end());
  for (float& voice : voices) voice = std::max(voice - loudest, -most_);
  return voices;
}

bool NoticeNamer::name(const Page& page, const std::vector<BlockEvidence>& evidence,
                       const AdRules& rules, AdRun* run) const {
  if (page.old_print || run->category == AdCategory::kAdvertorial) return false;
  EvidenceSum::Scores scores = scores_of(*run, evidence, rules);
  const size_t now = static_cast<size_t>(run->category);
  const auto may_win = [&](size_t c) { return c != now && scores[c] > scores[now] - most_; };
  bool doubt = false;
  for (size_t c = 0; c < kAdCategories; ++c) doubt |= may_win(c);
  if (!doubt) return false;
  const Voices words = voices(page, *run);
  for (size_t c = 0; c < kAdCategories; ++c) scores[c] += words[c];
  const size_t likeliest =
      static_cast<size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
  if (scores[likeliest] <= scores[now]) return false;
  run->category = static_cast<AdCategory>(likeliest);
  return true;
}

}  // namespace newsmill
