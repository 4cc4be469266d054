// Readings become metrics in the order of the text, which carries period and status on.
//
//   预计 | 全年…5% ， | 已建成…3个          expected, and what is done after all
//
// Tested by tests/extract/extract_test.cc.
#include <algorithm>
#include <utility>

#include "core/utf8.h"
#include "extract/dating.h"
#include "extract/sentence.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {
namespace {

constexpr size_t kMaxClause = 600;  // bytes of a clause that are searched for words of status

// 3亿元以上 in 3亿元以上工业项目250个 points to the metric of 250个; metrics[first] is that of the
// first reading that stands.
void link_qualifiers(const std::vector<Reading>& readings, size_t first,
                     std::vector<Metric>& metrics) {
  size_t from = first, last = 0;
  for (auto reading = readings.begin(); reading != readings.end(); ++reading) {
    if (reading->dropped) continue;
    size_t to = ++from;
    const size_t before = std::exchange(last, reading->token);
    if (reading->qualifies < 0) continue;
    if (static_cast<size_t>(reading->qualifies) == before && from > first + 1)
      metrics[from - 1].qualifier_of = static_cast<int32_t>(from - 2);  // 5个3亿元以上项目
    for (auto other = reading + 1; other != readings.end(); ++other) {
      if (other->token > static_cast<size_t>(reading->qualifies)) break;
      if (other->dropped) continue;
      if (other->token == static_cast<size_t>(reading->qualifies))
        metrics[from - 1].qualifier_of = static_cast<int32_t>(to);
      ++to;
    }
  }
}

// 主要预期目标是：…: where what a sentence sets itself begins, or its end.
// It matters where that is ahead of `last`, the last value.
size_t goals_begin(std::string_view text, Span sentence, size_t last) {
  const std::string_view opening = sentence.of(text).substr(0, kMaxClause);
  const size_t goals = find_in_long(opening.substr(0, last - sentence.begin), "目标");
  if (goals == std::string_view::npos || lists::kIntroducesGoals.at(opening, goals + 6) == 0)
    return sentence.end;
  return sentence.begin + goals;
}

// What the clauses before that of the first value say of all values.
std::optional<Status> status_of_lead(const Work& work, const StatusWords& words) {
  std::optional<Status> result;
  const size_t end = work.readings.front().clause.begin;
  size_t begin = work.sentence.begin;
  for (size_t i = work.from; i < work.to && work.tokens.all[i].begin < end; ++i) {
    const Token& token = work.tokens.all[i];
    if (token.kind != TokenKind::kComma && token.kind != TokenKind::kPeriod &&
        token.kind != TokenKind::kColon)
      continue;
    if (token.begin <= begin) continue;
    if (const auto status = words.of_lead(work.text, begin, token.begin)) result = status;
    begin = token.end;
  }
  return result;
}

// 已连续5年, 已持续下滑: what goes on as it did.
bool lasts(std::string_view clause) {
  clause = clause.substr(0, kMaxClause);
  return find_word(clause, "已连续") != std::string_view::npos ||
         find_word(clause, "已持续") != std::string_view::npos;
}

// 铁路将发送旅客…, 法院将把到位率提高…: does the clause tell a deed to come?
bool will_do(const Cues& cues, std::string_view text, Span clause, const Reading& reading) {
  const std::string_view words = clause.of(text).substr(0, kMaxClause);
  const bool handles = reading.verb != nullptr || lists::kMadeInto.ends(words) != 0;  // 将…分为5类
  for (size_t pos = 0, at; (at = find_word(words.substr(pos), "将")) != std::string_view::npos;) {
    pos += at + 3;
    if (lists::kWill.at(words, pos) != 0) return true;
    if (!handles && lists::kNoDoers.at(words, pos - 3) == 0 &&
        cues.lead_at(words, pos + lists::kAgain.at(words, pos)).is(kBuild | kAdd))
      return true;
  }
  return false;
}

// 全市现有学校5所: what there is.
bool holds(std::string_view clause) {
  const size_t at = find_word(clause.substr(0, kMaxClause), "有");
  return at != std::string_view::npos && lists::kStanding.before(clause, at + 3) != 0;
}

// 每天, 每年: so often, as a rule.
bool recurs(std::string_view clause) {
  clause = clause.substr(0, kMaxClause);
  for (size_t pos; (pos = find_word(clause, "每")) != std::string_view::npos;
       clause.remove_prefix(pos + 3))
    if (lists::kRecurs.at(clause, pos) != 0) return true;
  return false;
}

}  // namespace

void SentenceReader::emit(Work& work, Context& context, std::vector<Metric>& metrics) const {
  std::vector<Reading>& all = work.readings;
  context.sentence();
  if (std::ranges::all_of(all, &Reading::dropped)) return Dating(work, context).finish();
  const auto earlier = [](const Reading& a, const Reading& b) { return a.token < b.token; };
  if (!std::is_sorted(all.begin(), all.end(), earlier))  // distribute() appends
    std::stable_sort(all.begin(), all.end(), earlier);
  Dating dating(work, context);
  Span judged;  // the clause that `status` was read from
  std::optional<Status> status;
  bool carries = false;
  // Of the rest of the sentence, too, until something is done: 预计, 报告提出
  Status lead = status_of_lead(work, status_).value_or(Status::kAchieved);
  const size_t first = metrics.size(),
               goals = goals_begin(work.text, work.sentence, all.back().quantity.begin);
  for (Reading& reading : all) {
    dating.advance(reading);
    if (reading.dropped) continue;
    Metric& metric = metrics.emplace_back();
    fill(work, reading, metric);
    judge(work, reading, metric);
    if (reading.counted && reading.quantity.is_percentage() && metric.kind != MetricKind::kShare)
      metric.denominator.clear();  // 100%满载率
    const Span clause{reading.clause.begin, std::max(reading.clause.end, reading.quantity.end)};
    if (clause.begin != judged.begin || clause.end != judged.end) {
      judged = clause;
      status = status_.of_clause(clause.of(work.text).substr(0, kMaxClause), carries);
      if (!status && reading.quantity.sort == QuantitySort::kAmount &&
          will_do(cues_, work.text, {clause.begin, reading.quantity.begin}, reading))
        status = Status::kTarget;
      context.stock([&] { return holds(clause.of(work.text)); });
      context.habit([&] { return recurs(clause.of(work.text)); },
                    [&] { return dating.tells_deed(reading); });
    }
    if (status == Status::kAchieved) context.done([&] { return lasts(clause.of(work.text)); });
    const bool now = context.now();
    dating.date(reading, metric);
    if (status.value_or(Status::kAchieved) != Status::kAchieved) metric.status = *status;
    if (status && carries)
      lead = *status;
    else if (now)
      lead = Status::kAchieved;
    if (lead == Status::kExpected) metric.status = Status::kExpected;
    if (lead == Status::kTarget && metric.status == Status::kAchieved && !context.over(metric))
      metric.status = Status::kTarget;
    const bool set = reading.before.future || reading.quantity.begin > goals;
    if (set && metric.status == Status::kAchieved) metric.status = Status::kTarget;
    if (metric.status != Status::kAchieved) context.plan(metric);
  }
  dating.finish();
  link_qualifiers(all, first, metrics);
}

}  // namespace newsmill
