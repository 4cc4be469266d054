// A list of words, found by their first or by their last two characters.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/utf8.h"
#include "extract/words.h"
#include "rules/lexicon.h"

namespace newsmill {

// Like Lexicon, but made for looking round a value many times: 256 KB for the speed, of which a
// look-up that finds nothing mostly touches half a KB.
//
// add() before the first look-up; then many threads may share it. Words whose first or last
// character lies beyond the Basic Multilingual Plane are not found.
class WordIndex {
 public:
  WordIndex() : starting_(kCodes), ending_(kCodes) {}
  // The first of equal words wins. An empty word is ignored.
  void add(std::string_view word, int id);
  // The number of a word that is the whole text, or -1.
  int find(std::string_view text) const;
  // The longest word that starts at byte `pos`; none: id -1.
  Lexicon::Match longest_at(std::string_view text, size_t pos) const {
    const utf8::Char c = utf8::at(text, pos);
    return starting_.may_hold(c) ? longest_from(text, pos, c) : Lexicon::Match{};
  }
  // The longest word that ends at byte `end`, not starting before byte `from`.
  Lexicon::Match longest_before(std::string_view text, size_t end, size_t from) const {
    if (end <= from) return {};
    const utf8::Char c = utf8::before(text, end);
    if (!ending_.may_hold(c) || end - from < c.size) return {};
    const size_t bucket = ending_.bucket(c.code), next = end - c.size;
    const Gate& gate = ending_.gates[bucket];
    if (next > from && gate.lets(telling_bits_before(text, next)))
      if (const Lexicon::Match match = longest_in(ending_.buckets[bucket], text, end, from, c.size))
        return match;
    if (gate.single < 0) return {};
    return {next, end, gate.single};
  }

  // Calls found(Match) for each match from left to right, longest first, not overlapping.
  template <class Found>
  void scan(std::string_view text, const Found& found) const {
    for (size_t pos = 0; pos < text.size();) {
      const utf8::Char c = utf8::at(text, pos);
      pos += c.size;
      if (!starting_.may_hold(c)) continue;
      if (const Lexicon::Match match = longest_from(text, pos - c.size, c)) {
        found(match);
        pos = match.end;
      }
    }
  }

 private:
  static constexpr size_t kCodes = 65536;
  // A word, with the (up to) eight bytes next to its shared character as a number: most look-ups
  // end at comparing that. Small, so that the words stay in the nearest cache.
  struct Word {
    uint64_t near = 0;
    int id = -1;
    uint32_t size = 0;
  };
  // What most other look-ups end at: is there a word that goes on with a character of these bits?
  struct Gate {
    uint64_t next = 0;
    int single = -1;  // the number of the word that is the shared character alone
    bool lets(unsigned bits) const { return (next >> bits & 1) != 0; }
  };
  // The longer words that share their first (or last) character, ordered by six bits of the
  // character next to it, the longest first among equals: words[start[bits]] to
  // words[start[bits + 1]].
  struct Bucket {
    std::array<uint16_t, 65> start{};
    std::vector<Word> words;
    std::vector<std::string> texts;  // of each word
    void insert(unsigned bits, Word word, std::string_view text);
  };
  // The words by their first or by their last character.
  struct Side {
    std::bitset<4096> sieve;          // by twelve bits of the character
    std::vector<uint16_t> bucket_of;  // by the whole character; 0: no word
    std::vector<Gate> gates{1};
    std::vector<Bucket> buckets{1};
    explicit Side(size_t codes) : bucket_of(codes) {}
    bool may_hold(const utf8::Char& c) const { return sieve[c.code & 0xFFF]; }
    size_t bucket(char32_t c) const { return c < bucket_of.size() ? bucket_of[c] : 0; }
    void add(char32_t shared, bool single, unsigned bits, Word word, std::string_view text);
  };
  Lexicon::Match longest_from(std::string_view text, size_t pos, const utf8::Char& first) const {
    const size_t bucket = starting_.bucket(first.code), next = pos + first.size;
    const Gate& gate = starting_.gates[bucket];
    if (next < text.size() && gate.lets(telling_bits(text, next)))
      if (const Lexicon::Match match = longest_in(starting_.buckets[bucket], text, pos, first.size))
        return match;
    if (gate.single < 0) return {};
    return {pos, next, gate.single};
  }
  // `size`: of the character that the words share, which is not the last (first) of the text.
  static Lexicon::Match longest_in(const Bucket& bucket, std::string_view text, size_t pos,
                                   size_t size);
  static Lexicon::Match longest_in(const Bucket& bucket, std::string_view text, size_t end,
                                   size_t from, size_t size);

  Side starting_, ending_;
};

}  // namespace newsmill
