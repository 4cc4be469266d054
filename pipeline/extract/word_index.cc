// Two characters lead to the few words that begin with them, and one to itself:
//
//   一般 -> 一般性 一般   5G -> 5G网   一 -> 一, where that is a word
//
// Tested by tests/extract/word_index_test.cc against Lexicon.
#include "extract/word_index.h"

namespace newsmill {

void WordIndex::add(std::string_view word, int id) {
  if (word.empty() || word.size() > WordTable::kLongest || find(word) >= 0) return;
  const uint64_t bytes = window_at(word, 0);
  starts_.set(start(first_of(bytes)));
  words_.add(pair_of(bytes), word, bytes << unused_bits(word.size()), id);
}

int WordIndex::find(std::string_view text) const {
  const Lexicon::Match match = longest_at(text, 0);
  return match && match.end == text.size() ? match.id : -1;
}

Lexicon::Match WordIndex::longest_from(std::string_view text, size_t pos, uint64_t bytes,
                                       uint64_t pair) const {
  const auto seen = [&](int unused) { return bytes << unused; };
  const auto whole = [&](std::string_view word) { return text.substr(pos).starts_with(word); };
  const WordTable::Word* word = words_.find(pair, seen, whole);
  if (word == nullptr) word = words_.find(first_of(bytes), seen, whole);
  if (word == nullptr) return {};
  return {pos, pos + word->size, word->id};
}

}  // namespace newsmill
