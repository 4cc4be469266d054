// Turns what was read into the fields of a metric: value, unit, kind, direction, comparator.
// Tested by tests/extract/extract_test.cc.
#include <algorithm>

#include "extract/name_words.h"
#include "extract/sentence.h"
#include "extract/words.h"

namespace newsmill {

void SentenceReader::judge(const Work& work, const Reading& reading, Metric& metric) const {
  const Quantity& quantity = reading.quantity;
  const Before& before = reading.before;
  const Cue* verb = reading.verb;
  const auto is = [&](uint64_t role) { return verb != nullptr && verb->is(role); };
  const UnitKind unit = quantity.unit != nullptr ? quantity.unit->kind : UnitKind::kNone;
  const bool ratio = quantity.fraction || unit == UnitKind::kPercent;

  // Comparator: behind the value, else before it, else in the verb.
  metric.comparator = quantity.comparator;
  if (metric.comparator == Comparator::kEq && before.bound != nullptr &&
      (before.bound->word != "上" || quantity.bare_scale))
    metric.comparator = before.bound->bound;
  if (before.bound != nullptr && before.bound->crossing != Direction::kNone)
    metric.direction = before.bound->crossing;
  if (metric.comparator == Comparator::kGt && before.bound != nullptr && before.first)
    metric.direction = Direction::kIncrease;
  if (is(kCross)) {
    if (metric.comparator == Comparator::kEq) metric.comparator = verb->comparator;
    metric.direction = Direction::kIncrease;
  }
  if (is(kShare) && metric.comparator == Comparator::kEq) metric.comparator = verb->comparator;
  if (is(kHold) && !is(kChange)) metric.direction = Direction::kFlat;
  if (quantity.range) {
    metric.comparator = Comparator::kRange;
    metric.value_high = quantity.high.nearest();
  }

  // Kind.
  const std::string& name = metric.indicator;
  const auto head = [&] { return cues_.noun_before(name, name.size(), 0); };
  const auto names_share = [&] {
    const CueMatch noun = head();
    return noun.is(kShareNoun) && !noun.is(kLevelNoun);
  };
  const auto counts_share = [&] {  // 30%的村民, but not 100%满载率
    const CueMatch noun = head();
    return reading.counted &&
           !(noun.is(kLevelNoun) && !noun.is(kShareNoun) && reading.after.predicate.empty());
  };
  if (quantity.sort == QuantitySort::kStreak) {
    metric.kind = MetricKind::kStreak;
    metric.direction = Direction::kNone;
    return;
  }
  if (quantity.sort == QuantitySort::kRank || quantity.sort == QuantitySort::kTop) {
    metric.kind = MetricKind::kRank;
    if (quantity.sort == QuantitySort::kTop) metric.comparator = Comparator::kTop;
    if (verb != nullptr && verb->word.starts_with("跃")) metric.direction = Direction::kIncrease;
  } else if (ratio &&
             (quantity.fraction || counts_share() || names_share() ||
              find_word(name, "占") != std::string::npos || is(kShare) || !before.whole.empty() ||
              (quantity.unit != nullptr && quantity.unit->written == "成"))) {
    metric.kind = MetricKind::kShare;
  } else if (unit == UnitKind::kCount || (unit == UnitKind::kNone && quantity.scaled)) {
    metric.kind =
        head().is(kStock) || (reading.counted && reading.after.noun.of(work.text).ends_with("规模"))
            ? MetricKind::kLevel
            : MetricKind::kCount;
  } else {
    metric.kind = MetricKind::kLevel;
  }
  if (unit == UnitKind::kTimes && !is(kChange))
    metric.kind = !before.whole.empty() || (verb != nullptr && is(kLevel) &&
                                            (verb->word == "是" || verb->word == "为"))
                      ? MetricKind::kShare
                      : MetricKind::kLevel;

  // Change.
  const bool points = unit == UnitKind::kPoints;
  if (quantity.sort == QuantitySort::kDouble) {
    metric.kind = MetricKind::kChange;
    metric.delta = Delta::kRel;
    metric.direction = Direction::kIncrease;
  } else if (reading.from >= 0) {
    metric.kind = MetricKind::kTransition;
    metric.baseline = reading.baseline.nearest();
    if (is(kChange) && verb->direction != Direction::kNone)
      metric.direction = verb->direction;
    else
      metric.direction =
          *metric.baseline < metric.value ? Direction::kIncrease : Direction::kDecrease;
  } else if (metric.kind == MetricKind::kRank) {
    // 跃升第三名: the place reached
    if (is(kChange)) metric.direction = verb->direction;
  } else if (is(kChange) || points) {
    if (is(kChange)) metric.direction = verb->direction;
    if (is(kChange) && before.to) {
      // The value reached: its kind stays.
    } else if (unit == UnitKind::kCount && reading.counted &&
               metric.direction == Direction::kIncrease) {
      metric.delta = Delta::kAbs;
    } else {
      metric.kind = MetricKind::kChange;
      metric.delta = (ratio || unit == UnitKind::kTimes) && !points ? Delta::kRel : Delta::kAbs;
    }
  } else {
    const Cue* added = reading.lead;
    if (!ratio && (added == nullptr || !added->is(kAdd | kChange))) {
      const Cue* inside = phrases_.addition(work.text, before.subject);
      if (inside != nullptr) added = inside;
    }
    if (added != nullptr && added->is(kAdd) && !ratio) {
      metric.delta = Delta::kAbs;
      metric.direction = Direction::kIncrease;
    } else if (added != nullptr && added->is(kChange) && !is(kLevel | kHold | kCross)) {
      metric.direction = added->direction;
      metric.delta = ratio || unit == UnitKind::kTimes ? Delta::kRel : Delta::kAbs;
      if (!(unit == UnitKind::kCount && added->direction == Direction::kIncrease))
        metric.kind = MetricKind::kChange;
    } else if (before.to && verb == nullptr) {
      metric.direction = Direction::kNone;
    }
  }
  // 5亿元以上项目, 3岁以下婴幼儿
  if (reading.qualifies >= 0 || (unit == UnitKind::kAge && reading.counted))
    metric.kind = MetricKind::kThreshold;
}

// What a metric says without being judged: where it stands, its value and unit.
void SentenceReader::fill(const Work& work, const Reading& reading, Metric& metric) const {
  const Quantity& quantity = reading.quantity;
  metric.paragraph = work.paragraph;
  const size_t begin = reading.from >= 0 ? reading.change_begin : quantity.begin;
  metric.value_begin = static_cast<uint32_t>(begin);
  metric.value_end = static_cast<uint32_t>(quantity.end);
  metric.evidence_begin = static_cast<uint32_t>(std::min(reading.clause.begin, begin));
  metric.evidence_end = static_cast<uint32_t>(std::max(reading.clause.end, quantity.end));
  metric.indicator = reading.indicator;
  metric.value = quantity.value.nearest();
  quantity.write_unit(metric.unit);
  if (metric.unit.empty() && quantity.scaled) {
    metric.unit = implied_unit(reading.counted ? reading.after.noun.of(work.text)
                                               : std::string_view(metric.indicator));
    metric.unit_implied = !metric.unit.empty();
  }
  metric.group = reading.group;
  metric.group_position = reading.position;
  if (!reading.before.against.empty()) metric.compared_with = reading.before.against;
  if (!reading.before.whole.empty()) metric.compared_with = reading.before.whole.of(work.text);
  if (!reading.before.scope.empty()) metric.scope = reading.before.scope;
  if (quantity.rate != nullptr)
    metric.denominator = quantity.rate->written;
  else if (reading.counted && quantity.is_percentage())
    metric.denominator = own_words(work, reading.after.noun);
  else
    metric.denominator = denominator_of(metric.indicator);
  if (metric.denominator.empty() && !reading.before.per.empty())
    metric.denominator = reading.before.per.starts_with("每") ? reading.before.per.substr(3)
                                                              : reading.before.per.substr(0, 3);
  metric.rule = reading.from >= 0    ? "change"
                : reading.counted    ? "counted noun"
                : reading.group >= 0 ? "distribution"
                                     : "subject";
  metric.confidence = metric.indicator.empty()                             ? 0.3
                      : reading.verb != nullptr || reading.lead != nullptr ? 0.9
                                                                           : 0.7;
}

}  // namespace newsmill
