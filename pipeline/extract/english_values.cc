// A value takes its name from before its governor ("grain output rose 5 percent"), from between the
// two ("we cut energy use by 5 percent"), from behind itself ("built 12 schools"), or keeps that of
// the value before ("…, to 650 million tons").
// Tested by tests/extract/english_test.cc.
#include <algorithm>
#include <string>
#include <utility>

#include "extract/english_clauses.h"

namespace newsmill {
namespace {

constexpr size_t kMostShares = 24;       // values that share one "respectively"
constexpr size_t kLongestSubjects = 96;  // words that name what they are of

Direction direction_of(std::string_view value) {
  return value == "up"     ? Direction::kIncrease
         : value == "down" ? Direction::kDecrease
         : value == "flat" ? Direction::kFlat
                           : Direction::kNone;
}

// "12 Baker Street"
bool is_address(std::string_view noun) {
  for (const std::string_view word : {" street", " avenue", " road", " lane"})
    if (noun.find(word) != std::string_view::npos) return true;
  return false;
}

// The names in "coal, [steel and] cement", one for each of `count` values; empty when there are
// not so many. The words before the first comma may belong to all: they stay with the first.
std::vector<std::string_view> listed(std::string_view names, size_t count) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t comma = names.find(", "), joint = names.find(" and ");
    const size_t at = std::min(comma, joint);
    if (at == std::string_view::npos) break;
    parts.push_back(names.substr(0, at));
    names.remove_prefix(at + (at == joint ? 5 : 2));
    if (names.starts_with("and ")) names.remove_prefix(4);
  }
  parts.push_back(names);
  if (parts.size() != count) parts.clear();
  return parts;
}

}  // namespace

bool EnglishClauses::is_comparator(size_t i) const {
  const EnglishPiece& piece = sentence_.pieces[i];
  return piece.kind == EnglishPiece::kCue && tables_.cue(piece).kind == EnglishCue::kComparator;
}

// What stands before the value, comparators and articles passed over.
size_t EnglishClauses::left_of_value() const {
  size_t i = at_;
  while (i > start_ && (is_comparator(i - 1) || word_at(i - 1) == "a" || word_at(i - 1) == "an" ||
                        word_at(i - 1) == "the"))
    --i;
  return i;
}

bool EnglishClauses::is_joint(size_t i) const {
  return sentence_.pieces[i].kind == EnglishPiece::kWord &&
         (sentence_.pieces[i].roles & EnglishRole::kJoint) != 0;
}

// "in exports", "on schools" behind a value
EnglishSpan EnglishClauses::behind_preposition() const {
  const std::string_view next = word_at(at_ + 1);
  return next == "in" || next == "on" ? names_.behind(at_ + 2) : EnglishSpan{};
}

// "… 31 percent of all sales, [up] 5 points": of what the value before it was of.
bool EnglishClauses::goes_on() const {
  return start_ > 0 && governor_ > start_ && is_quantity(start_ - 1) &&
         sentence_.pieces[governor_ - 1].kind == EnglishPiece::kComma;
}

EnglishClauses::Naming EnglishClauses::name_of(const EnglishQuantity& quantity) const {
  Naming naming;
  const bool of = word_at(at_ + 1) == "of";
  const EnglishSpan noun = names_.behind(of ? at_ + 2 : at_ + 1);
  // "a $3 million budget"
  const bool sized = quantity.kind == "money" && left_of_value() < at_ && !is_comparator(at_ - 1);
  const bool counts =
      !noun.empty() && (quantity.unit.empty() || of || sized || quantity.kind == "count");
  const bool verb = governed() && cue_.kind != EnglishCue::kVerb && cue_.kind != EnglishCue::kAdd &&
                    cue_.kind != EnglishCue::kNoun;
  const size_t left = left_of_value();
  const bool joint = left > start_ && is_joint(left - 1);
  const bool of_it = joint && word_at(left - 1) == "of";  // reached a record high of
  const size_t inner_end = joint ? left - 1 : left;
  EnglishSpan subject, object;
  if (governed() && governor_ >= start_) {
    if (!goes_on()) subject = names_.before(governor_, start_);
    if (joint || left < at_) object = names_.between(governor_ + 1, inner_end);
  }
  naming.name = verb && !object.empty() && !of_it ? object : subject;
  const bool told = cue_.kind == EnglishCue::kChange || cue_.kind == EnglishCue::kShare;
  if (counts && !(verb && told && !naming.name.empty())) {
    naming.name = noun;
    naming.behind = true;
    naming.share = of && quantity.kind == "percent";
  } else if (governed_by(EnglishCue::kNoun)) {
    if (naming.name.empty()) naming.name = behind_preposition();
  } else if (!verb) {
    // "a deficit ratio of 3 percent", "keep it at 3 percent"
    const size_t from = governed() ? std::max(start_, governor_ + 1) : start_;
    if (!object.empty())
      naming.name = object;
    else if (const EnglishSpan it = joint ? names_.before(inner_end, from) : EnglishSpan{};
             !it.empty())
      naming.name = it;
    else if (quantity.kind == "money" && !behind_preposition().empty())
      naming.name = behind_preposition();
    else if (!joint)
      naming.name = {};
  }
  if (naming.name.empty()) naming.name = subject_;
  return naming;
}

