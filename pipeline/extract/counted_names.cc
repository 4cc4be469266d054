// Names what is counted: the noun behind its value, and what is said of it.
//
//   60%以上行政村建成新乡村       建成新乡村的行政村占比
//   16支球队中的10支启用了新球场  启用了新球场的球队
//
// Tested by tests/extract/phenomena_test.cc.
#include <algorithm>
#include <cmath>

#include "extract/blanks.h"
#include "extract/name_words.h"
#include "extract/sentence.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {
namespace {

constexpr size_t kLongestAttribute = 16 * 3;  // bytes of what is said of a thing in its name
constexpr size_t kLongestOwner = 8 * 3;       // of who has it, if it is to be said again

// 通达8个县62个乡: the verb is that of both
void share_lead(const Reading& last, Reading& here) {
  if (here.before.lead == nullptr) here.before.lead = last.before.lead;
}

// 某地连续5个月实现100%满载率: does how long it lasted stand before the value?
bool lasts(const Work& work, const Reading& reading) {
  if (&reading == work.readings.data()) return false;
  const Reading& last = *(&reading - 1);
  return last.quantity.sort == QuantitySort::kStreak && !last.dropped &&
         last.clause.begin == reading.clause.begin;
}

// 甲、乙和丙三条公路: are so many things named before the value?
bool enumerates(std::string_view left, const Decimal& value) {
  constexpr double kMost = 20;
  const double n = value.nearest();
  if (!(n >= 2 && n <= kMost) || n != std::floor(n)) return false;
  return !split_into(left, static_cast<size_t>(n)).empty();
}

// 我们对 in 我们对76名教师进行培训, 对全区 in 对全区76名教师: words without those that only say
// what becomes of the thing counted.
std::string_view without_prepositions(std::string_view words) {
  if (lists::kEndsInPreposition.ends(words) == 0)
    words.remove_suffix(lists::kBeforeCounted.ends(words));
  words.remove_suffix(lists::kAdverbsBeforeCounted.ends(words));
  if (lists::kBeginsWithPreposition.at(words) == 0)
    words.remove_prefix(lists::kOpensCounted.at(words));
  return words;
}

Span condition(const Reading& counted, const Reading& measure) {
  const Span noun = counted.after.noun;
  const Unit* const unit = measure.quantity.unit;
  if (!counted.counts() || noun.empty() || noun.end >= measure.quantity.begin || unit == nullptr ||
      measure.before.bound == nullptr || measure.before.all.begin != counted.quantity.end ||
      unit->kind == UnitKind::kCount || !measure.after.noun.empty())
    return {};
  return {noun.end, measure.quantity.end};
}

// 甲队以15枚金牌、9枚银牌…: whose the first of a list is the others are, too.
std::string_view owner_of_list(const Work& work, const Reading& reading) {
  const std::string_view left = trim_blanks(reading.before.all.of(work.text));
  const bool joined = reading.before.joined || left.ends_with("和") || left.ends_with("及");
  if (!joined || &reading == work.readings.data()) return {};
  const Reading& last = *(&reading - 1);
  const bool listed = last.clause.begin == reading.clause.begin && last.counted && !last.dropped;
  return listed && last.owner.size() <= kLongestOwner ? last.owner : std::string_view();
}

}  // namespace

// 30个国家的客商, 9亿人口的大国: what is counted stands first, and `counted` ends there.
bool SentenceReader::ends_at_place(std::string_view text, Span& counted) const {
  const size_t of = find_word(counted.of(text), "的");
  if (of == std::string_view::npos || cues_.noun_at(text, counted.begin).is(kPredicate))
    return false;
  if (!cues_.noun_before(text, counted.begin + of, counted.begin).is(kImplied | kPlace))
    return false;
  counted.end = counted.begin + of;
  return true;
}

