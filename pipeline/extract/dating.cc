//   从 2016年 的900趟 增长到 2025年 的…    the change took those years
//   较 2020年 增长5%                       so did this one: a base of comparison is no period
//
// Tested by tests/extract/extract_test.cc.
#include "extract/dating.h"

#include <algorithm>

#include "extract/blanks.h"
#include "extract/word_lists.h"
#include "extract/words.h"

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

// 过去五年…提高到68%
bool reaches(const Reading& reading) {
  return reading.from < 0 && reading.before.to && reading.verb != nullptr &&
         reading.verb->is(kChange);
}

// Is the period only what something is compared with, or at whose threshold it is? 较去年,
// 是往年的, 创2000年以来新高, “十五五”开局, 迈入“十五五”
bool compares(std::string_view text, const Period& period) {
  if (is_reference(text, period)) return true;
  if (period.grain == PeriodGrain::kYears && lists::kEnters.before(text, period.begin) != 0)
    return true;
  return (lists::kThan.before(text, period.begin) != 0 &&
          !ends_with_at(text, period.begin, "的是")) ||
         lists::kRecord.at(text, period.end) != 0;
}

bool begins_change(std::string_view text, const Token& period) {
  return ends_with_at(text, period.begin, "从") || ends_with_at(text, period.begin, "由");
}

// 累计: of all the years named, not of the one at hand.
bool sums_up(std::string_view text, const Reading& reading) {
  const Span words = reading.before.all;
  return find_word(text.substr(words.begin, reading.quantity.begin - words.begin), "累计") !=
         std::string_view::npos;
}

// 28日出现今年第1号洪水: the year tells which one, not when.
bool tells_which(std::string_view text, const Period& period) {
  return period.grain == PeriodGrain::kYear && lists::kWhichOne.at(text, period.end) != 0;
}

// 10月19日，省运会闭幕。 What follows is not of that day alone.
bool tells_event(std::string_view sentence) {
  constexpr size_t kNear = 180;  // bytes
  sentence = sentence.substr(0, kNear);
  for (size_t pos = 0; pos < sentence.size(); pos += begins_han(sentence[pos]) ? 3 : 1)
    if (lists::kEvents.at(sentence, pos) != 0) return true;
  return false;
}

// Where the quotation that `pos` stands in ends, or 0 if in none. One that goes on for long is as
// good as a text of its own.
size_t end_of_speech(std::string_view text, size_t pos) {
  constexpr size_t kLongest = 360;  // bytes on either side
  const std::string_view before =
      text.substr(pos - std::min(pos, kLongest), std::min(pos, kLongest));
  const size_t open = before.rfind("“");
  if (open == std::string_view::npos ||
      find_word(before.substr(open), "”") != std::string_view::npos)
    return 0;
  const size_t close = find_word(text.substr(pos, kLongest), "”");
  return close == std::string_view::npos ? 0 : pos + close;
}

// 明年经济工作怎么干, 明年是实施规划的重要一年: what follows is the plan of that year.
bool sets_out(std::string_view sentence, size_t pos) {
  constexpr size_t kNear = 120;  // bytes
  const std::string_view said = sentence.substr(std::min(pos, sentence.size()), kNear);
  for (const std::string_view word : lists::kSetsOut.words())
    if (said.find(word) != std::string_view::npos) return true;
  return false;
}

// The years from the first day of one period to the last day of another.
Period years(const Period& from, const InForce& to) {
  Period result = from;
  result.grain = PeriodGrain::kYears;
  result.last = to.last;
  return result;
}

}  // namespace

// “明年再种…。”他说: a plan, as long as the speech.
void Dating::name(const Period& period) {
  if (!context_.plans(period)) return context_.name(period);
  Period named = period;
  named.until = period.until || sets_out(work_.text.substr(0, work_.sentence.end), period.end);
  context_.name(named, end_of_speech(work_.text, period.begin));
}

