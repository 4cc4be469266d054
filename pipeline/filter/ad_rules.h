// The rule tables of the ad filter, compiled: ads.tsv (formulae), ads.old.tsv (those of old
// papers), ads.hant.tsv (traditional characters), ads.layout.tsv (what a block looks like),
// ads.told.tsv (how news goes on from formulae), ads.headers.tsv (what heads small ads),
// ads.surnames.tsv, ads.sections.tsv (what a page says it holds) and ads.categories.tsv
// (thresholds).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/page.h"
#include "filter/ad_policy.h"
#include "filter/ad_rule.h"
#include "filter/formulae_by_script.h"
#include "filter/rolls.h"
#include "filter/section_headers.h"
#include "rules/lexicon.h"
#include "rules/table.h"

namespace newsmill {

// What the layout can say, named in ads.layout.tsv as "layout.phone", ….
enum class LayoutFeature : uint8_t {
  kPhone,       // telephone numbers, up to two
  kPhoneLast,   // ends in a telephone number
  kSerial,      // long numbers of certificates and accounts, up to two
  kMasked,      // 3310****0015
  kFields,      // 地址：… 电话：…
  kBullet,      // starts with ▲ ● ◆ …
  kDateLine,    // nothing but a date
  kSpeech,      // ends of quoted speech, up to three
  kLong,        // hundreds of characters beyond the first hundred
  kUnpointed,   // many characters without any punctuation
  kNoStop,      // does not end like a sentence
  kTimes,       // of day, three and more
  kBlock,       // always: what a block must make up for
  kNarrow,      // set narrower than the body of the page
  kSentence,    // a sentence or more, not set narrower than the page's body
  kSigned,      // sentences, then a name
  kAdPage,      // the page's section says that it holds ads
  kNoticePage,  // … that it may hold notices
  kHeadline,    // the segmenter's kinds
  kCaption,
  kByline,
  kHeader,   // words that head a column of small advertisements, and nothing else
  kNames,    // of persons side by side, and nothing else
  kSum,      // a phrase that ends in a sum of money
  kFigures,  // words and figures by turns, and no sentences
};
inline constexpr size_t kLayoutFeatures = static_cast<size_t>(LayoutFeature::kFigures) + 1;
struct LayoutRule {
  LayoutFeature feature;
  uint16_t number;
  AdRule says;
};

inline constexpr size_t kMaxAdRules = 704;

// Immutable once made; views into the RuleSet's tables, which must live on.
class AdRules {
 public:
  // `policy` moves the thresholds.
  explicit AdRules(const RuleSet& tables, const AdPolicy& policy = {});

  // Formulae and layout features alike, by number.
  const AdRule& rule(size_t number) const { return rules_[number]; }
  size_t size() const { return rules_.size(); }
  // "lost.void": the stem is the row's theme. Several rules may have one name: the number of the
  // first of them.
  std::string_view name(size_t number) const { return names_[number]; }
  uint16_t namesake(size_t number) const { return namesakes_[number]; }
  // Rules by weight, of equal ones that of lower number first: how many stand before one, and back.
  uint16_t rank(size_t number) const { return ranks_[number]; }
  uint16_t at_rank(size_t rank) const { return at_rank_[rank]; }

  // The words of rules of either side: those that a page may hold; all.
  const Formulae& formulae_of(const Page& page) const { return formulae_.of(page); }
  const Formulae& formulae() const { return formulae_.all(); }
  const Formulae& simplified_formulae() const { return formulae_.simplified(); }
  // Rules of a layout feature.
  std::span<const LayoutRule> layout(LayoutFeature feature) const {
    const size_t i = static_cast<size_t>(feature);
    return {layout_.data() + layout_at_[i], layout_.data() + layout_at_[i + 1]};
  }
  // What they weigh together, for one unit: less than nothing where they speak for news.
  float layout_weight(LayoutFeature feature) const {
    return layout_weights_[static_cast<size_t>(feature)];
  }
  // What a page whose section is named so holds: kAdPage, kNoticePage or nothing.
  std::optional<LayoutFeature> section(std::string_view name) const;
  // Does the text go on at `pos` as sentences do that tell of a formula with this mark?
  bool tells_on(std::string_view text, size_t pos, Mark mark) const {
    return bool(told_[static_cast<size_t>(mark)].longest_at(text, pos));
  }
  const SectionHeaders& headers() const { return headers_; }
  const Rolls& rolls() const { return rolls_; }
  // What a notice of this category must score before it counts as one.
  float threshold(AdCategory category) const { return thresholds_[static_cast<size_t>(category)]; }
  const AdPolicy& policy() const { return policy_; }

 private:
  void add_formulae(const RuleTable& table);
  void add_layout(const RuleTable& table);
  void add_told(const RuleTable& table);
  void rank_rules();

  AdPolicy policy_;
  std::vector<AdRule> rules_;
  std::vector<std::string_view> names_;
  std::vector<uint16_t> namesakes_, ranks_, at_rank_;
  FormulaeByScript formulae_;
  std::vector<LayoutRule> layout_;                        // by their features
  std::array<uint8_t, kLayoutFeatures + 1> layout_at_{};  // where a feature's begin
  std::array<float, kLayoutFeatures> layout_weights_{};
  SectionHeaders headers_;
  Rolls rolls_;
  Lexicon sections_;             // numbers are LayoutFeature's
  std::array<Lexicon, 3> told_;  // by marks
  std::array<float, kAdCategories> thresholds_{};
};

}  // namespace newsmill
