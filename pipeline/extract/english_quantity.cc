// Currency, number, range, unit, rate: each read once, from left to right.
// Tested by tests/extract/english_test.cc.
#include "extract/english_quantity.h"

#include <algorithm>
#include <charconv>

#include "extract/english_text.h"

namespace newsmill {
namespace {

struct Currency {
  std::string_view written, code;
};
constexpr auto kCurrencies = std::to_array<Currency>(
    {Currency{"us$", "USD"}, Currency{"hk$", "HKD"}, Currency{"a$", "AUD"}, Currency{"nt$", "TWD"},
     Currency{"s$", "SGD"}, Currency{"c$", "CAD"}, Currency{"cny", "CNY"}, Currency{"$", "USD"},
     Currency{"\xC2\xA3", "GBP"}, Currency{"\xE2\x82\xAC", "EUR"}, Currency{"\xC2\xA5", "CNY"},
     Currency{"rmb", "CNY"}});

const Currency* currency_at(std::string_view text, size_t pos) {
  for (const Currency& currency : kCurrencies)
    if (text.substr(std::min(pos, text.size())).starts_with(currency.written)) return &currency;
  return nullptr;
}

Decimal decimal_of(std::string_view cell) {
  Decimal value;
  int places = 0;
  bool point = false;
  for (const char c : cell) {
    if (c == '.') {
      point = true;
    } else {
      value.push_digit(c - '0');
      places -= point ? 1 : 0;
    }
  }
  return value.shifted(places);
}

}  // namespace

Lexicon::Match whole_word_at(const Lexicon& words, std::string_view text, size_t pos) {
  const Lexicon::Match match = words.longest_at(text, pos);
  return match && is_word(byte_at(text, match.end)) && is_word(text[match.end - 1])
             ? Lexicon::Match{}
             : match;
}

EnglishQuantities::EnglishQuantities(const RuleSet& rules) {
  const RuleTable& numbers = rules.table("en_numbers.tsv");
  for (const RuleRow& row : numbers.rows()) {
    Word word{Kind::kSmall, 0};
    std::from_chars(row[2].data(), row[2].data() + row[2].size(), word.value);
    if (row[1] == "scale")
      word.kind = Kind::kScale;
    else if (row[1] == "glued")
      word.kind = Kind::kGlued;
    else if (row[1] == "dozen")
      word.kind = Kind::kDozen;
    else if (row[1] == "fraction")
      word.kind = Kind::kFraction;
    else if (row[1] == "order")
      word.kind = Kind::kOrder;
    else if (row[1] != "small")
      numbers.fail(row, "no such kind");
    numbers_.add(row[0], static_cast<int>(words_.size()));
    words_.push_back(word);
  }
  for (const RuleRow& row : rules.table("en_units.tsv").rows()) {
    unit_words_.add(row[0], static_cast<int>(units_.size()));
    units_.push_back({row[1], row[3], decimal_of(row[2])});
  }
  for (const RuleRow& row : rules.table("en_negatives.tsv").rows())
    (row[1] == "before" ? before_ : after_).add(row[0], 0);
}

// "3 to 5 million", "between 3 and 5"
void EnglishQuantities::range(std::string_view text, const EnglishNumber& first, bool money,
                              bool between, EnglishQuantity& quantity) const {
  for (const std::string_view joint : {"-", " to ", " and "}) {
    if (joint == " and " && !between) continue;
    if (!text.substr(first.end).starts_with(joint)) continue;
    size_t next = first.end + joint.size();
    if (const Currency* again = currency_at(text, next)) next += again->written.size();
    const EnglishNumber second = number(text, next, money);
    if (!second.end || second.fraction || !(first.value < second.value || second.scaled)) continue;
    // "rose by 120 to 218": a change and what it led to
    const bool by = text.substr(0, quantity.begin).ends_with("by ");
    if (by && joint == " to " && second.plain &&
        !whole_word_at(unit_words_, text, skip_joint(text, second.end)))
      continue;
    quantity.high = second.value;
    quantity.end = second.end;
    if (second.scaled && !first.scaled) {  // 3 to 5 million: the scale is shared
      EnglishNumber low = first;
      low.end = digits(text, next).end;
      if (low.end) scale(text, low, money), quantity.value = low.value;
    }
    return;
  }
}

void EnglishQuantities::unit(std::string_view text, EnglishQuantity& quantity) const {
  const size_t at = skip_joint(text, quantity.end);
  const Lexicon::Match match = whole_word_at(unit_words_, text, at);
  if (!match) return;
  const EnglishUnit& unit = units_[static_cast<size_t>(match.id)];
  // "five-year plan", "a 10-day trip" tell of what kind, not how much
  const bool compound = unit.kind == "duration" && byte_at(text, quantity.end) == '-';
  quantity.unit = compound ? "-" : unit.canonical;
  quantity.kind = unit.kind;
  quantity.value = quantity.value * unit.factor;
  if (quantity.high) quantity.high = *quantity.high * unit.factor;
  quantity.end = match.end;
}

// "yuan per kilogram", "dollars a barrel", "deaths per 1,000 births"; not "5 percent per year"
void EnglishQuantities::rate(std::string_view text, EnglishQuantity& quantity) const {
  const bool share = quantity.kind == "percent" || quantity.kind == "pp";
  for (const std::string_view per : {" per ", "/", " a ", " an "}) {
    if (!text.substr(quantity.end).starts_with(per)) continue;
    const size_t from = quantity.end + per.size();
    const bool written = per == " per " || per == "/";
    if (!written && quantity.kind != "money" && quantity.kind != "measure") return;
    const Lexicon::Match below = whole_word_at(unit_words_, text, from);
    if (below && !share && !quantity.unit.empty()) {
      const EnglishUnit& unit = units_[static_cast<size_t>(below.id)];
      if (unit.kind == "percent") return;
      quantity.per = unit.canonical;
      quantity.end = below.end;
      return;
    }
    if (below || (share && per != " per ")) return;
    size_t end = from;
    for (int words = 0; words < 3 && end < text.size(); ++words) {
      const EnglishNumber base = digits(text, end);
      size_t next = base.end ? base.end : end;
      while (!base.end && is_letter(byte_at(text, next))) ++next;
      if (next == end) break;
      end = next;
      const bool goes_on =
          base.end || (words == 0 && text.substr(end).starts_with(" of "));  // unit of output
      if (!goes_on || byte_at(text, end) != ' ') break;
      if (!base.end) end += 3;
      ++end;
    }
    quantity.below = text.substr(from, end - from);
    return;
  }
}

// "5.25% to 5.5%", "$3 to $5 a share"
void EnglishQuantities::unit_range(std::string_view text, bool money,
                                   EnglishQuantity& quantity) const {
  if (quantity.high || quantity.unit.empty()) return;
  for (const std::string_view joint : {" to ", "-"}) {
    if (!text.substr(quantity.end).starts_with(joint)) continue;
    size_t next = quantity.end + joint.size();
    const Currency* const again = currency_at(text, next);
    if (again) next += again->written.size();
    EnglishNumber second = number(text, next, again != nullptr);
    if (!second.end || second.fraction) continue;
    EnglishQuantity high;
    high.end = second.end;
    high.value = second.value;
    unit(text, high);
    if (money && again) high.unit = again->code;
    if (high.unit != quantity.unit || !(quantity.value < high.value)) continue;
    quantity.high = high.value;
    quantity.end = high.end;
    return;
  }
}

EnglishQuantity EnglishQuantities::read(std::string_view text, size_t pos, bool between,
                                        bool ranged) const {
  EnglishQuantity quantity;
  quantity.begin = pos;
  const Currency* const money = currency_at(text, pos);
  const size_t start = money ? pos + money->written.size() : pos;
  const EnglishNumber first =
      number(text, money && byte_at(text, start) == ' ' ? start + 1 : start, money);
  if (!first.end) return quantity;
  quantity.value = first.value;
  quantity.end = first.end;
  quantity.order = first.order;
  quantity.parts = first.parts;
  if (first.order && text.substr(quantity.end).starts_with(" of ")) quantity.end += 3;
  range(text, first, money, between, quantity);
  unit(text, quantity);
  if (money) quantity.unit = money->code, quantity.kind = "money";
  if (first.order && text.substr(quantity.end - 3).starts_with(" of")) quantity.end -= 3;
  if (ranged || between) unit_range(text, money, quantity);
  constexpr std::string_view kOfAPoint = " of a percentage point";
  if (first.fraction && text.substr(quantity.end).starts_with(kOfAPoint)) {
    quantity.value = quantity.value.shifted(-2);
    quantity.unit = quantity.kind = "pp";
    quantity.end += kOfAPoint.size();
  }
  if (quantity.unit.empty() && is_letter(byte_at(text, quantity.end)))
    quantity.end = 0;  // 5g masts
  if (!quantity.end) return quantity;
  rate(text, quantity);
  if (first.fraction && quantity.unit.empty()) quantity.unit = "%", quantity.kind = "percent";
  const bool one = first.spelled && !first.scaled && !first.fraction && first.value == Decimal(1);
  const bool by = quantity.kind == "duration" && text.substr(0, pos).ends_with("by ");
  if (one && !by && quantity.kind != "percent" && quantity.kind != "pp") quantity.end = 0;
  if (quantity.unit == "-") quantity.end = 0;
  if (!quantity.value.valid() || (quantity.high && !quantity.high->valid())) quantity.end = 0;
  return quantity;
}

size_t EnglishQuantities::label_end(std::string_view text, size_t pos) const {
  if (!is_digit(byte_at(text, pos))) return 0;
  size_t end = digits(text, pos).end;
  const auto tail = [&] {
    while (end < text.size() && (is_word(text[end]) || ((text[end] == ':' || text[end] == '-' ||
                                                         text[end] == '.' || text[end] == '/') &&
                                                        is_digit(byte_at(text, end + 1)))))
      ++end;
    return end;
  };
  const char next = byte_at(text, end);
  if ((next == ':' || next == '.' || next == '/') && is_digit(byte_at(text, end + 1)))
    return tail();
  if (next == '-' && (byte_at(text, end + 1) == '0' || text[pos] == '0')) return tail();
  // 3-1: a score, no range
  if (next == '-' && is_digit(byte_at(text, end + 1))) {
    const EnglishNumber first = digits(text, pos), second = digits(text, end + 1);
    if (!(first.value < second.value) && !is_word(byte_at(text, second.end))) return tail();
  }
  if (pos > 0 && (text[pos - 1] == '+' || text[pos - 1] == '.')) return tail();
  for (const std::string_view ordinal : {"st", "nd", "rd", "th"})
    if (text.substr(end).starts_with(ordinal)) return tail();
  size_t at = pos;
  while (at > 0 && text[at - 1] == ' ') --at;
  const Lexicon::Match word = before_.longest_before(text, at, at > 24 ? at - 24 : 0);
  if (word && (word.begin == 0 || !is_word(text[word.begin - 1]))) return tail();
  const size_t after = skip_joint(text, end);
  if (whole_word_at(after_, text, after) || whole_word_at(after_, text, end)) return tail();
  return 0;
}

}  // namespace newsmill
