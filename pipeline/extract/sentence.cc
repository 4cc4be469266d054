// Finds what belongs together in a sentence: the two ends of a change, the values of a list, a
// threshold and what it bounds; then drops what is no reported quantity.
//
//   从 62% 上升到 71%          one change
//   新增 公园 3个 、 绿道 5公里     one verb, two values
//   3亿元以上 工业项目 250个       a threshold inside the noun of 250个
//
// Tested by tests/extract/extract_test.cc. See README.md for the grammar.
#include "extract/sentence.h"

#include <algorithm>

#include "core/utf8.h"
#include "extract/blanks.h"
#include "extract/semblance.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {
namespace {

constexpr size_t kMaxLeft = 390;   // bytes of text looked at before a value
constexpr size_t kMaxRight = 240;  // and behind it

size_t at_boundary(std::string_view text, size_t pos) {
  while (pos < text.size() && !utf8::is_start(text[pos])) ++pos;
  return pos;
}

bool breaks_clause(TokenKind kind) {
  static_assert(TokenKind::kStop < TokenKind::kSemicolon && TokenKind::kColon < TokenKind::kComma);
  return kind >= TokenKind::kStop && kind <= TokenKind::kComma;
}

// Is there only a conjunction in the span?
bool only_joins(std::string_view gap) {
  static constexpr WordList kJoins("、", "和", "与", "及", "以及", "，", "或");
  gap = trim_blanks(gap);
  return gap.empty() || kJoins.has(gap);
}

// 分别 or 分列: does the text speak of several values, one after the other?
bool distributes(std::string_view text) {
  for (size_t pos; (pos = find_word(text, "分")) != std::string_view::npos;
       text.remove_prefix(pos + 3))
    if (has_at(text, pos, "分别") || has_at(text, pos, "分列")) return true;
  return false;
}

// Where the span ends without a bracketed aside at its end: 生育率（平均…）
size_t without_aside(std::string_view text, Span span) {
  if (!span.of(text).ends_with("）")) return span.end;
  const size_t open = span.of(text).rfind("（");
  return open == std::string_view::npos ? span.end : span.begin + open;
}

// 200人, 3万人次: the unit says what is counted.
bool counts_people(const Quantity& quantity) {
  return quantity.unit != nullptr &&
         (quantity.unit->written == "人" || quantity.unit->written == "人次");
}

// 满意度 of 满意度在全省: what is ranked stands before its place.
Span before_place(std::string_view text, Span subject) {
  const size_t at = subject.of(text).find("在");
  return {subject.begin, at == std::string_view::npos ? subject.begin : subject.begin + at};
}

// Verbs of being so much; others that may stand before a counted thing (有, 共计, 需) govern less.
bool is_firm_level(const Cue& verb) {
  return find_word(verb.word, "达") != std::string_view::npos ||
         find_word(verb.word, "为") != std::string_view::npos || verb.word == "是" ||
         !verb.is(kLevel);
}

}  // namespace

void SentenceReader::collect(Work& work) const {
  work.readings.clear();
  const std::vector<Token>& tokens = work.tokens.all;
  Span clause{work.sentence.begin, work.sentence.end};
  for (size_t from = work.from, to; from < work.to; from = to + 1) {
    bool valued = false;
    for (to = from; to < work.to && !breaks_clause(tokens[to].kind); ++to)
      valued |= tokens[to].kind == TokenKind::kQuantity;
    clause.end = to < work.to ? tokens[to].begin : work.sentence.end;
    if (valued) collect_clause(work, from, to, clause);
    if (to < work.to) clause.begin = tokens[to].end;
  }
}

// The values among the tokens [from, to), which are those of `clause`.
void SentenceReader::collect_clause(Work& work, size_t from, size_t to, Span clause) const {
  const std::vector<Token>& tokens = work.tokens.all;
  size_t left = clause.begin;
  for (size_t i = from, next; i < to; i = next) {
    next = i + 1;
    if (tokens[i].kind != TokenKind::kQuantity) continue;
    // The right edge: the next value, or the pause before it, or the end of the clause.
    size_t pause = 0;
    for (; next < to && tokens[next].kind != TokenKind::kQuantity; ++next)
      if (tokens[next].kind == TokenKind::kPause && pause == 0) pause = tokens[next].begin;
    if (next == to) pause = 0;
    const size_t right = pause != 0 ? pause : next < to ? tokens[next].begin : clause.end;
    if (!read_value(work, i, from, clause, {left, right})) continue;
    left = pause != 0 ? pause : tokens[i].end;
    from = i + 1;
  }
}

// Reads the value that is tokens[i] and what stands round it in `room`; `first` is the first token
// there. False: it is no value but a figure inside a name.
bool SentenceReader::read_value(Work& work, size_t i, size_t first, Span clause, Span room) const {
  const Token& token = work.tokens.all[i];
  Reading& reading = work.readings.emplace_back();
  // Asked here and not in the copy, which would have to be written first.
  const Quantity& quantity = work.tokens.quantities[token.index];
  reading.quantity = quantity;
  reading.token = i;
  reading.clause = clause;
  Span left{room.begin, quantity.rate_begin > room.begin ? quantity.rate_begin : token.begin};
  if (left.end > left.begin + kMaxLeft) left.begin = at_boundary(work.text, left.end - kMaxLeft);
  const bool ranked = quantity.sort == QuantitySort::kRank || quantity.sort == QuantitySort::kTop;
  phrases_.read_before(work.text, left, work.tokens, first, i, ranked, reading.before);
  if (ranked && reading.before.verb == nullptr) settle_place(work.text, reading.before);
  if (quantity.unit != nullptr && quantity.unit->kind == UnitKind::kPoints)
    phrases_.take_gap(work.text, reading.before);
  if (distributes(left.of(work.text))) reading.before.respectively = true;
  const size_t right = at_boundary(work.text, std::min(room.end, token.end + kMaxRight));
  const bool ratio = quantity.is_percentage();
  const bool money = quantity.unit != nullptr && quantity.unit->kind == UnitKind::kMoney;
  const bool people = counts_people(quantity);
  phrases_.read_after(work.text, {token.end, std::max<size_t>(token.end, right)},
                      ratio || money || people, reading.after);
  if (people) settle_people(work.text, reading);
  if (quantity.unit != nullptr && quantity.unit->kind == UnitKind::kMeasure)
    settle_dimension(work.text, reading);
  if (work.readings.size() > 1) settle_noun(work.text, *(&reading - 1), reading);
  const bool times = quantity.unit != nullptr && quantity.unit->kind == UnitKind::kTimes;
  if (ratio || times) phrases_.take_change(work.text, reading.after, reading.before);
  if ((ratio || times) && (reading.before.verb == nullptr || !reading.before.dated.empty()))
    phrases_.take_whole(work.text, reading.before);
  if (ratio && reading.before.verb == nullptr && reading.before.lead == nullptr &&
      reading.after.noun.empty())
    phrases_.take_object(work.text, reading.before);
  // 2020中国大学排行榜: a figure inside a name
  const bool begins_change =  // 由2.11缩小至2.05
      reading.before.from && cues_.lead_at(work.text, token.end).is(kChange | kMove);
  if (quantity.unit == nullptr && !quantity.scaled && !quantity.fraction && !begins_change &&
      quantity.sort == QuantitySort::kAmount && !reading.after.noun.empty() &&
      (reading.before.verb == nullptr ||
       !reading.before.verb->is(kChange | kLevel | kCross | kHold | kShare))) {
    work.readings.pop_back();
    return false;
  }
  reading.verb = reading.before.verb;
  reading.lead = reading.before.lead;
  return true;
}

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
