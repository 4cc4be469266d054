// What a value and the words round it settle between them.
//
//   41家单位 | 损失高达 68亿元      a noun ends where the words of the next value begin
//   该塔 高 60米, 高60米的塔        a dimension: the verb 高 needs something to be higher than
//   6根 长约12米的 钢梁             what is counted stands behind what it measures
//   较2024年 9.5% 的占比 提高       a value that others are compared with is none of its own
//
// Tested by tests/extract/phenomena_test.cc.
#include "extract/sentence.h"

#include <algorithm>
#include <utility>

#include "extract/blanks.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {

// 1万元以上5万元以下的罚款: the two bounds of one value, which is told with the second.
void SentenceReader::settle_bounds(Reading& low, Reading& high) {
  Quantity& both = high.quantity;
  if (!low.quantity.suffixed || !both.suffixed || both.range || both.unit == nullptr) return;
  if (low.quantity.unit != both.unit || low.quantity.comparator != Comparator::kGe ||
      both.comparator != Comparator::kLe)
    return;
  both.begin = low.quantity.begin;
  both.high = std::exchange(both.value, low.quantity.value);
  both.range = true;
  high.before = low.before;
  low.dropped = true;
}

// 5个3亿元以上项目, 30%的3亿元以上项目: the threshold begins the noun of what is counted before it.
bool SentenceReader::settle_threshold(std::string_view text, Reading& counted, Reading& bound) {
  const Quantity& quantity = bound.quantity;
  const std::string_view gap = bound.before.all.of(text);
  const Unit* const unit = counted.quantity.unit;
  if (!quantity.suffixed || quantity.comparator == Comparator::kApprox ||
      quantity.unit == nullptr || quantity.sort != QuantitySort::kAmount ||
      quantity.is_percentage() || bound.after.noun.empty() || counted.quantity.suffixed ||
      unit == nullptr || counted.quantity.idle() == Quantity::Idle::kOne)
    return false;
  if (!(unit->kind == UnitKind::kCount && gap.empty()) &&
      !(counted.quantity.is_percentage() && gap == "的"))
    return false;
  counted.after = bound.after;
  counted.after.noun.begin = quantity.begin;
  bound.qualifies = static_cast<int>(counted.token);
  return true;
}

// 6根长约12米的钢梁, 8条约2公里长的街, 10套共53件服装: what is counted stands behind its measure or
// its sum.
bool SentenceReader::settle_measured(std::string_view text, Reading& counted,
                                     const Reading& measure) {
  const Unit *const unit = counted.quantity.unit, *const units = measure.quantity.unit;
  if (unit == nullptr || unit->kind != UnitKind::kCount || units == nullptr ||
      measure.after.noun.empty())
    return false;
  const std::string_view between =
      text.substr(counted.quantity.end, measure.quantity.begin - counted.quantity.end);
  if (units->kind == UnitKind::kCount && lists::kInAll.has(between)) {
    counted.after = measure.after;
    return true;
  }
  if (units->kind != UnitKind::kMeasure) return false;
  if (!measure.after.dimension.empty() && lists::kAbout.has(between)) {
    counted.after = measure.after;
    counted.after.dimension = {};
    return true;
  }
  if (!has_at(text, measure.quantity.end, "的")) return false;
  size_t end = measure.quantity.begin;
  end -= lists::kAbout.before(text, end);
  const size_t length = lists::kMeasures.before(text, end);
  if (length == 0 || end - length < counted.quantity.end) return false;
  const std::string_view which =
      text.substr(counted.quantity.end, end - length - counted.quantity.end);
  if (!which.empty() && !lists::kWhichMeasure.has(which)) return false;
  counted.after = measure.after;
  counted.after.dimension = {};
  return true;
}

// The noun behind a value, where nothing parts it from the next value, is all of that one's
// subject: without what that value takes up, and without its measure (3个县产值达5亿元 are 3
// counties).
void SentenceReader::settle_noun(std::string_view text, Reading& last, Reading& here) const {
  constexpr size_t kShortest = 2 * 3;
  const size_t end = here.before.subject.end;
  Span& noun = last.after.noun;
  const Span said = last.after.predicate;
  if (here.before.all.begin != last.quantity.end) return;
  if (here.before.all.empty()) return settle_bounds(last, here);
  if (settle_measured(text, last, here)) return;
  if ((!said.empty() && said.end != here.quantity.begin) || noun.begin >= end) return;
  noun.end = std::min(noun.end, end);
  if (ends_with_at(text, noun.end, "中") && noun.end > noun.begin + kShortest) {
    noun.end -= 3;  // 41个大类中的40个
    return;
  }
  const Unit* const unit = last.quantity.unit;
  const CueMatch place = cues_.noun_at(text, noun.begin);
  if (place.is(kPlace | kImplied) && place.end >= noun.begin + kShortest &&
      place.end + 4 <= noun.end && (unit == nullptr || lists::kSingle.has(unit->written))) {
    noun.end = place.end;  // 7个城市平均浓度
    return;
  }
  const CueMatch measure = cues_.noun_before(text, noun.end, noun.begin);
  if (!measure.is(kHead) || measure.begin < noun.begin + kShortest) return;
  noun.end = measure.begin;
  if (const size_t whole = lists::kWholeMeasure.before(text, noun.end);
      noun.end >= noun.begin + kShortest + whole)
    noun.end -= whole;
}