void EnglishClauses::judge(const EnglishQuantity& quantity, Metric& metric) const {
  const bool percent = quantity.kind == "percent" || quantity.kind == "times";
  const bool change = governed_by(EnglishCue::kChange) || governed_by(EnglishCue::kNoun);
  metric.kind =
      quantity.unit.empty() || quantity.kind == "count" ? MetricKind::kCount : MetricKind::kLevel;
  if (change) metric.direction = direction_of(cue_.value);
  if (governed_by(EnglishCue::kCross)) {
    metric.direction = Direction::kIncrease;
    metric.comparator = Comparator::kGt;
  }
  if (governed_by(EnglishCue::kHold)) metric.direction = Direction::kFlat;
  if (governed_by(EnglishCue::kShare) && percent) metric.kind = MetricKind::kShare;
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
  metric.rule = governed() ? "english/verb" : "english/bare";
  metric.confidence = confidence;
  direction_ = metric.direction;
  stamp(metric);
  out_.push_back(std::move(metric));
}

// Is it a metric? Then it is one now.
bool EnglishClauses::emit(const EnglishQuantity& quantity) {
  const Naming naming = name_of(quantity);
  const bool named = !naming.name.empty();
  const bool verb = governed() && cue_.kind != EnglishCue::kVerb && cue_.kind != EnglishCue::kAdd;
  if (quantity.unit.empty() && !(named && (naming.behind || verb))) return false;
  if (naming.behind && is_address(names_.text_of(naming.name, room_.folded.text, room_.folded)))
    return false;
  if (named) subject_ = naming.name;
  Metric metric = new_metric(from_ ? from_begin_ : quantity.begin, quantity.end);
  judge(quantity, metric);
  if (naming.share) metric.kind = MetricKind::kShare;
  metric.value = quantity.value.nearest();
  if (comparator_ != Comparator::kEq) metric.comparator = comparator_;
  if (quantity.high) {
    metric.value_high = quantity.high->nearest();
    metric.comparator = Comparator::kRange;
  }
  if (average_) metric.period_aggregation = PeriodAggregation::kAnnualAverage;
  metric.unit = quantity.unit;
  if (!quantity.per.empty()) metric.unit.append("/").append(quantity.per);
  finish(std::move(metric), naming.name, verb && named ? 0.9 : named ? 0.75 : 0.5);
  return true;
}

// "Imports and exports grew by 3 and 5 percent, respectively": each value gets its own name.
void EnglishClauses::share_out() {
  size_t first = out_.size();
  const size_t floor = std::max(first_metric_ + kMostShares, first) - kMostShares;
  while (first > floor && out_[first - 1].indicator == out_.back().indicator) --first;
  const size_t count = out_.size() - first;
  if (count < 2 || governor_ == kNone) return;
  EnglishSpan list{governor_, governor_};
  while (list.first > 0 && list.end - list.first < kLongestSubjects &&
         !ends_subject(list.first - 1))
    --list.first;
  while (list.first < list.end && sentence_.pieces[list.first].kind != EnglishPiece::kWord)
    ++list.first;
  const std::string text = names_.text_of(list, original_, room_.folded);
  std::string_view all = text;
  if (all.ends_with(" ")) all.remove_suffix(1);
  const std::vector<std::string_view> parts = listed(all, count);
  for (size_t i = 0; i < parts.size(); ++i) {
    Metric& metric = out_[first + i];
    metric.indicator = parts[i];
    metric.group = static_cast<int32_t>(first);
    metric.group_position = static_cast<int32_t>(i);
  }
}

bool EnglishClauses::ends_subject(size_t i) const {
  const EnglishPiece& piece = sentence_.pieces[i];
  return piece.kind == EnglishPiece::kQuantity || piece.kind == EnglishPiece::kPeriod ||
         piece.kind == EnglishPiece::kColon || piece.kind == EnglishPiece::kCue ||
         (piece.kind == EnglishPiece::kWord && (piece.roles & EnglishRole::kCut) != 0);
}

}  // namespace newsmill
