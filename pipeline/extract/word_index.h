// A list of words, found by their first or by their last two characters.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/utf8.h"
#include "extract/words.h"
#include "rules/lexicon.h"

namespace newsmill {

// Like Lexicon, but made for looking round a value many times: 256 KB for the speed.
//
// add() before the first look-up; then many threads may share it. Words whose first or last
// character lies beyond the Basic Multilingual Plane are not found.
class WordIndex {
 public:
  WordIndex();
  // The first of equal words wins. An empty word is ignored.
  void add(std::string_view word, int id);
  // The number of a word that is the whole text, or -1.
  int find(std::string_view text) const;
  // The longest word that starts at byte `pos`; none: id -1.
  Lexicon::Match longest_at(std::string_view text, size_t pos) const {
    const utf8::Char c = utf8::at(text, pos);
    if (c.code >= first_.size() || first_[c.code] == 0) return {};
    return longest_from(first_[c.code], text, pos, c.size);
  }
  // The longest word that ends at byte `end`, not starting before byte `from`.
  Lexicon::Match longest_before(std::string_view text, size_t end, size_t from) const {
    if (end <= from) return {};
    const utf8::Char c = utf8::before(text, end);
    if (c.code >= last_.size() || last_[c.code] == 0 || end - from < c.size) return {};
    const Gate& gate = ending_gates_[last_[c.code]];
    if (end - from > c.size && gate.lets(telling_bits_before(text, end - c.size)))
      if (const Lexicon::Match match = longest_in(ending_[last_[c.code]], text, end, from, c.size))
        return match;
    if (gate.single < 0) return {};
    return {end - c.size, end, gate.single};
  }

  // Calls found(Match) for each match from left to right, longest first, not overlapping.
  template <class Found>
  void scan(std::string_view text, const Found& found) const {
    for (size_t pos = 0; pos < text.size();) {
      const utf8::Char c = utf8::at(text, pos);
      if (c.code >= first_.size() || first_[c.code] == 0) {
        pos += c.size;
        continue;
      }
      const Lexicon::Match match = longest_from(first_[c.code], text, pos, c.size);
      if (match) found(match);
      pos = match ? match.end : pos + c.size;
    }
  }

 private:
  struct Word {
    std::string text;
    int id;
  };
  // What most look-ups end at: is there a word that goes on with a character of these six bits?
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
    void insert(unsigned bits, std::string_view word, int id);
  };
  static uint16_t bucket_of(std::vector<uint16_t>& table, std::vector<Bucket>& buckets,
                            std::vector<Gate>& gates, char32_t key);
  Lexicon::Match longest_from(uint16_t bucket, std::string_view text, size_t pos,
                              size_t size) const {
    const Gate& gate = starting_gates_[bucket];
    if (pos + size < text.size() && gate.lets(telling_bits(text, pos + size)))
      if (const Lexicon::Match match = longest_in(starting_[bucket], text, pos, size)) return match;
    if (gate.single < 0) return {};
    return {pos, pos + size, gate.single};
  }
  // `size`: of the character that the words share, which is not the last (first) of the text.
  static Lexicon::Match longest_in(const Bucket& bucket, std::string_view text, size_t pos,
                                   size_t size);
  static Lexicon::Match longest_in(const Bucket& bucket, std::string_view text, size_t end,
                                   size_t from, size_t size);

  std::vector<uint16_t> first_, last_;  // code point -> bucket, 0: no word
  std::vector<Bucket> starting_, ending_;
  std::vector<Gate> starting_gates_, ending_gates_;
};

}  // namespace newsmill
