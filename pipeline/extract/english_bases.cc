// What stands behind a value and bears on it: "year on year", "than in 2019", "or more", "in the
// country", "higher than the national average", "for the third consecutive year".
// Tested by tests/extract/english_test.cc.
#include <algorithm>
#include <string>
#include <utility>

#include "extract/english_clauses.h"

namespace newsmill {
namespace {

constexpr size_t kBaseReach = 8;  // metrics that a base of comparison behind them may be for
constexpr std::string_view kYearly = "year-on-year", kYearOnYear = "yoy";
constexpr size_t kPhraseWords = 6;  // of what is compared with

}  // namespace

void EnglishClauses::compare_with(std::string_view base) {
  for (size_t i = std::max(first_metric_ + kBaseReach, out_.size()) - kBaseReach; i < out_.size();
       ++i)
    if ((out_[i].kind == MetricKind::kChange || out_[i].kind == MetricKind::kTransition) &&
        out_[i].compared_with.empty())
      out_[i].compared_with = base;
}

// "than in 2019": the year before is yoy, as 同比.
void EnglishClauses::take_base_period(const Period& period) {
  if (take_origin_period(period)) return;
  const int now = period_ && period_->last ? int(period_->last->year()) : year_;
  const bool year_before = period.first && int(period.first->year()) + 1 == now;
  compare_with(year_before ? "yoy" : word_at(at_));
}

// The words from piece `i` on, up to a comma or a verb.
std::string EnglishClauses::phrase_behind(size_t i) const {
  EnglishSpan span{i, i};
  while (span.end < sentence_.pieces.size() && span.end < i + kPhraseWords &&
         (sentence_.pieces[span.end].kind == EnglishPiece::kWord ||
          sentence_.pieces[span.end].kind == EnglishPiece::kBasePeriod))
    ++span.end;
  while (!span.empty() && (word_at(span.first) == "the" || word_at(span.first) == "that" ||
                           word_at(span.first) == "of" || word_at(span.first) == "a"))
    ++span.first;
  const auto ends_nothing = [&](size_t piece) {
    const unsigned roles = sentence_.pieces[piece].roles;
    return (roles & EnglishRole::kTail) != 0 && roles != EnglishRole::kTail;  // not "average"
  };
  while (!span.empty() && ends_nothing(span.end - 1)) --span.end;
  return names_.text_of(span, original_, room_.folded);
}

// "compared with 4.3 percent": not what is reported. "compared with a placebo": what it is against.
void EnglishClauses::take_against() {
  against_ = true;
  for (size_t i = at_ + 1; i < std::min(at_ + 4, sentence_.pieces.size()); ++i)
    if (sentence_.pieces[i].kind != EnglishPiece::kWord) return;
  if (const std::string base = phrase_behind(at_ + 1); !base.empty()) compare_with(base);
  against_ = false;
}

// "5 percent or more"
void EnglishClauses::take_suffix(std::string_view value) {
  if (at_ == 0 || !is_quantity(at_ - 1) || out_.size() == first_metric_) return;
  Metric& last = out_.back();
  if (last.value_end != room_.folded.at[sentence_.pieces[at_ - 1].end]) return;
  last.comparator = value == "ge"   ? Comparator::kGe
                    : value == "le" ? Comparator::kLe
                                    : Comparator::kApprox;
  last.value_end = room_.folded.at[sentence_.pieces[at_].end];
}

// "ranked third in the country"
void EnglishClauses::take_place() {
  if (out_.size() == first_metric_ || out_.back().kind != MetricKind::kRank) return;
  std::string_view place = word_at(at_);
  for (const std::string_view lead : {"in ", "the "})
    if (place.starts_with(lead)) place.remove_prefix(lead.size());
  out_.back().scope = place;
}

// "for the third consecutive year", "for five straight months": `at_` is consecutive.
void EnglishClauses::take_streak() {
  if (at_ == 0 || at_ + 1 >= sentence_.pieces.size()) return;
  const EnglishPiece& before = sentence_.pieces[at_ - 1];
  if (before.kind != EnglishPiece::kWord) return;
  Decimal value;
  if (before.number > 0) {
    value = sentence_.quantities[before.number - 1].value;
  } else {
    size_t end = 0;
    const int ordinal = tables_.ordinal(text_, before.begin, end);
    if (ordinal == 0 || end != before.end) return;
    value = ordinal;
  }
  const EnglishPiece& behind = sentence_.pieces[at_ + 1];
  if (behind.kind != EnglishPiece::kWord && behind.kind != EnglishPiece::kCue) return;
  std::string_view unit = word_at(at_ + 1);
  for (const auto& [word, code] : {std::pair{"year", "yr"},
                                   {"month", "mo"},
                                   {"week", "wk"},
                                   {"day", "d"},
                                   {"quarter", "quarter"}})
    if (unit.starts_with(word) && unit.size() <= std::string_view(word).size() + 1) unit = code;
  if (word_at(at_) == "ago" || word_at(at_) == "earlier" || word_at(at_) == "later") return;
  Metric metric = new_metric(before.begin, behind.end);
  metric.kind = MetricKind::kStreak;
  metric.value = value.nearest();
  metric.unit = unit;
  for (size_t i = start_; subject_.empty() && i < at_; ++i)
    if (sentence_.pieces[i].kind == EnglishPiece::kCue) subject_ = names_.before(i, start_);
  finish(std::move(metric), subject_, 0.75);
}

// "2.3 percentage points higher than the national average"
bool EnglishClauses::take_gap() {
  if (out_.size() == first_metric_ || at_ + 2 >= sentence_.pieces.size() ||
      !is_comparator(at_ + 1) || is_quantity(at_ + 2))
    return false;
  const EnglishPiece& piece = sentence_.pieces[at_ + 1];
  const std::string_view bound = tables_.cue(piece).value, word = word_at(at_ + 1);
  const bool than = word.ends_with(" than") || word == "above" || word == "below";
  Metric& last = out_.back();
  if (!than || (bound != "gt" && bound != "lt") || last.unit.empty()) return false;
  const std::string base = phrase_behind(at_ + 2);
  if (base.empty()) return false;
  last.kind = MetricKind::kChange;
  last.direction = bound == "gt" ? Direction::kIncrease : Direction::kDecrease;
  last.delta = last.unit == "%" || last.unit == "x" ? Delta::kRel : Delta::kAbs;
  // "…, 300 million more than last year": of what the value before is of
  const size_t left = left_of_value();
  if (out_.size() - first_metric_ > 1 && left > 0 &&
      sentence_.pieces[left - 1].kind == EnglishPiece::kComma)
    last.indicator = out_[out_.size() - 2].indicator;
  const bool dated = sentence_.pieces[at_ + 2].kind == EnglishPiece::kBasePeriod;
  if (last.compared_with.empty() && !dated) last.compared_with = base;
  against_ = !dated;
  ++at_;
  return true;
}

// "a 5 percent increase in exports": the noun behind makes a change of it; `name`: of what.
bool EnglishClauses::take_amount(const EnglishQuantity& quantity, EnglishSpan& name) {
  size_t i = at_ + 1;
  if (quantity.unit.empty() || i >= sentence_.pieces.size()) return false;
  const auto is_base = [&](size_t piece) {
    return sentence_.pieces[piece].kind == EnglishPiece::kCue &&
           tables_.cue(sentence_.pieces[piece]).kind == EnglishCue::kBase;
  };
  std::string_view direction;
  size_t end = tables_.amount(text_, sentence_.pieces[i].begin, direction);
  size_t base = 0;
  if (end == 0 && is_base(i) && i + 1 < sentence_.pieces.size()) {
    base = i++;
    end = tables_.amount(text_, sentence_.pieces[i].begin, direction);
  }
  if (end == 0) return false;
  while (i + 1 < sentence_.pieces.size() && sentence_.pieces[i].end < end) ++i;
  // "growth in" is one cue
  const bool in = word_at(i).ends_with(" in") || word_at(i).ends_with(" of");
  if (in || word_at(i + 1) == "in" || word_at(i + 1) == "of")
    name = names_.behind(in ? i + 1 : i + 2);
  governor_ = at_;
  cue_ = {EnglishCue::kNoun, direction};
  to_ = false;
  amount_end_ = i;
  amount_base_ = {};
  if (base != 0) amount_base_ = tables_.cue(sentence_.pieces[base]).value;
  if (word_at(i).starts_with(kYearly)) amount_base_ = kYearOnYear;
  return true;
}

}  // namespace newsmill
