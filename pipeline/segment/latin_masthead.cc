// A line is a chain of known things, as in Chinese (masthead.cc):
//
//   The Daily Chronicle | Tuesday, March 4, 2025 | Vol. XII, No. 42 | $2.00 | A6
//   paper                 weekday  date            issue              price   page
//
// “March 4, 2025, was a Tuesday” is not known to its end, and a weekday alone is no masthead: a
// line of a narrow column may hold nothing else. Tested by tests/segment/latin_masthead_test.cc.
#include "segment/latin_masthead.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "segment/latin_words.h"
#include "segment/masthead.h"

namespace newsmill {
namespace {

using latin::is_capital;
using latin::is_part_of_word;

enum Kind {
  kMonth,
  kWeekday,
  kPaper,
  kSection,
  kIssue,
  kEdition,
  kCounted,
  kPage,
  kPart,
  kEditor,
  kCredit,
  kPhone,
  kSite,
  kKinds
};
constexpr std::string_view kKindNames[kKinds] = {"month",   "weekday", "paper", "section", "issue",
                                                 "edition", "counted", "page",  "part",    "editor",
                                                 "credit",  "phone",   "site"};

constexpr size_t kLongestLine = 200;  // bytes
constexpr size_t kMostPaperWords = 7, kMostNames = 4, kMostNameWords = 4;

bool is_separator(char32_t c) {
  return utf8::is_blank(c) || c == ',' || c == '.' || c == '|' || c == ':' || c == ';' ||
         c == '/' || c == '-' || c == '*' || c == '(' || c == ')' || c == '[' || c == ']' ||
         c == U'·' || c == U'•' || c == U'—' || c == U'–' || c == U'■' || c == U'●' || c == U'★' ||
         c == U'◆';
}
bool is_roman(std::string_view low) {
  return !low.empty() && low.find_first_not_of("ivxlcdm") == low.npos;
}

}  // namespace

class LatinMasthead::Walker {
 public:
  Walker(const LatinMasthead& words, std::string_view line, MastheadReading& reading)
      : words_(words),
        line_(line),
        low_(latin::small(line)),
        reading_(reading),
        out_(reading.masthead) {}

  MastheadCue walk() {
    while (pos_ < line_.size() && unknown_ <= reading_.most_unknown) {
      const utf8::Char c = utf8::at(line_, pos_);
      if (is_separator(c.code)) {
        pos_ += c.size;
        continue;
      }
      if (address() || date() || price() || paper() || word() || page_number() || count()) continue;
      unknown();
    }
    reading_.bare_page(bare_, cue_.strong > 0 || cue_.weak > 1);
    if (cue_.strong == 0 && days_ == 1 && cue_.weak == 1) cue_.known = 0;
    return cue_;
  }

 private:
  bool known(size_t end, bool strong) {
    const auto n = static_cast<uint16_t>(end - pos_);
    cue_.known = static_cast<uint16_t>(cue_.known + n);
    cue_.characters = static_cast<uint16_t>(cue_.characters + n);
    ++(strong ? cue_.strong : cue_.weak);
    pos_ = end;
    return true;
  }
  void unknown() {
    size_t end = pos_;
    while (end < line_.size() && is_part_of_word(line_[end])) ++end;
    end = std::max(end, pos_ + utf8::at(line_, pos_).size);
    cue_.characters = static_cast<uint16_t>(cue_.characters + end - pos_);
    unknown_ += end - pos_;
    pos_ = end;
  }
  size_t skip_blanks(size_t pos) const { return latin::skip_blanks(line_, pos); }
  char at(size_t pos) const { return pos < line_.size() ? line_[pos] : '\0'; }
  Lexicon::Match word_at(size_t pos) const { return latin::word_at(words_.words_, low_, pos); }
  static int kind(Lexicon::Match match) { return match ? match.id % kKinds : kKinds; }

  std::optional<Read<unsigned>> figures(size_t pos, size_t most) const {
    size_t end = pos;
    unsigned value = 0;
    for (; utf8::is_digit(at(end)) && end - pos < most; ++end)
      value = value * 10 + static_cast<unsigned>(at(end) - '0');
    if (end == pos || utf8::is_digit(at(end))) return std::nullopt;
    return Read<unsigned>{value, end};
  }
  // 4, 4th
  std::optional<Read<unsigned>> day(size_t pos) const {
    std::optional<Read<unsigned>> day = figures(pos, 2);
    if (!day || day->value == 0 || day->value > 31) return std::nullopt;
    for (const std::string_view ordinal : {"st", "nd", "rd", "th"})
      if (low_.compare(day->end, 2, ordinal) == 0) day->end += 2;
    if (is_part_of_word(at(day->end))) return std::nullopt;
    return day;
  }
  std::optional<Read<unsigned>> month(size_t pos) const {
    const Lexicon::Match match = word_at(pos);
    if (kind(match) != kMonth) return std::nullopt;
    return Read<unsigned>{static_cast<unsigned>(match.id / kKinds),
                          at(match.end) == '.' ? match.end + 1 : match.end};
  }
  size_t behind_comma(size_t pos) const {
    pos = skip_blanks(pos);
    return at(pos) == ',' ? skip_blanks(pos + 1) : pos;
  }

