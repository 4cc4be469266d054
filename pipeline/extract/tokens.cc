// Only numerals, the first characters of words for periods, brackets and punctuation are looked at.
// The commas of a sentence are dropped with it when it names neither quantity nor period:
//
//   全村老少齐上阵，修渠引水。 去年，全县新建公园5个，增长3%。
//   (dropped: no tokens)      period , quantity      , quantity
//
// Tested by tests/extract/extract_test.cc; tests/extract/tokens_test.cc has a slow twin.
#include "extract/tokens.h"

#include <algorithm>

#include "core/utf8.h"
#include "extract/words.h"

namespace newsmill {
namespace {

constexpr size_t kLongestName = 48;    // bytes inside quotation marks that still are a name
constexpr size_t kLongestAside = 150;  // bytes inside round brackets

char32_t closing(char32_t open) {
  switch (open) {
    case U'“':
      return U'”';
    case U'‘':
      return U'’';
    case U'《':
      return U'》';
    case U'（':
      return U'）';
    case '(':
      return ')';
    case U'【':
      return U'】';
    case U'「':
      return U'」';
    default:
      return 0;
  }
}

bool ends_sentence(char32_t c) {
  return c == U'。' || c == U'！' || c == U'？' || c == '\n';
}

// Is this the first byte of a Chinese character (and of no mark)?
bool begins_han(char byte) {
  const auto lead = static_cast<unsigned char>(byte);
  return lead >= 0xE4 && lead <= 0xE9;
}

// Where the beginning of a word, a character and some bits of the next, has its bit.
size_t beginning(char32_t first, unsigned next) {
  return (first << 6 | next) * 0x9E3779B1u >> 16 & 0xFFFF;
}

}  // namespace

void Tokens::clear() {
  all.clear();
  quantities.clear();
  periods.clear();
  sentences.clear();
  begin_ = from_ = floor_ = 0;
  telling_ = false;
}

void Tokens::add(Quantity& quantity) {
  quantity.begin = std::max(quantity.begin, floor_);
  append(TokenKind::kQuantity, quantities.size(), quantity.begin, quantity.end);
  quantities.push_back(quantity);
  telling_ = true;
}
void Tokens::add(Period& period) {
  period.begin = std::max(period.begin, floor_);
  append(TokenKind::kPeriod, periods.size(), period.begin, period.end);
  periods.push_back(period);
  telling_ = true;
}

void Tokens::keep(size_t end) {
  sentences.push_back({begin_, end, from_, all.size()});
  from_ = all.size();
  telling_ = false;
}

Tokenizer::Tokenizer(const RuleTable& lexical, const Numerals& numerals,
                     const QuantityReader& quantities, const PeriodReader& periods)
    : numerals_(numerals), quantities_(quantities), periods_(periods) {
  for (char32_t c = 1; c < classes_.size(); ++c)
    if (numerals.starts(c)) mark(c, kNumber);
  for (const char32_t c : {U'第', U'前', U'翻'}) mark(c, kNumber);
  for (const char32_t c : {U'。', U'！', U'？', U'\n'}) mark(c, kStop);
  mark(U'，', kPause | kind_bits(TokenKind::kComma));
  mark(U'、', kPause | kind_bits(TokenKind::kPause));
  mark(U'；', kPause | kind_bits(TokenKind::kSemicolon));
  mark(U';', kPause | kind_bits(TokenKind::kSemicolon));
  mark(U'：', kPause | kind_bits(TokenKind::kColon));
  for (const char32_t c : {U'“', U'‘', U'《', U'（', U'(', U'【', U'「'}) mark(c, kOpen);
  const size_t written = lexical.column("written");
  for (const RuleRow& row : lexical.rows()) add_word(row[written]);
  for (const std::string_view word : periods.words()) {
    const utf8::Char first = utf8::at(word, 0);
    mark(first.code, kPeriodWord);
    for (unsigned bits = 0; bits < 64; ++bits)  // a word of one character goes before any other
      if (word.size() == first.size || bits == telling_bits(word, first.size))
        beginnings_.set(beginning(first.code, bits));
  }
}

// 一起: the word goes on behind its numeral as no period does, so neither needs to be read.
bool Tokenizer::settles(std::string_view word) const {
  const char32_t first = utf8::at(word, 0).code;
  if (!numerals_.is_spelled(first) || first == U'十') return false;  // 十四五
  const Number number = numerals_.read(word, 0);
  if (!number || number.end == word.size() || has_at(word, number.end, "分")) return false;
  Clock clock{.year = 2000};
  if (periods_.read(word, 0, number, clock).end != 0 || periods_.may_follow(word, number.end))
    return false;
  return std::ranges::none_of(periods_.words(), [&](std::string_view period) {
    const size_t one = utf8::at(period, 0).size;
    return word.starts_with(period.substr(0, one + utf8::at(period, one).size));
  });
}

// A word is found by its first numeral.
void Tokenizer::add_word(std::string_view word) {
  lexical_.add(word, settles(word) ? kSettled : kPlain);
  int before = 0;
  for (size_t pos = 0; pos < word.size(); ++before) {
    const utf8::Char c = utf8::at(word, pos);
    if (c.code < classes_.size() && (classes_[c.code] & kNumber) != 0) {
      if (before > 0) mark(c.code, kInside);
      most_before_ = std::max(most_before_, before);
      return;
    }
    pos += c.size;
  }
}

void Tokenizer::mark(char32_t c, unsigned what) {
  if (c >= classes_.size()) return;
  classes_[c] = static_cast<uint8_t>(classes_[c] | what);
  marks_.add(c);
}

void Tokenizer::tokenize(std::string_view text, Clock& clock, Tokens& out) const {
  out.clear();
  // A month named in a new sentence is not of the year that the last one went back to.
  const bool renews = !clock.looks_back && clock.date;
  if (renews) clock.year = int(clock.date->year());
  Marks marks(marks_, text);
  Found found;
  for (size_t pos, from = 0; (pos = marks.next(from)) < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    const uint8_t what = classes_[c.code];
    from = pos + c.size;
    if (what & kPause) {
      out.add(pause_kind(what), pos, from);
    } else if (what & kStop) {
      out.stop(pos, from);
      if (renews) clock.year = int(clock.date->year());
    } else if (what != kPeriodWord || begins_period(text, c, from)) {
      read(text, pos, what, clock, found);
      if (found.what == Found::kQuantity) out.add(found.quantity);
      if (found.what == Found::kPeriod) out.add(found.period);
      from = found.end;
    }
  }
  out.stop(text.size(), text.size());
}

// Does a word for a period begin with `c` and the character at `next`? Most others are told apart.
bool Tokenizer::begins_period(std::string_view text, const utf8::Char& c, size_t next) const {
  return next >= text.size() || beginnings_[beginning(c.code, telling_bits(text, next))];
}

// Reads what begins at `pos`; `what` is the class of the character there.
void Tokenizer::read(std::string_view text, size_t pos, uint8_t what, Clock& clock,
                     Found& found) const {
  found.what = Found::kNothing;
  found.end = (what & kInside) != 0 ? end_of_word_round(text, pos, found.from) : 0;
  if (what & kOpen)
    read_bracket(text, pos, clock, found);
  else if (found.end == 0)
    read_numeral(text, pos, what, clock, found);
  if (found.what != Found::kNothing || (what & (kNumber | kOpen)) != 0) found.from = found.end;
}

// Where the word ends that has its first numeral at `pos` but begins before; 0: there is none.
size_t Tokenizer::end_of_word_round(std::string_view text, size_t pos, size_t from) const {
  const auto before = [&](size_t at) {  // of the character that ends at `at`; 0: no word holds it
    const utf8::Char c = at > from ? utf8::before(text, at) : utf8::Char{};
    const bool breaks =
        c.code >= classes_.size() || (classes_[c.code] & (kNumber | kOpen | kStop | kPause)) != 0;
    return breaks ? 0 : c.size;
  };
  bool any = false;
  size_t at = pos;
  uint32_t size = 0;
  for (int i = 0; i < most_before_ && (size = before(at)) != 0; ++i) {
    at -= size;
    any = any || lexical_.longest_at(text, at).end > pos;
  }
  if (!any) return 0;
  // Words are read from left to right: 海参|数以万计, not 海|参数|以万计.
  while ((size = before(at)) != 0) at -= size;
  while (at < pos) {
    const Lexicon::Match word = lexical_.longest_at(text, at);
    if (word.end > pos) return word.end;
    at = word ? word.end : at + utf8::at(text, at).size;
  }
  return 0;
}

void Tokenizer::read_numeral(std::string_view text, size_t pos, uint8_t what, Clock& clock,
                             Found& found) const {
  const Lexicon::Match word = what & kNumber ? lexical_.longest_at(text, pos) : Lexicon::Match{};
  found.end = word.end;
  if (word && word.id == kSettled) return;
  // Read once for both: a number may be part of a period or of a quantity.
  const Number number = what & kNumber ? numerals_.read(text, pos) : Number{};
  found.period = periods_.read(text, pos, number, clock);
  found.end = found.period.end;
  if (found.end > pos) {
    found.what = Found::kPeriod;
    return;
  }
  found.end = pos + utf8::at(text, pos).size;
  if ((what & kNumber) == 0) return;
  if (word) {
    found.end = word.end;
    return;
  }
  found.end = quantities_.read(text, pos, number, found.quantity);
  if (found.quantity.end != 0) found.what = Found::kQuantity;
}

// Goes on behind the closing mark of a name or an aside, else behind the opening one.
void Tokenizer::read_bracket(std::string_view text, size_t pos, Clock& clock, Found& found) const {
  const utf8::Char open = utf8::at(text, pos);
  const char32_t close = closing(open.code);
  const bool round = open.code == U'（' || open.code == '(';
  const bool quote = open.code == U'“' || open.code == U'‘' || open.code == U'「';
  const size_t limit = pos + (quote ? kLongestName : kLongestAside);
  found.end = pos + open.size;
  size_t at = pos + open.size;
  utf8::Char c;
  for (;; at += c.size) {
    while (at < text.size() && begins_han(text[at])) at += 3;
    if (at >= text.size() || at > limit) return;
    c = utf8::at(text, at);
    if (c.code == close) break;
    if (ends_sentence(c.code) && !round) return;
    if (quote && (c.code == U'，' || c.code == U'；')) return;
  }
  if (quote) {
    // “十四五”时期 is a period though in quotation marks.
    found.period = periods_.read(text, pos + open.size, clock);
    if (found.period.end > at) {
      found.what = Found::kPeriod;
      found.end = found.period.end;
      return;
    }
  }
  found.end = at + c.size;
}

}  // namespace newsmill
