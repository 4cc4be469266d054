// One predicate, several values: each gets a name of its own.
//
//   甲、乙产量分别增长3%、5%      甲产量 3%; 乙产量 5%       (heads and modifiers are printed once)
//   甲、乙均增长5%               甲 5%; 乙 5%
//
// Tested by tests/extract/extract_test.cc.
#include <algorithm>

#include "core/utf8.h"
#include "extract/blanks.h"
#include "extract/name_words.h"
#include "extract/sentence.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {
namespace {

// The parts of a list, split at 、 and at 和 与 及, outside quotation marks and brackets.
std::vector<std::string_view> split_list(std::string_view text, bool pauses, bool words) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  int depth = 0;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    if (begins_han(text[pos]) && c.code != U'和' && c.code != U'与' && c.code != U'及') {
      pos += c.size;
      continue;
    }
    if (c.code == U'“' || c.code == U'（' || c.code == U'《' || c.code == U'‘') ++depth;
    if ((c.code == U'”' || c.code == U'）' || c.code == U'》' || c.code == U'’') && depth > 0)
      --depth;
    const bool pause = pauses && c.code == U'、';
    const bool joins =
        words && pos > begin && pos + c.size < text.size() &&
        ((c.code == U'和' && !has_at(text, pos, "和平") && !has_at(text, pos, "和谐")) ||
         c.code == U'与' ||
         (c.code == U'及' && !has_at(text, pos, "及其") && !has_at(text, pos, "及以")));
    if (depth == 0 && (pause || joins)) {
      parts.push_back(text.substr(begin, pos - begin));
      begin = pos + c.size;
      if (c.code == U'以') begin += 3;
    }
    pos += c.size;
  }
  parts.push_back(text.substr(begin));
  for (std::string_view& part : parts)
    if (part.ends_with("以") && part.size() > 3) part.remove_suffix(3);  // 以及
  return parts;
}

}  // namespace

std::vector<std::string_view> split_into(std::string_view text, size_t n) {
  std::vector<std::string_view> parts = split_list(text, true, true);
  if (parts.size() <= n) return parts.size() == n ? parts : std::vector<std::string_view>();
  for (const bool pauses : {true, false}) {  // by one of the two alone there may be as few
    parts = split_list(text, pauses, !pauses);
    if (parts.size() == n) return parts;
  }
  return {};
}

namespace {

// Where the head of the last part of a list begins, so that it fits the part `other`:
// 甲地区、乙地区产量 -> behind 乙地区.
size_t head_begin(std::string_view other, std::string_view last, size_t known_head) {
  for (const size_t n : {2, 1}) {
    const std::string_view tail = last_characters(other, n);
    if (characters(other) < n) continue;
    const size_t at = last.find(tail);
    if (at != std::string_view::npos && at > 0 && at + tail.size() < last.size())
      return at + tail.size();
  }
  // 乡镇卫生院和村卫生室覆盖率 -> behind 村卫生室
  if (lists::kBodies.ends(other) != 0)
    for (size_t at = 6; at + 6 <= last.size(); at += 3)
      if (lists::kBodies.before(last, at) != 0) return at;
  const std::string_view same = first_characters(last, characters(other));
  if (same.size() < last.size() && characters(other) <= 4) return same.size();
  return known_head;
}

// Gives heads and modifiers that a list prints once to each of its parts.
std::vector<std::string_view> restore_shared(const Cues& cues,
                                             const std::vector<std::string_view>& parts,
                                             Notes& notes) {
  std::vector<std::string_view> names = parts;
  const std::string_view last = parts.back();
  const CueMatch head = cues.noun_before(last, last.size(), 0);
  if (parts.size() < 2) return names;
  for (size_t i = 0; i + 1 < parts.size(); ++i) {
    const CueMatch own = cues.noun_before(parts[i], parts[i].size(), 0);
    if (own.is(kHead | kShareNoun | kLevelNoun) ||
        !head.is(kHead | kShareNoun | kLevelNoun | kElided))
      continue;
    const size_t begin = head_begin(parts[i], last, head.begin);
    if (begin > 0 && begin < last.size()) names[i] = notes.join(names[i], last.substr(begin));
  }
  // 规上工业亩均增加值、亩均税收: what stands before the words that both begin with
  const std::string_view first = parts[0];
  const CueMatch first_head = cues.noun_before(first, first.size(), 0);
  for (size_t i = 1; i < parts.size(); ++i) {
    const std::string_view opening = first_characters(parts[i], 2);
    const size_t at = characters(parts[i]) > 2 ? first.find(opening) : std::string_view::npos;
    const auto is_bare = [&] {
      const CueMatch bare = cues.noun_before(parts[i], parts[i].size(), 0);
      return bare.is(kHead) && bare.begin == 0;
    };
    if (at != std::string_view::npos && at > 0)
      names[i] = notes.join(first.substr(0, at), names[i]);
    else if (first_head.is(kHead) && first_head.begin > 0 && is_bare())
      names[i] = notes.join(first.substr(0, first_head.begin), names[i]);
  }
  return names;
}

}  // namespace

