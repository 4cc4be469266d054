// A character leads to the words that begin (or end) with it, and six bits of the character beside
// it to the few of them that are worth comparing:
//
//   一 | 般 -> 一般性 一般   一 | 定 -> 一定程度 一定   一 | (others) -> 一, where that is a word
//
// Tested by tests/extract/word_index_test.cc against Lexicon.
#include "extract/word_index.h"

#include <algorithm>

namespace newsmill {
namespace {

constexpr size_t kCodes = 65536;

// Of the character that starts at `pos` the six bits that tell most: those of its last byte.
unsigned bits_at(std::string_view text, size_t pos) {
  const bool wide = static_cast<unsigned char>(text[pos]) >= 0xE0 && pos + 2 < text.size();
  return static_cast<unsigned char>(text[wide ? pos + 2 : pos]) & 63;
}
// The same of the character that ends at `end`.
unsigned bits_before(std::string_view text, size_t end) {
  return static_cast<unsigned char>(text[end - 1]) & 63;
}

}  // namespace

WordIndex::WordIndex() : first_(kCodes), last_(kCodes), starting_(1), ending_(1) {}

void WordIndex::Bucket::insert(unsigned bits, std::string_view word, int id) {
  const auto from = words.begin() + start[bits], to = words.begin() + start[bits + 1];
  words.insert(
      std::find_if(from, to, [&](const Word& other) { return other.text.size() < word.size(); }),
      {std::string(word), id});
  for (unsigned i = bits + 1; i < start.size(); ++i) ++start[i];
}

WordIndex::Bucket& WordIndex::bucket_of(std::vector<uint16_t>& table, std::vector<Bucket>& buckets,
                                        char32_t key) {
  if (table[key] == 0) {
    table[key] = static_cast<uint16_t>(buckets.size());
    buckets.emplace_back();
  }
  return buckets[table[key]];
}

void WordIndex::add(std::string_view word, int id) {
  if (word.empty() || find(word) >= 0) return;
  const utf8::Char first = utf8::at(word, 0), last = utf8::before(word, word.size());
  if (first.code < kCodes) {
    Bucket& bucket = bucket_of(first_, starting_, first.code);
    if (word.size() == first.size)
      bucket.single = id;
    else
      bucket.insert(bits_at(word, first.size), word, id);
  }
  if (last.code < kCodes) {
    Bucket& bucket = bucket_of(last_, ending_, last.code);
    if (word.size() == last.size)
      bucket.single = id;
    else
      bucket.insert(bits_before(word, word.size() - last.size), word, id);
  }
}

int WordIndex::find(std::string_view text) const {
  const Lexicon::Match match = longest_at(text, 0);
  if (!match) return -1;
  if (match.end == text.size()) return match.id;
  return -1;
}

Lexicon::Match WordIndex::longest_in(const Bucket& bucket, std::string_view text, size_t pos,
                                     size_t size) {
  if (pos + size < text.size()) {
    const unsigned bits = bits_at(text, pos + size);
    const std::string_view rest = text.substr(pos + size);
    for (size_t i = bucket.start[bits]; i < bucket.start[bits + 1]; ++i)
      if (const std::string& word = bucket.words[i].text;
          rest.starts_with(std::string_view(word).substr(size)))
        return {pos, pos + word.size(), bucket.words[i].id};
  }
  if (bucket.single < 0) return {};
  return {pos, pos + size, bucket.single};
}

Lexicon::Match WordIndex::longest_in(const Bucket& bucket, std::string_view text, size_t end,
                                     size_t from, size_t size) {
  if (end - from > size) {
    const unsigned bits = bits_before(text, end - size);
    const std::string_view head = text.substr(from, end - from);
    for (size_t i = bucket.start[bits]; i < bucket.start[bits + 1]; ++i)
      if (const std::string& word = bucket.words[i].text; head.ends_with(word))
        return {end - word.size(), end, bucket.words[i].id};
  }
  if (bucket.single < 0 || end - from < size) return {};
  return {end - size, end, bucket.single};
}

}  // namespace newsmill
