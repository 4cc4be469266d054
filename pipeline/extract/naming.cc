// Names what is measured by what stands before its value; counted_names.cc does by what stands
// behind.
//
//   建成总投资120亿元的产业园     of the whole its measure
//   男性为31岁、女性28岁          the end of the subject changes, its beginning stays
//
// Tested by tests/extract/extract_test.cc.
#include "extract/blanks.h"
#include "extract/name_words.h"
#include "extract/sentence.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {
namespace {

constexpr size_t kLongestTeam = 10 * 3;  // bytes
constexpr size_t kLongestDoer = 24 * 3;  // bytes of who achieved something, and of that

// 38胜4负, 8金12银
bool is_record(const Quantity& quantity) {
  return quantity.unit != nullptr &&
         (lists::kGames.has(quantity.unit->written) || lists::kMedals.has(quantity.unit->written));
}

bool is_share_name(std::string_view name) {
  return name.ends_with("占比") || name.ends_with("比重") || name.ends_with("比例") ||
         name.ends_with("份额");
}

// 某公司共有门店: of the company its shops.
std::string_view without_having(std::string_view subject, Notes& notes) {
  const size_t at = find_word(subject, "有");
  if (at == std::string_view::npos || lists::kHaving.before(subject, at + 3) == 0 || at <= 3 ||
      has_at(subject, at + 3, "量"))
    return subject;
  if (at + 3 == subject.size()) return subject.substr(0, at - 3);
  std::string_view owner = subject.substr(0, at - 3);
  owner.remove_suffix(lists::kAdverbsBeforeHaving.ends(owner));
  return notes.join(owner, subject.substr(at + 3));
}

// 某行实现营业收入: of the bank its receipts.
template <class NamesMeasure>
std::string_view without_achieving(std::string_view subject, Notes& notes,
                                   const NamesMeasure& names_measure) {
  constexpr size_t kShortest = 2 * 3;
  for (size_t at = kShortest; at + 2 * kShortest <= subject.size();
       at += begins_han(subject[at]) ? 3 : 1)
    if (const size_t verb = lists::kAchieving.at(subject, at); verb != 0 && names_measure(subject))
      return notes.join(subject.substr(0, at), subject.substr(at + verb));
  return subject;
}

// 团队将转换效率 in 团队将转换效率从6%提升到15%: what changes, not who changed it.
std::string_view without_doer(std::string_view subject) {
  constexpr size_t kShortest = 2 * 3;
  const size_t at = find_word(subject, "将");
  if (at == std::string_view::npos || at < kShortest || at + 3 + kShortest > subject.size())
    return subject;
  if (lists::kNoDoers.at(subject, at) != 0 || ends_with_at(subject, at, "即")) return subject;
  subject.remove_prefix(at + 3);
  if (subject.starts_with("使")) subject.remove_prefix(3);
  return subject;
}

}  // namespace

// 建成总投资120亿元的产业园: when whose measure it is stands behind the value, both of them.
std::string_view SentenceReader::name_of_whole(Work& work, const Reading& reading,
                                               std::string_view subject) const {
  const Span behind = reading.after.noun;
  if (behind.empty() || (reading.verb != nullptr && !reading.verb->is(kLevel | kShare)) ||
      !ends_with_at(work.text, behind.begin, "的"))
    return {};
  if (starts_share(subject) && reading.quantity.is_percentage())  // 占总量三成的企业
    return joined(own_words(work, behind), subject, work.notes);
  const CueMatch measure = cues_.noun_before(subject, subject.size(), 0);
  if (!measure.is(kHead) || measure.is(kShareNoun | kLevelNoun)) return {};
  const std::string_view noun = own_words(work, behind);
  if (lists::kAims.ends(noun) != 0) return {};
  const size_t qualifier = lists::kQualifiers.before(subject, measure.begin);
  return joined(noun, subject.substr(measure.begin - qualifier), work.notes);
}