// What a value before its noun counts.
std::string_view SentenceReader::counted_noun(const Work& work, Reading& reading,
                                              std::string_view subject) const {
  const Quantity& quantity = reading.quantity;
  Span counted = reading.after.noun;
  const bool ratio =
      quantity.fraction || (quantity.unit != nullptr && quantity.unit->kind == UnitKind::kPercent);
  if (!ratio)  // 20万以上人口规模、…: the first of a list is counted
    if (const size_t pause = find_word(counted.of(work.text), "、");
        pause != std::string_view::npos && pause > 0 &&
        !cues_.noun_at(work.text, counted.begin).is(kPredicate) &&
        find_word(counted.of(work.text).substr(0, pause), "（") == std::string_view::npos)
      counted.end = counted.begin + pause;
  const bool whole = !ratio && ends_at_place(work.text, counted);
  Notes& notes = work.notes;
  std::string_view noun = on_side_of_value(own_words(work, counted), false);
  if (!noun.empty() && !reading.after.dimension.empty())
    return notes.join(noun, reading.after.dimension);
  std::string_view predicate =
      on_side_of_value(clean(reading.after.predicate.of(work.text), notes), false);
  predicate.remove_prefix(lists::kOpensPredicate.at(predicate));
  if (ratio && reading.verb != nullptr && reading.verb->is(kChange))
    return noun.empty() ? predicate : noun;
  const CueMatch head = cues_.noun_before(noun, noun.size(), 0);
  if (ratio && head.is(kLevelNoun) && predicate.empty())  // 100%满载率
    return lasts(work, reading) ? joined(work.subjects.last, noun, notes) : noun;
  if (ratio) {
    if (noun.empty()) {
      if (const size_t length = lists::kBeingWhat.at(predicate); length != 0 && !subject.empty())
        return notes.join(predicate.substr(length), "占", subject);
      return notes.join(predicate, "的", subject, "占比");
    }
    const std::string_view of = predicate.empty() ? subject : predicate;
    return of.empty() ? notes.join(noun, "占比") : notes.join(of, "的", noun, "占比");
  }
  if (quantity.sort == QuantitySort::kRank) {  // 世界第二大消费市场
    if (noun.starts_with("大")) noun.remove_prefix(3);
    return noun;
  }
  if (!noun.empty() && (whole || predicate.size() > kLongestAttribute)) predicate = {};
  std::string_view of = without_prepositions(subject);
  if (!noun.empty() && of.size() > kLongestAttribute) of = {};
  // 工业、能源等16个领域: the list only names some of them
  if (const std::string_view left = trim_blanks(reading.before.subject.of(work.text));
      left.ends_with("等") || left.ends_with("……"))
    of = reading.before.lead != nullptr ? reading.before.lead->word : std::string_view();
  else if (enumerates(left, quantity.value) || left.ends_with("和"))
    of = {};  // 甲国和53个国家
  else if (!of.empty() && reading.before.lead != nullptr && reading.before.lead->is(kBuild))
    of = notes.join(reading.before.lead->word, of);
  if (of.empty() && !noun.empty() && predicate.empty()) of = owner_of_list(work, reading);
  reading.owner = of;
  const std::string_view name = of.empty() ? noun : noun.empty() ? of : notes.join(of, "的", noun);
  if (name.empty()) return predicate;
  return predicate.empty() ? name : notes.join(predicate, "的", name);
}

// The indicator of readings[i], whose noun stands behind its value.
std::string_view SentenceReader::name_counted(Work& work, size_t i) const {
  Reading& reading = work.readings[i];
  std::string_view own = own_subject(work, reading);
  if (i > 0 && !reading.before.joined && work.readings[i - 1].counted &&
      work.readings[i - 1].clause.begin == reading.clause.begin)
    own = own_subject(work, work.readings[i - 1]), share_lead(work.readings[i - 1], reading);
  if (own.empty() && reading.after.noun.empty()) own = subject_of(work, reading);
  if (own.empty() && reading.verb == nullptr && reading.quantity.is_percentage())
    own = preceding_clause(work, reading);
  // 50万亩小麦已收30万亩: what is said there is said with the next value
  if (i + 1 < work.readings.size() &&
      reading.after.predicate.end == work.readings[i + 1].quantity.begin)
    reading.after.predicate = {};
  // 43个站点降水量超过100毫米: what bounds the measure of those that are counted tells which they
  // are
  if (reading.after.predicate.empty() && i + 1 < work.readings.size())
    reading.after.predicate = condition(reading, work.readings[i + 1]);
  // 3个县、80个镇完成改造: the predicate behind the last is said of all
  if (reading.after.predicate.empty())
    for (size_t j = i + 1; j < work.readings.size() && work.readings[j].before.joined &&
                           work.readings[j].clause.begin == reading.clause.begin;
         ++j)
      if (!work.readings[j].after.predicate.empty()) {
        reading.after.predicate = work.readings[j].after.predicate;
        break;
      }
  return counted_noun(work, reading, own);
}

// 16支球队中的10支启用了新球场: so many of those just counted, and what is said of them.
std::string_view SentenceReader::name_part(Work& work, size_t i) {
  const Reading& reading = work.readings[i];
  const Reading& whole = work.readings[i - 1];
  const Unit* const unit = reading.quantity.unit;
  if (unit == nullptr || unit != whole.quantity.unit || unit->kind != UnitKind::kCount) return {};
  if (reading.before.all.begin != whole.quantity.end || whole.after.noun.empty()) return {};
  const Span between{whole.after.noun.end, whole.after.noun.end + 3};
  if (between.of(work.text) != "中") return {};
  const std::string_view thing = own_words(work, whole.after.noun);
  const Span words{
      reading.after.noun.empty() ? reading.after.predicate.begin : reading.after.noun.begin,
      std::max(reading.after.noun.end, reading.after.predicate.end)};
  const std::string_view said = clean(words.of(work.text), work.notes);
  return said.empty() || said.size() > kLongestAttribute ? thing
                                                         : work.notes.join(said, "的", thing);
}

}  // namespace newsmill
