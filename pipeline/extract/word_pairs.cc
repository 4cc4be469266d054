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

// Keeps the words with one key in order: the longest first.
void WordPairs::Side::add(uint64_t bytes, uint64_t key, Word word) {
  kinds[bytes >> 8 & 0x3F3F] |= word.size == 3 ? kAlone : kPairs;
  uint16_t* link = &heads[head(key)];
  while (*link != 0 && words[*link].size >= word.size) link = &words[*link].next;
  word.next = std::exchange(*link, static_cast<uint16_t>(words.size()));
  words.push_back(std::move(word));
}

void WordPairs::add(std::string_view word, int id) {
  const size_t size = word.size();
  if ((size != 3 && size < 6) || size > UINT16_MAX || find(word) >= 0) return;
  const uint64_t ones = ~uint64_t{0};
  const int cut = 8 * static_cast<int>(kWindow - std::min(size, kWindow));
  const uint64_t front = bytes_at(word, 0), back = bytes_before(word, size, 0);
  const auto made = [&](uint64_t bytes, uint64_t mask) {
    return Word{bytes, mask, 0, static_cast<uint16_t>(size), id, std::string(word)};
  };
  starting_.add(front, front & (size == 3 ? kOne : kPair), made(front, ones >> cut));
  ending_.add(back >> kLast, back >> (size == 3 ? kLast : kLastTwo), made(back, ones << cut));
}

int WordPairs::find(std::string_view text) const {
  const Lexicon::Match match = longest_at(text, 0);
  return match && match.end == text.size() ? match.id : -1;
}

Lexicon::Match WordPairs::longest_from(std::string_view text, size_t pos, uint64_t bytes,
                                       uint8_t kind) const {
  const auto whole = [&](const Word& word) { return text.substr(pos).starts_with(word.text); };
  const Word* word = nullptr;
  if (kind & kPairs) word = starting_.find(bytes & kPair, bytes, whole);
  if (word == nullptr && (kind & kAlone)) word = starting_.find(bytes & kOne, bytes, whole);
  if (word == nullptr) return {};
  return {pos, pos + word->size, word->id};
}

Lexicon::Match WordPairs::longest_to(std::string_view text, size_t end, size_t from, uint64_t bytes,
                                     uint8_t kind) const {
  const auto whole = [&](const Word& word) {
    return text.substr(from, end - from).ends_with(word.text);
  };
  const Word* word = nullptr;
  if (kind & kPairs) word = ending_.find(bytes >> kLastTwo, bytes, whole);
  if (word == nullptr && (kind & kAlone)) word = ending_.find(bytes >> kLast, bytes, whole);
  if (word == nullptr) return {};
  return {end - word->size, end, word->id};
}

size_t WordPairs::next_start(std::string_view text, size_t pos, size_t end) const {
  while (pos < end && pos + kWindow <= text.size()) {
    const uint64_t bytes = bytes_at(text, pos);
    const uint8_t here = starting_.kind(bytes);
    if ((bytes & 0xF00000F0) == 0xE00000E0) {  // two characters of three bytes
      if ((here | starting_.kind(bytes >> 24)) != 0) return here != 0 ? pos : pos + 3;
      pos += 6;
    } else if ((bytes & 0xF0) == 0xE0) {
      if (here != 0) return pos;
      pos += 3;
    } else {
      pos += (bytes & 0x80) == 0 ? 1 : utf8::at(text, pos).size;
    }
  }
  for (utf8::Char c; pos < end && pos + 3 <= text.size(); pos += c.size) {
    c = utf8::at(text, pos);
    if (c.size == 3 && starting_.kind(bytes_at(text, pos)) != 0) return pos;
  }
  return std::max(pos, end);
}

}  // namespace newsmill