  // March 4, 2025; 4 March 2025; March 4.
  bool date() {
    std::optional<Read<unsigned>> first = month(pos_), second;
    const bool month_first = first.has_value();
    if (!first) first = day(pos_);
    if (!first) return false;
    second = month_first ? day(skip_blanks(first->end)) : month(skip_blanks(first->end));
    if (!second) return false;
    const size_t year_at = behind_comma(second->end);
    const std::optional<Read<unsigned>> year = figures(year_at, 4);
    if (!year || year->end - year_at != 4 || is_part_of_word(at(year->end))) {
      ++days_;
      return known(second->end, false);
    }
    const Date date{std::chrono::year(static_cast<int>(year->value)),
                    std::chrono::month(month_first ? first->value : second->value),
                    std::chrono::day(month_first ? second->value : first->value)};
    if (!date.ok() || year->value < 1600 || year->value > 2200) return false;
    if (out_ && !out_->date) out_->date = date;
    return known(year->end, true);
  }

  // www.example.com, news@example.com
  bool address() {
    size_t end = pos_;
    bool at_sign = false, dot = false;
    for (; end < line_.size() && (is_part_of_word(line_[end]) || line_[end] == '@' ||
                                  line_[end] == '.' || line_[end] == '-' || line_[end] == '_');
         ++end) {
      at_sign |= line_[end] == '@' && end > pos_;
      dot |= line_[end] == '.' && end + 1 < line_.size() && utf8::is_latin(line_[end + 1]);
    }
    if (!dot) return false;
    const std::string_view ink = std::string_view(low_).substr(pos_, end - pos_);
    const bool site = ink.starts_with("www.") || ink.ends_with(".com") || ink.ends_with(".org") ||
                      ink.ends_with(".net");
    if (!at_sign && !site) return false;
    if (at_sign && out_) out_->emails.emplace_back(line_.substr(pos_, end - pos_));
    return known(end, true);
  }

  // $2.00, 50¢
  bool price() {
    size_t pos = pos_;
    for (const std::string_view sign : {"$", "£", "€", "¥"})
      if (line_.compare(pos, sign.size(), sign) == 0) pos += sign.size();
    const bool sign = pos > pos_;
    size_t end = pos;
    while (utf8::is_digit(at(end)) || (at(end) == '.' && utf8::is_digit(at(end + 1)))) ++end;
    if (end == pos) return false;
    if (line_.compare(end, 2, "¢") == 0) return known(end + 2, true);
    return sign && known(end, true);
  }

  // 24 pages
  bool count() {
    const auto number = figures(pos_, 4);
    if (!number) return false;
    const Lexicon::Match unit = word_at(skip_blanks(number->end));
    if (kind(unit) == kCounted) return known(unit.end, true);
    return false;
  }

  // The Daily Chronicle: words with capitals up to the last one that papers' names end with.
  bool paper() {
    if (!is_capital(at(pos_))) return false;
    const bool day_first = kind(word_at(pos_)) == kWeekday || kind(word_at(pos_)) == kMonth;
    size_t pos = pos_, last = 0, count = 0, last_count = 0;
    for (; count < kMostPaperWords && pos < line_.size(); ++count) {
      const std::string_view low = std::string_view(low_).substr(pos);
      const bool article = low.starts_with("the ");
      const bool between = article || low.starts_with("of ") || low.starts_with("and ");
      if (count > 0 && article && is_capital(at(pos))) break;
      if (!is_capital(at(pos)) && !(between && count > 0)) break;
      if (count > 0 && kind(word_at(pos)) == kPage) break;
      const Lexicon::Match name = latin::word_at(words_.papers_, low_, pos);
      if (name) last = name.end, last_count = count + 1;
      if (day_first && count == 1 && !name) return false;
      while (is_part_of_word(at(pos)) || at(pos) == '-' || at(pos) == '\'') ++pos;
      if (pos + 1 >= line_.size() || at(pos) != ' ' || at(pos + 1) == ' ') break;
      ++pos;
    }
    if (last_count < 2) return false;
    if (out_ && out_->publication.empty()) out_->publication = line_.substr(pos_, last - pos_);
    return known(last, false);
  }

  bool word() {
    const Lexicon::Match match = word_at(pos_);
    switch (kind(match)) {
      case kWeekday:
        ++days_;
        return known(match.end, false);
      case kSection:
        if (out_ && out_->section.empty()) out_->section = line_.substr(pos_, match.end - pos_);
        return known(match.end, false);
      case kIssue:
        return issue(match.end);
      case kEdition:
        return known(match.end, true);
      case kPage:
        return label(match.end);
      case kPart:
        return part(match.end);
      case kEditor:
      case kCredit:
        return names(match.end, kind(match) == kEditor);
      case kPhone:
        return phone(match.end);
      case kSite:
        return at(match.end) == ':' && known(match.end, true);
      default:
        return false;
    }
  }

