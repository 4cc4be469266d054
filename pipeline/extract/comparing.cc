// What a value is compared with, began at or is a part of, among the words before it.
//
//   较2020年 增长5%     恢复至2019年的 95%     从87.4 升至 90     不到售价的 三成
//   a base             the same              an origin          a whole
//
// Tested by tests/extract/extract_test.cc and phenomena_test.cc.
#include <algorithm>

#include "core/utf8.h"
#include "extract/blanks.h"
#include "extract/phrase.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {
namespace {

constexpr size_t kOriginWindow = 36;  // bytes between 从 and the value
constexpr size_t kBaseWindow = 60;    // bytes between 比 or 较 and the verb

}  // namespace

bool is_reference(std::string_view text, const Period& period) {
  return lists::kReachedAgain.before(text, period.begin) != 0;
}

// 恢复至2019年的95%: the year is what it is compared with. Returns where the words before begin.
size_t PhraseReader::take_reference(std::string_view text, const Period& base, size_t begin,
                                    Before& before) {
  const size_t named = has_at(text, base.begin, "至") || has_at(text, base.begin, "到") ? 3 : 0;
  if (before.against.empty())
    before.against = text.substr(base.begin + named, base.end - base.begin - named);
  return std::max(begin, base.begin - lists::kReachedAgain.before(text, base.begin));
}

// 从十几年前的不足20%: the origin of a change may name a time that is no date
void PhraseReader::take_origin(std::string_view text, size_t begin, Before& before,
                               size_t& pos) const {
  if (lists::kOriginTimes.before(text, pos) == 0) return;
  const size_t floor = pos - std::min(pos - begin, kOriginWindow);
  for (size_t at = pos; at >= floor + 3; --at)
    if ((ends_with_at(text, at, "从") || ends_with_at(text, at, "由")) &&
        lists::kNoOrigins.at(text, at - 3) == 0) {
      before.from = true;
      pos = before.origin = at - 3;
      return;
    }
}

// 较2020年, 比上月, 比城镇: the last 比 or 较 before a verb of change
void PhraseReader::take_base(std::string_view text, size_t verb_begin, Before& before) const {
  const Span subject{before.subject.begin, std::max(before.subject.end, verb_begin)};
  const size_t floor = subject.end - std::min(subject.end - subject.begin, kBaseWindow);
  for (size_t pos = subject.end; pos >= floor + 3; pos = step_back(text, pos)) {
    const bool than = ends_with_at(text, pos, "比"), compared = ends_with_at(text, pos, "较");
    if (!than && !compared) continue;
    const bool mutual = compared && ends_with_at(text, pos - 3, "相");  // 相较
    const size_t at = pos - (mutual && pos - 6 >= subject.begin ? 6 : 3);
    const bool word =
        lists::kNoBases.at(text, at) != 0 || (than && lists::kBeforeNoBase.before(text, at) != 0);
    if (word || pos >= subject.end) continue;
    before.base = {pos, subject.end};
    while (lists::kAgain.before(text, before.base.end) != 0 &&
           !ends_with_at(text, before.base.end, "平均"))
      before.base.end -= 3;  // 较2024年又提高
    const std::string_view named = before.base.of(text);
    if (before.against.empty()) {
      before.against = named;
      if (lists::kYearsBefore.at(named)) before.against = "yoy";
      if (lists::kMonthsBefore.at(named)) before.against = "mom";
    }
    before.subject.end = std::min(before.subject.end, skip_blanks_back(text, subject.begin, at));
    before.subject = without_adverbs(text, before.subject);
    return;
  }
}

// 比前年多打了60公斤, 每亩少用5公斤: 多 or 少 and a verb of one or two characters
void PhraseReader::take_more(std::string_view text, size_t begin, Before& before, size_t& pos,
                             size_t& verb_begin) const {
  for (const size_t verb : {3, 6}) {  // bytes
    if (pos < begin + verb + 3) return;
    const size_t at = pos - verb;
    if (!ends_with_at(text, at, "多") && !ends_with_at(text, at, "少")) continue;
    const CueMatch more = cues_.link_before(text, at, begin);
    const bool compared = more && lists::kBeforeMore.before(text, more.begin) != 0;
    if (!more.is(kChange) || more.end - more.begin != 3 || !compared ||
        lists::kNotBehindMore.at(text, at) != 0)
      return;
    before.verb = more.cue;
    pos = verb_begin = more.begin;
    return;
  }
}

void PhraseReader::take_gap(std::string_view text, Before& before) const {
  if (before.verb != nullptr) return;
  const Span subject = before.subject;
  size_t floor = subject.end - std::min(subject.end - subject.begin, kBaseWindow);
  for (size_t end = subject.end; end > floor; end -= utf8::before(text, end).size) {
    const CueMatch match = cues_.link_before(text, end, subject.begin);
    if (!match.is(kGap)) continue;
    before.verb = match.cue;
    before.base = {match.end, subject.end};
    before.against = before.base.of(text);
    before.subject.end = match.begin;
    return;
  }
}

void PhraseReader::take_whole(std::string_view text, Before& before) const {
  if (!before.dated.empty() && !before.from &&
      (before.verb != nullptr ? lists::kBeingPart.has(before.verb->word) : before.bound != nullptr))
    before.whole = before.dated;
  if (before.verb != nullptr || before.bound != nullptr) return;
  const Span subject = before.subject;
  if (!has_at(text, subject.end, "的")) return;
  const size_t floor = subject.end - std::min(subject.end - subject.begin, kBaseWindow);
  for (size_t end = subject.end; end > floor; end = step_back(text, end)) {
    const CueMatch match = cues_.link_before(text, end, subject.begin);
    if (!match || match.is(kWordEnd)) continue;
    if (match.is(kShare)) return;
    const std::string_view word = match.cue->word;
    const bool bounds = match.is(kBound) && word.size() > 3 && !word.starts_with("最") &&
                        (match.cue->bound != Comparator::kApprox || lists::kNear.has(word));
    if (!bounds && !lists::kBeingPart.has(word)) continue;
    if (bounds) before.bound = match.cue;
    before.whole = {end, subject.end};
    before.subject = without_adverbs(text, {subject.begin, match.begin});
    return;
  }
}

void PhraseReader::take_change(std::string_view text, const After& after, Before& before) const {
  if (after.change == nullptr || before.verb != nullptr) return;
  before.verb = after.change;
  before.subject.end -= lists::kAchieved.ends(before.subject.of(text));
}

void PhraseReader::take_object(std::string_view text, Before& before) const {
  constexpr size_t kShortest = 2 * 3, kLongest = 10 * 3;  // bytes of what changes
  const Span subject = before.subject;
  for (size_t end = subject.end; end > subject.begin && subject.end - end <= kLongest;
       end = step_back(text, end)) {
    const CueMatch match = cues_.link_before(text, end, subject.begin);
    if (match.is(kWordEnd)) return;
    if (!match.is(kChange) || !lists::kTransitive.has(match.cue->word)) continue;
    Span object{end, subject.end};
    if (has_at(text, end, "了")) object.begin += 3;
    const bool noun = lists::kNotObjects.at(text, end) != 0 ||
                      cues_.noun_before(text, object.end, end).is(kShareNoun);
    if (noun || object.end < object.begin + kShortest) return;
    before.lead = match.cue;
    before.subject = object;
    return;
  }
}

}  // namespace newsmill
