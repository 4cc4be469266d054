// Reads each value of a sentence with the words round it, clause by clause.
//
//   新增 公园 | 3个 、 | 绿道 | 5公里 ，     each looks left and right within its clause
//
// Tested by tests/extract/extract_test.cc. See README.md for the grammar.
#include "extract/sentence.h"

#include <algorithm>

#include "core/utf8.h"
#include "extract/words.h"

namespace newsmill {
namespace {

constexpr size_t kMaxLeft = 390;   // bytes of text looked at before a value
constexpr size_t kMaxRight = 240;  // and behind it

size_t at_boundary(std::string_view text, size_t pos) {
  while (pos < text.size() && !utf8::is_start(text[pos])) ++pos;
  return pos;
}

bool breaks_clause(TokenKind kind) {
  static_assert(TokenKind::kStop < TokenKind::kSemicolon && TokenKind::kColon < TokenKind::kComma);
  return kind >= TokenKind::kStop && kind <= TokenKind::kComma;
}

// 分别 or 分列: does the text speak of several values, one after the other?
bool distributes(std::string_view text) {
  for (size_t pos; (pos = find_word(text, "分")) != std::string_view::npos;
       text.remove_prefix(pos + 3))
    if (has_at(text, pos, "分别") || has_at(text, pos, "分列")) return true;
  return false;
}

// 200人, 3万人次: the unit says what is counted.
bool counts_people(const Quantity& quantity) {
  return quantity.unit != nullptr &&
         (quantity.unit->written == "人" || quantity.unit->written == "人次");
}

}  // namespace

void SentenceReader::collect(Work& work) const {
  work.readings.clear();
  const std::vector<Token>& tokens = work.tokens.all;
  Span clause{work.sentence.begin, work.sentence.end};
  for (size_t from = work.from, to; from < work.to; from = to + 1) {
    bool valued = false;
    for (to = from; to < work.to && !breaks_clause(tokens[to].kind); ++to)
      valued |= tokens[to].kind == TokenKind::kQuantity;
    clause.end = to < work.to ? tokens[to].begin : work.sentence.end;
    if (valued) collect_clause(work, from, to, clause);
    if (to < work.to) clause.begin = tokens[to].end;
  }
}

// The values among the tokens [from, to), which are those of `clause`.
void SentenceReader::collect_clause(Work& work, size_t from, size_t to, Span clause) const {
  const std::vector<Token>& tokens = work.tokens.all;
  size_t left = clause.begin;
  for (size_t i = from, next; i < to; i = next) {
    next = i + 1;
    if (tokens[i].kind != TokenKind::kQuantity) continue;
    // The right edge: the next value, or the pause before it, or the end of the clause.
    size_t pause = 0;
    for (; next < to && tokens[next].kind != TokenKind::kQuantity; ++next)
      if (tokens[next].kind == TokenKind::kPause && pause == 0) pause = tokens[next].begin;
    if (next == to) pause = 0;
    const size_t right = pause != 0 ? pause : next < to ? tokens[next].begin : clause.end;
    if (!read_value(work, i, from, clause, {left, right})) continue;
    left = pause != 0 ? pause : tokens[i].end;
    from = i + 1;
  }
}

// Reads the value that is tokens[i] and what stands round it in `room`; `first` is the first token
// there. False: it is no value but a figure inside a name.
bool SentenceReader::read_value(Work& work, size_t i, size_t first, Span clause, Span room) const {
  const Token& token = work.tokens.all[i];
  Reading& reading = work.readings.emplace_back();
  // Asked here and not in the copy, which would have to be written first.
  const Quantity& quantity = work.tokens.quantities[token.index];
  reading.quantity = quantity;
  reading.token = i;
  reading.clause = clause;
  Span left{room.begin, quantity.rate_begin > room.begin ? quantity.rate_begin : token.begin};
  if (left.end > left.begin + kMaxLeft) left.begin = at_boundary(work.text, left.end - kMaxLeft);
  const bool ranked = quantity.sort == QuantitySort::kRank || quantity.sort == QuantitySort::kTop;
  phrases_.read_before(work.text, left, work.tokens, first, i, ranked, reading.before);
  if (ranked && reading.before.verb == nullptr) settle_place(work.text, reading.before);
  if (quantity.unit != nullptr && quantity.unit->kind == UnitKind::kPoints)
    phrases_.take_gap(work.text, reading.before);
  if (distributes(left.of(work.text))) reading.before.respectively = true;
  const size_t right = at_boundary(work.text, std::min(room.end, token.end + kMaxRight));
  const bool ratio = quantity.is_percentage();
  const bool money = quantity.unit != nullptr && quantity.unit->kind == UnitKind::kMoney;
  const bool people = counts_people(quantity);
  phrases_.read_after(work.text, {token.end, std::max<size_t>(token.end, right)},
                      ratio || money || people, reading.after);
  if (people) settle_people(work.text, reading);
  if (quantity.unit != nullptr && quantity.unit->kind == UnitKind::kMeasure)
    settle_dimension(work.text, reading);
  if (work.readings.size() > 1) settle_noun(work.text, *(&reading - 1), reading);
  const bool times = quantity.unit != nullptr && quantity.unit->kind == UnitKind::kTimes;
  if (ratio || times) phrases_.take_change(work.text, reading.after, reading.before);
  if ((ratio || times) && (reading.before.verb == nullptr || !reading.before.dated.empty()))
    phrases_.take_whole(work.text, reading.before);
  if (ratio && reading.before.verb == nullptr && reading.before.lead == nullptr &&
      reading.after.noun.empty())
    phrases_.take_object(work.text, reading.before);
  // 2020中国大学排行榜: a figure inside a name
  const bool begins_change =  // 由2.11缩小至2.05
      reading.before.from && cues_.lead_at(work.text, token.end).is(kChange | kMove);
  if (quantity.unit == nullptr && !quantity.scaled && !quantity.fraction && !begins_change &&
      quantity.sort == QuantitySort::kAmount && !reading.after.noun.empty() &&
      (reading.before.verb == nullptr ||
       !reading.before.verb->is(kChange | kLevel | kCross | kHold | kShare))) {
    work.readings.pop_back();
    return false;
  }
  reading.verb = reading.before.verb;
  reading.lead = reading.before.lead;
  return true;
}

}  // namespace newsmill