// The indicator of readings[i], whose subject stands before its value.
std::string_view SentenceReader::name_subject(Work& work, size_t i) const {
  Reading& reading = work.readings[i];
  std::string_view subject = subject_of(work, reading);
  const Unit* const unit = reading.quantity.unit;
  if (unit == nullptr || unit->kind == UnitKind::kCount)
    subject = without_having(subject, work.notes);
  else if (subject.size() <= kLongestDoer)
    subject = without_achieving(subject, work.notes, [&](std::string_view name) {
      return cues_.noun_before(name, name.size(), 0).is(kHead);
    });
  if (subject.starts_with("为") && lists::kNoFor.at(subject) == 0 && subject.size() > 3)
    subject.remove_prefix(3);  // 为某村增收
  if (subject.size() > 5 * 3 && reading.verb != nullptr && reading.verb->is(kChange))
    subject = without_doer(subject);
  if (!reading.before.whole.empty()) {  // 销量是去年的两倍, but 成本为售价的三成
    const std::string_view whole = own_words(work, reading.before.whole);
    if (whole.empty() || !reading.quantity.is_percentage()) return subject;
    return joined(subject, work.notes.join("占", whole), work.notes);
  }
  if (const std::string_view whole = name_of_whole(work, reading, subject); !whole.empty())
    return whole;
  if (i > 0 && !reading.before.joined && work.readings[i - 1].counted &&
      work.readings[i - 1].clause.begin == reading.clause.begin &&
      work.readings[i - 1].qualifies < 0) {
    // 产值五年增长6%: what the duration seemed to be of
    const std::string_view before = own_subject(work, work.readings[i - 1]);
    const bool alone = work.readings[i - 1].dropped && own_subject(work, reading).empty();
    subject = alone && !before.empty() ? before : joined(before, subject, work.notes);
  }
  // 男性为31岁、女性28岁: the end of the subject changes, its beginning stays
  if (i > 0 && reading.before.joined && !work.readings[i - 1].indicator.empty()) {
    const std::string_view last = work.readings[i - 1].indicator;
    const bool like = last_characters(last, 1) == last_characters(subject, 1);
    const bool predicated = reading.before.verb != nullptr &&
                            work.readings[i - 1].before.verb == reading.before.verb &&
                            characters(last) >= 6 && characters(subject) == 2;
    if (characters(subject) <= 4 && characters(subject) >= 2 &&
        characters(last) > characters(subject) && (like || predicated) && reading.lead == nullptr)
      subject = work.notes.join(
          last.substr(0, last.size() - last_characters(last, characters(subject)).size()), subject);
  }
  return subject;
}

// 某队以38胜4负…: of the team the games that it won, and those that it lost.
std::string_view SentenceReader::name_record(Work& work, size_t i) const {
  Reading& reading = work.readings[i];
  const bool goes_on = i > 0 && is_record(work.readings[i - 1].quantity) &&
                       work.readings[i - 1].clause.begin == reading.clause.begin;
  std::string_view team = own_subject(work, goes_on ? work.readings[i - 1] : reading);
  if (team.ends_with("以")) team.remove_suffix(3);
  if (team.empty()) team = goes_on ? work.subjects.team : work.subjects.last;
  if (i > 0 && team == work.subjects.last && !work.readings[i - 1].owner.empty())
    team = work.readings[i - 1].owner;  // 甲队有300名运动员，获得17金: the team's
  const bool medals = lists::kMedals.has(reading.quantity.unit->written);
  if (medals && (team.size() > kLongestTeam || find_word(team, "的") != std::string_view::npos))
    team = {};  // more than a team
  work.subjects.team = team;
  const std::string_view what = reading.quantity.unit->written;
  return joined(team, work.notes.join(what, medals ? "牌" : "场"), work.notes);
}

void SentenceReader::name(Work& work) const {
  const bool carried = !work.subjects.last.empty();
  for (size_t i = 0; i < work.readings.size(); ++i) {
    Reading& reading = work.readings[i];
    if (reading.quantity.sort == QuantitySort::kStreak && reading.before.subject.empty() &&
        !carried)
      reading.dropped = true;
    if (reading.dropped) continue;
    if (reading.qualifies >= 0) {
      reading.indicator = own_words(work, reading.after.noun);
      continue;
    }
    if (reading.shared_values && !work.readings[i - 1].dropped && !reading.counted) {
      reading.indicator = work.readings[i - 1].indicator;  // distribute() gives each its own
      continue;
    }
    if (is_record(reading.quantity)) {
      reading.indicator = shortened(name_record(work, i));
      continue;
    }
    if (i > 0 && work.readings[i - 1].counted) reading.indicator = name_part(work, i);
    if (reading.indicator.empty())
      reading.indicator =
          shortened(reading.counted ? name_counted(work, i) : name_subject(work, i));
    // 达到3亿元 without subject keeps what the clause before was about.
    if (!reading.indicator.empty()) {
      work.subjects.named = true;
      const bool percentage = reading.quantity.is_percentage();
      if (percentage || reading.quantity.unit == nullptr ||
          reading.quantity.unit->kind != UnitKind::kPoints)
        work.subjects.share =
            percentage && is_share_name(reading.indicator) ? reading.indicator : std::string_view();
      const bool points =
          reading.quantity.unit != nullptr && reading.quantity.unit->kind == UnitKind::kPoints;
      const bool own = reading.counted || !own_subject(work, reading).empty();
      // 8个为优、2个为良: said of so many, not a new subject
      const bool said = reading.counted && reading.after.noun.empty();
      const std::string_view subject = reading.before.subject.of(work.text);
      if (!said && (!points || own) &&
          (find_word(subject, "占") == std::string_view::npos ||
           !starts_share(clean(subject, work.notes))))
        work.subjects.last = reading.indicator;
    }
    work.subjects.growth = reading.verb != nullptr && reading.verb->is(kChange) &&
                           !reading.before.to && reading.quantity.is_percentage();
    work.subjects.yoy = work.subjects.growth && reading.before.against == "yoy";
  }
}

}  // namespace newsmill
