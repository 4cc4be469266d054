// A list of Chinese words, found by their first or by their last two characters.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

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
    const uint64_t bytes = bytes_at(text, pos);
    return starting_.any.has(bytes) ? longest_from(text, pos, bytes) : Lexicon::Match{};
  }
  // The longest word that ends at byte `end`, not starting before byte `from`.
  Lexicon::Match longest_before(std::string_view text, size_t end, size_t from) const {
    if (end < from + 3) return {};
    const uint64_t bytes = bytes_before(text, end, from);
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
  static constexpr size_t kWindow = sizeof(uint64_t);
  // Where the last three and the last six of eight bytes begin, in bits.
  static constexpr int kLast = 40, kLastTwo = 16;
  static constexpr uint64_t kOne = 0xFFFFFF, kPair = 0xFFFFFF'FFFFFF;
  static constexpr size_t kHeads = 4096;

  static size_t head(uint64_t key) { return key * 0x9E3779B97F4A7C15u >> 52; }
  // A word as it is seen through the window, and the next with the same key. Small, so that the
  // words stay in the nearest cache; the letters of a longer one stand elsewhere.
  struct Word {
    uint64_t bytes = 0;
    int id = -1;
    uint16_t next = 0;
    uint8_t size = 0, unused = 0;  // bytes; bits of the window
  };
  // A set of characters, by the last two of their three bytes: it holds a few too many.
  struct Characters {
    std::array<uint64_t, 64> rows{};
    void add(uint64_t bytes) { rows[bytes >> 8 & 63] |= uint64_t{1} << (bytes >> 16 & 63); }
    bool has(uint64_t bytes) const {
      return (rows[bytes >> 8 & 63] >> (bytes >> 16 & 63) & 1) != 0;
    }
  };
  // The words by their first, or by their last, one or two characters; those with one key from the
  // longest to the shortest.
  struct Side {
    Characters any, pairs, alone;          // that begin (or end) words, longer ones, or are one
    std::array<uint16_t, kHeads> heads{};  // 0: none
    std::vector<Word> words{1};
    std::vector<std::string> texts{1};  // of each word
    void add(uint64_t character, uint64_t key, Word word, std::string_view text);
    // The first word with the key that is seen, and whole(its letters) where it is longer than the
    // window. seen(unused): the text, as a word is kept that leaves so many bits unused.
    template <class Seen, class Whole>
    const Word* find(uint64_t key, const Seen& seen, const Whole& whole) const {
      for (size_t i = heads[head(key)]; i != 0; i = words[i].next)
        if (words[i].bytes == seen(words[i].unused) &&
            (words[i].size <= kWindow || whole(texts[i])))
          return &words[i];
      return nullptr;
    }
  };
  // The eight bytes from `pos` on, zeros behind the end of the text.
  static uint64_t bytes_at(std::string_view text, size_t pos) {
    uint64_t bytes = 0;
    if (pos + kWindow <= text.size())
      std::memcpy(&bytes, text.data() + pos, kWindow);
    else
      std::memcpy(&bytes, text.data() + pos, text.size() - pos);
    return bytes;
  }
  // The eight bytes before `end`, zeros for those before `from`.
  static uint64_t bytes_before(std::string_view text, size_t end, size_t from) {
    uint64_t bytes = 0;
    if (end >= from + kWindow)
      std::memcpy(&bytes, text.data() + end - kWindow, kWindow);
    else
      std::memcpy(reinterpret_cast<char*>(&bytes) + kWindow - (end - from), text.data() + from,
                  end - from);
    return bytes;
  }
  Lexicon::Match longest_from(std::string_view text, size_t pos, uint64_t bytes) const;
  Lexicon::Match longest_to(std::string_view text, size_t end, size_t from, uint64_t bytes) const;

  Side starting_, ending_;
};

}  // namespace newsmill
