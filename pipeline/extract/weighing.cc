// Weighs each value: does its noun stand behind it, and is it a quantity that the article reports?
//
//   达到 36个 ， 改造 36个 | 小区       before the value, behind it
//   第三 次 ， 一 个 ， 北纬 30度        nothing is reported
//
// Tested by tests/extract/extract_test.cc and phenomena_test.cc.
#include "extract/blanks.h"
#include "extract/semblance.h"
#include "extract/sentence.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {
namespace {

// Where the span ends without a bracketed aside at its end: 生育率（平均…）
size_t without_aside(std::string_view text, Span span) {
  if (!span.of(text).ends_with("）")) return span.end;
  const size_t open = span.of(text).rfind("（");
  return open == std::string_view::npos ? span.end : span.begin + open;
}

// Verbs of being so much; others that may stand before a counted thing (有, 共计, 需) govern less.
bool is_firm_level(const Cue& verb) {
  return find_word(verb.word, "达") != std::string_view::npos ||
         find_word(verb.word, "为") != std::string_view::npos || verb.word == "是" ||
         !verb.is(kLevel);
}

}  // namespace

void SentenceReader::weigh(Work& work) const {
  for (Reading& reading : work.readings) {
    if (reading.dropped) continue;
    const Before& before = reading.before;
    const After& after = reading.after;
    const Quantity& quantity = reading.quantity;
    const bool right = !after.noun.empty() || !after.predicate.empty();
    const bool has_subject = !before.subject.empty();
    const bool count_like = reading.counts();
    bool strong =
        reading.verb != nullptr &&
        (reading.verb->is(kChange | kLevel | kCross | kHold | kShare) ||
         quantity.sort == QuantitySort::kRank || quantity.sort == QuantitySort::kTop || before.to);
    if (strong && !reading.verb->is(kChange) && !is_firm_level(*reading.verb)) strong = false;
    if (strong && reading.verb->is(kChange) && !before.to && count_like) strong = false;
    reading.counted = right && !(strong && has_subject) && quantity.sort != QuantitySort::kStreak;
    if (work.text.substr(0, before.subject.end).ends_with("均") && has_subject)
      reading.counted = false;
    // 总投资120亿元的产业园: the measure is named before the value
    if (reading.counted && has_subject && quantity.unit != nullptr &&
        quantity.unit->kind != UnitKind::kCount &&
        cues_.noun_before(work.text, before.subject.end, before.subject.begin).is(kHead) &&
        work.text.substr(quantity.end).starts_with("的"))
      reading.counted = false;
    reading.dropped = !stands(work, reading);
    // 60—64岁人口占3%: an age that reports nothing belongs to the name behind it
    if ((reading.dropped || quantity.suffixed) && quantity.unit != nullptr &&
        quantity.unit->kind == UnitKind::kAge && &reading != &work.readings.back())
      if (Span& next = (&reading + 1)->before.subject; next.begin == quantity.end && !next.empty())
        next.begin = quantity.begin;
  }
}

