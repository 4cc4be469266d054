// Words that hold a numeral and tell no number: 一起, 统一, 前来.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/marks.h"
#include "extract/numerals.h"
#include "extract/periods.h"
#include "extract/word_index.h"
#include "extract/words.h"
#include "rules/table.h"

namespace newsmill {

// The words of lexical.zh.tsv. Holds no mutable state; many threads may share one.
class NumeralWords {
 public:
  // Adds Mark::kInside to the numerals that stand inside a word; all other marks must be there.
  NumeralWords(const RuleTable& lexical, const Numerals& numerals, const PeriodReader& periods,
               MarkTable& marks);

  // Do the character at `pos`, which begins a number, and the next one tell that nothing comes of
  // it? So of most numerals that are none; all others are for the functions below.
  bool is_idle(std::string_view text, size_t pos) const {
    if (pos + 6 > text.size() || !is_wide(text[pos]) || !is_wide(text[pos + 3])) return false;
    const uint64_t pair = pair_at(text, pos);
    if (idle_[slot(pair)] == pair) return true;
    return kLeaders.at(text, pos) != 0 && !followers_[slot(pair)];
  }
  // The longest word at `pos`, which a number may begin; none: id -1.
  Lexicon::Match longest_at(std::string_view text, size_t pos) const {
    return words_.longest_at(text, pos);
  }
  // Can neither a number nor a period begin where the word does? So where 一起 does.
  static bool settles(const Lexicon::Match& word) { return word.id == kSettled; }
  // Where the word ends that has its first numeral at `pos` but begins before, at `from` or behind;
  // 0: there is none.
  size_t end_round(std::string_view text, size_t pos, size_t from) const {
    return may_be_inside(text, pos) ? end_of_word_round(text, pos, from) : 0;
  }

 private:
  enum Word { kPlain, kSettled };
  void add(std::string_view word, const Numerals& numerals, const PeriodReader& periods,
           MarkTable& marks);
  bool is_settled(std::string_view word, const Numerals& numerals,
                  const PeriodReader& periods) const;
  void add_idle(const std::vector<std::string_view>& words);
  void add_followers(const std::vector<std::string_view>& words, const Numerals& numerals,
                     const PeriodReader& periods);
  bool may_be_inside(std::string_view text, size_t pos) const;
  size_t end_of_word_round(std::string_view text, size_t pos, size_t from) const;

  // What is no number itself, but may begin what reads like one.
  static constexpr WordList kLeaders{"第", "前", "翻"};
  static bool is_wide(char lead) { return (lead & 0xF0) == 0xE0; }
  // The two characters at `pos`, of three bytes each, as a number.
  static uint64_t pair_at(std::string_view text, size_t pos) {
    return window_at(text, pos) & 0xFFFFFF'FFFFFF;
  }
  static constexpr int kSlotBits = 10;
  static size_t slot(uint64_t pair) { return pair * 0x9E3779B97F4A7C15u >> (64 - kSlotBits); }

  const MarkTable& marks_;
  WordIndex words_;
  int most_before_ = 0;         // characters of a word before its first numeral
  std::bitset<16384> insides_;  // hashed from the first numeral of a word and what is before it
  // A word's first two characters; of those that share a slot, only one.
  std::array<uint64_t, 1 << kSlotBits> idle_{};
  // By its slot: may something come of 第, 前 or 翻 and the next character?
  std::bitset<1 << kSlotBits> followers_;
};

}  // namespace newsmill