void Dating::advance(const Reading& reading) {
  base_ = nullptr;
  begun_ = false;
  for (; token_ < reading.token; ++token_) {
    const Token& token = work_.tokens.all[token_];
    if (token.kind != TokenKind::kPeriod) {
      if (token.kind == TokenKind::kSemicolon) context_.resume_span();
      continue;
    }
    const Period& period = work_.tokens.periods[token.index];
    const Span base = reading.before.base;
    if (token.begin >= base.begin && token.end <= base.end) {
      base_ = &period;
    } else if (compares(work_.text, period) || token.begin < work_.sentence.begin ||
               (tells_which(work_.text, period) && context_.is_finer(period))) {
      continue;
    } else if (reading.before.from && begins_change(work_.text, token)) {
      change_from_ = period;  // the value reached has its own time
    } else {
      begun_ = begun_ || (reading.from >= 0 && change_from_);
      name(period);
    }
  }
  if (context_.has_span() && (reading.before.average || sums_up(work_.text, reading)))
    context_.resume_span();
  context_.reach(reading.quantity.begin);
  if (reading.dropped && !reading.before.from) change_from_.reset();
}

bool Dating::tells_deed(const Reading& reading) const {
  constexpr size_t kShortest = 2 * 3;
  const std::vector<Token>& all = work_.tokens.all;
  size_t comma = 0;
  for (size_t i = reading.token; i-- > work_.from;) {
    if (all[i].kind == TokenKind::kQuantity) return false;
    if (all[i].kind == TokenKind::kComma) comma = all[i].begin;
    if (all[i].kind == TokenKind::kPeriod) return comma >= all[i].end + kShortest;
  }
  return false;
}

// 计划在2030年底前退役: a year to come that is named behind the value
void Dating::name_date_behind(const Reading& reading) {
  const std::vector<Token>& all = work_.tokens.all;
  for (size_t i = reading.token + 1; i < work_.to && all[i].begin < reading.clause.end; ++i) {
    if (all[i].kind == TokenKind::kQuantity) return;
    if (all[i].kind != TokenKind::kPeriod) continue;
    const Period& period = work_.tokens.periods[all[i].index];
    if (context_.date() && period.last && period.year() > int(context_.date()->year()))
      context_.name(period);
    return;
  }
}

void Dating::stretch(const Reading& reading, InForce& in_force) {
  // 从2016年的900趟增长到2025年的…: what follows is about those years
  if (reading.from >= 0 && change_from_ && change_from_->first && in_force.first && in_force.last &&
      change_from_->year() + 1 < int(in_force.first->year())) {
    Period span;
    span.first = change_from_->first;
    span = years(span, in_force);
    if (begun_) context_.stretch(span);
    in_force.first = span.first;
  }
  // 较2020年增加: so long the change took, unless it is the year before or a part of it
  if (base_ != nullptr && has_at(work_.text, base_->end, "同期")) return;
  if (base_ != nullptr && base_->first && in_force.first &&
      base_->year() + 1 < int(in_force.first->year()) && base_->grain == PeriodGrain::kYear) {
    context_.stretch(years(*base_, in_force));
    in_force.first = base_->first;
  }
}

void Dating::date(const Reading& reading, Metric& metric) {
  name_date_behind(reading);
  InForce in_force;
  context_.in_force(in_force);
  stretch(reading, in_force);
  metric.period_begin = in_force.first;
  metric.period_end = in_force.last;
  metric.period_source = in_force.source;
  metric.status = in_force.status;
  if (reading.before.average) metric.period_aggregation = PeriodAggregation::kAnnualAverage;
  // A stock at the end of several years is that of the last, as is what they came to.
  if (in_force.grain == PeriodGrain::kYears && in_force.last && !is_flow(metric, reading) &&
      !reading.before.average && metric.status == Status::kAchieved &&
      (context_.report() || reaches(reading)))
    metric.period_begin = first_day(int(in_force.last->year()), 1);
  if (metric.period_end || in_force.first) context_.used(work_.text, work_.paragraph);
}

void Dating::finish() {
  for (; token_ < work_.to; ++token_) {
    if (work_.tokens.all[token_].kind != TokenKind::kPeriod) continue;
    const Period& period = work_.tokens.periods[work_.tokens.all[token_].index];
    if (compares(work_.text, period)) continue;
    if (work_.readings.empty() && period.is_day() && tells_event(work_.sentence.of(work_.text)))
      continue;
    name(period);
  }
}

}  // namespace newsmill