// 甲、乙分别增长3%、5%; 甲、乙均增长5%; 同比分别增长3%、5% of the subjects just named
void SentenceReader::distribute(Work& work) const {
  std::vector<Reading>& all = work.readings;
  if (std::ranges::none_of(all, [](const Reading& reading) {
        return reading.before.respectively || reading.before.each;
      }))
    return;
  int group = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].dropped || all[i].counted) continue;
    size_t end = i + 1;
    while (end < all.size() &&
           (all[end].shared_values || all[end].from == static_cast<int>(end) - 1) &&
           !all[end].counted)
      ++end;
    const size_t n =
        static_cast<size_t>(std::count_if(all.begin() + static_cast<std::ptrdiff_t>(i),
                                          all.begin() + static_cast<std::ptrdiff_t>(end),
                                          [](const Reading& reading) { return !reading.dropped; }));
    if (n < 2) continue;
    if (!all[i].before.respectively) {
      i = end - 1;
      continue;
    }
    const std::vector<std::string_view> names = names_of_each(work, i, n);
    if (names.empty()) continue;
    size_t last = end - 1;
    while (all[last].dropped) --last;
    const Quantity& final = all[last].quantity;
    for (size_t j = i, k = 0; j < end; ++j) {
      if (all[j].dropped) continue;
      all[j].indicator = shortened(names[k]);
      all[j].group = group;
      all[j].position = static_cast<int>(k++);
      // 50%和30%以上: the comparator behind the last bounds all
      if (final.suffixed && all[j].quantity.comparator == Comparator::kEq)
        all[j].quantity.comparator = final.comparator;
    }
    work.subjects.last = all[last].indicator;
    ++group;
    i = end - 1;
  }
  share_each(work, group);
}

// The indicators of the `n` values from readings[i] on, or none.
std::vector<std::string_view> SentenceReader::names_of_each(Work& work, size_t i, size_t n) const {
  std::vector<Reading>& all = work.readings;
  Notes& notes = work.notes;
  std::string_view subject = own_subject(work, all[i]);
  std::string_view tail;
  // 甲、乙占全国的比重: the list ends before 占
  const size_t share = subject.find("占");
  if (share != std::string::npos && share > 0 && !has_at(subject, share, "占比")) {
    tail = subject.substr(share);
    subject = subject.substr(0, share);
  }
  std::vector<std::string_view> names;
  // 城乡居民收入分别…: of town and country
  if (const size_t both = subject.find("城乡");
      both != std::string::npos && n == 2 && split_into(subject, 2).empty()) {
    for (const std::string_view one : {"城镇", "农村"})
      names.push_back(notes.join(subject.substr(0, both), one, subject.substr(both + 6)));
  } else if (starts_share(subject) || subject.empty()) {
    // The subjects are those of the last n values.
    std::vector<std::string_view> recent;
    for (size_t j = 0; j < i; ++j)
      if (!all[j].dropped && !all[j].indicator.empty() && all[j].qualifies < 0 &&
          std::find(recent.begin(), recent.end(), all[j].indicator) == recent.end() &&
          all[j].group != -2)
        recent.push_back(all[j].indicator);
    if (recent.size() >= n) names.assign(recent.end() - static_cast<long>(n), recent.end());
    tail = subject;
  } else if (const std::vector<std::string_view> parts = split_into(subject, n); !parts.empty()) {
    names = restore_shared(cues_, parts, notes);
  }
  if (names.empty() && subject.empty()) {  // the subjects stand in the clause before
    const std::string_view topic = preceding_clause(work, all[i]);
    if (const auto parts = split_into(topic, n); !parts.empty())
      names = restore_shared(cues_, parts, notes);
  }
  for (std::string_view& name : names) name = joined(clean(name, notes), tail, notes);
  return names;
}

// 甲、乙均增长5%: one value of each; `group` is the number of the next group.
void SentenceReader::share_each(Work& work, int group) const {
  std::vector<Reading>& all = work.readings;
  const size_t count = all.size();
  for (size_t i = 0; i < count; ++i) {
    const bool alone = i + 1 >= all.size() || !all[i + 1].shared_values;
    if (all[i].dropped ||
        !(all[i].before.each || (all[i].before.respectively && alone && all[i].group < 0)))
      continue;
    const std::string_view subject = own_subject(work, all[i]);
    const std::vector<std::string_view> parts = split_list(subject, true, true);
    if (parts.size() < 2 || parts.size() > 12 || all[i].counted) continue;
    const std::vector<std::string_view> names = restore_shared(cues_, parts, work.notes);
    for (size_t k = 0; k < names.size(); ++k) {
      Reading copy = all[i];
      copy.indicator = shortened(clean(names[k], work.notes));
      copy.group = group;
      copy.position = static_cast<int>(k);
      if (k == 0)
        all[i] = copy;
      else
        all.push_back(copy);
    }
    ++group;
  }
}

}  // namespace newsmill
