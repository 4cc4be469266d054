// A row of quantities.tsv is compiled into tokens:
//
//   {m1}达到<{v1}>，同比增长<{p1}>      m1 v1 LEVEL EQ ; m1 p1 CHANGE REL INCREASE EQ vs:yoy
//
//   m, d   an indicator; d one that is better low        c, a   a counted thing and its verb
//   v, w   a level of m and a higher one                 f, e   a level of d and a lower one
//   k      a count with its unit (12.3万亩)              z      the same in Chinese numerals
//   h      a round count (300余家)                       p s    per cent: of change, of share
//   g x r  percentage points, times, a rank
//
// Any other {name} is a symbol of the grammar; {} in an indicator stands for its text.
//
// The n-th < > is the span of the n-th metric. Tested by tests/newsgen/quantities_test.cc.
#include "newsgen/quantities.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "newsgen/numerals.h"
#include "newsgen/tables.h"

namespace newsmill::newsgen {
namespace {

constexpr std::string_view kIndicators = "mdc";
constexpr std::string_view kKinds[] = {"LEVEL", "COUNT", "CHANGE",   "TRANSITION",
                                       "SHARE", "RANK",  "THRESHOLD"};
constexpr std::string_view kDeltas[] = {"REL", "ABS"};
constexpr std::string_view kDirections[] = {"INCREASE", "DECREASE", "FLAT"};
constexpr std::string_view kComparators[] = {"EQ", "GE", "GT", "LE", "LT", "APPROX"};

int64_t integer(std::string_view text, const RuleTable& table, const RuleRow& row) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    table.fail(row, fmt::format("not a number: {}", text));
  return value;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

template <size_t N>
bool one_of(std::string_view word, const std::string_view (&list)[N]) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

}  // namespace

// What one clause has settled on: its things, and the values in the order they were printed.
struct Quantities::Drawn {
  struct Value {
    int64_t number = 0;  // x 10^decimals
    int decimals = 0;
    double factor = 1;
    std::string_view unit;
    double real() const {
      return static_cast<double>(number) * factor / static_cast<double>(power_of_ten(decimals));
    }
  };
  std::array<const Thing*, 3> measure{}, counted{};
  std::array<Value, 3> base{}, value{};  // base: v or f, printed before w or e
  std::array<std::array<Value, 3>, 8> other{};

