// Two characters lead to the few words that begin (or end) with them, and one to itself:
//
//   一般 -> 一般性 一般   一定 -> 一定程度 一定   一 -> 一, where that is a word
//
// Tested by tests/extract/word_pairs_test.cc against Lexicon.
#include "extract/word_pairs.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "core/utf8.h"

namespace newsmill {

static_assert(std::endian::native == std::endian::little);

void WordPairs::Side::add(uint64_t character, uint64_t key, Word word, std::string_view text) {
  any.add(character);
  if (word.size == 3) alone.add(character);
  words.push_back(word);
  texts.emplace_back(text);
  bits.push_back(Keys::bits(key));
  keys.add(bits.back());
  if (words.size() <= heads.size() || shift == 0) return link(words.size() - 1);
  heads.assign(2 * heads.size(), 0);
  --shift;
  for (size_t i = 1; i < words.size(); ++i) link(i);
}

// Keeps the words with one head in order: the longest first.
void WordPairs::Side::link(size_t word) {
  uint16_t* at = &heads[bits[word] >> shift];
  while (*at != 0 && words[*at].size >= words[word].size) at = &words[*at].next;
  words[word].next = std::exchange(*at, static_cast<uint16_t>(word));
}

void WordPairs::add(std::string_view word, int id) {
  const size_t size = word.size();
  if ((size != 3 && size < 6) || size > UINT8_MAX || find(word) >= 0) return;
  const uint64_t front = bytes_at(word, 0), back = bytes_before(word, size, 0);
  const auto unused = static_cast<uint8_t>(8 * (kWindow - std::min(size, kWindow)));
  const auto made = [&](uint64_t bytes) {
    return Word{bytes, id, 0, static_cast<uint8_t>(size), unused};
  };
  starting_.add(front, front & (size == 3 ? kOne : kPair), made(front << unused), word);
  ending_.add(back >> kLast, back >> (size == 3 ? kLast : kLastTwo), made(back >> unused), word);
}

int WordPairs::find(std::string_view text) const {
  const Lexicon::Match match = longest_at(text, 0);
  return match && match.end == text.size() ? match.id : -1;
}

Lexicon::Match WordPairs::longest_from(std::string_view text, size_t pos, uint64_t bytes) const {
  const auto seen = [&](int unused) { return bytes << unused; };
  const auto whole = [&](std::string_view word) { return text.substr(pos).starts_with(word); };
  const Word* word = starting_.find(bytes & kPair, seen, whole);
  if (word == nullptr && starting_.alone.has(bytes))
    word = starting_.find(bytes & kOne, seen, whole);
  if (word == nullptr) return {};
  return {pos, pos + word->size, word->id};
}

Lexicon::Match WordPairs::longest_to(std::string_view text, size_t end, size_t from,
                                     uint64_t bytes) const {
  const auto seen = [&](int unused) { return bytes >> unused; };
  const auto whole = [&](std::string_view word) {
    return text.substr(from, end - from).ends_with(word);
  };
  const uint64_t last = bytes >> kLast;
  const Word* word = ending_.find(bytes >> kLastTwo, seen, whole);
  if (word == nullptr && ending_.alone.has(last)) word = ending_.find(last, seen, whole);
  if (word == nullptr) return {};
  return {end - word->size, end, word->id};
}

size_t WordPairs::next_start(std::string_view text, size_t pos, size_t end) const {
  while (pos < end && pos + kWindow <= text.size()) {
    const uint64_t bytes = bytes_at(text, pos);
    const bool here = starting_.any.has(bytes);
    if ((bytes & 0xF00000F0) == 0xE00000E0) {  // two characters of three bytes
      if (here || starting_.any.has(bytes >> 24)) return here ? pos : pos + 3;
      pos += 6;
    } else if ((bytes & 0xF0) == 0xE0) {
      if (here) return pos;
      pos += 3;
    } else {
      pos += (bytes & 0x80) == 0 ? 1 : utf8::at(text, pos).size;
    }
  }
  for (utf8::Char c; pos < end && pos + 3 <= text.size(); pos += c.size) {
    c = utf8::at(text, pos);
    if (c.size == 3 && starting_.any.has(bytes_at(text, pos))) return pos;
  }
  return std::max(pos, end);
}

}  // namespace newsmill
