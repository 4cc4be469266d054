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

// Where the first numeral of a word, with the character before it, has its bit.
size_t inside(char32_t numeral, char32_t before) {
  return (numeral << 16 ^ before) * 0x9E3779B1u >> 16 & 0x3FFF;
}

// The end of the sentence that begins with the mark, if it has but names in quotation marks.
const Marks::Event* without_names(const Marks::Event* mark) {
  constexpr unsigned kTells = Mark::kNumber | Mark::kPeriodWord | Mark::kRound | Mark::kStop;
  const Marks::Event* tells = mark;
  while ((tells->what & kTells) == 0) ++tells;
  return (tells->what & Mark::kStop) != 0 ? tells : mark;
}

TokenKind pause_kind(char32_t c) {
  switch (c) {
    case U'、':
      return TokenKind::kPause;
    case U'：':
      return TokenKind::kColon;
    case U'，':
      return TokenKind::kComma;
    default:
      return TokenKind::kSemicolon;
  }
}

}  // namespace

void Tokens::clear() {
  all.clear();
  quantities.clear();
  periods.clear();
  sentences.clear();
}

void Tokens::start_text() {
  first_ = sentences.size();
  begin_ = floor_ = 0;
  from_ = all.size();
  first_quantity_ = quantities.size();
  telling_ = false;
  idle_ = Quantity::Idle::kNo;
}

