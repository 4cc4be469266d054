// A list of Chinese words, found by their first or by their last two characters.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/word_table.h"
#include "rules/lexicon.h"

namespace newsmill {

// Made for looking round a value many times: eight bytes of text are read as a number, which tells
// most look-ups that there is nothing, and the others which word it is.
//
// add() before the first look-up; then many threads may share it. Words are found that have three
// bytes, or six to 255: one Chinese character, or several characters.
class WordPairs {
 public:
  // The first of equal words wins.
  void add(std::string_view word, int id);
  // The number of a word that is the whole text, or -1.
  int find(std::string_view text) const;
  // The longest word that starts at byte `pos`; none: id -1.
  Lexicon::Match longest_at(std::string_view text, size_t pos) const {
    if (pos + 3 > text.size()) return {};
    const uint64_t bytes = window_at(text, pos);
    return starting_.any.has(bytes) ? longest_from(text, pos, bytes) : Lexicon::Match{};
  }
  // The longest word that ends at byte `end`, not starting before byte `from`.
  Lexicon::Match longest_before(std::string_view text, size_t end, size_t from) const {
    if (end < from + 3) return {};
    const uint64_t bytes = window_before(text, end, from);
    return ending_.any.has(bytes >> kLast) ? longest_to(text, end, from, bytes) : Lexicon::Match{};
  }
  // The first character in [pos, end) that may start a word, else `end` or a place behind it.
  size_t next_start(std::string_view text, size_t pos, size_t end) const;
  // Calls found(Match) for each match from left to right, longest first, not overlapping. Words
  // that begin with an ASCII character are passed over.
  template <class Found>
  void scan(std::string_view text, const Found& found) const {
    for (size_t pos = 0; (pos = next_start(text, pos, text.size())) < text.size();) {
      const Lexicon::Match match = longest_at(text, pos);
      if (match) found(match);
      pos = match ? match.end : pos + 3;
    }
  }

 private:
  // Where the last three and the last six of eight bytes begin, in bits.
  static constexpr int kLast = 40, kLastTwo = 16;
  static constexpr uint64_t kOne = 0xFFFFFF, kPair = 0xFFFFFF'FFFFFF;

  // A set of characters, by the last two of their three bytes: it holds a few too many.
  struct Characters {
    std::array<uint64_t, 64> rows{};
    void add(uint64_t bytes) { rows[bytes >> 8 & 63] |= uint64_t{1} << (bytes >> 16 & 63); }
    bool has(uint64_t bytes) const {
      return (rows[bytes >> 8 & 63] >> (bytes >> 16 & 63) & 1) != 0;
    }
  };
  // The words by their first, or by their last, one or two characters.
  struct Side {
    Characters any;  // that begin (or end) words
    WordTable words;
    void add(uint64_t character, uint64_t pair, std::string_view word, uint64_t bytes, int id);
    // May there be a word at such a place?
    bool may_hold(uint64_t character, uint64_t pair) const {
      return words.may_hold(pair) || words.may_hold(character);
    }
    // The longest word at a place whose characters are these.
    template <class Seen, class Whole>
    const WordTable::Word* find(uint64_t character, uint64_t pair, const Seen& seen,
                                const Whole& whole) const {
      const WordTable::Word* word = words.find(pair, seen, whole);
      return word != nullptr ? word : words.find(character, seen, whole);
    }
  };
  Lexicon::Match longest_from(std::string_view text, size_t pos, uint64_t bytes) const;
  Lexicon::Match longest_to(std::string_view text, size_t end, size_t from, uint64_t bytes) const;

  Side starting_, ending_;
};

}  // namespace newsmill
