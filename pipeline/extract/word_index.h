// A list of words, found by their first two characters.
#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>

#include "core/utf8.h"
#include "extract/word_table.h"
#include "rules/lexicon.h"

namespace newsmill {

// Like Lexicon, but made for looking at many places of a text: of the tables, a look-up that finds
// nothing mostly touches one kilobyte and a half.
//
// add() before the first look-up; then many threads may share it. Words of more than 255 bytes are
// not found.
class WordIndex {
 public:
  // The first of equal words wins. An empty word is ignored.
  void add(std::string_view word, int id);
  // The number of a word that is the whole text, or -1.
  int find(std::string_view text) const;
  // The longest word that starts at byte `pos`; none: id -1.
  Lexicon::Match longest_at(std::string_view text, size_t pos) const {
    const utf8::Char first = utf8::at(text, pos);
    if (!starts_[first.code % kFirsts]) return {};
    const uint64_t pair = key(first.code, utf8::at(text, pos + first.size).code);
    if (!words_.may_hold(pair) && !alone_[first.code % kFirsts]) return {};
    return longest_from(text, pos, first, pair);
  }

 private:
  static constexpr size_t kFirsts = 4096;
  static uint64_t key(char32_t first) { return first; }
  static uint64_t key(char32_t first, char32_t second) { return uint64_t{first} << 32 | second; }
  Lexicon::Match longest_from(std::string_view text, size_t pos, utf8::Char first,
                              uint64_t pair) const;

  // By twelve bits of a character: may it begin a word, and may it be one?
  std::bitset<kFirsts> starts_, alone_;
  WordTable words_;
};

}  // namespace newsmill
