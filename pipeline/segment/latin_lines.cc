// “The bridge was opened in 2021.” ends a sentence, “a poem by Ann J.” and “growth of 5.” before
// “2 percent” do not. A line of 66 columns in a column of 70 is full when the next word has four
// letters or more: its rag is 4. Tested by tests/segment/latin_lines_test.cc.
#include "segment/latin_lines.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace newsmill {
namespace {

constexpr size_t kLongestTitle = 4;    // letters: Mr. Prof. U.S.
constexpr size_t kLongestUnit = 24;    // columns: a longer word is broken
constexpr int kWidestColumn = 127;     // columns
constexpr int kMostOver = 8;           // columns by which lines may be wider than the usual ones
constexpr int kEnoughOver = 2;         // lines that are
constexpr size_t kBlanksAtBreaks = 8;  // one break in so many has one, in lines cut anywhere
constexpr int kIndentFrom = 2, kIndentTo = 8;  // printed blanks before a first line

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_closing(char c) {
  return c == '"' || c == '\'' || c == ')' || c == ']';
}

// The text without the quotation marks and brackets that close at its end: " ' ) ] ’ ”
std::string_view without_closing(std::string_view text) {
  for (;;) {
    if (!text.empty() && is_closing(text.back()))
      text.remove_suffix(1);
    else if (text.ends_with("’") || text.ends_with("”"))
      text.remove_suffix(3);
    else
      return text;
  }
}

// The letters and dots that the text ends with: of “ruled the U.S” U.S
std::string_view last_word(std::string_view text) {
  size_t begin = text.size();
  while (begin > 0 && (is_lower(text[begin - 1]) || is_upper(text[begin - 1]) ||
                       (text[begin - 1] == '.' && begin < text.size())))
    --begin;
  return text.substr(begin);
}

// Does a full stop behind `text` shorten a word? J. Mr. Prof. U.S.
bool shortens(std::string_view text) {
  const std::string_view word =
      last_word(text.substr(text.size() - std::min<size_t>(text.size(), 8)));
  return !word.empty() && is_upper(word.front()) && word.size() <= kLongestTitle;
}
// … a word that is never a sentence's last: an initial.
bool is_initial(std::string_view text) {
  return !text.empty() && is_upper(text.back()) &&
         (text.size() == 1 || text[text.size() - 2] == ' ');
}

// Does a sentence end inside the line: stop, blank, capital?
bool sentence_inside(std::string_view ink) {
  for (size_t blank = ink.find(' '); blank < ink.size(); blank = ink.find(' ', blank + 1)) {
    std::string_view after = ink.substr(blank + 1);
    if (after.starts_with("“")) after.remove_prefix(3);
    if (after.starts_with('"')) after.remove_prefix(1);
    if (after.empty() || !is_upper(after.front())) continue;
    const std::string_view before = without_closing(ink.substr(0, blank));
    if (before.size() > 1 && before.back() == '.' && !shortens(before.substr(0, before.size() - 1)))
      return true;
  }
  return false;
}

// Does a sentence end with the line?
bool sentence_ends(std::string_view ink, bool number_follows) {
  const std::string_view inner = without_closing(ink);
  if (inner.empty()) return false;
  if (inner.back() == '!' || inner.back() == '?') return true;
  if (inner.back() != '.') return false;
  const std::string_view before = inner.substr(0, inner.size() - 1);
  if (before.empty()) return true;
  return !is_initial(before) && !(is_digit(before.back()) && number_follows);
}

class LatinLines {
 public:
  LatinLines(std::string_view text, std::span<Line> lines) : text_(text), lines_(lines) {}

  void read() {
    for (size_t i = 0; i < lines_.size(); ++i)
      if (latin(i)) read_line(i);
    if (unwrapped()) {
      for (Line& line : lines_) {
        line.width = line.columns;
        line.whole = true;
      }
      return;
    }
    widen();
    const bool between_words = ragged(), anywhere = !between_words && cut_anywhere();
    for (size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (!goes_on(i) || left(i) >= word_behind(i)) continue;
      if (between_words) lines_[i].rag = rag(i);
      // No blank parts the sentence from a next one: there is none.
      if (anywhere && lines_[i].tail == CharClass::kStop && !blank_at_break(i))
        lines_[i].rag = static_cast<int16_t>(-word_behind(i));
    }
  }

 private:
  // A line of few words is what the lines beside it are.
  bool latin(size_t i) const {
    const Line& line = lines_[i];
    if (line.latin()) return true;
    return line.han == 0 && line.digits * 2 < line.characters &&
           ((i > 0 && lines_[i - 1].latin()) || (i + 1 < lines_.size() && lines_[i + 1].latin()));
  }

