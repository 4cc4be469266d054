// Only numerals, the first characters of words for periods, brackets and punctuation are looked at.
// The commas of a sentence are dropped with it when it names neither quantity nor period:
//
//   全村老少齐上阵，修渠引水。 去年，全县新建公园5个，增长3%。
//   (dropped: no tokens)      period , quantity      , quantity
//
// Tested by tests/extract/extract_test.cc; tests/extract/tokens_test.cc has a slow twin.
#include "extract/tokens.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/utf8.h"
#include "extract/word_lists.h"
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

// The pauses are told apart by five bits of their last byte.
constexpr size_t pause_bits(char last_byte) {
  return static_cast<unsigned char>(last_byte) & 31;
}
constexpr std::array<TokenKind, 32> kPauseKinds = [] {
  std::array<TokenKind, 32> kinds{};
  const auto put = [&](std::string_view pause, TokenKind kind) {
    kinds[pause_bits(pause.back())] = kind;
  };
  put("、", TokenKind::kPause), put("：", TokenKind::kColon), put("，", TokenKind::kComma);
  put("；", TokenKind::kSemicolon), put(";", TokenKind::kSemicolon);
  return kinds;
}();

}  // namespace

void Tokens::clear() {
  all.clear();
  quantities.clear();
  periods.clear();
  sentences.clear();
}

void Tokens::start_text() {
  begun_ = false;
  begin_ = floor_ = 0;
  from_ = all.size();
  first_quantity_ = quantities.size();
  telling_ = false;
  idle_ = Quantity::Idle::kNo;
}

void Tokens::add_last_quantity() {
  quantities.back().begin = std::max(quantities.back().begin, floor_);
  if (is_full()) {  // quantities may be dropped
    const Quantity last = quantities.back();
    quantities.pop_back();
    stop(last.begin, last.begin);
    quantities.push_back(last);
  }
  const Quantity& quantity = quantities.back();
  append(TokenKind::kQuantity, quantities.size() - 1, quantity.begin, quantity.end);
  const Quantity::Idle idle = quantity.idle();
  telling_ |= idle == Quantity::Idle::kNo || (idle_ != Quantity::Idle::kNo && idle_ != idle);
  idle_ = idle;
}
void Tokens::add(Period& period) {
  period.begin = std::max(period.begin, floor_);
  make_room(period.begin);
  append(TokenKind::kPeriod, periods.size(), period.begin, period.end);
  periods.push_back(period);
  telling_ = true;
}

void Tokens::keep(size_t end) {
  sentences.push_back({begin_, end, from_, all.size(), quantities.size() > first_quantity_});
  begun_ = true;
  from_ = all.size();
  first_quantity_ = quantities.size();
  telling_ = false;
  idle_ = Quantity::Idle::kNo;
}

void Tokens::drop_quantities() {
  quantities.erase(quantities.begin() + static_cast<std::ptrdiff_t>(first_quantity_),
                   quantities.end());
  idle_ = Quantity::Idle::kNo;
}

MarkTable Tokenizer::marks_but_inside(const Numerals& numerals, const PeriodReader& periods) {
  MarkTable marks;
  for (char32_t c = 1; c < 0x10000; ++c)
    if (numerals.starts(c)) marks.add(c, Mark::kNumber);
  for (const char32_t c : {U'第', U'前', U'翻'}) marks.add(c, Mark::kNumber);
  for (const char32_t c : {U'。', U'！', U'？', U'\n'}) marks.add(c, Mark::kStop);
  for (const char32_t c : {U'，', U'、', U'；', U';', U'：'}) marks.add(c, Mark::kPause);
  for (const char32_t c : {U'“', U'‘', U'《', U'【', U'「'}) marks.add(c, Mark::kOpen);
  for (const char32_t c : {U'（', U'('}) marks.add(c, Mark::kOpen | Mark::kRound);
  for (const std::string_view word : periods.words()) marks.add_first(word, Mark::kPeriodWord);
  return marks;
}

Tokenizer::Tokenizer(const RuleTable& lexical, const Numerals& numerals,
                     const QuantityReader& quantities, const PeriodReader& periods)
    : numerals_(numerals),
      quantities_(quantities),
      periods_(periods),
      marks_(marks_but_inside(numerals, periods)),
      words_(lexical, numerals, periods, marks_) {}

