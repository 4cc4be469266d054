// For a notice speak, at most, the forms that do so wherever they stand, and at its head or tail
// those that count there; each word once, whatever stands round it. For news speak, at least, the
// words that do so wherever they stand: these count in quotes, too.
//
//   法院昨天公告…，法官说…。   公告 would have to stand elsewhere: nothing
//   遗失公章一枚，声明作废。    遗失 at the head, 公章, 一枚, 声明作废
//
// Tests: FirstLook.*.
#include "filter/word_bounds.h"

#include <algorithm>

namespace newsmill {

WordBounds::WordBounds(std::span<const FoundForm> forms, const Ink& ink, const Formulae& formulae,
                       WordScratch* scratch)
    : forms_(forms), ink_(ink), formulae_(formulae), scratch_(*scratch) {
  for (const FoundForm& form : forms_) {
    notice_ += formulae_.notice(form.form);
    if (!may_count_in_place(form)) continue;
    for (const Formulae::Hit& hit : formulae_.hits(form.form))
      if (hit.says.for_notices()) notice_ += hit.says.weight * times_at(form.pos, hit);
  }
}

// Leaves the scratch as it was found.
WordBounds::~WordBounds() {
  for (const uint16_t word : scratch_.words) scratch_.seen[word] = 0;
  for (const uint16_t rule : scratch_.spoken) scratch_.times[rule] = 0;
  scratch_.words.clear();
  scratch_.spoken.clear();
}

// At the head, in a run-in title, or at the tail: mostly none does.
bool WordBounds::may_count_in_place(FoundForm form) const {
  const size_t bytes = formulae_.placed(form.form);
  return bytes > 0 && (form.pos < std::max(ink_.head + 1, ink_.lead) ||
                       form.pos + bytes >= std::min(ink_.title, ink_.tail));
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
  for (const FoundForm& form : forms_) {
    if (formulae_.notice(form.form) > 0) add_anywhere(formulae_.hits(form.form), false, sum);
    if (!may_count_in_place(form)) continue;
    for (const Formulae::Hit& hit : formulae_.hits(form.form))
      for (int times = hit.says.for_notices() ? times_at(form.pos, hit) : 0; times > 0; --times)
        add(hit, sum);
  }
}

void WordBounds::add_news(EvidenceSum* sum) {
  scratch_.seen.resize(formulae_.words());
  for (const FoundForm& form : forms_)
    if (formulae_.news(form.form)) add_anywhere(formulae_.hits(form.form), true, sum);
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

}  // namespace newsmill
