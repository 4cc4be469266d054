// 公 园 散 步 / 的有 11 个 becomes 公园散步的有11个, the OLD / MILL becomes the OLD MILL,
// https://a.example/x / yz becomes https://a.example/xyz. Tested by tests/segment/reflow_test.cc.
#include "segment/reflow.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace newsmill {
namespace {

constexpr size_t kLongestGroup = 4;  // digits: 02 05 is a list, 91330000 an identifier
constexpr size_t kReach = 64;        // bytes looked at on either side of a break
constexpr size_t kShort = 64;        // bytes: most lines have no more
constexpr size_t kEnoughBreaks = 6;  // between Latin lines, before a page's habit is known

bool ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}
bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool visible(char c) {
  return c > ' ' && c < 0x7F;
}

// The run of visible ASCII characters that `text` ends or starts with.
std::string_view last_run(std::string_view text) {
  size_t begin = text.size();
  while (begin > 0 && text.size() - begin < kReach && visible(text[begin - 1])) --begin;
  return text.substr(begin);
}
std::string_view first_run(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && end < kReach && visible(text[end])) ++end;
  return text.substr(0, end);
}

// Numbers of a list stay apart, 02 05 / 17 22; one that running text cuts does not, 3月2 / 0日.
bool in_a_list(std::string_view before, std::string_view left, std::string_view behind) {
  const bool first = before.size() == left.size();
  const bool listed = first || before[before.size() - left.size() - 1] == ' ';
  return behind.empty() ? listed : behind.front() == ' ';
}

// Does ASCII of two words of letters or more stand before `end`?
bool is_english(std::string_view text, size_t end) {
  size_t words = 0, letters = 0;
  for (size_t pos = end; pos > 0 && end - pos < kReach / 2 && ascii(text[pos - 1]); --pos) {
    letters = letter(text[pos - 1]) ? letters + 1 : 0;
    words += letters == 2;
  }
  return words >= 2;
}

// Does the break stand in running English: up 1.3 / percent year, by 3 percent. / We aim, up to /
// 12,000? Then there are words on both sides, or a sentence before it.
bool in_english(std::string_view before, std::string_view left, std::string_view behind,
                std::string_view right) {
  const size_t words = before.size() - left.size();  // before the run, a space behind them
  const size_t rest = right.size() + 1;              // behind the run and a space
  if (words < 2 || before[words - 1] != ' ' || left.back() == '-') return false;
  const bool word_before = letter(before[words - 2]) || before[words - 2] == ',';
  const bool word_behind = letter(right.front()) || (rest < behind.size() && letter(behind[rest]));
  if (word_before && word_behind) return true;
  if (left.back() == '/' || (digit(left.back()) && digit(right.front()))) return false;
  return (letter(right.front()) || digit(right.front())) && is_english(before, words);
}

// Does a space belong between two runs of ASCII that a line break parts? The runs are the end of
// `before` and the start of `behind`.
bool space_at_break(std::string_view before, std::string_view behind) {
  const std::string_view left = last_run(before), right = first_run(behind);
  if (left.empty() || right.empty()) return false;
  const char a = left.back(), b = right.front();
  const std::string_view address = "/@_.=?&-*#%+~:";
  const bool url = left.find("://") != left.npos || left.find("www.") != left.npos ||
                   left.find('@') != left.npos;
  if (url) return false;
  if (in_english(before, left, behind, right)) return true;
  if (letter(a) && letter(b)) return std::none_of(left.begin(), left.end(), digit);
  if (digit(a) && digit(b))
    return left.size() <= kLongestGroup && right.size() <= kLongestGroup &&
           in_a_list(before, left, behind.substr(right.size()));
  if (a == '/' && left.size() == 1) return true;
  if (address.find(a) != address.npos || address.find(b) != address.npos) return false;
  const bool left_word = std::all_of(left.begin(), left.end(), letter);
  const bool left_number = std::all_of(left.begin(), left.end(), digit);
  return (left_word && digit(b) && left.size() > 2) ||
         (left_number && letter(b) && right.size() > 2 && left.size() >= 7) || a == ',' ||
         a == ';' || a == '!' || a == '?' || a == ')';
}

// May a blank stand between two words before or behind the character? ，。 and the like bring their
// own room.
bool takes_blank(char32_t code, const Characters& characters) {
  constexpr std::u32string_view kMarks = U"“”‘’–…";
  return characters.columns(code) == 1 || kMarks.find(code) != kMarks.npos;
}

// Does a space belong between two Latin lines that were broken between words? Not where a hyphen,
// an address or a slash was broken.
bool space_between_words(std::string_view before, std::string_view behind,
                         const Characters& characters) {
  const utf8::Char last = utf8::before(before, before.size()), first = utf8::at(behind, 0);
  if (!takes_blank(last.code, characters) || !takes_blank(first.code, characters)) return false;
  const char32_t second_last = utf8::before(before, before.size() - last.size).code;
  constexpr std::u32string_view kTightBehind = U"/@_=([“‘", kTightBefore = U"/@_=.,;:!?)]”’";
  if (kTightBehind.find(last.code) != kTightBehind.npos && second_last != ' ') return false;
  if (kTightBefore.find(first.code) != kTightBefore.npos) return false;
  if (last.code == '-') return second_last == ' ';
  const std::string_view run = last_run(before);
  const bool address = run.find("://") != run.npos || run.find("www.") != run.npos;
  return !address || letter(run.back()) || last.code == ',';
}