void Tokens::add(Quantity& quantity) {
  quantity.begin = std::max(quantity.begin, floor_);
  make_room(quantity.begin);  // may drop quantities
  append(TokenKind::kQuantity, quantities.size(), quantity.begin, quantity.end);
  quantities.push_back(quantity);
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

Tokenizer::Tokenizer(const RuleTable& lexical, const Numerals& numerals,
                     const QuantityReader& quantities, const PeriodReader& periods)
    : numerals_(numerals), quantities_(quantities), periods_(periods) {
  for (char32_t c = 1; c < 0x10000; ++c)
    if (numerals.starts(c)) marks_.add(c, Mark::kNumber);
  for (const char32_t c : {U'第', U'前', U'翻'}) marks_.add(c, Mark::kNumber);
  for (const char32_t c : {U'。', U'！', U'？', U'\n'}) marks_.add(c, Mark::kStop);
  for (const char32_t c : {U'，', U'、', U'；', U';', U'：'}) marks_.add(c, Mark::kPause);
  for (const char32_t c : {U'“', U'‘', U'《', U'【', U'「'}) marks_.add(c, Mark::kOpen);
  for (const char32_t c : {U'（', U'('}) marks_.add(c, Mark::kOpen | Mark::kRound);
  const size_t written = lexical.column("written");
  for (const RuleRow& row : lexical.rows()) add_word(row[written]);
  for (const std::string_view word : periods.words()) marks_.add_first(word, Mark::kPeriodWord);
}

// 一起: the word goes on behind its numeral as no period does, so neither needs to be read.
bool Tokenizer::settles(std::string_view word) const {
  const char32_t first = utf8::at(word, 0).code;
  if (!numerals_.is_spelled(first) || first == U'十') return false;  // 十四五
  const Number number = numerals_.read(word, 0);
  if (!number || number.end == word.size() || has_at(word, number.end, "分")) return false;
  Clock clock{.year = 2000};
  Period period;
  if (periods_.read(word, 0, number, clock, period) || periods_.may_follow(word, number.end))
    return false;
  return std::ranges::none_of(periods_.words(), [&](std::string_view written) {
    const size_t one = utf8::at(written, 0).size;
    return word.starts_with(written.substr(0, one + utf8::at(written, one).size));
  });
}

// A word is found by its first numeral.
void Tokenizer::add_word(std::string_view word) {
  lexical_.add(word, settles(word) ? kSettled : kPlain);
  int before = 0;
  for (size_t pos = 0; pos < word.size(); ++before) {
    const utf8::Char c = utf8::at(word, pos);
    if ((marks_.what(word, pos) & Mark::kNumber) != 0) {
      if (before > 0) {
        marks_.add(c.code, Mark::kInside);
        insides_.set(inside(c.code, utf8::before(word, pos).code));
      }
      most_before_ = std::max(most_before_, before);
      return;
    }
    pos += c.size;
  }
}

void Tokenizer::tokenize(std::string_view text, Clock& clock, Tokens& out) const {
  out.start_text();
  // A month named in a new sentence is not of the year that the last one went back to.
  const bool renews = !clock.looks_back && clock.date;
  if (renews) clock.year = int(clock.date->year());
  Marks& marks = out.marks;
  marks_.read(text, marks);
  out.allowance.earn(text.size());
  Found found;
  size_t from = 0, pause = 0;
  const auto close_before = [&](size_t pos) {  // an aside that was read ends like a clause
    if (found.close == 0 || pos < found.close) return;
    out.add(TokenKind::kComma, found.close, found.close + utf8::at(text, found.close).size);
    found.close = 0;
  };
  const auto add_pauses = [&](size_t end) {
    for (; pause < end; ++pause) {
      const size_t pos = marks.pauses[pause];
      close_before(pos);
      const utf8::Char c = utf8::at(text, pos);
      out.add(pause_kind(c.code), pos, pos + c.size);
    }
  };
  bool opens = true;  // a sentence
  for (const Marks::Event* mark = marks.events.data();; ++mark) {
    if (opens) mark = without_names(mark);
    opens = false;
    const bool last = mark->pos == text.size();
    if (mark->pos < from && !last) continue;  // read already, or inside an aside
    if ((mark->what & Mark::kStop) == 0) {
      if (!out.allowance.spend()) continue;
      add_pauses(mark->pauses);
      close_before(mark->pos);
      read(text, *mark, clock, found);
      if (found.what == Found::kAside) out.add(TokenKind::kComma, mark->pos, found.end);
      if (found.what == Found::kQuantity) out.add(found.quantity);
      if (found.what == Found::kPeriod) out.add(found.period);
      from = found.end;
      while (marks.pauses[pause] < from) ++pause;
      continue;
    }
    if (out.wants(mark->pauses - pause)) add_pauses(mark->pauses);
    close_before(mark->pos);
    found.close = 0;
    pause = mark->pauses;
    out.stop(mark->pos, mark->pos + utf8::at(text, mark->pos).size);
    if (last) return;
    opens = true;
    if (renews) clock.year = int(clock.date->year());
  }
}

// Reads what begins at `mark`.
void Tokenizer::read(std::string_view text, Marks::Event mark, Clock& clock, Found& found) const {
  found.what = Found::kNothing;
  found.end = (mark.what & Mark::kInside) != 0 && may_be_inside(text, mark.pos)
                  ? end_of_word_round(text, mark.pos, found.from)
                  : 0;
  if (mark.what & Mark::kOpen)
    read_bracket(text, mark.pos, clock, found);
  else if (found.end == 0)
    read_numeral(text, mark, clock, found);
  if (found.what != Found::kNothing || (mark.what & (Mark::kNumber | Mark::kOpen)) != 0)
    found.from = found.end;
}

// Does a word have this numeral as its first, and this character before it?
bool Tokenizer::may_be_inside(std::string_view text, size_t pos) const {
  return insides_[inside(utf8::at(text, pos).code, utf8::before(text, pos).code)];
}

// Where the word ends that has its first numeral at `pos` but begins before; 0: there is none.
size_t Tokenizer::end_of_word_round(std::string_view text, size_t pos, size_t from) const {
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

void Tokenizer::read_numeral(std::string_view text, Marks::Event mark, Clock& clock,
                             Found& found) const {
  const size_t pos = mark.pos;
  const bool numeral = (mark.what & Mark::kNumber) != 0;
  const Lexicon::Match word = numeral ? lexical_.longest_at(text, pos) : Lexicon::Match{};
  found.end = word.end;
  if (word && word.id == kSettled) return;
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
  static constexpr WordList kOpenings("同比", "环比", "增长", "下降", "上升", "提高", "比", "较",
                                      "约", "约合", "折合", "合", "占", "达", "上涨", "下跌",
                                      "增幅", "降幅", "涨幅", "增加", "减少", "其中", "超", "超过");
  const std::string_view inside = text.substr(begin, close - begin);
  const utf8::Char first = utf8::at(inside, 0), after = utf8::at(text, close + 3);
  const bool digit = Numerals::utf8_digit(first.code) >= 0;
  if (!digit && kOpenings.at(inside) == 0) return false;
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
