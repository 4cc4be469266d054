// Who issues a notice signs it; the date stands below:
//
//   减资公告 / … 由8000万元减至3000万元 … / 柳溪县东岸茶行有限公司 / 2019年4月3日
//              amounts                     issuer                  date
//
// Test: NoticeFields.*.
#include "filter/notice_fields.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/utf8.h"
#include "filter/characters.h"
#include "filter/lost_items.h"

namespace newsmill {
namespace {

constexpr size_t kMostAmounts = 20;
constexpr size_t kFirstParts = 6;  // of a text, in which a subject is looked for
constexpr size_t kShortestIssuer = 9, kLongestIssuer = 120;  // bytes

// ---- dates -------------------------------------------------------------------------------------

// Reads numerals: 2019, 二〇一九 by places, 十二, 二十一 by value.
class Numeral {
 public:
  bool take(char32_t c) {
    constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
    if (c == U'○' || c == U'零' || c == U'Ｏ') c = U'〇';
    const size_t digit = utf8::is_digit(c) ? (c >= 0xFF10 ? c - 0xFF10 : c - '0') : kDigits.find(c);
    if (digit < 10) return put(static_cast<int>(digit));
    if (c != U'十' || ++places_ > 2) return false;
    value_ = 10 * std::max(value_, 1);
    after_ten_ = true;
    return true;
  }
  bool empty() const { return places_ == 0; }
  int value() const { return value_; }

