// What a value is to those before it: the end of a change, the next of a list, a multiple, a rank.
//
//   from 5 percent [in 2021] to 6 percent     one change
//   3, 5 and 6 percent                        the last has the unit of all
//
// Tested by tests/extract/english_test.cc.
#include <algorithm>
#include <utility>

#include "extract/english_clauses.h"

namespace newsmill {
namespace {

constexpr size_t kLongestList = 24;  // pieces to the value that names the unit of all

}  // namespace

void EnglishClauses::take_multiple(Decimal value, std::string_view unit, std::string_view kind,
                                   std::string_view direction) {
  const EnglishPiece& piece = sentence_.pieces[at_];
  EnglishQuantity quantity;
  quantity.begin = piece.begin;
  quantity.end = piece.end;
  quantity.value = value;
  quantity.unit = unit;
  quantity.kind = kind;
  governor_ = at_;
  cue_ = {EnglishCue::kChange, direction};
  emit(quantity);
  settle();
}

// "the town ranked third"
void EnglishClauses::take_rank() {
  size_t end = 0;
  const int rank = at_ + 1 < sentence_.pieces.size()
                       ? tables_.ordinal(text_, sentence_.pieces[at_ + 1].begin, end)
                       : 0;
  if (rank == 0 || end > end_) return;
  if (tells_a_deed()) status_ = Status::kAchieved;
  const EnglishSpan name = names_.before(at_, start_);
  if (!name.empty()) subject_ = name;
  Metric metric = new_metric(sentence_.pieces[at_ + 1].begin, end);
  metric.kind = MetricKind::kRank;
  metric.value = rank;
  finish(std::move(metric), subject_, 0.75);
}

void EnglishClauses::take_quantity() {
  EnglishQuantity quantity = quantity_at(at_);
  origin_open_ = false;
  if (restates(quantity) || is_ratio()) return;
  if (against_) return;  // compared with 4.3 percent
  share_unit(quantity);
  // "92 percent, up two points"
  if (quantity.unit.empty() && governed_by(EnglishCue::kChange) && out_.size() > first_metric_ &&
      out_.back().unit == "%" && word_at(at_ + 1).starts_with("point")) {
    quantity.unit = quantity.kind = "pp";
    quantity.end = sentence_.pieces[at_ + 1].end;
  }
  if (is_of_something_else() || starts_item(quantity)) {
    governor_ = kNone;
    to_ = false;
  }
  if (after_from_ && !quantity.high && opens_transition()) {
    from_ = quantity.value;
    from_begin_ = quantity.begin;
    from_at_ = at_;
    after_from_ = false;
    return;
  }
  if (after_from_ && quantity.high) {  // from 65.4 to 58.3 percent
    from_ = quantity.value;
    from_begin_ = quantity.begin;
    from_at_ = at_;
    quantity.value = *quantity.high;
    quantity.high.reset();
  }
  after_from_ = false;
  if (emit(quantity)) settle();
  take_gap();
}

// "profit fell to 5 million on revenue of 88 million": the verb has its value.
bool EnglishClauses::is_of_something_else() const {
  const size_t left = left_of_value();
  return governed() && governor_ < start_ && left > start_ && word_at(left - 1) == "of";
}

// "growth of 5 percent, 12 million new jobs": the next of a list
bool EnglishClauses::starts_item(const EnglishQuantity& quantity) const {
  return governed_by(EnglishCue::kNoun) && governor_ < start_ && quantity.unit.empty() &&
         !names_.behind(at_ + 1).empty();
}

// from 5 percent [in 2021] to 6 percent
bool EnglishClauses::opens_transition() const {
  for (size_t i = at_ + 1; i < std::min(at_ + 4, sentence_.pieces.size()); ++i)
    if (word_at(i) == "to") return true;
  return false;
}

// "rose to 6 percent from 5 percent": the value before is what it came to.
bool EnglishClauses::restates(const EnglishQuantity& quantity) {
  if (!after_from_ || !to_ || out_.size() == first_metric_ || opens_transition()) return false;
  Metric& last = out_.back();
  // "to $6.15 a bushel from $5.40": per what is said once
  const std::string_view unit = last.unit;
  const bool rate = !quantity.unit.empty() && unit.starts_with(quantity.unit) &&
                    unit.substr(quantity.unit.size()).starts_with("/");
  if (last.baseline || quantity.high || (last.unit != quantity.unit && !rate)) return false;
  after_from_ = false;
  last.kind = MetricKind::kTransition;
  last.delta = Delta::kNone;
  last.baseline = quantity.value.nearest();
  if (last.direction == Direction::kNone)
    last.direction = *last.baseline < last.value ? Direction::kIncrease : Direction::kDecrease;
  last.value_end = room_.folded.at[quantity.end];
  origin_open_ = true;
  start_ = at_ + 1;
  return true;
}

// one in three residents
bool EnglishClauses::is_ratio() const {
  return at_ >= 2 && word_at(at_ - 1) == "in" && word_at(at_ - 2) == "one";
}

// "3, 5 and 6 percent": the last of a list has the unit of all.
void EnglishClauses::share_unit(EnglishQuantity& quantity) const {
  if (!quantity.unit.empty()) return;
  size_t i = at_ + 1;
  const size_t end = std::min(at_ + kLongestList, sentence_.pieces.size());
  const auto joint = [&] {
    return i < end && (sentence_.pieces[i].kind == EnglishPiece::kComma || word_at(i) == "and");
  };
  while (joint()) {
    while (joint()) ++i;
    if (!is_quantity(i)) return;
    const EnglishQuantity& next = quantity_at(i);
    if (!next.unit.empty() && next.kind != "count" && next.kind != "duration") {
      quantity.unit = next.unit;
      quantity.kind = next.kind;
      return;
    }
    ++i;
  }
}

// What comes after a value is another clause, or goes on with its subject.
void EnglishClauses::settle() {
  from_.reset();
  from_period_.reset();
  average_ = false;
  start_ = at_ + 1;
}

}  // namespace newsmill
