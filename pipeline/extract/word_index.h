// A list of words, found by their first or by their last two characters.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/utf8.h"
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
    return longest_in(starting_[first_[c.code]], text, pos, c.size);
  }
  // The longest word that ends at byte `end`, not starting before byte `from`.
  Lexicon::Match longest_before(std::string_view text, size_t end, size_t from) const {
    if (end <= from) return {};
    const utf8::Char c = utf8::before(text, end);
    if (c.code >= last_.size() || last_[c.code] == 0) return {};
    return longest_in(ending_[last_[c.code]], text, end, from, c.size);
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
      const Lexicon::Match match = longest_in(starting_[first_[c.code]], text, pos, c.size);
      if (match) found(match);
      pos = match ? match.end : pos + c.size;
    }
  }

 private:
  struct Word {
    std::string text;
    int id;
  };
  // The words that share their first (or last) character, ordered by six bits of the character
  // next to it, the longest first among equals: words[start[bits]] to words[start[bits + 1]].
  struct Bucket {
    std::array<uint16_t, 65> start{};
    int single = -1;  // the number of the word that is that character alone
    std::vector<Word> words;
    void insert(unsigned bits, std::string_view word, int id);
  };
  static Bucket& bucket_of(std::vector<uint16_t>& table, std::vector<Bucket>& buckets,
                           char32_t key);
  // `size`: of the character that the words share.
  static Lexicon::Match longest_in(const Bucket& bucket, std::string_view text, size_t pos,
                                   size_t size);
  static Lexicon::Match longest_in(const Bucket& bucket, std::string_view text, size_t end,
                                   size_t from, size_t size);

  std::vector<uint16_t> first_, last_;  // code point -> bucket, 0: no word
  std::vector<Bucket> starting_, ending_;
};

}  // namespace newsmill
