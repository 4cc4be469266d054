// For a notice speak, at most, the forms that do so wherever they stand (anchors), looked for in
// all of the text, and those that count at its head or tail, looked for there; each word once,
// whatever stands round it. For news speak, at least, the words that do so wherever they stand:
// these count in quotes, too.
//
//   法院昨天公告…，法官说…。   公告 would have to stand elsewhere: nothing
//   遗失公章一枚，声明作废。    遗失 at the head, 公章, 一枚, 声明作废
//
// Tests: FirstLook.*.
#include "filter/word_bounds.h"

#include <algorithm>

#include "core/utf8.h"
#include "filter/characters.h"

namespace newsmill {

WordBounds::WordBounds(std::string_view text, const Ink& ink, const Formulae& formulae,
                       WordScratch* scratch)
    : text_(text), ink_(ink), formulae_(formulae), scratch_(*scratch) {
  scratch_.found.clear();
  find_at_ends();
  find_anywhere();
}

// Leaves the scratch as it was found.
WordBounds::~WordBounds() {
  for (const uint16_t word : scratch_.words) scratch_.seen[word] = 0;
  for (const uint16_t rule : scratch_.spoken) scratch_.times[rule] = 0;
  scratch_.words.clear();
  scratch_.spoken.clear();
}

// The words at the head, in a run-in title and at the tail: they may be one.
void WordBounds::find_at_ends() {
  const bool titled = ink_.lead > ink_.head && formulae_.may_end_title(text_, ink_.lead);
  const size_t head_end = titled ? ink_.lead : ink_.head + 1;
  find_places_in(ink_.head, head_end);
  const size_t longest = formulae_.longest();
  const bool whole = ink_.tail - ink_.head <= longest;
  if (formulae_.may_end(text_, ink_.tail) || (whole && formulae_.may_end_title(text_, ink_.tail))) {
    size_t begin = std::max(ink_.tail - std::min(ink_.tail, longest), head_end);
    while (begin < ink_.tail && !utf8::is_start(text_[begin])) ++begin;
    find_places_in(begin, ink_.tail);
  }
  at_ends_ = scratch_.found.size();
}

void WordBounds::find_places_in(size_t begin, size_t end) {
  for (size_t pos = begin; pos < std::min(end, text_.size()); pos += size_of(text_[pos])) {
    if (!formulae_.all().may_start(text_, pos)) continue;
    const uint16_t form = formulae_.find(text_, pos);
    if (form == Formulae::kNo) continue;
    scratch_.found.push_back({static_cast<uint32_t>(pos), form});
    for (const Formulae::Hit& hit : formulae_.hits(form))
      if (hit.says.for_notices()) notice_ += hit.says.weight * times_at(pos, hit);
  }
}

void WordBounds::find_anywhere() {
  for_each_of(formulae_.anchors(), [&](FoundForm found) {
    scratch_.found.push_back(found);
    for (const Formulae::Hit& hit : formulae_.hits(found.form))
      if (hit.says.for_notices() && hit.says.speaks_anywhere()) notice_ += hit.says.weight;
  });
}

// How often a word that counts in some place only may do so at `begin`.
int WordBounds::times_at(size_t begin, const Formulae::Hit& hit) const {
  const size_t end = begin + hit.bytes;
  const int ends = (end == ink_.tail) + (ink_.title < ink_.tail && end == ink_.title);
  switch (hit.says.place) {
    case Place::kStart:
      return begin == ink_.head;
    case Place::kEnd:
      return ends;
    case Place::kWhole:
      return begin == ink_.head ? ends : 0;
    case Place::kTitle:
      return (ink_.phrase ? ends : 0) + (end == ink_.lead && begin >= ink_.head);
    case Place::kAnywhere:
      break;
  }
  return 0;
}

void WordBounds::add_notice(EvidenceSum* sum) {
  scratch_.seen.resize(formulae_.words());
  const std::span<const FoundForm> found = scratch_.found;
  for (const FoundForm& form : found.first(at_ends_)) {
    for (const Formulae::Hit& hit : formulae_.hits(form.form)) {
      if (!hit.says.for_notices()) continue;
      for (int times = times_at(form.pos, hit); times > 0; --times) add(hit, sum);
    }
  }
  for (const FoundForm& form : found.subspan(at_ends_))
    add_anywhere(formulae_.hits(form.form), false, sum);
}

void WordBounds::add_news(EvidenceSum* sum) {
  scratch_.seen.resize(formulae_.words());
  for_each_of(formulae_.news(),
              [&](FoundForm found) { add_anywhere(formulae_.hits(found.form), true, sum); });
}

// Words of one side that speak wherever they stand, if they did not yet. A word may be of several
// rules, whose hits stand side by side.
void WordBounds::add_anywhere(std::span<const Formulae::Hit> hits, bool news, EvidenceSum* sum) {
  int fresh = -1;  // word
  for (const Formulae::Hit& hit : hits) {
    if (!hit.says.speaks_anywhere() || hit.says.side.is_news() != news) continue;
    if (hit.word != fresh) {
      if (scratch_.seen[hit.word] >> news & 1) continue;
      scratch_.seen[hit.word] |= static_cast<uint8_t>(1 << news);
      scratch_.words.push_back(hit.word);
      fresh = hit.word;
    }
    add(hit, sum);
  }
}

void WordBounds::add(const Formulae::Hit& hit, EvidenceSum* sum) {
  sum->add_word(hit.says, hit.rule, scratch_.times[hit.rule]++);
  scratch_.spoken.push_back(hit.rule);
}

// Calls take(found) at least where a form of the set starts.
template <class Take>
void WordBounds::for_each_of(const FormSet& forms, Take take) {
  std::vector<uint32_t>& places = scratch_.places;
  if (places.size() <= text_.size()) places.resize(2 * text_.size() + 1);
  const size_t starts = forms.find_starts(text_, places.data());
  const size_t count = forms.keep_starts(text_, places.data(), starts);
  for (size_t i = 0; i < count; ++i) {
    const uint16_t form = formulae_.find(text_, places[i]);
    if (form != Formulae::kNo) take({places[i], form});
  }
}

}  // namespace newsmill
