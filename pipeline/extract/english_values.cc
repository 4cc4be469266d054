// Turns a value and its name into a metric: kind, direction, bound, denominator.
// Tested by tests/extract/english_test.cc.
#include <algorithm>
#include <string>
#include <utility>

#include "extract/english_clauses.h"
#include "extract/word_lists.h"

namespace newsmill {
namespace {

Direction direction_of(std::string_view value) {
  return value == "up"     ? Direction::kIncrease
         : value == "down" ? Direction::kDecrease
         : value == "flat" ? Direction::kFlat
                           : Direction::kNone;
}

// "12 Baker Street"
bool is_address(std::string_view noun) {
  for (size_t pos = 0; (pos = noun.find(' ', pos)) != std::string_view::npos;)
    if (lists::kStreets.at(noun, ++pos) != 0) return true;
  return false;
}

Comparator comparator_of(std::string_view value) {
  return value == "gt"   ? Comparator::kGt
         : value == "ge" ? Comparator::kGe
         : value == "lt" ? Comparator::kLt
         : value == "le" ? Comparator::kLe
                         : Comparator::kApprox;
}

}  // namespace

bool EnglishClauses::is_comparator(size_t i) const {
  const EnglishPiece& piece = sentence_.pieces[i];
  return piece.kind == EnglishPiece::kCue && tables_.cue(piece).kind == EnglishCue::kComparator;
}

// What stands before the value, comparators and articles passed over.
size_t EnglishClauses::left_of_value() const {
  size_t i = from_ ? from_at_ : at_;
  while (i > start_ && (is_comparator(i - 1) || word_at(i - 1) == "a" || word_at(i - 1) == "an" ||
                        word_at(i - 1) == "the"))
    --i;
  return i;
}

bool EnglishClauses::is_joint(size_t i) const {
  return sentence_.pieces[i].kind == EnglishPiece::kWord &&
         (sentence_.pieces[i].roles & EnglishRole::kJoint) != 0;
}

// The bound right before a value: "no more than", "between", "within".
Comparator EnglishClauses::comparator_before(size_t i, const EnglishQuantity& quantity) const {
  Comparator found = Comparator::kEq;
  for (; i > 0; --i) {
    const std::string_view word = word_at(i - 1);
    if (is_comparator(i - 1))
      found = comparator_of(tables_.cue(sentence_.pieces[i - 1]).value);
    else if (word == "within" && quantity.kind != "duration" && quantity.kind != "count" &&
             !quantity.unit.empty())
      return Comparator::kLe;
    else if (word != "a" && word != "an" && word != "the" && word != "another")
      break;
  }
  return found;
}

// "5 percent [of all sales]"
std::string EnglishClauses::denominator() const {
  const bool of = word_at(at_ + 1) == "of";
  if (!of && !quantity_at(at_).parts) return {};
  return names_.text_of(names_.behind(of ? at_ + 2 : at_ + 1), original_, room_.folded);
}

void EnglishClauses::judge(const EnglishQuantity& quantity, Metric& metric) const {
  const bool percent = quantity.kind == "percent" || quantity.kind == "times";
  // "pensions were raised by 20 yuan": a verb with a direction is a change with by
  const bool by = governed_by(EnglishCue::kVerb) && !cue_.value.empty() && left_of_value() > 0 &&
                  word_at(left_of_value() - 1) == "by";
  const bool change = governed_by(EnglishCue::kChange) || governed_by(EnglishCue::kNoun) || by;
  metric.kind =
      quantity.unit.empty() || quantity.kind == "count" ? MetricKind::kCount : MetricKind::kLevel;
  if (change) metric.direction = direction_of(cue_.value);
  if (governed_by(EnglishCue::kCross)) {
    metric.direction = Direction::kIncrease;
    metric.comparator = Comparator::kGt;
  }
  if (governed_by(EnglishCue::kVerb) && !by && !cue_.value.empty() && left_of_value() > 0 &&
      word_at(left_of_value() - 1) == "to")
    metric.direction = direction_of(cue_.value);
  if (governed_by(EnglishCue::kHold)) metric.direction = Direction::kFlat;
  if (governed_by(EnglishCue::kShare) && percent) {
    metric.kind = MetricKind::kShare;
    metric.denominator = denominator();
  }
  if (governed_by(EnglishCue::kAdd)) {
    metric.direction = Direction::kIncrease;
    metric.delta = Delta::kAbs;
  }
  if (quantity.kind == "pp" && !change) metric.delta = Delta::kAbs;
  if (to_) {
    if (metric.direction == Direction::kNone) metric.direction = direction_;
  } else if (change || quantity.kind == "pp") {
    metric.kind = MetricKind::kChange;
    metric.delta = percent ? Delta::kRel : Delta::kAbs;
  }
  if (from_) {
    metric.kind = MetricKind::kTransition;
    metric.delta = Delta::kNone;
    metric.baseline = from_->nearest();
    if (metric.direction == Direction::kNone)
      metric.direction = *from_ < quantity.value ? Direction::kIncrease : Direction::kDecrease;
  }
}

Metric EnglishClauses::new_metric(size_t begin, size_t end) const {
  const std::vector<uint32_t>& at = room_.folded.at;
  Metric metric;
  metric.paragraph = index_;
  metric.value_begin = at[begin];
  metric.value_end = at[end];
  metric.evidence_begin = at[begin_];
  metric.evidence_end = at[end_];
  metric.status = status_;
  return metric;
}

void EnglishClauses::finish(Metric metric, EnglishSpan name, double confidence) {
  metric.indicator = names_.text_of(name, original_, room_.folded);
  if (const size_t of = shared_head(name); of != 0)
    metric.indicator.insert(0, out_.back().indicator, 0, of);
  metric.rule = governed() ? "english/verb" : "english/bare";
  metric.confidence = confidence;
  direction_ = metric.direction;
  stamp(metric);
  out_.push_back(std::move(metric));
}

// Is it a metric? Then it is one now.
bool EnglishClauses::emit(const EnglishQuantity& quantity) {
  EnglishSpan of_what;
  const bool amount = take_amount(quantity, of_what);
  Naming naming = name_of(quantity);
  if (amount) naming = {of_what.empty() ? amount_subject() : of_what};
  const bool named = !naming.name.empty();
  const bool verb = governed() && cue_.kind != EnglishCue::kVerb && cue_.kind != EnglishCue::kAdd;
  // "patients who wait more than 18 weeks": the duration is part of a name
  if (quantity.kind == "duration" && !governed() && !named) return false;
  if (quantity.unit.empty() && !(named && (naming.behind || verb))) return false;
  if (naming.behind && is_address(names_.text_of(naming.name, room_.folded.text, room_.folded)))
    return false;
  if (named) subject_ = naming.name;
  Metric metric = new_metric(from_ ? from_begin_ : quantity.begin, quantity.end);
  judge(quantity, metric);
  if (naming.share || (quantity.kind == "percent" && word_at(at_ + 1) == "of" &&
                       metric.kind == MetricKind::kLevel)) {
    metric.kind = MetricKind::kShare;
    metric.denominator = denominator();
  }
  metric.value = quantity.value.nearest();
  if (const Comparator bound = comparator_before(at_, quantity); bound != Comparator::kEq)
    metric.comparator = bound;
  if (quantity.order) metric.comparator = Comparator::kOrder;
  if (quantity.high) {
    metric.value_high = quantity.high->nearest();
    metric.comparator = Comparator::kRange;
  }
  if (average_) metric.period_aggregation = PeriodAggregation::kAnnualAverage;
  metric.unit = quantity.unit;
  if (!quantity.per.empty()) metric.unit.append("/").append(quantity.per);
  if (!quantity.below.empty()) metric.denominator = quantity.below;
  if (amount)
    metric.compared_with = amount_base_;
  else if (governed_by(EnglishCue::kNoun) &&
           word_at(governor_).find("year-on-year") != std::string_view::npos)
    metric.compared_with = "yoy";
  const bool changed = from_.has_value();
  bare_ = !governed() || word_at(governor_) == "worth";
  finish(std::move(metric), naming.name, verb && named ? 0.9 : named ? 0.75 : 0.5);
  if (changed && from_period_) take_begin(*from_period_);
  if (amount) at_ = amount_end_;
  return true;
}

}  // namespace newsmill