// Is this a quantity that the article reports?
bool SentenceReader::stands(const Work& work, const Reading& reading) const {
  const Quantity& quantity = reading.quantity;
  const Before& before = reading.before;
  const std::string_view left = before.all.of(work.text);
  const bool right = !reading.after.noun.empty() || !reading.after.predicate.empty();
  const bool governed = reading.verb != nullptr || before.bound != nullptr;
  if (quantity.sort == QuantitySort::kDouble) return true;
  if (quantity.sort == QuantitySort::kStreak) return true;  // until it turns out to have no subject
  if (quantity.sort == QuantitySort::kRank || quantity.sort == QuantitySort::kTop) {
    if (trim_blanks(left).ends_with("榜") || (!before.scope.empty() && reading.verb != nullptr))
      return true;
    if (is_no_rank(work.text, reading)) return false;
    if (const size_t place = lists::kRankedPlaces.ends(trim_blanks(left));
        place != 0 && (quantity.suffixed || place > 3 || governed || reading.shared_values))
      return true;
    return quantity.suffixed
               ? (governed || !before.subject.empty())
               : reading.verb != nullptr && reading.verb->is(kRankVerb) && !reading.counted;
  }
  if (quantity.range && quantity.unit == nullptr && !quantity.scaled) return false;
  if (!quantity.value.valid()) return false;
  if (reading.verb == nullptr && right && is_base(work.text, reading)) return false;
  if (quantity.fraction)
    return governed || right || !before.subject.empty() || !before.whole.empty();
  if (quantity.unit == nullptr) {
    if (quantity.comparator == Comparator::kOrder) return right || !before.subject.empty();
    if (quantity.scaled) {
      if (quantity.bare_scale && !governed) return false;
      if (right && reading.counted) return !implied_unit(reading.after.noun.of(work.text)).empty();
      return !quantity.bare_scale &&
             (governed || !implied_unit(before.subject.of(work.text)).empty());
    }
    if (quantity.spelled || reading.counted || right) return false;
    if (reading.verb != nullptr && (reading.verb->is(kChange | kHold | kCross) ||
                                    (reading.verb->is(kLevel) && !before.subject.empty())))
      return true;
    const size_t end = without_aside(work.text, before.subject);
    const CueMatch head = cues_.noun_before(work.text, end, before.subject.begin);
    return head.is(kHead | kShareNoun | kLevelNoun) && !(quantity.value < Decimal(0));
  }
  if (only_seems(work.text, quantity, {left, governed, right})) return false;
  switch (quantity.unit->kind) {
    case UnitKind::kDuration:
      if (quantity.small && quantity.value == Decimal(1) &&
          !(reading.verb && reading.verb->word == "要"))
        return false;
      if (reading.from >= 0) return true;
      // 优良天数286天
      if (!right && lists::kLengths.ends(before.subject.of(work.text)) != 0) return true;
      // 达315天，增加12天
      if (!right && before.subject.empty() && reading.verb != nullptr &&
          reading.verb->is(kChange) && &reading != &work.readings.front() &&
          (&reading - 1)->quantity.unit != nullptr &&
          (&reading - 1)->quantity.unit->kind == UnitKind::kDuration)
        return true;
      if (right || before.subject.empty() || !(governed || quantity.suffixed)) return false;
      return quantity.unit->written != "年" || quantity.suffixed ||
             (reading.verb != nullptr && reading.verb->is(kChange));
    case UnitKind::kAge:
      if (quantity.suffixed && reading.counted) return true;
      // 人均预期寿命79.8岁
      return !reading.counted && (governed || lists::kAges.ends(before.subject.of(work.text)) != 0);
    case UnitKind::kTimes:
      return governed || (!reading.counted && !before.subject.empty()) || reading.shared_values ||
             !before.whole.empty();
    case UnitKind::kMoney:
    case UnitKind::kMeasure:
      if (quantity.small && !(governed || reading.shared_values) &&
          (right || quantity.value < Decimal(2)))
        return false;
      // 北纬30度: a place
      if (quantity.unit->written == "度" && lists::kCoordinates.ends(trim_blanks(left)) != 0)
        return false;
      return !quantity.bare_scale || governed || quantity.unit->kind == UnitKind::kMoney;
    case UnitKind::kCount:
      break;
    default:
      return true;
  }
  if (quantity.small && quantity.value < Decimal(2)) return false;
  if (quantity.unit->written == "组" && left.ends_with("村")) return false;  // an address
  if (quantity.bare_scale && !(governed || quantity.suffixed)) return false;
  const std::string_view noun = reading.after.noun.of(work.text);
  if (reading.counted && quantity.value < Decimal(11)) {
    constexpr size_t kShort = 4 * 3;  // bytes of 显著特征, 主要原因
    if (cues_.noun_at(noun, 0).is(kRhetoric)) return false;
    if (noun.size() <= kShort && cues_.noun_before(noun, noun.size(), 0).is(kAspect)) return false;
  }
  if (quantity.small) {
    const bool deed = reading.lead != nullptr ||
                      (reading.verb != nullptr && reading.verb->is(kLevel | kChange | kCross) &&
                       reading.verb->word != "是" && reading.verb->word != "为");
    return deed && (reading.counted ? !noun.empty() : true) && quantity.unit->written != "次" &&
           quantity.unit->written != "门";
  }
  return true;
}

// The unit that a noun implies where no classifier is printed: 20.5万农村居民 are 人.
std::string_view SentenceReader::implied_unit(std::string_view noun) const {
  for (size_t pos = 0; (pos = cues_.next_noun(noun, pos, noun.size())) < noun.size(); pos += 3)
    if (const CueMatch match = cues_.noun_at(noun, pos); match.is(kImplied))
      return match.cue->value;
  return {};
}

}  // namespace newsmill