// What stands behind people is what they do, but where it names them (3万人次游客, 200人专家队伍)
// or what befell them.
void SentenceReader::settle_people(std::string_view text, Reading& reading) const {
  constexpr size_t kTelling = 3 * 3;  // bytes of a subject that says who they are
  After& after = reading.after;
  if (after.noun.empty() || !implied_unit(after.noun.of(text)).empty()) return;
  if (reading.before.subject.of(text).size() >= kTelling &&
      cues_.noun_at(text, after.noun.begin).is(kNounEnd) &&
      lists::kFates.at(text, after.noun.begin) == 0)
    after = {};  // 各界代表约200人出席活动
  else if (!after.predicate.empty())
    after = {.noun = {after.noun.begin, after.predicate.end}};  // 3900万人从中受益
}

// 产量居沿海城市第二, 居全省山区县第4: among whom the rank is held, where no table names them.
void SentenceReader::settle_place(std::string_view text, Before& before) const {
  constexpr size_t kLongestPlace = 12 * 3;
  const Span subject = before.subject;
  const size_t floor = subject.end - std::min(subject.end - subject.begin, kLongestPlace);
  for (size_t end = subject.end; end > floor; end = step_back(text, end)) {
    const size_t held = lists::kHeld.before(text, end);
    if (held == 0 || held > end - subject.begin || end == subject.end) continue;
    if (lists::kHomes.at(text, end - 3) != 0 || lists::kMoves.before(text, end) != 0) return;
    if (has_at(text, end, "榜")) return;  // 排名榜
    const CueMatch verb = cues_.link_before(text, end, subject.begin);
    before.verb = verb.cue;
    before.scope = text.substr(end, subject.end - end);
    before.subject.end = verb ? verb.begin : end - held;
    if (ends_with_at(text, before.subject.end, "分别")) before.subject.end -= 6;
    before.subject = phrases_.without_adverbs(text, before.subject);
    return;
  }
}

// 无缘前四: not held; 把安全放在第一位: said of what matters; 当地第一位女村长: told apart, not
// ranked.
bool SentenceReader::is_no_rank(std::string_view text, const Reading& reading) {
  const std::string_view left = reading.before.all.of(text);
  if (lists::kMissed.ends(left) != 0) return true;
  for (const std::string_view put : lists::kPut.words())
    if (left.find(put) != std::string_view::npos) return true;
  const bool place = ends_with_at(text, reading.quantity.end, "位") ||
                     ends_with_at(text, reading.quantity.end, "名");
  if (!place || reading.quantity.sort != QuantitySort::kRank) return false;
  if (reading.after.noun.empty())  // 质量是第一位的
    return has_at(text, reading.quantity.end, "的") &&
           ends_with_at(text, reading.quantity.end, "位");
  return reading.after.noun.begin == reading.quantity.end && !left.ends_with("以") &&
         (reading.verb == nullptr || !reading.verb->is(kRankVerb) || reading.verb->is(kLevel));
}

// 墙高约3米, 长3米、宽2米: the measure is named by one character, the last before the value.
void SentenceReader::settle_dimension(std::string_view text, Reading& reading) {
  Before& before = reading.before;
  const Quantity& quantity = reading.quantity;
  if (before.verb != nullptr && before.verb->word == "高" && before.against.empty()) {
    const std::string_view unit = quantity.unit->canonical;
    if (unit != "m" && unit != "cm" && unit != "mm" && unit != "km") return;
    const size_t high = text.substr(0, quantity.begin).rfind("高");
    if (high == std::string_view::npos || high < before.subject.end) return;
    before.verb = nullptr;
    before.subject.end = high + 3;
    if (before.subject.begin > high) before.subject.begin = high;
  }
  // 高60米的塔
  const size_t length = kDimensions.before(text, before.subject.end);
  if (length == 0 || before.subject.empty() || reading.after.noun.empty()) return;
  const bool own = before.subject.end - before.subject.begin == length;
  if (!own || !ends_with_at(text, reading.after.noun.begin, "的")) return;
  reading.after.dimension = before.subject.of(text);
  before.subject = {};
}

// 较2024年9.5%的占比: is the value, which no verb governs, only what another is compared with?
bool SentenceReader::is_base(std::string_view text, const Reading& reading) {
  static constexpr WordList kThan("较", "比");
  constexpr size_t kLongest = 20 * 3;
  const Span words = reading.before.all;
  if (find_word(words.of(text), "较") == std::string_view::npos &&
      find_word(words.of(text), "比") == std::string_view::npos)
    return false;
  const size_t end = skip_blanks_back(text, words.begin, words.end);
  const bool named = ends_with_at(text, end, "的") || ends_with_at(text, end, "的约");
  const size_t floor = end - std::min(end - words.begin, kLongest);
  for (size_t pos = end; pos > floor; pos = step_back(text, pos)) {
    if (kThan.before(text, pos) == 0 || lists::kNoComparisons.at(text, pos - 3) != 0) continue;
    const bool opens = pos < words.begin + 6 || has_at(text, words.begin, "相");
    return named || (opens && ends_with_at(text, pos, "较"));
  }
  return false;
}

}  // namespace newsmill
