// One pass over the characters; a table of 64 K bytes says which of them deserve a look.
// Tested by tests/extract/extract_test.cc.
#include "extract/tokens.h"

#include "core/utf8.h"
#include "extract/words.h"

namespace newsmill {
namespace {

constexpr size_t kLongestName = 48;    // bytes inside quotation marks that still are a name
constexpr size_t kLongestAside = 150;  // bytes inside round brackets

TokenKind punctuation(char32_t c) {
  switch (c) {
    case U'，':
    case ',':
      return TokenKind::kComma;
    case U'、':
      return TokenKind::kPause;
    case U'；':
    case ';':
      return TokenKind::kSemicolon;
    case U'：':
      return TokenKind::kColon;
    default:
      return TokenKind::kStop;
  }
}

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

// Where the beginning of a word, a character and some bits of the next, has its bit.
size_t beginning(char32_t first, unsigned next) {
  return (first << 6 | next) * 0x9E3779B1u >> 16 & 0xFFFF;
}

}  // namespace

Tokenizer::Tokenizer(const RuleTable& lexical, const Numerals& numerals,
                     const QuantityReader& quantities, const PeriodReader& periods)
    : numerals_(numerals), quantities_(quantities), periods_(periods) {
  const size_t written = lexical.column("written");
  for (const RuleRow& row : lexical.rows()) {
    lexical_.add(row[written], 0);
    add_word(row[written], kWord);
  }
  for (const std::string_view word : periods.words()) add_word(word, kPeriodWord);
  for (char32_t c = 1; c < classes_.size(); ++c)
    if (numerals.starts(c)) classes_[c] |= kNumber;
  for (const char32_t c : {U'第', U'前', U'翻'}) classes_[c] |= kNumber;
  for (const char32_t c : {U'，', U'、', U'；', U'：', U'。', U'！', U'？', U'\n', U';'})
    classes_[c] |= kPunctuation;
  for (const char32_t c : {U'“', U'‘', U'《', U'（', U'(', U'【', U'「'}) classes_[c] |= kOpen;
}

void Tokenizer::add_word(std::string_view word, Class what) {
  const utf8::Char first = utf8::at(word, 0);
  if (first.code >= classes_.size()) return;
  classes_[first.code] |= what;
  for (unsigned bits = 0; bits < 64; ++bits)  // a word of one character goes before any other
    if (word.size() == first.size || bits == telling_bits(word, first.size))
      beginnings_.set(beginning(first.code, bits));
}

void Tokenizer::tokenize(std::string_view text, Clock& clock, Tokens& out) const {
  if (!clock.looks_back && clock.date) clock.year = int(clock.date->year());
  for (size_t pos = skip_plain(text, 0); pos < text.size(); pos = skip_plain(text, pos)) {
    const utf8::Char c = utf8::at(text, pos);
    const uint8_t what = classes_[c.code];
    if (what & kPunctuation) {
      out.all.push_back({punctuation(c.code), 0, pos, pos + c.size});
      // A month named in a new sentence is not of the year that the last one went back to.
      if (out.all.back().kind == TokenKind::kStop && !clock.looks_back && clock.date)
        clock.year = int(clock.date->year());
      pos += c.size;
    } else if (what & kOpen) {
      pos = skip_bracket(text, pos, clock, out);
    } else {
      pos = read_numeral(text, pos, what, clock, out);
    }
  }
}

// The first character from `pos` on that may begin a token or a word that hides one. Nine of ten
// characters do not: this loop is what ordinary text costs.
size_t Tokenizer::skip_plain(std::string_view text, size_t pos) const {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  while (pos < text.size()) {
    const unsigned char lead = byte(pos);
    if (lead >= 0xE0 && lead < 0xF0) {
      // (the marks of the three bytes, 1110, 10 and 10, add up to a constant)
      const unsigned sum = (unsigned{lead} << 12) + (unsigned{byte(pos + 1)} << 6) + byte(pos + 2);
      const unsigned code = (sum - 0x2080) & 0xFFFF;
      const uint8_t what = classes_[code];
      if ((what & ~(kWord | kPeriodWord)) != 0) break;
      if (what != 0 &&
          (pos + 3 >= text.size() || beginnings_[beginning(code, telling_bits(text, pos + 3))]))
        break;
      pos += 3;
    } else {
      const utf8::Char c = utf8::at(text, pos);
      if (c.code < classes_.size() && classes_[c.code] != 0) break;
      pos += c.size;
    }
  }
  return pos;
}

size_t Tokenizer::read_numeral(std::string_view text, size_t pos, uint8_t what, Clock& clock,
                               Tokens& out) const {
  const size_t floor = out.all.empty() ? 0 : out.all.back().end;
  // Read once for both: a number may be part of a period or of a quantity.
  const Number number = what & kNumber ? numerals_.read(text, pos) : Number{};
  if (what & (kNumber | kPeriodWord)) {
    Period period = periods_.read(text, pos, number, clock);
    if (period.end > pos) {
      period.begin = std::max(period.begin, floor);
      out.all.push_back({TokenKind::kPeriod, static_cast<uint32_t>(out.periods.size()),
                         period.begin, period.end});
      out.periods.push_back(period);
      return period.end;
    }
  }
  if (what & kWord)
    if (const Lexicon::Match word = lexical_.longest_at(text, pos)) return word.end;
  if (!(what & kNumber)) return pos + utf8::at(text, pos).size;
  Quantity quantity;
  const size_t end = quantities_.read(text, pos, number, quantity);
  if (quantity.end != 0) {
    quantity.begin = std::max(quantity.begin, floor);
    out.all.push_back({TokenKind::kQuantity, static_cast<uint32_t>(out.quantities.size()),
                       quantity.begin, quantity.end});
    out.quantities.push_back(quantity);
  }
  return end;
}

// Where reading goes on: behind the closing mark of a name or an aside, else behind the opening
// one.
size_t Tokenizer::skip_bracket(std::string_view text, size_t pos, Clock& clock, Tokens& out) const {
  const utf8::Char open = utf8::at(text, pos);
  const char32_t close = closing(open.code);
  const bool round = open.code == U'（' || open.code == '(';
  const bool quote = open.code == U'“' || open.code == U'‘' || open.code == U'「';
  const size_t limit = pos + (quote ? kLongestName : kLongestAside);
  size_t at = pos + open.size;
  for (; at < text.size() && at <= limit;) {
    const utf8::Char c = utf8::at(text, at);
    if (c.code == close) break;
    if (ends_sentence(c.code) && !round) return pos + open.size;
    if (quote && (c.code == U'，' || c.code == U'；')) return pos + open.size;
    at += c.size;
  }
  if (at >= text.size() || at > limit) return pos + open.size;
  if (quote) {
    // “十四五”时期 is a period though in quotation marks.
    Period plan = periods_.read(text, pos + open.size, clock);
    if (plan.end > at) {
      out.all.push_back(
          {TokenKind::kPeriod, static_cast<uint32_t>(out.periods.size()), plan.begin, plan.end});
      out.periods.push_back(plan);
      return plan.end;
    }
  }
  return at + utf8::at(text, at).size;
}

}  // namespace newsmill
