// A block's weight is the sum of its traits' weights, and of its grams' weights over the root of
// how many there are: a long text has more to say than a short one, but repeats itself.
//
//   承印名片请柬，立等可取。柳溪桥头  ->  +1.9, though no rule knows these words
//
// Test: AdModel.*. Measured by bench/ad_folds.
#include "filter/ad_model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

#include "filter/weight_cells.h"

namespace newsmill {
namespace {

constexpr float kUnit = 0.01f;   // of the tables' weights
constexpr int kFewestWords = 6;  // characters that are no digits and no points

// A table of figures, or a cell of one: the model knows nothing of those.
bool holds_figures(const AdFeatures::Counts& counts) {
  const int words = counts.characters - counts.digits - counts.points;
  return words < kFewestWords || words < counts.digits;
}

// Sentences: what they tell, and how, tells news from notices. Titles and lists of names are alike
// in both, but in old papers.
bool holds_sentences(const AdFeatures::Counts& counts) {
  return counts.stopped && counts.characters >= kProseCharacters;
}

}  // namespace

AdWeights::AdWeights(const RuleTable& table) {
  const size_t name = table.column("name");
  for (const RuleRow& row : table.rows()) {
    const std::string_view stem = row[name].substr(0, row[name].find('.'));
    const std::string_view rest = row[name].substr(std::min(row[name].size(), stem.size() + 1));
    if (stem == "model") {
      read_setting(table, row, rest);
    } else if (stem == "trait") {
      read_trait(table, row, rest);
    } else if (stem == "grams") {
      read_grams(table, row, rest);
    } else {
      table.fail(row, "no such row: " + std::string(row[name]));
    }
  }
}

void AdWeights::read_setting(const RuleTable& table, const RuleRow& row, std::string_view name) {
  const float value = kUnit * number_in<int16_t>(table, row, row[table.column("weights")]);
  if (name == "least") {
    least_ = value;
  } else if (name == "most") {
    most_ = value;
  } else if (name == "against") {
    against_ = value;
  } else if (name == "for") {
    for_ = value;
  } else {
    table.fail(row, "no such setting: " + std::string(name));
  }
  if (against_ < 0 || for_ < 0) table.fail(row, "negative bound");
}

void AdWeights::read_trait(const RuleTable& table, const RuleRow& row, std::string_view name) {
  for (size_t i = 0; i < kAdTraits; ++i) {
    if (name_of(static_cast<AdTrait>(i)) != name) continue;
    traits_[i] = number_in<int16_t>(table, row, row[table.column("weights")]);
    return;
  }
  table.fail(row, "no such trait: " + std::string(name));
}

void AdWeights::read_grams(const RuleTable& table, const RuleRow& row, std::string_view first) {
  size_t bucket = number_in<uint16_t>(table, row, first);
  std::string_view weights = row[table.column("weights")];
  while (!weights.empty()) {
    if (bucket >= kGramBuckets) table.fail(row, "more buckets than there are");
    grams_[bucket++] = number_in<int8_t>(table, row, next_word(&weights));
  }
}

float AdWeights::log_odds(int64_t grams, int count, AdTraits traits) const {
  int looks = 0;
  for (uint64_t left = traits.bits(); left != 0; left &= left - 1)
    looks += traits_[static_cast<size_t>(std::countr_zero(left))];
  const float words = static_cast<float>(grams) / std::sqrt(static_cast<float>(count));
  return std::clamp(kUnit * (static_cast<float>(looks) + words), -against_, for_);
}

AdModel::AdModel(const RuleSet& rules)
    : features_(std::make_shared<const AdFeatures>(rules.table("ads.hant.tsv"))),
      modern_(rules.table("ad_model.tsv")),
      old_(rules.table("ad_model.old.tsv")) {}

float AdModel::weigh(const Page& page, size_t i, const PageContext& context,
                     const BlockEvidence& evidence) const {
  const AdWeights& weights = weights_for(page);
  if (evidence.plain || !weights.is_asked(evidence.best)) return 0;
  int64_t sum = 0;
  int count = 0;
  const AdFeatures::Counts counts = features_->read(page.blocks[i].text, [&](uint32_t bucket) {
    sum += weights.gram(bucket);
    ++count;
  });
  const AdTraits traits = AdFeatures::traits(counts, page, i, context, evidence);
  const float log_odds = weights.faded(weights.log_odds(sum, count, traits), evidence.best);
  if (log_odds > 0) return holds_figures(counts) ? 0 : log_odds;
  return page.old_print || holds_sentences(counts) ? log_odds : 0;
}

}  // namespace newsmill