  // Vol. CXXIII, No. 42,317; Est. 1851
  bool issue(size_t end) {
    size_t pos = end;
    while (at(pos) == '.' || at(pos) == ':' || at(pos) == ' ') ++pos;
    size_t value = pos;
    while (utf8::is_digit(at(value)) || utf8::is_latin(at(value)) ||
           ((at(value) == ',' || at(value) == '-') && utf8::is_digit(at(value + 1))))
      ++value;
    const std::string_view ink = std::string_view(low_).substr(pos, value - pos);
    const bool figure = ink.find_first_of("0123456789") != ink.npos;
    return (figure || is_roman(ink)) && known(value, true);
  }

  // Page A6; Page One is for the jump lines.
  bool label(size_t end) {
    size_t pos = end;
    while (at(pos) == '.' || at(pos) == ' ') ++pos;
    const auto page = latin::page_at(line_, pos);
    if (!page) return false;
    reading_.page(std::string(line_.substr(pos, page->end - pos)), PageRank::kLabel);
    return known(page->end, true);
  }
  // Section B
  bool part(size_t end) {
    const size_t pos = skip_blanks(end);
    const bool letter = is_capital(at(pos)) && !is_part_of_word(at(pos + 1));
    return letter && known(pos + 1, true);
  }
  bool page_number() {
    const auto page = latin::page_at(line_, pos_);
    if (!page || latin::is_small(at(pos_)) || kind(word_at(skip_blanks(page->end))) == kCounted)
      return false;
    if (bare_.empty()) bare_ = line_.substr(pos_, page->end - pos_);
    return known(page->end, false);
  }

  // Editor: Ann Lee, Li Wen
  bool names(size_t end, bool editors) {
    size_t pos = skip_blanks(end);
    if (at(pos) != ':' && low_.compare(end - 2, 2, "by") != 0) return false;
    if (at(pos) == ':') pos = skip_blanks(pos + 1);
    size_t last = pos;
    for (size_t n = 0; n < kMostNames && is_capital(at(pos)); ++n) {
      const size_t begin = pos;
      for (size_t words = 0; words < kMostNameWords && is_capital(at(pos)) && !word_at(pos);
           ++words) {
        while (is_part_of_word(at(pos)) || at(pos) == '.' || at(pos) == '-' || at(pos) == '\'')
          ++pos;
        last = pos;
        if (at(pos) == ' ' && is_capital(at(pos + 1)))
          ++pos;
        else
          break;
      }
      if (last <= begin) break;
      if (editors && out_) out_->editors.emplace_back(line_.substr(begin, last - begin));
      if (at(last) != ',') break;
      pos = skip_blanks(last + 1);
    }
    return last > end && known(last, true);
  }

  // Newsroom: 555-0100, (212) 555-0100
  bool phone(size_t end) {
    size_t pos = end, digits = 0;
    while (at(pos) == ':' || at(pos) == '.' || at(pos) == ' ') ++pos;
    const size_t begin = pos;
    for (; pos < line_.size(); ++pos) {
      const char c = line_[pos];
      if (utf8::is_digit(c))
        ++digits;
      else if (c != '-' && c != '(' && c != ')' && c != '+' && c != '.' &&
               !(c == ' ' && (utf8::is_digit(at(pos + 1)) || at(pos - 1) == ')')))
        break;
    }
    if (digits < 7) return false;
    if (out_) out_->phones.emplace_back(line_.substr(begin, pos - begin));
    return known(pos, true);
  }

  const LatinMasthead& words_;
  std::string_view line_;
  const std::string low_;
  MastheadReading& reading_;
  Masthead* out_;
  std::string bare_;  // a number that stands by itself
  size_t pos_ = 0, unknown_ = 0;
  int days_ = 0;  // weekdays, and dates without a year
  MastheadCue cue_;
};

LatinMasthead::LatinMasthead(const RuleTable& table) {
  const size_t kind = table.column("kind"), word = table.column("word"),
               value = table.column("value");
  for (const RuleRow& row : table.rows()) {
    const auto found = std::find(std::begin(kKindNames), std::end(kKindNames), row[kind]);
    if (found == std::end(kKindNames))
      table.fail(row, "no kind of word: " + std::string(row[kind]));
    const int id = static_cast<int>(found - std::begin(kKindNames));
    const auto month = id == kMonth ? read_number(row[value], 0) : std::nullopt;
    if (id == kMonth && !month) table.fail(row, "value is no number of a month");
    (id == kPaper ? papers_ : words_)
        .add(row[word], id + (month ? static_cast<int>(month->value) * kKinds : 0));
  }
}

bool LatinMasthead::has_words(std::string_view line) {
  return line.size() <= kLongestLine && std::none_of(line.begin(), line.end(), is_wide) &&
         std::any_of(line.begin(), line.end(), utf8::is_latin);
}

MastheadCue LatinMasthead::read(std::string_view line, MastheadReading& reading) const {
  return Walker(*this, line, reading).walk();
}

}  // namespace newsmill
