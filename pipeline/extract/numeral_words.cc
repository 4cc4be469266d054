// A word is found by its first numeral. Most numerals that are none are told from the character
// behind them, with one look:
//
//   一起 一些 数据    each a word, as all that begin like it: idle
//   以前来 翻开       no numeral behind 前, nothing doubled behind 翻: idle
//   统一战线 唯一的    a word round its numeral: looked for back to front
//
// Tested by tests/extract/tokens_test.cc.
#include "extract/numeral_words.h"

#include <algorithm>
#include <set>
#include <string>

#include "core/utf8.h"
#include "extract/words.h"

namespace newsmill {
namespace {

constexpr unsigned kOpens = Mark::kNumber | Mark::kPeriodWord | Mark::kOpen;

// Where the first numeral of a word, with the character before it, has its bit.
size_t inside(char32_t numeral, char32_t before) {
  return (numeral << 16 ^ before) * 0x9E3779B1u >> 16 & 0x3FFF;
}

// The bytes of the first two characters.
size_t two_characters(std::string_view word) {
  const size_t one = utf8::at(word, 0).size;
  return one + utf8::at(word, one).size;
}

// Where the first mark of the kind stands in the text from `pos` on, or text.size().
size_t find_mark(const MarkTable& marks, std::string_view text, size_t pos, unsigned what) {
  while (pos < text.size() && (marks.what(text, pos) & what) == 0) pos += utf8::at(text, pos).size;
  return pos;
}

}  // namespace

NumeralWords::NumeralWords(const RuleTable& lexical, const Numerals& numerals,
                           const PeriodReader& periods, MarkTable& marks)
    : marks_(marks) {
  const size_t written = lexical.column("written");
  std::vector<std::string_view> words;
  for (const RuleRow& row : lexical.rows()) words.push_back(row[written]);
  for (const std::string_view word : words) add(word, numerals, periods, marks);
  add_idle(words);
  add_followers(words, numerals, periods);
}

// 一起: the word goes on behind its numeral as no period does, so neither needs to be read.
bool NumeralWords::is_settled(std::string_view word, const Numerals& numerals,
                              const PeriodReader& periods) const {
  const char32_t first = utf8::at(word, 0).code;
  if (!numerals.is_spelled(first) || first == U'十') return false;  // 十四五
  const Number number = numerals.read(word, 0);
  if (!number || number.end == word.size() || has_at(word, number.end, "分")) return false;
  Clock clock{.year = 2000};
  Period period;
  if (periods.read(word, 0, number, clock, period) || periods.may_follow(word, number.end))
    return false;
  return std::ranges::none_of(periods.words(), [&](std::string_view written) {
    return word.starts_with(written.substr(0, two_characters(written)));
  });
}

void NumeralWords::add(std::string_view word, const Numerals& numerals, const PeriodReader& periods,
                       MarkTable& marks) {
  words_.add(word, is_settled(word, numerals, periods) ? kSettled : kPlain);
  const size_t numeral = find_mark(marks, word, 0, Mark::kNumber);
  if (numeral == 0 || numeral == word.size()) return;
  const char32_t c = utf8::at(word, numeral).code;
  marks.add(c, Mark::kInside);
  insides_.set(inside(c, utf8::before(word, numeral).code));
  most_before_ = std::max(most_before_, static_cast<int>(utf8::length(word.substr(0, numeral))));
}

// The pairs that are a word, where no word that begins with them needs a closer look: none of its
// other characters may begin what is looked for.
void NumeralWords::add_idle(const std::vector<std::string_view>& words) {
  const auto numeral_of = [&](std::string_view word) {
    return find_mark(marks_, word, 0, Mark::kNumber);
  };
  std::set<char32_t> openings;  // of words round a numeral
  for (const std::string_view word : words)
    if (numeral_of(word) > 0) openings.insert(utf8::at(word, 0).code);
  const auto may_open = [&](std::string_view rest) {
    for (size_t pos = 0; pos < rest.size(); pos += utf8::at(rest, pos).size)
      if ((marks_.what(rest, pos) & kOpens) != 0 || openings.contains(utf8::at(rest, pos).code))
        return true;
    return false;
  };
  std::set<std::string_view> idle, others;
  for (const std::string_view word : words) {
    const std::string_view rest = word.substr(numeral_of(word));
    const std::string_view pair = rest.substr(0, two_characters(rest));
    if (rest != word || !settles(longest_at(word, 0)) ||
        may_open(word.substr(utf8::at(word, 0).size)))
      others.insert(pair);
    else if (pair == word && is_wide(word[0]) && is_wide(word[3]))
      idle.insert(pair);
  }
  for (const std::string_view pair : idle)
    if (!others.contains(pair)) idle_[slot(pair_at(pair, 0))] = pair_at(pair, 0);
}

void NumeralWords::add_followers(const std::vector<std::string_view>& words,
                                 const Numerals& numerals, const PeriodReader& periods) {
  const auto add = [&](std::string_view text) {
    if (text.size() >= 6 && kLeaders.at(text) != 0 && is_wide(text[3]))
      followers_.set(slot(pair_at(text, 0)));
  };
  for (const std::string_view word : words)
    add(word.substr(find_mark(marks_, word, 0, Mark::kNumber)));
  for (const std::string_view word : periods.words()) add(word);
  for (const std::string_view doubled : {"翻番", "翻倍", "翻了", "翻近"}) add(doubled);
  for (char32_t c = 1; c < 0x10000; ++c) {
    if (!numerals.starts(c) && !is_blank(c)) continue;
    for (const std::string_view leader : kLeaders.words()) {
      std::string pair(leader);
      utf8::append(pair, c);
      add(pair);
    }
  }
}

// Does a word have this numeral as its first, and this character before it?
bool NumeralWords::may_be_inside(std::string_view text, size_t pos) const {
  return insides_[inside(utf8::at(text, pos).code, utf8::before(text, pos).code)];
}

size_t NumeralWords::end_of_word_round(std::string_view text, size_t pos, size_t from) const {
  const auto before = [&](size_t at) {  // of the character that ends at `at`; 0: no word holds it
    const utf8::Char c = at > from ? utf8::before(text, at) : utf8::Char{};
    constexpr unsigned kBreaks = Mark::kNumber | Mark::kOpen | Mark::kStop | Mark::kPause;
    return c.size == 0 || c.size == 4 || (marks_.what(text, at - c.size) & kBreaks) != 0 ? 0
                                                                                         : c.size;
  };
  bool any = false;
  size_t at = pos;
  uint32_t size = 0;
  for (int i = 0; i < most_before_ && (size = before(at)) != 0; ++i) {
    at -= size;
    any = any || longest_at(text, at).end > pos;
  }
  if (!any) return 0;
  // Words are read from left to right: 海参|数以万计, not 海|参数|以万计.
  while ((size = before(at)) != 0) at -= size;
  while (at < pos) {
    const Lexicon::Match word = longest_at(text, at);
    if (word.end > pos) return word.end;
    at = word ? word.end : at + utf8::at(text, at).size;
  }
  return 0;
}

}  // namespace newsmill
