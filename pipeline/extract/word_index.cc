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

// Do the bytes from `at` on spell the word? Most words differ from them soon: not worth a call.
bool spells(const char* at, std::string_view word) {
  for (const char c : word)
    if (*at++ != c) return false;
  return true;
}

}  // namespace

WordIndex::WordIndex()
    : first_(kCodes),
      last_(kCodes),
      starting_(1),
      ending_(1),
      starting_gates_(1),
      ending_gates_(1) {}

void WordIndex::Bucket::insert(unsigned bits, std::string_view word, int id) {
  const auto from = words.begin() + start[bits], to = words.begin() + start[bits + 1];
  words.insert(
      std::find_if(from, to, [&](const Word& other) { return other.text.size() < word.size(); }),
      {std::string(word), id});
  for (unsigned i = bits + 1; i < start.size(); ++i) ++start[i];
}

uint16_t WordIndex::bucket_of(std::vector<uint16_t>& table, std::vector<Bucket>& buckets,
                              std::vector<Gate>& gates, char32_t key) {
  if (table[key] == 0) {
    table[key] = static_cast<uint16_t>(buckets.size());
    buckets.emplace_back();
    gates.emplace_back();
  }
  return table[key];
}

void WordIndex::add(std::string_view word, int id) {
  if (word.empty() || find(word) >= 0) return;
  const utf8::Char first = utf8::at(word, 0), last = utf8::before(word, word.size());
  const auto enter = [&](Bucket& bucket, Gate& gate, bool single, unsigned bits) {
    if (single) {
      gate.single = id;
    } else {
      gate.next |= uint64_t{1} << bits;
      bucket.insert(bits, word, id);
    }
  };
  const bool single = word.size() == first.size;
  if (first.code < kCodes) {
    const uint16_t at = bucket_of(first_, starting_, starting_gates_, first.code);
    enter(starting_[at], starting_gates_[at], single, single ? 0 : telling_bits(word, first.size));
  }
  if (last.code < kCodes) {
    const uint16_t at = bucket_of(last_, ending_, ending_gates_, last.code);
    enter(ending_[at], ending_gates_[at], single,
          single ? 0 : telling_bits_before(word, word.size() - last.size));
  }
}

int WordIndex::find(std::string_view text) const {
  const Lexicon::Match match = longest_at(text, 0);
  return match && match.end == text.size() ? match.id : -1;
}

Lexicon::Match WordIndex::longest_in(const Bucket& bucket, std::string_view text, size_t pos,
                                     size_t size) {
  const unsigned bits = telling_bits(text, pos + size);
  const std::string_view rest = text.substr(pos + size);
  for (size_t i = bucket.start[bits]; i < bucket.start[bits + 1]; ++i)
    if (const std::string_view word = bucket.words[i].text;
        word.size() - size <= rest.size() && spells(rest.data(), word.substr(size)))
      return {pos, pos + word.size(), bucket.words[i].id};
  return {};
}

Lexicon::Match WordIndex::longest_in(const Bucket& bucket, std::string_view text, size_t end,
                                     size_t from, size_t size) {
  const unsigned bits = telling_bits_before(text, end - size);
  const std::string_view head = text.substr(from, end - from);
  for (size_t i = bucket.start[bits]; i < bucket.start[bits + 1]; ++i)
    if (const std::string_view word = bucket.words[i].text;
        word.size() <= head.size() && spells(text.data() + end - word.size(), word))
      return {end - word.size(), end, bucket.words[i].id};
  return {};
}

}  // namespace newsmill