  const Thing& thing(char letter, uint32_t index) const {
    return letter == 'c' || letter == 'a' || letter == 'k' || letter == 'h' || letter == 'z'
               ? *counted[index]
               : *measure[index];
  }
  Value& slot(char letter, uint32_t index) {
    constexpr std::string_view kLetters = "psgxrkhz";
    if (letter == 'v' || letter == 'f') return base[index];
    if (letter == 'w' || letter == 'e') return value[index];
    return other[kLetters.find(letter)][index];
  }
  const Value& slot(char letter, uint32_t index) const {
    return const_cast<Drawn*>(this)->slot(letter, index);
  }
};

Quantities::Quantities(const Grammar& grammar)
    : grammar_(grammar),
      measures_(builtin_table("measures.tsv")),
      counts_(builtin_table("counts.tsv")),
      clauses_(builtin_table("quantities.tsv")) {
  read_things(measures_, false);
  read_things(counts_, true);
  for (const RuleRow& row : clauses_.rows()) {
    Pattern pattern = compile(row);
    if (row[0] != "target") past_.push_back(pattern);
    if (row[0] != "past") target_.push_back(std::move(pattern));
  }
}

void Quantities::read_things(const RuleTable& table, bool counts) {
  const size_t topics = grammar_.topics().size();
  for (auto* lists : {&amounts_, &rates_, &rising_, &falling_, &counted_})
    lists->resize(topics + 1);
  const auto cell = [&](const RuleRow& row, std::string_view name) {
    return row[table.column(name)];
  };
  for (const RuleRow& row : table.rows()) {
    const auto topic = std::find(grammar_.topics().begin(), grammar_.topics().end(), row[0]);
    if (topic == grammar_.topics().end()) table.fail(row, fmt::format("no topic {}", row[0]));
    Thing thing;
    thing.verb = counts ? cell(row, "verb") : std::string_view();
    thing.name = cell(row, counts ? "noun" : "name");
    thing.unit = cell(row, "unit");
    thing.canonical = cell(row, "canonical");
    thing.factor = static_cast<double>(integer(cell(row, "factor"), table, row));
    thing.decimals = static_cast<int>(integer(cell(row, "decimals"), table, row));
    thing.low = integer(cell(row, "low"), table, row) * power_of_ten(thing.decimals) + 1;
    thing.high = integer(cell(row, "high"), table, row) * power_of_ten(thing.decimals);
    thing.falling = !counts && cell(row, "trend") == "down";
    for (const size_t list : {static_cast<size_t>(topic - grammar_.topics().begin()), topics}) {
      if (counts) {
        counted_[list].push_back(thing);
      } else {
        (thing.falling ? falling_ : rising_)[list].push_back(thing);
        if (!thing.falling) (thing.canonical == "%" ? rates_ : amounts_)[list].push_back(thing);
      }
    }
  }
}

Quantities::Pattern Quantities::compile(const RuleRow& row) const {
  Pattern pattern;
  std::string_view text = row[1];
  uint32_t spans = 0;
  while (!text.empty()) {
    const size_t mark = std::min(text.find_first_of("{<>"), text.size());
    if (mark > 0) pattern.tokens.push_back({Token::Kind::kText, 0, 0, text.substr(0, mark)});
    text.remove_prefix(mark);
    if (text.empty()) break;
    if (text[0] != '{') {
      const bool open = text[0] == '<';
      pattern.tokens.push_back(
          {open ? Token::Kind::kOpen : Token::Kind::kClose, 0, open ? spans : spans++});
      text.remove_prefix(1);
      continue;
    }
    const size_t close = text.find('}');
    if (close == std::string_view::npos) clauses_.fail(row, "{ without }");
    const std::string_view name = text.substr(1, close - 1);
    text.remove_prefix(close + 1);
    if (name.size() == 2 && name[1] >= '1' && name[1] <= '3') {
      const Token::Kind kind = kIndicators.find(name[0]) != std::string_view::npos
                                   ? Token::Kind::kName
                               : name[0] == 'a' ? Token::Kind::kVerb
                                                : Token::Kind::kValue;
      pattern.tokens.push_back({kind, name[0], static_cast<uint32_t>(name[1] - '1')});
    } else {
      pattern.tokens.push_back({Token::Kind::kSymbol, 0, grammar_.symbol(name)});
    }
  }
  for (std::string_view rest = row[2]; !rest.empty();) {
    const size_t end = std::min(rest.find(';'), rest.size());
    compile_spec(rest.substr(0, end), row, pattern);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (pattern.metrics.size() != spans) clauses_.fail(row, "not one metric for each < >");
  return pattern;
}

void Quantities::compile_spec(std::string_view text, const RuleRow& row, Pattern& pattern) const {
  const std::vector<std::string_view> words = words_of(text);
  if (words.size() < 3) clauses_.fail(row, "a metric is: indicator value KIND …");
  Spec spec;
  // The indicator: m1, m1增速, 完成{noun}的c1占比
  size_t at = 0;
  const auto names_thing = [&](size_t i) {
    return kIndicators.find(words[0][i]) != std::string_view::npos && words[0][i + 1] >= '1' &&
           words[0][i + 1] <= '3';
  };
  while (at + 1 < words[0].size() && !names_thing(at)) ++at;
  if (at + 1 >= words[0].size()) clauses_.fail(row, "the indicator names no m, d or c");
  spec.name_letter = words[0][at];
  spec.name_index = static_cast<uint32_t>(words[0][at + 1] - '1');
  spec.name_before = words[0].substr(0, at);
  spec.name_after = words[0].substr(at + 2);
  spec.value_letter = words[1][0];
  spec.value_index = static_cast<uint32_t>(words[1][1] - '1');
  if (words[1].size() == 5) {
    spec.baseline_letter = words[1][3];
    spec.baseline_index = static_cast<uint32_t>(words[1][4] - '1');
  }
  for (const std::string_view word :
       std::vector<std::string_view>(words.begin() + 2, words.end())) {
    if (one_of(word, kKinds))
      spec.kind = word;
    else if (one_of(word, kDeltas))
      spec.delta = word;
    else if (one_of(word, kDirections))
      spec.direction = word;
    else if (one_of(word, kComparators))
      spec.comparator = word;
    else if (word.starts_with("vs:"))
      spec.compared_with = word.substr(3);
    else
      clauses_.fail(row, fmt::format("unknown word {}", word));
  }
  // 得分率增长5% says something else than 产值增长5%: growth is of amounts, points are of rates.
  Want& want = pattern.want[spec.name_index];
  if (spec.value_letter == 'p' || spec.value_letter == 'x' || !spec.name_after.empty())
    want = Want::kAmount;
  else if (spec.value_letter == 'g')
    want = Want::kRate;
  pattern.metrics.push_back(spec);
}

const Quantities::Thing& Quantities::pick(char letter, Want want, Grammar::Context& context) const {
  const auto& lists = letter == 'c'           ? counted_
                      : letter == 'd'         ? falling_
                      : want == Want::kAmount ? amounts_
                      : want == Want::kRate   ? rates_
                                              : rising_;
  const std::vector<Thing>& own = lists[context.topic];
  const std::vector<Thing>& things = own.size() < 2 ? lists.back() : own;
  return things[context.dice.below(static_cast<uint32_t>(things.size()))];
}

void Quantities::print_value(const Token& token, Drawn& drawn, Random& dice,
                             std::string& out) const {
  Drawn::Value& value = drawn.slot(token.letter, token.index);
  const auto set = [&](int64_t number, int decimals, double factor, std::string_view unit) {
    value = {number, decimals, factor, unit};
  };
  const auto of_thing = [&](const Thing& thing, int64_t number) {
    set(number, thing.decimals, thing.factor, thing.canonical);
    append_decimal(number, thing.decimals, out);
    out += thing.unit;
  };
  switch (token.letter) {
    case 'v':
    case 'f':
    case 'k': {
      const Thing& thing = drawn.thing(token.letter, token.index);
      const int64_t low = token.letter == 'f' ? (thing.low + thing.high) / 2 : thing.low;
      return of_thing(thing, dice.between(low, std::max(low, thing.high - thing.high / 20)));
    }
    case 'w': {
      const Thing& thing = drawn.thing('m', token.index);
      const int64_t base = drawn.base[token.index].number;
      return of_thing(thing, base + dice.between(1, std::max<int64_t>(1, (thing.high - base) / 2)));
    }
    case 'e': {
      const Thing& thing = drawn.thing('d', token.index);
      const int64_t base = drawn.base[token.index].number;
      return of_thing(thing, base > 0 ? dice.between(std::max<int64_t>(1, base / 2), base - 1)
                                      : dice.between(thing.low, thing.high));
    }
    case 'h': {
      const Thing& thing = drawn.thing('h', token.index);
      set(dice.between(2, 98) * 10, 0, thing.factor, thing.canonical);
      append_decimal(value.number, 0, out);
      out += dice.chance(60) ? "余" : "多";
      out += thing.unit;
      return;
    }
    case 'z': {
      const Thing& thing = drawn.thing('z', token.index);
      set(thing.factor > 1 ? dice.between(3, 60) : dice.between(3, 999), 0, thing.factor,
          thing.canonical);
      append_chinese(value.number, out);
      out += thing.unit;
      return;
    }
    case 'p':
      set(dice.chance(85) ? dice.between(8, 160) : dice.between(161, 990), 1, 1, "%");
      break;
    case 's':
      set(dice.between(52, 960), 1, 1, "%");
      break;
    case 'g':
      set(dice.between(1, 99), 1, 1, "pp");
      break;
    case 'x':
      set(dice.between(105, 990), 2, 1, "x");
      break;
    default:
      set(dice.between(1, 9), 0, 1, "rank");
      break;
  }
  append_decimal(value.number, value.decimals, out);
  if (value.unit == "%") out += '%';
}

MetricTruth Quantities::metric(const Spec& spec, const Drawn& drawn, std::string_view symbol_text) {
  MetricTruth metric;
  const Thing& thing = drawn.thing(spec.name_letter, spec.name_index);
  std::string before(spec.name_before);
  if (const size_t symbol = before.find("{}"); symbol != std::string::npos)
    before.replace(symbol, 2, symbol_text);
  metric.indicator = fmt::format("{}{}{}", before, thing.name, spec.name_after);
  const Drawn::Value& value = drawn.slot(spec.value_letter, spec.value_index);
  metric.value = value.real();
  metric.unit = value.unit;
  if (spec.baseline_letter != 0)
    metric.baseline = drawn.slot(spec.baseline_letter, spec.baseline_index).real();
  metric.kind = spec.kind;
  metric.delta = spec.delta;
  metric.direction = spec.direction;
  metric.comparator = spec.comparator;
  metric.compared_with = spec.compared_with;
  return metric;
}

void Quantities::write(Use use, Grammar::Context& context, std::string& out,
                       std::vector<Span>& spans, std::vector<MetricTruth>* metrics) const {
  const std::vector<Pattern>& patterns = use == Use::kPast ? past_ : target_;
  const Pattern& pattern = patterns[context.dice.below(static_cast<uint32_t>(patterns.size()))];
  Drawn drawn;
  Span noun;  // where the symbol's text stands
  const size_t first = spans.size();
  spans.resize(first + pattern.metrics.size());
  for (const Token& token : pattern.tokens) {
    draw_thing(token, pattern, context, drawn);
    const uint32_t at = static_cast<uint32_t>(out.size());
    switch (token.kind) {
      case Token::Kind::kText:
        out += token.text;
        break;
      case Token::Kind::kOpen:
        spans[first + token.index].begin = at;
        break;
      case Token::Kind::kClose:
        spans[first + token.index].end = at;
        break;
      case Token::Kind::kName:
        out += drawn.thing(token.letter, token.index).name;
        break;
      case Token::Kind::kVerb:
        out += drawn.counted[token.index]->verb;
        break;
      case Token::Kind::kValue:
        print_value(token, drawn, context.dice, out);
        break;
      case Token::Kind::kSymbol:
        grammar_.expand(token.index, context, out);
        noun = {at, static_cast<uint32_t>(out.size())};
        break;
    }
  }
  if (metrics == nullptr) return;
  const std::string_view symbol_text =
      std::string_view(out).substr(noun.begin, noun.end - noun.begin);
  for (size_t i = 0; i < pattern.metrics.size(); ++i) {
    metrics->push_back(metric(pattern.metrics[i], drawn, symbol_text));
    metrics->back().begin = spans[first + i].begin;
    metrics->back().end = spans[first + i].end;
  }
}

// A clause settles on a thing when its name, its verb or its count first comes up.
void Quantities::draw_thing(const Token& token, const Pattern& pattern, Grammar::Context& context,
                            Drawn& drawn) const {
  const bool counted = token.letter == 'c' || token.letter == 'a' || token.letter == 'k';
  if (!counted && token.kind != Token::Kind::kName) return;
  auto& things = counted ? drawn.counted : drawn.measure;
  if (things[token.index] != nullptr) return;
  // 新增学位3000个、床位500张: the second thing is counted by the verb of the first.
  const Thing* elder = token.letter == 'c' && token.index > 0 ? things[token.index - 1] : nullptr;
  constexpr int kTries = 12;  // to find such a thing, another one than its neighbours
  for (int i = 0; i < kTries; ++i) {
    const Thing& thing = pick(counted ? 'c' : token.letter, pattern.want[token.index], context);
    things[token.index] = &thing;
    const bool fits = elder == nullptr || thing.verb == elder->verb;
    if (fits && std::count(things.begin(), things.end(), &thing) == 1) return;
  }
}

}  // namespace newsmill::newsgen
