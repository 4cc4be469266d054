// Numbers in digits and words: 12,500; 3.2bn; twenty-five; two thirds; nine out of ten.
// Tested by tests/extract/english_test.cc.
#include "extract/english_quantity.h"
#include "extract/english_text.h"
#include "extract/word_lists.h"

namespace newsmill {
namespace {

// "2.1m people", but "2.1m tall"
bool is_millions(std::string_view text, const EnglishNumber& number, const Lexicon::Match& letter) {
  if (text[letter.begin] != 'm' || number.spelled || number.plain || number.value.nearest() >= 1000)
    return false;
  const std::string_view behind = text.substr(letter.end);
  const bool sized = behind.starts_with(' ') && lists::kSizes.at(behind, 1) != 0;
  return !sized && !behind.starts_with(" x ") && !behind.starts_with('/');
}

}  // namespace

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
  if (word.kind == Kind::kOrder) {
    number.value = Decimal(1).shifted(word.value);
    number.end = match.end;
    number.order = number.scaled = true;
  } else if (word.kind == Kind::kFraction && word.value == 2) {
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
  for (int n = 0; n < 3 && !number.order; ++n) {
    const bool glued = n == 0 && !number.spelled && is_letter(byte_at(text, number.end));
    const size_t at = glued ? number.end : skip_joint(text, number.end);
    const Lexicon::Match match = whole_word_at(numbers_, text, at);
    if (!match) return;
    const Word& word = words_[static_cast<size_t>(match.id)];
    const bool millions = money || match.end - match.begin > 1 || is_millions(text, number, match);
    if (word.kind == Kind::kScale || (word.kind == Kind::kGlued && glued && millions)) {
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
  if (result.end && !money) result = parts(text, result);
  if (result.end == pos) result.end = 0;
  return result;
}

// "nine out of ten", "three in four": a fraction
EnglishNumber EnglishQuantities::parts(std::string_view text, EnglishNumber number) const {
  // "half the city's water"
  if (number.fraction && number.spelled && text.substr(number.end).starts_with(" the "))
    number.parts = true;
  if (number.scaled || number.fraction) return number;
  const bool in = number.spelled && Decimal(1) < number.value;
  const std::string_view joint =
      in && text.substr(number.end).starts_with(" in ") ? " in " : " out of ";
  if (!text.substr(number.end).starts_with(joint)) return number;
  const size_t next = number.end + joint.size();
  if (joint == " in " && is_digit(byte_at(text, next))) return number;
  EnglishNumber all = digits(text, next);
  if (!all.end) all = spelled(text, next);
  if (!all.end || all.end == next || !(number.value < all.value)) return number;
  number.value =
      Decimal(static_cast<int64_t>(number.value.nearest() / all.value.nearest() * 1e6 + 0.5), -4);
  number.end = all.end;
  number.fraction = number.parts = true;
  number.plain = false;
  return number;
}

}  // namespace newsmill
