// A list of Chinese words, found by their first or by their last two characters.
#pragma once

#include <algorithm>
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
  // A set of keys, by some bits of each: as small, for most look-ups end here.
  struct Keys {
    static constexpr int kBits = 13;
    std::array<uint64_t, (1 << kBits) / 64> rows{};
    static size_t bits(uint64_t key) { return key * 0x9E3779B97F4A7C15u >> (64 - kBits); }
    void add(size_t bits) { rows[bits / 64] |= uint64_t{1} << bits % 64; }
    bool has(size_t bits) const { return (rows[bits / 64] >> bits % 64 & 1) != 0; }
  };
  // The words by their first, or by their last, one or two characters; those with one key from the
  // longest to the shortest.
  struct Side {
    Characters any, alone;  // that begin (or end) words, or are one
    Keys keys;
    std::vector<uint16_t> heads{0};  // by the upper bits of a key's; 0: none
    int shift = Keys::kBits;         // to those
    std::vector<Word> words{1};
    std::vector<std::string> texts{1};  // of each word
    std::vector<size_t> bits{0};        // of each word's key
    void add(uint64_t character, uint64_t key, Word word, std::string_view text);
    void link(size_t word);
    // The first word with the key that is seen, and whole(its letters) where it is longer than the
    // window. seen(unused): the text, as a word is kept that leaves so many bits unused.
    template <class Seen, class Whole>
    const Word* find(uint64_t key, const Seen& seen, const Whole& whole) const {
      const size_t of_key = Keys::bits(key);
      if (!keys.has(of_key)) return nullptr;
      for (size_t i = heads[of_key >> shift]; i != 0; i = words[i].next)
        if (words[i].bytes == seen(words[i].unused) &&
            (words[i].size <= kWindow || whole(texts[i])))
          return &words[i];
      return nullptr;
    }
  };
  // The eight bytes from `pos` on, zeros behind the end of the text.
  static uint64_t bytes_at(std::string_view text, size_t pos) {
    uint64_t bytes = 0;
    if (text.size() < kWindow) {
      std::memcpy(&bytes, text.data() + pos, text.size() - pos);
      return bytes;
    }
    const size_t at = std::min(pos, text.size() - kWindow);
    std::memcpy(&bytes, text.data() + at, kWindow);
    return bytes >> 8 * (pos - at);
  }
  // The eight bytes before `end`, zeros for those before `from`, which is three bytes before it or
  // more.
  static uint64_t bytes_before(std::string_view text, size_t end, size_t from) {
    uint64_t bytes = 0;
    const size_t size = std::min(end - from, kWindow);
    if (end < kWindow) {
      std::memcpy(reinterpret_cast<char*>(&bytes) + kWindow - size, text.data() + end - size, size);
      return bytes;
    }
    std::memcpy(&bytes, text.data() + end - kWindow, kWindow);
    const size_t foreign = 8 * (kWindow - size);
    return bytes >> foreign << foreign;
  }
  Lexicon::Match longest_from(std::string_view text, size_t pos, uint64_t bytes) const;
  Lexicon::Match longest_to(std::string_view text, size_t end, size_t from, uint64_t bytes) const;

  Side starting_, ending_;
};

}  // namespace newsmill
