// Currency, number, scale, range, unit, rate: each read once, from left to right.
// Tested by tests/extract/english_test.cc.
#include "extract/english_quantity.h"

#include <array>
#include <charconv>

#include "extract/english_text.h"

namespace newsmill {
namespace {

struct Currency {
  std::string_view written, code;
};
constexpr std::array kCurrencies = {Currency{"us$", "USD"},      Currency{"hk$", "HKD"},
                                    Currency{"a$", "AUD"},       Currency{"$", "USD"},
                                    Currency{"\xC2\xA3", "GBP"}, Currency{"\xE2\x82\xAC", "EUR"},
                                    Currency{"\xC2\xA5", "CNY"}, Currency{"rmb", "CNY"}};

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

size_t skip_joint(std::string_view text, size_t pos) {
  const char c = byte_at(text, pos);
  return c == ' ' || c == '-' ? pos + 1 : pos;
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

EnglishNumber EnglishQuantities::digits(std::string_view text, size_t pos) const {
  EnglishNumber number;
  if (!is_digit(byte_at(text, pos))) return number;
  number.plain = true;
  int places = 0;
  bool point = false;
  for (;; ++pos) {
    const char c = byte_at(text, pos);
    if (is_digit(c)) {
      number.value.push_digit(c - '0');
      places -= point ? 1 : 0;
    } else if (c == ',' && !point && is_digit(byte_at(text, pos + 1)) &&
               is_digit(byte_at(text, pos + 2)) && is_digit(byte_at(text, pos + 3)) &&
               !is_digit(byte_at(text, pos + 4))) {
      number.plain = false;
    } else if (c == '.' && !point && is_digit(byte_at(text, pos + 1))) {
      point = true;
      number.plain = false;
    } else {
      break;
    }
  }
  number.value = number.value.shifted(places);
  number.end = pos;
  return number;
}

// "twenty-five", "a dozen", "two thirds", "half"
EnglishNumber EnglishQuantities::spelled(std::string_view text, size_t pos) const {
  EnglishNumber number;
  if (byte_at(text, pos) == 'a' && byte_at(text, pos + 1) == ' ') {
    const Lexicon::Match next = whole_word_at(numbers_, text, pos + 2);
    const bool counts = next && words_[static_cast<size_t>(next.id)].kind != Kind::kSmall &&
                        words_[static_cast<size_t>(next.id)].kind != Kind::kGlued;
    if (!counts) return number;
    number.value = 1;
    number.end = pos + 1;
    number.spelled = true;
    return number;
  }
  const Lexicon::Match match = whole_word_at(numbers_, text, pos);
  if (!match) return number;
  const Word& word = words_[static_cast<size_t>(match.id)];
  number.spelled = true;
  if (word.kind == Kind::kFraction && word.value == 2) {
    number.value = 1;
    number.end = pos;  // scale() reads the word itself
  } else if (word.kind == Kind::kDozen) {
    number.value = 1;
    number.end = pos;
  } else if (word.kind == Kind::kSmall) {
    number.value = word.value;
    number.end = match.end;
    const Lexicon::Match ones = whole_word_at(numbers_, text, match.end + 1);
    const bool joins = ones && word.value >= 20 && byte_at(text, match.end) == '-';
    if (joins && words_[static_cast<size_t>(ones.id)].kind == Kind::kSmall) {
      number.value = word.value + words_[static_cast<size_t>(ones.id)].value;
      number.end = ones.end;
    }
  }
  return number;
}

// "3.2bn", "12.44 million", "two hundred thousand", "two-thirds"
void EnglishQuantities::scale(std::string_view text, EnglishNumber& number, bool money) const {
  for (int n = 0; n < 3; ++n) {
    const bool glued = n == 0 && !number.spelled && is_letter(byte_at(text, number.end));
    const size_t at = glued ? number.end : skip_joint(text, number.end);
    const Lexicon::Match match = whole_word_at(numbers_, text, at);
    if (!match) return;
    const Word& word = words_[static_cast<size_t>(match.id)];
    if (word.kind == Kind::kScale ||
        (word.kind == Kind::kGlued && glued && (money || match.end - match.begin > 1))) {
      number.value = number.value.shifted(word.value);
      number.scaled = true;
    } else if (word.kind == Kind::kDozen) {
      number.value = number.value * Decimal(12);
      number.scaled = true;
    } else if (word.kind == Kind::kFraction && number.spelled && !number.scaled) {
      const auto count = static_cast<int64_t>(number.value.nearest());
      number.value = Decimal((count * 1'000'000 + word.value / 2) / word.value, -4);
      number.fraction = true;
    } else {
      return;
    }
    number.end = match.end;
    number.plain = false;
    if (number.fraction) return;
  }
}

EnglishNumber EnglishQuantities::number(std::string_view text, size_t pos, bool money) const {
  EnglishNumber result = digits(text, pos);
  if (!result.end && !money) result = spelled(text, pos);
  if (result.end || result.spelled) scale(text, result, money);
  if (result.end == pos) result.end = 0;
  return result;
}

void EnglishQuantities::unit(std::string_view text, EnglishQuantity& quantity) const {
  const size_t at = skip_joint(text, quantity.end);
  const Lexicon::Match match = whole_word_at(unit_words_, text, at);
  if (match) {
    const EnglishUnit& unit = units_[static_cast<size_t>(match.id)];
    // "five-year plan", "a 10-day trip" tell of what kind, not how much
    if (unit.kind == "duration" && byte_at(text, quantity.end) == '-')
      quantity.unit = "-";
    else
      quantity.unit = unit.canonical;
    quantity.kind = unit.kind;
    quantity.value = quantity.value * unit.factor;
    if (quantity.high) quantity.high = *quantity.high * unit.factor;
    quantity.end = match.end;
  }
  for (const std::string_view per : {" per ", "/"}) {
    if (quantity.unit.empty() || !text.substr(quantity.end).starts_with(per)) continue;
    const size_t from = quantity.end + per.size();
    if (const Lexicon::Match below = whole_word_at(unit_words_, text, from)) {
      quantity.per = units_[static_cast<size_t>(below.id)].canonical;
      quantity.end = below.end;
      return;
    }
  }
}

EnglishQuantity EnglishQuantities::read(std::string_view text, size_t pos, bool between) const {
  EnglishQuantity quantity;
  quantity.begin = pos;
  const auto currency = [&](size_t at) -> const Currency* {
    for (const Currency& c : kCurrencies)
      if (text.substr(at).starts_with(c.written)) return &c;
    return nullptr;
  };
  const Currency* const money = currency(pos);
  const size_t start = money ? pos + money->written.size() : pos;
  EnglishNumber first =
      number(text, money && byte_at(text, start) == ' ' ? start + 1 : start, money);
  if (!first.end) return quantity;
  quantity.value = first.value;
  quantity.end = first.end;

  for (const std::string_view joint : {"-", " to ", " and "}) {
    if (joint == " and " && !between) continue;
    if (!text.substr(first.end).starts_with(joint)) continue;
    size_t next = first.end + joint.size();
    if (const Currency* again = currency(next)) next += again->written.size();
    const EnglishNumber second = number(text, next, money);
    if (!second.end || second.fraction || !(first.value < second.value || second.scaled)) continue;
    quantity.high = second.value;
    quantity.end = second.end;
    if (second.scaled && !first.scaled) {  // 3 to 5 million: the scale is shared
      EnglishNumber low = first;
      low.end = digits(text, next).end;
      if (low.end) scale(text, low, money), quantity.value = low.value;
    }
    break;
  }
  unit(text, quantity);
  if (money) quantity.unit = money->code, quantity.kind = "money";
  if (first.fraction && quantity.unit.empty()) quantity.unit = "%", quantity.kind = "percent";
  const bool one = first.spelled && !first.scaled && !first.fraction && first.value == Decimal(1);
  if (one && quantity.kind != "percent" && quantity.kind != "pp") quantity.end = 0;
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
  if (pos > 0 && text[pos - 1] == '+') return tail();
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