 private:
  bool put(int digit) {
    if (++places_ > 4) return false;
    value_ = after_ten_ ? value_ + digit : 10 * value_ + digit;
    return true;
  }
  int value_ = 0, places_ = 0;
  bool after_ten_ = false;
};

// Of a date that starts at `pos`: 2019年4月3日. Moves pos behind what it read.
std::optional<Date> date_at(std::string_view text, size_t& pos) {
  int parts[3] = {};
  constexpr char32_t kUnits[3] = {U'年', U'月', U'日'};
  for (int i = 0; i < 3; ++i) {
    Numeral numeral;
    utf8::Char c = utf8::at(text, pos);
    while (c.size > 0 && numeral.take(c.code)) pos += c.size, c = utf8::at(text, pos);
    if (c.code != kUnits[i] || numeral.empty()) {
      if (i > 0 || numeral.empty()) pos += c.size;
      return std::nullopt;
    }
    parts[i] = numeral.value();
    pos += c.size;
  }
  const Date date{std::chrono::year(parts[0]), std::chrono::month(static_cast<unsigned>(parts[1])),
                  std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (parts[0] < 1800 || parts[0] > 2200 || !date.ok()) return std::nullopt;
  return date;
}

// Where the numeral before a 年 begins.
size_t numeral_before(std::string_view text, size_t end) {
  constexpr int kPlacesOfYear = 4;
  for (int places = 0; places < kPlacesOfYear; ++places) {
    const utf8::Char c = utf8::before(text, end);
    if (!Numeral().take(c.code)) break;
    end -= c.size;
  }
  return end;
}

// Where the next 年 stands from a character's start on. Looked for by its second byte: its first is
// that of one character in four.
size_t next_year(std::string_view text, size_t pos) {
  constexpr std::string_view kYear = "年";
  for (size_t at = text.find(kYear[1], pos); at != text.npos; at = text.find(kYear[1], at + 1))
    if (text.substr(at - 1).starts_with(kYear)) return at - 1;
  return text.npos;
}

// The one at the text's end, else the first.
std::optional<Date> date_of(std::string_view text) {
  std::optional<Date> first;
  for (size_t year = next_year(text, 0); year != text.npos; year = next_year(text, year + 3)) {
    size_t pos = numeral_before(text, year);
    const std::optional<Date> date = date_at(text, pos);
    if (date && utf8::trim(text.substr(pos)).empty()) return date;
    if (!first) first = date;
  }
  return first;
}

// ---- amounts -----------------------------------------------------------------------------------

struct Unit {
  std::string_view text;
  int power;
  std::string_view currency;
};

// 863.25万元: `number` is 863.25, and what follows it stands at `pos`.
std::optional<Amount> amount_of(std::string number, std::string_view text, size_t pos) {
  constexpr Unit kUnits[] = {{"元", 0, "CNY"},         {"万元", 4, "CNY"},  {"亿元", 8, "CNY"},
                             {"万元人民币", 4, "CNY"}, {"美元", 0, "USD"},  {"万美元", 4, "USD"},
                             {"亿美元", 8, "USD"},     {"港元", 0, "HKD"},  {"万港元", 4, "HKD"},
                             {"欧元", 0, "EUR"},       {"万欧元", 4, "EUR"}};
  const std::string_view rest = text.substr(pos);
  for (const Unit& unit : kUnits) {
    if (!rest.starts_with(unit.text)) continue;
    number += 'e' + std::to_string(unit.power);  // the decimal is moved before it is rounded
    Amount amount{0, unit.currency};
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), amount.value);
    if (error == std::errc() && end == number.data() + number.size()) return amount;
  }
  return std::nullopt;
}

std::vector<Amount> amounts_of(std::string_view text) {
  std::vector<Amount> amounts;
  // Looked for by its last two bytes, which few other characters have.
  if (constexpr std::string_view kYuan = "元"; text.find(kYuan.substr(1)) == text.npos)
    return amounts;
  const auto is_digit = [&](size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  for (size_t pos = 0; pos < text.size() && amounts.size() < kMostAmounts;) {
    if (!is_digit(pos)) {
      pos += size_of(text[pos]);
      continue;
    }
    std::string number;
    for (; is_digit(pos) || ((text[pos] == '.' || text[pos] == ',') && is_digit(pos + 1)); ++pos) {
      if (text[pos] != ',') number += text[pos];
      if (pos + 1 == text.size()) break;
    }
    const std::optional<Amount> amount = amount_of(number, text, pos);
    if (amount) amounts.push_back(*amount);
    if (pos < text.size() && is_digit(pos)) ++pos;
  }
  return amounts;
}

// ---- issuer ------------------------------------------------------------------------------------

bool parts_names(char32_t c) {
  return (classes_of(c) & (kBlankOrBreak | kPoint | kTelling)) != 0 || c == U'、' || c == U'。';
}

// 柳溪县东岸茶行有限公司2019年4月3日  ->  柳溪县东岸茶行有限公司
std::string_view without_date(std::string_view part) {
  for (utf8::Char c = utf8::before(part, part.size());
       c.size > 0 && (classes_of(c.code) & kDatePart) != 0; c = utf8::before(part, part.size()))
    part.remove_suffix(c.size);
  return part;
}

class Issuer {
 public:
  Issuer(std::string_view text, const NoticeWords& words) : text_(text), words_(words) {}

  // Most notices are signed: their text is gone through from its end.
  std::string_view name() const {
    for (size_t end = text_.size(), begin = end; end > 0; end = begin) {
      begin = start_of_part(end);
      if (const std::string_view name = signer(part(begin, end)); !name.empty()) return name;
      begin -= utf8::before(text_, begin).size;
    }
    size_t parts = 0;
    for (size_t begin = 0, end = 0; begin < text_.size() && parts < kFirstParts;
         begin = end + utf8::at(text_, end).size) {
      end = end_of_part(begin);
      if (const std::string_view name = subject(part(begin, end)); !name.empty()) return name;
      parts += end > begin;
    }
    return {};
  }

 private:
  std::string_view part(size_t begin, size_t end) const { return text_.substr(begin, end - begin); }
  size_t start_of_part(size_t pos) const {
    for (;;) {
      if (pos >= 3 && is_ordinary_han(text_[pos - 3])) {
        pos -= 3;
        continue;
      }
      const utf8::Char c = utf8::before(text_, pos);
      if (c.size == 0 || parts_names(c.code)) return pos;
      pos -= c.size;
    }
  }
  size_t end_of_part(size_t pos) const {
    while (pos < text_.size() &&
           (is_ordinary_han(text_[pos]) || !parts_names(utf8::at(text_, pos).code)))
      pos += size_of(text_[pos]);
    return pos;
  }
  bool may_be(std::string_view name) const {
    return name.size() >= kShortestIssuer && name.size() <= kLongestIssuer &&
           !utf8::is_digit(utf8::at(name, 0).code) &&
           !words_.words(NoticeRole::kNotIssuer).longest_at(name, 0) && !is_more_than_name(name);
  }
  bool is_more_than_name(std::string_view text) const {
    bool found = false;
    words_.words(NoticeRole::kNotInIssuer).scan(text, [&](const Lexicon::Match&) { found = true; });
    return found;
  }
  // The part is a name.
  std::string_view signer(std::string_view part) const {
    part = without_date(part);
    const bool named = bool(words_.words(NoticeRole::kIssuer).longest_before(part, part.size()));
    return named && may_be(part) ? part : std::string_view();
  }
  // The part starts with one: 柳溪县东岸茶行有限公司拟将…
  std::string_view subject(std::string_view part) const {
    size_t end = 0;
    words_.words(NoticeRole::kIssuer).scan(part, [&](const Lexicon::Match& match) {
      if (end == 0) end = match.end;
    });
    const std::string_view name = part.substr(0, end);
    return may_be(name) ? name : std::string_view();
  }

  const std::string_view text_;
  const NoticeWords& words_;
};

}  // namespace

void read_fields(const NoticeWords& words, Ad* ad) {
  switch (ad->category) {
    case AdCategory::kLostAndVoid:
      ad->lost = lost_items(ad->text, words);
      break;
    case AdCategory::kCompany:
    case AdCategory::kCourt:
    case AdCategory::kAuction:
    case AdCategory::kTender:
    case AdCategory::kCredit:
      ad->issuer = Issuer(ad->text, words).name();
      ad->date = date_of(ad->text);
      ad->amounts = amounts_of(ad->text);
      break;
    default:
      break;
  }
}

}  // namespace newsmill
