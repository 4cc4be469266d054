// Two characters lead to the few words that begin (or end) with them, and one to itself:
//
//   一般 -> 一般性 一般   一定 -> 一定程度 一定   一 -> 一, where that is a word
//
// Tested by tests/extract/word_pairs_test.cc against Lexicon.
#include "extract/word_pairs.h"

#include <algorithm>
#include <cstring>

#include "core/utf8.h"

namespace newsmill {

void WordPairs::Side::add(uint64_t character, uint64_t pair, std::string_view word, uint64_t bytes,
                          int id) {
  any.add(character);
  words.add(word.size() == 3 ? character : pair, word, bytes, id);
}

void WordPairs::add(std::string_view word, int id) {
  const size_t size = word.size();
  if ((size != 3 && size < 6) || size > WordTable::kLongest || find(word) >= 0) return;
  const uint64_t front = window_at(word, 0), back = window_before(word, size, 0);
  const int unused = unused_bits(size);
  starting_.add(front & kOne, front & kPair, word, front << unused, id);
  ending_.add(back >> kLast, back >> kLastTwo, word, back >> unused, id);
}

int WordPairs::find(std::string_view text) const {
  const Lexicon::Match match = longest_at(text, 0);
  return match && match.end == text.size() ? match.id : -1;
}

Lexicon::Match WordPairs::longest_from(std::string_view text, size_t pos, uint64_t bytes) const {
  const auto seen = [&](int unused) { return bytes << unused; };
  const auto whole = [&](std::string_view word) { return text.substr(pos).starts_with(word); };
  const WordTable::Word* word = starting_.find(bytes & kOne, bytes & kPair, seen, whole);
  if (word == nullptr) return {};
  return {pos, pos + word->size, word->id};
}

Lexicon::Match WordPairs::longest_to(std::string_view text, size_t end, size_t from,
                                     uint64_t bytes) const {
  const auto seen = [&](int unused) { return bytes >> unused; };
  const auto whole = [&](std::string_view word) {
    return text.substr(from, end - from).ends_with(word);
  };
  const WordTable::Word* word = ending_.find(bytes >> kLast, bytes >> kLastTwo, seen, whole);
  if (word == nullptr) return {};
  return {end - word->size, end, word->id};
}

size_t WordPairs::next_start(std::string_view text, size_t pos, size_t end) const {
  const Characters& any = starting_.any;
  while (pos < end && pos + kWindow <= text.size()) {
    uint64_t bytes;
    std::memcpy(&bytes, text.data() + pos, kWindow);
    if ((bytes & 0xF0) != 0xE0) {
      pos += (bytes & 0x80) == 0 ? 1 : utf8::at(text, pos).size;
    } else if (any.has(bytes)) {
      if (starting_.may_hold(bytes & kOne, bytes & kPair)) return pos;
      pos += 3;
    } else {
      // The next character, if it has three bytes, too, is passed over unless it may start a word.
      const bool wide = (bytes & 0xF0000000) == 0xE0000000;
      pos += wide && !any.has(bytes >> 24) ? 6 : 3;
    }
  }
  for (utf8::Char c; pos < end && pos + 3 <= text.size(); pos += c.size) {
    c = utf8::at(text, pos);
    if (c.size == 3 && starting_.any.has(window_at(text, pos))) return pos;
  }
  return std::max(pos, end);
}

}  // namespace newsmill