void Tokenizer::tokenize(std::string_view text, Clock& clock, Tokens& out) const {
  out.start_text();
  // A month named in a new sentence is not of the year that the last one went back to.
  const bool renews = !clock.looks_back && clock.date;
  if (renews) clock.year = int(clock.date->year());
  marks_.read(text, out.marks);
  out.allowance.earn(text.size());
  Found found;
  size_t from = 0;
  bool opens = true;  // a sentence
  // A mark takes one byte or three.
  const auto size_at = [&](size_t pos) { return size_t{text[pos] < 0 ? 3u : 1u}; };
  const Mark* const marks = out.marks.all.data();
  const auto telling = [&](const Mark* mark) {
    return marks + out.marks.telling(static_cast<size_t>(mark - marks));
  };
  for (const Mark* mark = marks;; ++mark) {
    if (std::exchange(opens, false)) {  // most sentences are left out
      const Mark* tells = telling(mark);
      for (; tells->is(Mark::kStop) && tells->pos < text.size(); tells = telling(mark)) {
        if (!out.leaves_out(static_cast<size_t>(tells - mark))) break;
        out.leave_out(tells->pos + size_at(tells->pos));
        mark = tells + 1;
      }
    }
    const size_t pos = mark->pos;
    const bool last = pos == text.size();
    if (pos < from && !last) continue;             // read already, or inside an aside
    if (found.close != 0 && pos >= found.close) {  // an aside that was read ends like a clause
      out.add(TokenKind::kComma, found.close, found.close + size_at(found.close));
      found.close = 0;
    }
    if (mark->is(Mark::kPause)) {
      const size_t size = size_at(pos);
      out.add(kPauseKinds[pause_bits(text[pos + size - 1])], pos, pos + size);
    } else if (mark->is(Mark::kStop)) {
      found.close = 0;
      if (last) return out.stop(pos, pos);
      out.stop(pos, pos + size_at(pos));
      opens = true;
      if (renews) clock.year = int(clock.date->year());
    } else if (!(mark->is(Mark::kNumber) && words_.is_idle(text, pos)) && out.allowance.spend()) {
      read(text, *mark, clock, out, found);
      if (found.what == Found::kAside) out.add(TokenKind::kComma, pos, found.end);
      if (found.what == Found::kQuantity) out.add_last_quantity();
      if (found.what == Found::kPeriod) out.add(found.period);
      from = found.end;
    }
  }
}

// Reads what begins at `mark`.
void Tokenizer::read(std::string_view text, Mark mark, Clock& clock, Tokens& out,
                     Found& found) const {
  found.what = Found::kNothing;
  const bool inside = mark.is(Mark::kInside);
  found.end = inside ? words_.end_round(text, mark.pos, found.from) : 0;
  if (mark.is(Mark::kOpen))
    read_bracket(text, mark.pos, clock, found);
  else if (found.end == 0)
    read_numeral(text, mark, clock, out, found);
  if (found.what != Found::kNothing || mark.is(Mark::kNumber | Mark::kOpen)) found.from = found.end;
}

void Tokenizer::read_numeral(std::string_view text, Mark mark, Clock& clock, Tokens& out,
                             Found& found) const {
  const size_t pos = mark.pos;
  const bool numeral = mark.is(Mark::kNumber);
  const Lexicon::Match word = numeral ? words_.longest_at(text, pos) : Lexicon::Match{};
  found.end = word.end;
  if (NumeralWords::settles(word)) return;
  // Read once for both: a number may be part of a period or of a quantity.
  const Number number = numeral ? numerals_.read(text, pos) : Number{};
  // 连续三年 is how long, not when.
  const bool lasts = number && pos >= 6 && has_at(text, pos - 6, "连续");
  if (!lasts && periods_.read(text, pos, number, clock, found.period)) {
    found.end = found.period.end;
    found.what = Found::kPeriod;
    return;
  }
  found.end = pos + utf8::at(text, pos).size;
  if (!numeral) return;
  if (word) {
    found.end = word.end;
    return;
  }
  Quantity& quantity = out.quantities.emplace_back();
  found.end = quantities_.read(text, pos, number, quantity);
  if (quantity.end != 0)
    found.what = Found::kQuantity;
  else
    out.quantities.pop_back();
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
  constexpr unsigned kBeginsPeriod = Mark::kNumber | Mark::kPeriodWord;
  if (quote && (marks_.what(text, pos + open.size) & kBeginsPeriod) != 0) {
    // “十四五”时期 is a period though in quotation marks.
    found.period = periods_.read(text, pos + open.size, clock);
    if (found.period.end > at) {
      found.what = Found::kPeriod;
      found.end = found.period.end;
      return;
    }
  }
  if (round && found.close == 0 && tells_value(text, pos, pos + open.size, at)) {
    found.what = Found::kAside;
    found.close = at;
    return;
  }
  found.end = at + c.size;
}

// 增长7%（同比提高2个百分点）, 100万元（约合14万美元）: an aside that reports a value of its own,
// behind a value or at the end of a clause. Others are part of a name.
bool Tokenizer::tells_value(std::string_view text, size_t open, size_t begin, size_t close) const {
  const std::string_view inside = text.substr(begin, close - begin);
  const utf8::Char first = utf8::at(inside, 0), after = utf8::at(text, close + 3);
  const bool digit = Numerals::utf8_digit(first.code) >= 0;
  if (!digit && lists::kAsideOpenings.at(inside) == 0) return false;
  const std::string_view before = text.substr(0, open);
  const bool behind_value =
      before.ends_with("%") || before.ends_with("元") || before.ends_with("点");
  const bool ends_clause = after.size == 0 || ends_sentence(after.code) || after.code == U'，' ||
                           after.code == U'；' || after.code == U'、';
  if (!digit && !behind_value && !ends_clause) return false;
  if (!digit) return std::ranges::any_of(inside, [](char c) { return c >= '0' && c <= '9'; });
  Quantity quantity;
  quantities_.read(text, begin, numerals_.read(text, begin), quantity);
  if (quantity.end != close || quantity.unit == nullptr) return false;
  const UnitKind kind = quantity.unit->kind;
  return kind == UnitKind::kMoney || kind == UnitKind::kPercent || kind == UnitKind::kMeasure ||
         kind == UnitKind::kPoints;
}

}  // namespace newsmill
