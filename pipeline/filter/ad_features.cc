// Characters are folded by one look in a table, so that few examples teach much:
//
//   電話：９３４２８ -> 电话：00000
//
// Test: AdFeatures.*.
#include "filter/ad_features.h"

#include <algorithm>

namespace newsmill {
namespace {

constexpr std::array<std::string_view, kAdTraits> kTraitNames = {
    "always",       "length-8",     "length-16",    "length-40",   "length-100",    "length-250",
    "length-more",  "lines-2",      "lines-5",      "lines-more",  "line-6",        "line-10",
    "line-14",      "line-more",    "width-narrow", "width-wide",  "width-unknown", "kind-headline",
    "kind-heading", "kind-caption", "kind-other",   "points-none", "points-few",    "points-many",
    "digits-few",   "digits-some",  "digits-many",  "number-one",  "number-two",    "number-more",
    "blanks-some",  "blanks-many",  "end-stopped",  "place-top",   "place-bottom",  "rule-hints",
    "rule-opens",   "rule-closes"};

constexpr std::u16string_view kHanDigits = u"〇零一二三四五六七八九";

// The trait for `value` out of some that stand in a row, by the most that each but the last takes.
template <size_t N>
AdTrait step(AdTrait first, int value, const std::array<int, N>& most) {
  const auto at = std::find_if(most.begin(), most.end(), [&](int m) { return value <= m; });
  return static_cast<AdTrait>(static_cast<int>(first) + (at - most.begin()));
}

int lines_of(const Block& block) {
  uint32_t lines = 0;
  for (const LineRange& range : block.lines) lines += range.last - range.first + 1;
  return static_cast<int>(std::max(lines, 1u));
}

void add_width(int columns, int body_columns, AdTraits* traits) {
  if (columns == 0 || body_columns == 0) {
    traits->add(AdTrait::kWidthUnknown);
  } else if (5 * columns <= 4 * body_columns) {
    traits->add(AdTrait::kWidthNarrow);
  } else if (4 * columns >= 5 * body_columns) {
    traits->add(AdTrait::kWidthWide);
  }
}

void add_kind(BlockKind kind, AdTraits* traits) {
  switch (kind) {
    case BlockKind::kParagraph:
      return;
    case BlockKind::kHeadline:
      return traits->add(AdTrait::kKindHeadline);
    case BlockKind::kHeading:
      return traits->add(AdTrait::kKindHeading);
    case BlockKind::kCaption:
      return traits->add(AdTrait::kKindCaption);
    default:
      return traits->add(AdTrait::kKindOther);
  }
}

void add_shares(const AdFeatures::Counts& counts, AdTraits* traits) {
  const int characters = std::max(counts.characters, 1);
  if (counts.points == 0) {
    traits->add(AdTrait::kPointsNone);
  } else if (100 * counts.points < 4 * characters) {
    traits->add(AdTrait::kPointsFew);
  } else if (100 * counts.points >= 12 * characters) {
    traits->add(AdTrait::kPointsMany);
  }
  if (counts.digits > 0) {
    traits->add(20 * counts.digits < characters  ? AdTrait::kDigitsFew
                : 5 * counts.digits < characters ? AdTrait::kDigitsSome
                                                 : AdTrait::kDigitsMany);
  }
  if (12 * counts.blanks >= characters) {
    traits->add(6 * counts.blanks < characters ? AdTrait::kBlanksSome : AdTrait::kBlanksMany);
  }
  if (counts.numbers > 0) {
    traits->add(step(AdTrait::kNumberOne, counts.numbers, std::array{1, 2}));
  }
}

}  // namespace

std::string_view name_of(AdTrait trait) {
  return kTraitNames[static_cast<size_t>(trait)];
}

AdFeatures::AdFeatures(const RuleTable& hant) {
  for (size_t c = 0; c < folded_.size(); ++c) folded_[c] = static_cast<uint16_t>(c);
  const auto fold = [&](std::string_view from, uint16_t to) {
    if (const char32_t c = utf8::at(from, 0).code; !from.empty() && c < folded_.size()) {
      folded_[c] = to;
    }
  };
  for (const RuleRow& row : hant.rows()) {
    const std::string_view simplified = row[hant.column("simplified")];
    const uint16_t to = static_cast<uint16_t>(utf8::at(simplified, 0).code);
    fold(row[hant.column("traditional")], to);
    fold(row[hant.column("older")], to);
  }
  for (uint16_t c = 0; c < 0x80; ++c) {
    if (utf8::is_digit(c)) folded_[c] = kDigit;
    if (utf8::is_latin(c)) folded_[c] = kLetter;
  }
  for (const char16_t c : kHanDigits) folded_[c] = kDigit;
  for (uint16_t c = 0; c <= ' '; ++c) folded_[c] = kBlank;
  for (const uint16_t c : {0xA0, 0x3000, 0x200B, 0xFEFF}) folded_[c] = kBlank;
  for (size_t i = 0; i < kPoints.size(); ++i)
    folded_[kPoints[i]] = static_cast<uint16_t>(kFirstPoint + i);
  for (uint16_t c = 0x21; c < 0x7F; ++c) folded_[0xFF00 + c - 0x20] = folded_[c];
  for (const char16_t c : std::u16string_view(u"!?,;:")) {
    folded_[c] = folded_[static_cast<size_t>(0xFF00 + c - 0x20)] =
        static_cast<uint16_t>(kFirstPoint + kPoints.find(static_cast<char16_t>(0xFF00 + c - 0x20)));
  }
}

AdTraits AdFeatures::traits(const Counts& counts, const Page& page, size_t i,
                            const PageContext& context, const BlockEvidence& evidence) {
  const Block& block = page.blocks[i];
  const int lines = lines_of(block);
  AdTraits traits;
  traits.add(AdTrait::kAlways);
  traits.add(step(AdTrait::kLength8, counts.characters, std::array{8, 16, 40, 100, 250}));
  if (lines > 1) {
    traits.add(step(AdTrait::kLines2, lines, std::array{2, 5}));
    traits.add(step(AdTrait::kLine6, counts.characters / lines, std::array{6, 10, 14}));
  }
  add_width(block.columns, context.body_columns, &traits);
  add_kind(block.kind, &traits);
  add_shares(counts, &traits);
  if (counts.stopped) traits.add(AdTrait::kEndStopped);
  if (4 * i < page.blocks.size()) traits.add(AdTrait::kPlaceTop);
  if (4 * i >= 3 * page.blocks.size()) traits.add(AdTrait::kPlaceBottom);
  if (evidence.hints) traits.add(AdTrait::kRuleHints);
  if (evidence.opens) traits.add(AdTrait::kRuleOpens);
  if (evidence.closes) traits.add(AdTrait::kRuleCloses);
  return traits;
}

}  // namespace newsmill
