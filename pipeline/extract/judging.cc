// Turns what was read into the fields of a metric: kind, direction, comparator, period, status.
// Tested by tests/extract/extract_test.cc.
#include <algorithm>

#include "core/utf8.h"
#include "extract/sentence.h"

namespace newsmill {
namespace {

bool is_flow(const Metric& metric, const Reading& reading) {
  if (metric.kind == MetricKind::kShare || metric.kind == MetricKind::kRank) return false;
  if (metric.kind == MetricKind::kChange || metric.kind == MetricKind::kTransition) return true;
  if (metric.delta == Delta::kAbs) return true;
  if (reading.verb != nullptr && !reading.verb->is(kChange)) return false;
  if (reading.lead != nullptr) return true;
  if (metric.unit == "%") return false;
  return reading.verb == nullptr;
}

// Is the period only what something is compared with? 较去年, 是往年的, 创2000年以来新高
bool compares(std::string_view text, const Period& period) {
  const std::string_view before = text.substr(0, period.begin), after = text.substr(period.end);
  for (const std::string_view word :
       {"较", "比", "是", "与", "超过", "高于", "低于", "优于", "多于", "少于", "不同", "像"})
    if (before.ends_with(word) && !before.ends_with("的是")) return true;
  for (const std::string_view word : {"新高", "新低", "最", "同期", "的新高", "首次", "水平"})
    if (after.starts_with(word)) return true;
  return false;
}

}  // namespace

void SentenceReader::judge(const Work& work, const Reading& reading, Metric& metric) const {
  const Quantity& quantity = reading.quantity;
  const Before& before = reading.before;
  const Cue* verb = reading.verb;
  const auto is = [&](uint32_t role) { return verb != nullptr && verb->is(role); };
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
  if (is(kHold) && !is(kChange)) metric.direction = Direction::kFlat;
  if (quantity.range) {
    metric.comparator = Comparator::kRange;
    metric.value_high = quantity.high.nearest();
  }

  // Kind.
  const std::string& name = metric.indicator;
  const CueMatch head = cues_.noun_before(name, name.size(), 0);
  const bool share_noun = head.is(kShareNoun) && !head.is(kLevelNoun);
  if (quantity.sort == QuantitySort::kRank || quantity.sort == QuantitySort::kTop) {
    metric.kind = MetricKind::kRank;
    if (quantity.sort == QuantitySort::kTop) metric.comparator = Comparator::kTop;
    if (verb != nullptr && verb->word.starts_with("跃")) metric.direction = Direction::kIncrease;
  } else if (ratio && (share_noun || quantity.fraction || reading.counted ||
                       name.find("占") != std::string::npos ||
                       (quantity.unit != nullptr && quantity.unit->written == "成"))) {
    metric.kind = MetricKind::kShare;
  } else if (unit == UnitKind::kCount || (unit == UnitKind::kNone && quantity.scaled)) {
    const bool size = head.is(kStock);
    metric.kind = size || (reading.counted && reading.after.noun.of(work.text).ends_with("规模"))
                      ? MetricKind::kLevel
                      : MetricKind::kCount;
  } else {
    metric.kind = MetricKind::kLevel;
  }
  if (unit == UnitKind::kTimes && !is(kChange))
    metric.kind =
        reading.verb != nullptr && is(kLevel) && (verb->word == "是" || verb->word == "为")
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
    if (added == nullptr || !added->is(kAdd | kChange)) {
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

void SentenceReader::emit(Work& work, Context& context, std::vector<Metric>& metrics) const {
  std::vector<Reading>& all = work.readings;
  std::stable_sort(all.begin(), all.end(),
                   [](const Reading& a, const Reading& b) { return a.token < b.token; });
  size_t token = work.from;
  bool expected = false;  // 预计: of the rest of the sentence, too
  std::optional<Period> change_from;
  std::vector<std::pair<size_t, size_t>> qualifiers;  // metric, token of what it qualifies
  for (const Reading& reading : all) {
    // Periods named since the last value, bases of comparison apart.
    const Period* base = nullptr;    // 较2020年
    const Period* origin = nullptr;  // 从2016年的…
    for (; token < reading.token; ++token) {
      const Token& t = work.tokens.all[token];
      if (t.kind != TokenKind::kPeriod) continue;
      const Period& period = work.tokens.periods[t.index];
      if (t.begin >= reading.before.base.begin && t.end <= reading.before.base.end) {
        base = &period;
        continue;
      }
      if (compares(work.text, period)) continue;
      if (reading.before.from &&
          (work.text.substr(0, t.begin).ends_with("从") ||
           work.text.substr(0, t.begin)
               .ends_with("由"))) {  // the origin of a change; the value reached has its own time
        change_from = period;
        continue;
      }
      if (reading.from >= 0 && change_from) origin = &*change_from;
      context.name(period);
    }
    if (reading.dropped) {
      if (!reading.before.from) change_from.reset();
      continue;
    }
    const Quantity& quantity = reading.quantity;
    Metric metric;
    metric.paragraph = work.paragraph;
    metric.value_begin = static_cast<uint32_t>(quantity.begin);
    metric.value_end = static_cast<uint32_t>(quantity.end);
    if (reading.from >= 0) {
      metric.value_begin = static_cast<uint32_t>(reading.change_begin);
    }
    metric.evidence_begin =
        static_cast<uint32_t>(std::min<size_t>(reading.clause.begin, metric.value_begin));
    metric.evidence_end =
        static_cast<uint32_t>(std::max<size_t>(reading.clause.end, metric.value_end));
    metric.indicator = reading.indicator;
    metric.value = quantity.value.nearest();
    metric.unit = quantity.unit_name();
    if (metric.unit.empty() && quantity.scaled) {
      std::string_view unit = implied_unit(reading.counted ? reading.after.noun.of(work.text)
                                                           : std::string_view(metric.indicator));
      metric.unit = unit;
      metric.unit_implied = !unit.empty();
    }
    judge(work, reading, metric);
    metric.group = reading.group;
    metric.group_position = reading.position;
    metric.compared_with = reading.before.against;
    metric.scope = reading.before.scope;
    metric.rule = reading.from >= 0    ? "change"
                  : reading.counted    ? "counted noun"
                  : reading.group >= 0 ? "distribution"
                                       : "subject";
    metric.confidence = metric.indicator.empty()                             ? 0.3
                        : reading.verb != nullptr || reading.lead != nullptr ? 0.9
                                                                             : 0.7;

    // A date behind the value: 计划在2030年底前退役
    InForce in_force = context.in_force();
    for (size_t i = reading.token + 1; i < work.to && work.tokens.all[i].begin < reading.clause.end;
         ++i) {
      if (work.tokens.all[i].kind == TokenKind::kQuantity) break;
      if (work.tokens.all[i].kind != TokenKind::kPeriod) continue;
      const Period& period = work.tokens.periods[work.tokens.all[i].index];
      if (context.date() && period.last && period.year() > int(context.date()->year())) {
        context.name(period);
        in_force = context.in_force();
      }
      break;
    }
    // 从2016年的900趟增长到2025年的…: the change took those years, and what follows is about them
    if (reading.from >= 0 && change_from && change_from->first && in_force.last &&
        *change_from->first < *in_force.last) {
      Period years;
      years.grain = PeriodGrain::kYears;
      years.first = change_from->first;
      years.last = in_force.last;
      if (origin != nullptr) context.name(years);
      in_force.first = years.first;
    }
    // 较2020年增加: so long the change took, unless it is the year before
    if (base != nullptr && base->first && in_force.first &&
        base->year() + 1 < int(in_force.first->year()) && base->grain == PeriodGrain::kYear) {
      Period years = *base;
      years.grain = PeriodGrain::kYears;
      years.last = in_force.last;
      in_force.first = base->first;
      context.name(years);
    }
    metric.period_begin = in_force.first;
    metric.period_end = in_force.last;
    metric.period_source = in_force.source;
    metric.status = in_force.status;
    if (reading.before.average) metric.period_aggregation = PeriodAggregation::kAnnualAverage;
    // A stock at the end of several years is that of the last.
    if (in_force.grain == PeriodGrain::kYears && in_force.last && !is_flow(metric, reading) &&
        !reading.before.average && metric.status == Status::kAchieved && context.report())
      metric.period_begin = first_day(int(in_force.last->year()), 1);
    const Span clause{reading.clause.begin, std::max(reading.clause.end, quantity.end)};
    std::string_view words = clause.of(work.text);
    words = words.substr(0, 600);
    if (const std::optional<Status> status = status_.of_clause(words)) {
      if (*status != Status::kAchieved) metric.status = *status;
      if (*status == Status::kExpected) expected = true;
    }
    if (expected) metric.status = Status::kExpected;
    if (reading.before.future && metric.status == Status::kAchieved)
      metric.status = Status::kTarget;
    if (metric.period_end || in_force.first) context.used();
    for (const auto& [qualifier, token_of] : qualifiers)
      if (token_of == reading.token)
        metrics[qualifier].qualifier_of = static_cast<int32_t>(metrics.size());
    if (reading.qualifies >= 0)
      qualifiers.emplace_back(metrics.size(), static_cast<size_t>(reading.qualifies));
    metrics.push_back(std::move(metric));
  }
  for (; token < work.to; ++token) {
    if (work.tokens.all[token].kind != TokenKind::kPeriod) continue;
    const Period& period = work.tokens.periods[work.tokens.all[token].index];
    if (!compares(work.text, period)) context.name(period);
  }
}

}  // namespace newsmill
