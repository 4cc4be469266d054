// [open bracket] [SLUG] lead [SLUG] [page] place [column] [close bracket]
//                BUDGET From         Page  1
//                       See   BUDGET, Page  5
// Tested by tests/segment/latin_jumps_test.cc.
#include "segment/latin_jumps.h"

#include <algorithm>
#include <iterator>

#include "segment/jump_marks.h"
#include "segment/latin_words.h"

namespace newsmill {
namespace {

using latin::is_capital;
using latin::is_part_of_word;
using latin::is_small;

constexpr size_t kLongest = 72;       // bytes of a mark
constexpr size_t kLongestSlug = 28;   // bytes
constexpr size_t kMostSlugWords = 3;  // words
constexpr size_t kLongestPage = 6;    // bytes of its last word: eleven

bool is_ascii_word(char c) {
  return utf8::is_latin(c) || utf8::is_digit(c);
}
bool is_open(char c) {
  return c == '(' || c == '[';
}
bool is_close(char c) {
  return c == ')' || c == ']';
}
// Between a slug and what follows it: BUDGET, BUDGET: BUDGET/
bool parts_slug(char c) {
  return c == ',' || c == ':' || c == '/' || c == '-' || c == '|';
}

}  // namespace

struct LatinJumps::Mark {
  JumpMark::Way way = JumpMark::kFrom;
  std::string page;
  size_t begin = 0, end = 0;
  bool bracketed = false;  // on both sides
  bool plain = false;      // page is only figures, and no word says that it is a page
  bool capital = false;    // starts with one
};

LatinJumps::LatinJumps(const RuleTable& table) {
  constexpr std::string_view kNames[kKinds] = {"from",    "to",     "see",    "source", "page",
                                               "section", "column", "number", "named"};
  const size_t kind = table.column("kind"), word = table.column("word"),
               value = table.column("value");
  for (const RuleRow& row : table.rows()) {
    const auto found = std::find(std::begin(kNames), std::end(kNames), row[kind]);
    if (found == std::end(kNames)) table.fail(row, "no kind of word: " + std::string(row[kind]));
    const int id = static_cast<int>(found - std::begin(kNames));
    if (id >= kNumber) {
      const auto page = latin::page_at(row[value], 0);
      if (!page || page->end != row[value].size()) table.fail(row, "value is no page");
      numbers_.add(row[word], std::stoi(page->value) * 2 + (id == kNamed ? 1 : 0));
    } else {
      // A word may lead with a slug behind it or without: then it is a `see`.
      Lexicon& words = id >= kPage ? places_ : leads_;
      const int before = words.find(row[word]);
      words.add(row[word], before >= 0 ? before : id);
    }
  }
}

// Page A7, A7, Section B, Page 3, page one, front page.
bool LatinJumps::page(std::string_view low, Mark& mark) const {
  std::string section;
  bool named = false;
  for (int n = 0; n < 2; ++n) {
    const Lexicon::Match place = latin::word_at(places_, low, mark.end);
    if (!place || place.id == kColumn) break;
    mark.end = latin::skip_blanks(low, place.end);
    if (place.id == kPage) {
      named = true;
      break;
    }
    if (mark.end >= low.size() || !is_small(low[mark.end])) return false;
    section.assign(1, static_cast<char>(low[mark.end] & ~0x20));
    ++mark.end;
    if (mark.end < low.size() && low[mark.end] == ',') ++mark.end;
    mark.end = latin::skip_blanks(low, mark.end);
  }
  if (const auto figures = latin::page_at(low, mark.end)) {
    mark.page = section + figures->value;
    mark.plain = !named && section.empty() && !is_capital(mark.page.front()) &&
                 !is_capital(mark.page.back());
    mark.end = figures->end;
    return true;
  }
  const Lexicon::Match number = latin::word_at(numbers_, low, mark.end);
  if (!number || !(named || number.id % 2 == 1)) return false;
  mark.page = section + std::to_string(number.id / 2);
  mark.end = number.end;
  return true;
}

// , Column 3
void LatinJumps::column(std::string_view low, Mark& mark) const {
  size_t pos = latin::skip_blanks(low, mark.end);
  if (pos < low.size() && low[pos] == ',') pos = latin::skip_blanks(low, pos + 1);
  const Lexicon::Match word = latin::word_at(places_, low, pos);
  if (!word || word.id != kColumn) return;
  if (const auto number = latin::page_at(low, latin::skip_blanks(low, word.end)))
    mark.end = number->end;
}

// Where the words behind a slug start: of “BUDGET, Page 5” Page, of “BUDGET From Page 1” From.
// npos: no slug stands at `pos`.
size_t LatinJumps::slug_end(std::string_view text, std::string_view low, size_t pos) const {
  const size_t first = pos;
  bool shouted = true;
  for (size_t words = 0; pos < text.size() && pos - first <= kLongestSlug; ++words) {
    if (words > 0 && shouted && latin::word_at(leads_, low, pos)) return pos;
    if (words == kMostSlugWords || !(is_capital(text[pos]) || words > 0)) break;
    const size_t begin = pos;
    while (pos < text.size() && (is_part_of_word(text[pos]) || text[pos] == '\'')) {
      shouted = shouted && !is_small(text[pos]);
      ++pos;
    }
    if (pos == begin) break;
    const size_t behind = latin::skip_blanks(text, pos);
    if (behind < text.size() && parts_slug(text[behind]))
      return latin::skip_blanks(text, behind + 1);
    if (low.compare(behind, 3, "on ") == 0) return latin::skip_blanks(text, behind + 3);
    pos = behind;
  }
  return std::string_view::npos;
}

std::optional<LatinJumps::Mark> LatinJumps::mark_at(std::string_view text, size_t begin) const {
  Mark mark;
  mark.begin = begin;
  size_t pos = latin::skip_blanks(text, begin);
  const bool open = pos < text.size() && is_open(text[pos]);
  if (open) pos = latin::skip_blanks(text, pos + 1);
  if (pos >= text.size() || !utf8::is_latin(text[pos])) return std::nullopt;
  const std::string low = latin::small(text);
  Lexicon::Match lead = latin::word_at(leads_, low, pos);
  bool slug = false;
  if (!lead) {
    const size_t behind = slug_end(text, low, pos);
    if (behind == std::string_view::npos) return std::nullopt;
    lead = latin::word_at(leads_, low, behind);
    if (!lead || lead.id == kSee) return std::nullopt;
    slug = true;
  }
  mark.capital = is_capital(text[lead.begin]) || slug;
  mark.way = lead.id == kTo || lead.id == kSee ? JumpMark::kTo : JumpMark::kFrom;
  mark.end = latin::skip_blanks(low, lead.end);
  Mark direct = mark;
  bool read = page(low, direct);
  if (read) {
    mark = direct;
  } else if (mark.way == JumpMark::kTo) {
    const size_t behind = slug_end(text, low, mark.end);
    if (behind == std::string_view::npos) return std::nullopt;
    mark.end = behind;
    read = page(low, mark);
    slug = true;
  }
  // See 5 and from 1 name no page.
  const bool weak = lead.id == kSource || lead.id == kSee;
  if (!read || (mark.plain && weak) || (lead.id == kSee && !slug)) return std::nullopt;
  column(low, mark);
  pos = latin::skip_blanks(text, mark.end);
  if (pos < text.size() && text[pos] == '.') pos = latin::skip_blanks(text, pos + 1);
  mark.bracketed = open && pos < text.size() && is_close(text[pos]);
  if (open && !mark.bracketed) return std::nullopt;
  mark.end = latin::skip_blanks(text, mark.bracketed ? pos + 1 : pos);
  return mark;
}

std::optional<JumpMark> LatinJumps::at_start(std::string_view text) const {
  const std::optional<Mark> mark = mark_at(utf8::beginning(text, kLongest), 0);
  if (!mark || (!mark->bracketed && mark->end < text.size())) return std::nullopt;
  return JumpMark{mark->way, mark->page, 0, mark->end};
}

// Is the last word, brackets and full stop left out, a page?
bool LatinJumps::ends_with_page(std::string_view text) const {
  const auto mark = [](char c) { return is_close(c) || c == '.' || c == ' '; };
  while (!text.empty() && mark(text.back())) text.remove_suffix(1);
  size_t begin = text.size();
  while (begin > 0 && (is_ascii_word(text[begin - 1]) || text[begin - 1] == '-')) --begin;
  const std::string_view word = text.substr(begin);
  if (word.empty() || word.size() > kLongestPage) return false;
  return utf8::is_digit(word.back()) || utf8::is_digit(word.front()) ||
         latin::word_at(numbers_, latin::small(word), 0) || word.ends_with("age") ||
         word.ends_with("AGE");
}

std::optional<JumpMark> LatinJumps::at_end(std::string_view text) const {
  if (text.empty() || static_cast<unsigned char>(text.back()) >= 0x80) return std::nullopt;
  size_t begin = text.size() - std::min(text.size(), kLongest);
  while (begin < text.size() && !utf8::is_start(text[begin])) ++begin;
  if (!ends_with_page(text.substr(begin))) return std::nullopt;
  const std::string_view tail = text.substr(begin);
  for (size_t pos = 0; pos < tail.size(); ++pos) {
    const bool starts_word = begin + pos == 0 || tail.substr(0, pos).ends_with(' ');
    if (!starts_word) continue;
    const std::optional<Mark> mark = mark_at(tail, pos);
    if (!mark || mark->end != tail.size()) continue;
    const bool alone = begin + pos == 0;
    if (!alone && !mark->bracketed && (!mark->capital || mark->plain)) continue;
    size_t from = begin + pos;
    while (from > 0 && text[from - 1] == ' ') --from;
    return JumpMark{mark->way, mark->page, from, text.size()};
  }
  return std::nullopt;
}

}  // namespace newsmill