  void read_line(size_t i) {
    Line& line = lines_[i];
    const std::string_view ink = line.in(text_);
    line.worded = true;
    line.small_first = is_lower(ink.front());
    const bool number_follows =
        i + 1 < lines_.size() && lines_[i + 1].gap == 0 && lines_[i + 1].head == CharClass::kDigit;
    if (sentence_ends(ink, number_follows)) {
      line.tail = CharClass::kStop;
      line.period_last = without_closing(ink).back() == '.';
      line.period_inside |= line.period_last;
    }
    if (sentence_inside(ink)) line.stop_inside = line.period_inside = true;
    line.unit = static_cast<uint16_t>(std::min({ink.find(' '), ink.size(), kLongestUnit}));
  }

  // Is each line of the page a paragraph? Most of the text is in lines of all sorts of widths that
  // no column has.
  bool unwrapped() const {
    size_t columns = 0, wide = 0, alike = 0;
    for (size_t i = 0; i < lines_.size(); ++i) {
      columns += lines_[i].columns;
      if (lines_[i].columns <= kWidestColumn) continue;
      wide += lines_[i].columns;
      if (i > 0 && std::abs(lines_[i].columns - lines_[i - 1].columns) <= kMostOver)
        alike += lines_[i].columns;
    }
    return wide * 2 > columns && alike * 2 < wide;
  }

  // May line i go on in the next one?
  bool goes_on(size_t i) const {
    return latin(i) && latin(i + 1) && lines_[i + 1].gap == 0 &&
           lines_[i].width == lines_[i + 1].width && left(i) >= 0;
  }
  int left(size_t i) const { return lines_[i].width - lines_[i].columns; }
  // Columns of the next line's first word and the blank before it.
  int word_behind(size_t i) const { return lines_[i + 1].unit + 1; }

  // The usual width of lines broken between words is less than that of their column.
  void widen() {
    std::array<std::array<uint16_t, kMostOver + 1>, kWidestColumn + 1> over{};
    const auto by = [&](const Line& line) { return line.columns - line.width; };
    for (size_t i = 0; i < lines_.size(); ++i)
      if (by(lines_[i]) > 0 && by(lines_[i]) <= kMostOver && latin(i))
        ++over[std::min<size_t>(lines_[i].width, kWidestColumn)]
              [static_cast<size_t>(by(lines_[i]))];
    for (Line& line : lines_) {
      if (line.columns > kWidestColumn) line.width = line.columns;
      if (line.width > kWidestColumn || line.han > 0) continue;
      const auto& lines_over = over[line.width];
      int most = kMostOver;
      while (most > 0 && lines_over[static_cast<size_t>(most)] < kEnoughOver) --most;
      line.width = static_cast<uint16_t>(line.width + most);
    }
  }

  // Are the page's lines broken between words, rather than after so many columns?
  bool ragged() const {
    size_t flush = 0, short_of_word = 0;
    for (size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (!goes_on(i) || left(i) >= word_behind(i)) continue;
      ++(left(i) <= 1 ? flush : short_of_word);
    }
    return short_of_word * 3 > flush;
  }

  // Was a blank printed behind line i or before the next one?
  bool blank_at_break(size_t i) const {
    return lines_[i + 1].indent > 0 || text_[lines_[i].end] == ' ';
  }
  // Are lines cut after so many columns, and the blanks there kept?
  bool cut_anywhere() const {
    size_t breaks = 0, blanks = 0;
    for (size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (!goes_on(i)) continue;
      ++breaks;
      blanks += blank_at_break(i);
    }
    return blanks * kBlanksAtBreaks > breaks;
  }

  // What a first line leaves free before its first word it does not leave free behind its last.
  int16_t rag(size_t i) const {
    const Line& line = lines_[i];
    const bool indented = line.indent >= kIndentFrom && line.indent <= kIndentTo &&
                          line.indent > lines_[i + 1].indent;
    return static_cast<int16_t>(std::max(0, left(i) - (indented ? kIndent : 0)));
  }

  const std::string_view text_;
  const std::span<Line> lines_;
};

}  // namespace

void read_latin_lines(std::string_view text, std::span<Line> lines) {
  const bool any = std::any_of(lines.begin(), lines.end(), [](const Line& line) {
    return line.latin() || line.columns > kWidestColumn;
  });
  if (any) LatinLines(text, lines).read();
}

}  // namespace newsmill
