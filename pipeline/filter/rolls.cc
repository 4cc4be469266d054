// Lists of names and of debtors have no formulae of their own: their rows are known by their parts.
//
//   王小五 孙小山 李小溪 钱大河     ->  names
//   茶山 采茶 制茶 卖茶            ->  few start as names do
//   孙小山 35000元                ->  a sum
//   白菜0.60 青椒3.20 黄瓜2.10    ->  figures
//   6月6日10时，在茶行二楼          ->  a date, and words
//
// Tests: Rolls.*.
#include "filter/rolls.h"

#include "core/utf8.h"
#include "filter/characters.h"

namespace newsmill {
namespace {

constexpr size_t kFewestNames = 4, kLongestRow = 600;  // bytes
constexpr size_t kShortestName = 6, kLongestName = 12;
constexpr int kShortestThing = 2, kLongestThing = 8;  // characters
constexpr int kThingsToPoint = 2;                     // a point for so many, at most

// Its Han characters' bytes, 0 where it has any other.
size_t han_bytes(std::string_view part) {
  for (size_t pos = 0; pos < part.size(); pos += 3)
    if (!is_ordinary_han(part[pos])) return 0;
  return part.size();
}

}  // namespace

Rolls::Rolls(const RuleTable& surnames) {
  for (const RuleRow& row : surnames.rows()) {
    const std::string_view words = row[surnames.column("words")];
    for (size_t begin = 0; begin <= words.size();) {
      const size_t end = std::min(words.find('|', begin), words.size());
      surnames_.add(words.substr(begin, end - begin), 0);
      begin = end + 1;
    }
  }
}

bool Rolls::are_names(std::string_view text) const {
  if (text.size() > kLongestRow) return false;
  size_t parts = 0, names = 0, begin = 0;
  const auto is_part = [&](size_t end) {
    if (end == begin) return true;
    const size_t bytes = han_bytes(text.substr(begin, end - begin));
    ++parts;
    names += bool(surnames_.longest_at(text, begin));
    return bytes >= kShortestName && bytes <= kLongestName;
  };
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    if (classes_of(c.code) & kBlankOrBreak) {
      if (!is_part(pos)) return false;
      begin = pos + c.size;
    }
    pos += c.size;
  }
  return is_part(text.size()) && parts >= kFewestNames && 7 * names >= 6 * parts;
}

bool ends_in_sum(std::string_view phrase) {
  constexpr std::string_view kYuan = "元";
  if (!phrase.ends_with(kYuan)) return false;
  phrase.remove_suffix(kYuan.size());
  for (const std::string_view unit : {"亿", "万", "千", "百"})
    if (phrase.ends_with(unit)) phrase.remove_suffix(unit.size());
  return !phrase.empty() && utf8::is_digit(utf8::before(phrase, phrase.size()).code);
}

// A unit behind a figure is too short for a thing. Blanks tell nothing: 猪 肉 12.80.
bool are_figures(std::string_view text) {
  if (text.size() > kLongestRow) return false;
  int things = 0, points = 0, han = 0, run = 0;
  bool figure = false;  // the last character
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    const bool digit = utf8::is_digit(c.code);
    if (digit && !figure) {
      things += run >= kShortestThing && run <= kLongestThing;
      run = 0;
    } else if (is_ordinary_han(text[pos])) {
      ++run;
      ++han;
    } else if (classes_of(c.code) & kPoint) {
      points += c.code != U'.' || !figure;
      run = 0;
    }
    figure = digit || (figure && (c.code == U'.' || c.code == U'．'));
    pos += c.size;
  }
  return things >= kFewestFigures && han <= kLongestThing * things &&
         kThingsToPoint * points <= things;
}

}  // namespace newsmill
