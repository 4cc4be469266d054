// A bound for either side is enough:
//
//   法院昨天公告…，法官说…。   notices: 公告 would have to stand elsewhere: nothing
//   遗失公章一枚，声明作废。…   notices: 遗失 at the head, 公章, 一枚, 声明作废: a closer look
//
// The forms that speak for notices wherever they stand (anchors) are looked for in all of the text;
// those that count at its head or tail are looked for there. Each word counts once, at full weight,
// whatever stands round it. Only where that comes to something, the words of news are counted too.
// Test: PlainProse.*.
#include "filter/plain_prose.h"

#include <algorithm>
#include <span>

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
constexpr size_t kLongestEnding = 45;  // bytes

bool ends_sentence(char32_t c) {
  return c == U'。' || c == U'”' || c == U'！' || c == U'？';
}

// Calls take(hit, pos) for all words that stand where a form of the set does, and more.
template <class Take>
void find_words(const FormSet& forms, std::string_view text, const Formulae& formulae,
                ProseScratch* scratch, Take take) {
  std::vector<uint32_t>& places = scratch->places;
  if (places.size() <= text.size()) places.resize(2 * text.size());
  const size_t count = forms.find_starts(text, places.data());
  for (size_t i = 0; i < count; ++i) {
    const size_t pos = places[i];
    if (is_ordinary_han(text[pos]) && !forms.may_start(text, pos)) continue;
    const uint16_t form = formulae.find(text, pos);
    if (form == Formulae::kNo) continue;
    for (const Formulae::Hit hit : formulae.hits(form)) take(hit, pos);
  }
}

class Bounds {
 public:
  Bounds(std::string_view text, const AdRules& rules, ProseScratch* scratch)
      : text_(text), rules_(rules), scratch_(*scratch) {}

  // What the forms say for notices of any category, at most.
  float notice() const {
    float notice = placed();
    scratch_.words.clear();
    find_words(formulae().anchors(), text_, formulae(), &scratch_,
               [&](Formulae::Hit hit, size_t) {
                 const AdRule& rule = rules_.rule(hit.rule);
                 if (rule.side.kind != Side::kNews && rule.place == Place::kAnywhere && is_new(hit))
                   notice += rule.weight;
               });
    return notice;
  }

  // What they say for news, at least.
  float news() const {
    float news = 0;
    RulesSpoken spoken;
    find_words(formulae().news(), text_, formulae(), &scratch_, [&](Formulae::Hit hit, size_t) {
      const AdRule& rule = rules_.rule(hit.rule);
      if (rule.side.kind != Side::kNews || rule.place != Place::kAnywhere || spoken[hit.rule])
        return;
      spoken.add(hit.rule);
      news += rule.weight;
    });
    return news;
  }

 private:
  const Formulae& formulae() const { return rules_.formulae(); }

  bool is_new(Formulae::Hit hit) const {
    const uint32_t word = static_cast<uint32_t>(hit.word);
    std::vector<uint16_t>& words = scratch_.words;
    if (std::find(words.begin(), words.end(), word) != words.end()) return false;
    words.push_back(hit.word);
    return true;
  }

  // Of the forms that count where the text starts or ends.
  float placed() const {
    const Ink ink = ink_of(text_);
    float notice = at(ink.head, Place::kStart, 0);
    for (size_t pos = ink.head; pos < ink.lead; pos += size_of(text_[pos]))
      notice += at(pos, Place::kTitle, ink.lead);
    if (!formulae().may_end(text_, ink.tail)) return notice;
    size_t pos = ink.tail - std::min(ink.tail, kLongestEnding);
    while (!utf8::is_start(text_[pos])) ++pos;
    for (; pos < ink.tail; pos += size_of(text_[pos])) notice += at(pos, Place::kEnd, ink.tail);
    return notice;
  }

  // Of those that start at `pos` and end at `end`, if any.
  float at(size_t pos, Place place, size_t end) const {
    const uint16_t form = formulae().find(text_, pos);
    if (form == Formulae::kNo) return 0;
    float notice = 0;
    for (const Formulae::Hit hit : formulae().hits(form)) {
      const AdRule& rule = rules_.rule(hit.rule);
      if (rule.side.kind != Side::kNews && rule.place == place && (end == 0 || pos + hit.bytes == end))
        notice += rule.weight;
    }
    return notice;
  }

  const std::string_view text_;
  const AdRules& rules_;
  ProseScratch& scratch_;
};

// So many digits side by side: one of them stands where we look.
bool holds_number(std::string_view text, size_t digits) {
  const auto is_digit = [&](size_t pos) { return pos < text.size() && utf8::is_digit(text[pos]); };
  for (size_t pos = digits - 1; pos < text.size(); pos += digits) {
    if (!is_digit(pos)) continue;
    size_t begin = pos, end = pos;
    while (begin > 0 && is_digit(begin - 1)) --begin;
    while (is_digit(end)) ++end;
    if (end - begin >= digits) return true;
  }
  return false;
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

bool is_plain_prose(std::string_view text, const AdRules& rules, ProseScratch* scratch) {
  if (text.size() < kProseBytes || !ends_sentence(utf8::before(text, text.size()).code))
    return false;
  const Bounds bounds(text, rules, scratch);
  const float notice = bounds.notice();
  if (notice < kCloserLook) return true;
  return !holds_number(text, kDigitsOfPhone) &&
         notice + kFarBehind <= bounds.news() + news_of_layout(text, rules);
}

}  // namespace newsmill
