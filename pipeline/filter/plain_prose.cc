// 法院昨天公告…，法官说…。 has words of notices, and more that only news has: a bound for either
// side is enough. Words of notices are all taken at full weight, whatever stands around them; those
// of news count once. Test: PlainProse.*.
#include "filter/plain_prose.h"

#include <algorithm>
#include <limits>

#include "core/utf8.h"
#include "filter/block_evidence.h"
#include "filter/characters.h"
#include "filter/ink.h"

namespace newsmill {
namespace {

constexpr size_t kProseBytes = 180;
constexpr float kCloserLook = 1.0f;  // weight of formulae of notices
constexpr float kFarBehind = 4.0f;   // more than what layout may say for a notice
constexpr size_t kDigitsOfPhone = 7;

bool ends_sentence(char32_t c) {
  return c == U'。' || c == U'”' || c == U'！' || c == U'？';
}

// What the forms of a text may come to, read without the care that evidence takes.
struct RoughEvidence {
  float notice = 0;   // at most, for any category
  float news = 0;     // at least; only where it was asked for
  size_t digits = 0;  // most side by side
};

// Goes on until the notice's side comes to `enough`.
template <bool kBothSides>
RoughEvidence rough_evidence(std::string_view text, std::span<const SignPlace> places,
                             const AdRules& rules, float enough) {
  RoughEvidence rough;
  RulesSpoken spoken;  // for news
  uint32_t digits_end = 0;
  size_t digits = 0;
  for (const SignPlace place : places) {
    const uint32_t pos = place.pos();
    if (kBothSides && utf8::is_digit(text[pos])) {
      digits = pos == digits_end ? digits + 1 : 1;
      digits_end = pos + 1;
      rough.digits = std::max(rough.digits, digits);
    }
    if (!place.may_start_form()) continue;
    const Formulae& formulae = rules.formulae();
    if (is_ordinary_han(text[pos]) &&
        !(kBothSides ? formulae.may_start(text, pos) : formulae.notice_may_start(text, pos)))
      continue;
    const uint16_t form = formulae.find(text, pos);
    if (form == Formulae::kNo) continue;
    for (const Formulae::Hit hit : formulae.hits(form)) {
      const AdRule& rule = rules.rule(hit.rule);
      if (rule.side.kind == Side::kNews) {
        if (!kBothSides || rule.place != Place::kAnywhere || spoken[hit.rule]) continue;
        spoken.add(hit.rule);
        rough.news += rule.weight;
        continue;
      }
      const bool counts = rule.place == Place::kAnywhere ||
                          (rule.place == Place::kEnd ? pos + hit.bytes + kLeadBytes > text.size()
                                                     : pos < kLeadBytes);
      if (counts) rough.notice += rule.weight;
    }
    if (rough.notice >= enough) break;
  }
  return rough;
}

}  // namespace

float news_of_layout(std::string_view text, const AdRules& rules) {
  const auto weight = [&](LayoutFeature feature) {
    float sum = 0;
    for (const uint16_t rule : rules.layout(feature)) sum += rules.rule(rule).weight;
    return sum;
  };
  const float hundreds = (static_cast<float>(text.size()) / 3 - 100) / 100;
  return weight(LayoutFeature::kBlock) + weight(LayoutFeature::kSentence) +
         weight(LayoutFeature::kLong) * std::max(0.f, hundreds);
}

bool is_plain_prose(std::string_view text, std::span<const SignPlace> places,
                    const AdRules& rules) {
  if (text.size() < kProseBytes || !ends_sentence(utf8::before(text, text.size()).code))
    return false;
  if (rough_evidence<false>(text, places, rules, kCloserLook).notice < kCloserLook) return true;
  const float layout = news_of_layout(text, rules);
  const RoughEvidence rough =
      rough_evidence<true>(text, places, rules, std::numeric_limits<float>::max());
  return rough.notice + kFarBehind <= rough.news + layout && rough.digits < kDigitsOfPhone;
}

}  // namespace newsmill
