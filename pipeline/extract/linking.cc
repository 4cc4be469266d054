// Finds which values of a sentence belong together: the two ends of a change, the values of a list,
// a threshold and what it bounds.
//
//   从 62% 上升到 71%          one change
//   新增 公园 3个 、 绿道 5公里     one verb, two values
//   3亿元以上 工业项目 250个       a threshold inside the noun of 250个
//
// Tested by tests/extract/extract_test.cc.
#include "extract/blanks.h"
#include "extract/sentence.h"
#include "extract/words.h"

namespace newsmill {
namespace {

// Is there only a conjunction in the span?
bool only_joins(std::string_view gap) {
  static constexpr WordList kJoins("、", "和", "与", "及", "以及", "，", "或");
  gap = trim_blanks(gap);
  return gap.empty() || kJoins.has(gap);
}

// 满意度 of 满意度在全省: what is ranked stands before its place.
Span before_place(std::string_view text, Span subject) {
  const size_t at = subject.of(text).find("在");
  return {subject.begin, at == std::string_view::npos ? subject.begin : subject.begin + at};
}

}  // namespace

void SentenceReader::link(Work& work) const {
  link_changes(work);
  link_lists(work);
}

// 从A上升到B, 由A…，提升至B: the second value takes the first as its baseline.
void SentenceReader::link_changes(Work& work) const {
  std::vector<Reading>& all = work.readings;
  for (size_t i = 0; i + 1 < all.size(); ++i) {
    Reading& first = all[i];
    Reading& second = all[i + 1];
    if (!first.before.from || second.before.from) continue;
    const std::string_view gap = Span{first.quantity.end, second.quantity.begin}.of(work.text);
    if (gap.size() > 75 || !(second.before.to || second.before.verb != nullptr)) continue;
    if (!second.before.subject.empty() &&
        second.before.subject.end - second.before.subject.begin > 30)
      continue;
    second.from = static_cast<int>(i);
    first.dropped = true;
    second.before.subject = first.before.subject;
    second.before.joined = first.before.joined;
    second.before.respectively = first.before.respectively;
    second.lead = first.before.lead;
    second.clause.begin = first.clause.begin;
    if (first.quantity.unit == nullptr && second.quantity.unit != nullptr) {
      first.quantity.unit = second.quantity.unit;
      first.quantity.value = first.quantity.value * second.quantity.unit->factor;
      first.quantity.high = first.quantity.high * second.quantity.unit->factor;
    }
    second.baseline = first.quantity.range ? first.quantity.high : first.quantity.value;
    // 由下降1.8%转为增长2.3%
    if (second.verb != nullptr && second.verb->is(kChange) && first.verb != nullptr &&
        first.verb->direction == Direction::kDecrease &&
        second.verb->direction != Direction::kDecrease)
      second.baseline = second.baseline * Decimal(-1);
    second.change_begin = first.before.origin;
  }
}

// Along a list verbs, units and subjects are shared.
void SentenceReader::link_lists(Work& work) const {
  std::vector<Reading>& all = work.readings;
  for (size_t i = 1; i < all.size(); ++i) {
    Reading& here = all[i];
    Reading& last = all[i - 1];
    const bool same_clause = here.clause.begin == last.clause.begin;
    if (!same_clause || here.from >= 0) continue;
    const bool bare = only_joins(here.before.all.of(work.text)) && !here.before.all.empty();
    if (here.before.joined && here.verb == nullptr && here.lead == nullptr) {
      here.lead = last.lead;
      if (bare || last.verb == nullptr || !last.verb->is(kHold)) here.verb = last.verb;
      if (here.before.bound == nullptr && bare) here.before.bound = last.before.bound;
      here.before.to = last.before.to;
      here.before.against = last.before.against;
      here.before.base = last.before.base;
      here.before.average = last.before.average;
      here.before.first = last.before.first;
      here.before.future = last.before.future;
    }
    here.shared_values = bare;
    // 第二、四位: the ordinal is printed once
    if (bare && last.quantity.sort == QuantitySort::kRank && here.quantity.unit != nullptr &&
        (here.quantity.unit->written == "位" || here.quantity.unit->written == "名"))
      here.quantity.sort = QuantitySort::kRank;
    // 在全国168个重点城市中排名第15位: among so many
    if (here.quantity.sort == QuantitySort::kRank && last.counts() &&
        here.token == last.token + 1 &&
        find_word(Span{last.quantity.end, here.quantity.begin}.of(work.text), "中") !=
            std::string_view::npos) {
      last.qualifies = static_cast<int>(here.token);
      here.before.subject = before_place(work.text, last.before.subject);
      const size_t place =
          here.before.subject.empty() ? last.before.all.begin : here.before.subject.end;
      here.before.scope = Span{place, here.before.all.end}.of(work.text);
      here.before.scope = here.before.scope.substr(0, here.before.scope.rfind("中"));
      continue;
    }
    if (settle_threshold(work.text, last, here)) continue;
    // 3亿元以上工业项目250个
    const bool noun_between = !here.before.all.empty() && !here.before.joined &&
                              here.after.noun.empty() && here.after.predicate.empty();
    const bool bounded =
        last.quantity.suffixed ||
        (last.before.bound != nullptr && last.before.subject.empty() && here.counts() &&
         last.quantity.unit != nullptr && last.quantity.unit->kind != UnitKind::kCount);
    if (bounded && noun_between && !last.after.noun.empty() && here.verb == nullptr &&
        last.quantity.comparator != Comparator::kApprox) {
      last.qualifies = static_cast<int>(here.token);
      here.before.subject.begin =
          last.before.subject.empty() ? last.quantity.begin : last.before.subject.begin;
      here.lead = last.lead;
    }
  }
  // 0.2、0.6和0.3个百分点: the unit is printed once, behind the last
  for (size_t i = all.size(); i-- > 1;) {
    Quantity& here = all[i].quantity;
    Quantity& last = all[i - 1].quantity;
    if (!all[i].shared_values || last.unit != nullptr || here.unit == nullptr || last.fraction)
      continue;
    if (last.sort != QuantitySort::kAmount || here.sort != QuantitySort::kAmount) continue;
    last.unit = here.unit;
    last.value = last.value * here.unit->factor;
  }
}

}  // namespace newsmill