// Is a line broken between them, rather than in a text of Han characters?
bool latin_pair(const Line& left, const Line& right) {
  return left.han == 0 && right.han == 0 && (left.latin() || right.latin());
}

bool is_space(std::string_view text, size_t pos) {
  return pos < text.size() && (text[pos] == ' ' || text[pos] == '\t');
}
// Was a blank kept where a line was broken into these two?
bool blank_kept(std::string_view text, const Line& left, const Line& right) {
  return is_space(text, left.end) || (right.begin > 0 && is_space(text, right.begin - 1));
}

// Of the first byte of a character: one of U+4000 to U+9FFF, a Han character, as most are?
bool starts_han(char c) {
  return static_cast<unsigned char>(c - '\xE4') <= 5;
}
// Where the next blank stands from `pos` on, or the end.
size_t find_blank(std::string_view text, size_t pos, const Characters& characters) {
  while (pos < text.size()) {
    if (starts_han(text[pos])) {
      pos += 3;
      continue;
    }
    const utf8::Char c = utf8::at(text, pos);
    if (characters.of(c.code) == CharClass::kBlank) break;
    pos += c.size;
  }
  return pos;
}

// Writes `ink` behind what stands before `out`, without the blanks that only fill the line; the end
// of it.
char* write_spaced(std::string_view ink, bool parts, const Characters& characters, char* out) {
  size_t end = find_blank(ink, 0, characters);
  out = std::copy_n(ink.data(), end, out);
  while (end < ink.size()) {
    size_t begin = end;
    for (utf8::Char c = utf8::at(ink, begin); characters.of(c.code) == CharClass::kBlank;
         c = utf8::at(ink, begin))
      begin += c.size;
    end = find_blank(ink, begin, characters);
    if (parts || (ascii(out[-1]) && ascii(ink[begin]))) *out++ = ' ';
    out = std::copy_n(ink.data() + begin, end - begin, out);
  }
  return out;
}

// Copies `ink`; the end of it. Most lines are short: they are copied with some bytes of what
// follows, for which there must be room, so that their lengths do not matter.
char* write_line(std::string_view ink, const char* text_end, char* out) {
  if (ink.size() > 2 * kShort || text_end - ink.data() < static_cast<ptrdiff_t>(2 * kShort))
    return std::copy(ink.begin(), ink.end(), out);
  std::memcpy(out, ink.data(), kShort);
  if (ink.size() > kShort) std::memcpy(out + kShort, ink.data() + kShort, kShort);
  return out + ink.size();
}

}  // namespace

LatinBreaks find_latin_breaks(std::string_view text, std::span<const Line> lines,
                              const std::vector<uint32_t>& next) {
  // Words leave the ends of lines ragged, and no blank is kept there, or all are.
  size_t breaks = 0, blanks = 0, full = 0;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    const Line &left = lines[i], &right = lines[i + 1];
    if (left.han > 0 || next[i] != i + 1 || right.gap > 0 || !latin_pair(left, right)) continue;
    ++breaks;
    const bool behind = is_space(text, left.end);
    blanks += behind || (right.indent == 1 && right.begin > 0);
    full += left.columns + left.indent + behind >= left.width;
  }
  const bool anywhere = breaks >= kEnoughBreaks && full * 5 >= breaks * 3 && blanks * 8 >= breaks;
  return anywhere ? LatinBreaks::kAnywhere : LatinBreaks::kBetweenWords;
}

// No line grows, and a space or a line feed before one takes the place of that behind another.
Reflow::Reflow(std::string_view text, const Characters& characters, LatinBreaks latin_breaks)
    : page_(text),
      characters_(characters),
      latin_breaks_(latin_breaks),
      begin_(std::make_unique_for_overwrite<char[]>(text.size() + 1 + 2 * kShort)),
      end_(begin_.get()) {}

uint32_t Reflow::add(std::span<const Line> lines, const std::vector<uint32_t>& next, uint32_t first,
                     Spaces spaces) {
  char* const begin = begin_.get();
  const char* const page_end = page_.data() + page_.size();
  char* end = end_;
  const Line* const all = lines.data();
  const uint32_t* const behind = next.data();
  const Line* before = nullptr;
  uint32_t last = first;
  for (;; ++last) {
    const Line& line = all[last];
    const std::string_view ink = line.in(page_);
    if (before && before->han == 0 && latin_pair(*before, line)) {
      const bool space = latin_breaks_ == LatinBreaks::kAnywhere
                             ? blank_kept(page_, *before, line)
                             : space_between_words({begin, end}, ink, characters_);
      if (space) *end++ = ' ';
    } else if (end > begin && visible(end[-1]) && visible(ink[0]) &&
               space_at_break({begin, end}, ink)) {
      *end++ = ' ';
    }
    if (line.blanks == 0)
      end = write_line(ink, page_end, end);
    else
      end = write_spaced(
          ink, line.latin() || line.worded || (spaces == Spaces::kParts && !line.spread()),
          characters_, end);
    if (behind[last] != last + 1) break;
    before = &line;
  }
  end_ = end;
  return last;
}

void Reflow::add_row(const Line& line) {
  if (end_ > begin_.get()) *end_++ = '\n';
  const std::string_view ink = line.in(page_);
  end_ = std::copy(ink.begin(), ink.end(), end_);
}

}  // namespace newsmill
