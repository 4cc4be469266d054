// A character leads to the words that begin (or end) with it, and six bits of the character beside
// it to the few of them that are worth comparing:
//
//   一 | 般 -> 一般性 一般   一 | 定 -> 一定程度 一定   一 | (others) -> 一, where that is a word
//
// Tested by tests/extract/word_index_test.cc against Lexicon.
#include "extract/word_index.h"

#include <algorithm>
#include <cstring>

namespace newsmill {
namespace {

constexpr size_t kNear = sizeof(uint64_t);

// The eight bytes from `pos` on, zeros behind the end of the text.
uint64_t bytes_at(std::string_view text, size_t pos) {
  uint64_t bytes = 0;
  if (pos + kNear <= text.size())
    std::memcpy(&bytes, text.data() + pos, kNear);
  else if (pos < text.size())
    std::memcpy(&bytes, text.data() + pos, text.size() - pos);
  return bytes;
}

// The eight bytes before `end`, zeros before the beginning of the text.
uint64_t bytes_before(std::string_view text, size_t end) {
  uint64_t bytes = 0;
  if (end >= kNear)
    std::memcpy(&bytes, text.data() + end - kNear, kNear);
  else
    std::memcpy(reinterpret_cast<char*>(&bytes) + kNear - end, text.data(), end);
  return bytes;
}

// How many bits of eight bytes a word leaves free that has `size` bytes of them.
int free_bits(size_t size) {
  return size < kNear ? 8 * static_cast<int>(kNear - size) : 0;
}

}  // namespace

void WordIndex::Bucket::insert(unsigned bits, Word word, std::string_view text) {
  const auto from = words.begin() + start[bits], to = words.begin() + start[bits + 1];
  const auto shorter = [&](const Word& other) { return other.size < word.size; };
  const auto place = std::find_if(from, to, shorter);
  texts.emplace(texts.begin() + (place - words.begin()), text);
  words.insert(place, word);
  for (unsigned i = bits + 1; i < start.size(); ++i) ++start[i];
}

void WordIndex::Side::add(char32_t shared, bool single, unsigned bits, Word word,
                          std::string_view text) {
  if (shared >= bucket_of.size()) return;
  if (bucket_of[shared] == 0) {
    bucket_of[shared] = static_cast<uint16_t>(buckets.size());
    buckets.emplace_back();
    gates.emplace_back();
    sieve.set(shared & 0xFFF);
  }
  Gate& gate = gates[bucket_of[shared]];
  if (single) {
    gate.single = word.id;
  } else {
    gate.next |= uint64_t{1} << bits;
    buckets[bucket_of[shared]].insert(bits, word, text);
  }
}

void WordIndex::add(std::string_view word, int id) {
  if (word.empty() || find(word) >= 0) return;
  const utf8::Char first = utf8::at(word, 0), last = utf8::before(word, word.size());
  const bool single = word.size() == first.size;
  const std::string_view tail = word.substr(first.size),
                         head = word.substr(0, word.size() - last.size);
  const auto size = static_cast<uint32_t>(word.size());
  const int free = single ? 0 : free_bits(tail.size()), left = single ? 0 : free_bits(head.size());
  const uint64_t after = bytes_at(tail, 0) << free,
                 before = bytes_before(head, head.size()) >> left;
  starting_.add(first.code, single, single ? 0 : telling_bits(word, first.size), {after, id, size},
                word);
  ending_.add(last.code, single, single ? 0 : telling_bits_before(word, head.size()),
              {before, id, size}, word);
}

int WordIndex::find(std::string_view text) const {
  const Lexicon::Match match = longest_at(text, 0);
  return match && match.end == text.size() ? match.id : -1;
}

Lexicon::Match WordIndex::longest_in(const Bucket& bucket, std::string_view text, size_t pos,
                                     size_t size) {
  const unsigned bits = telling_bits(text, pos + size);
  const uint64_t near = bytes_at(text, pos + size);
  for (size_t i = bucket.start[bits]; i < bucket.start[bits + 1]; ++i) {
    const Word& word = bucket.words[i];
    const size_t length = word.size;
    if (near << free_bits(length - size) != word.near || length > text.size() - pos) continue;
    if (length <= size + kNear || text.compare(pos, length, bucket.texts[i]) == 0)
      return {pos, pos + length, word.id};
  }
  return {};
}

Lexicon::Match WordIndex::longest_in(const Bucket& bucket, std::string_view text, size_t end,
                                     size_t from, size_t size) {
  const unsigned bits = telling_bits_before(text, end - size);
  const uint64_t near = bytes_before(text, end - size);
  for (size_t i = bucket.start[bits]; i < bucket.start[bits + 1]; ++i) {
    const Word& word = bucket.words[i];
    const size_t length = word.size;
    if (near >> free_bits(length - size) != word.near || length > end - from) continue;
    if (length <= size + kNear || text.compare(end - length, length, bucket.texts[i]) == 0)
      return {end - length, end, word.id};
  }
  return {};
}

}  // namespace newsmill
