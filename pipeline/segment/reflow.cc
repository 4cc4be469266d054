// 公 园 散 步 / 的有 11 个 becomes 公园散步的有11个, the OLD / MILL becomes the OLD MILL,
// https://a.example/x / yz becomes https://a.example/xyz. Tested by tests/segment/reflow_test.cc.
#include "segment/reflow.h"

#include <algorithm>

namespace newsmill {
namespace {

constexpr size_t kLongestGroup = 4;  // digits: 02 05 is a list, 91330000 an identifier
constexpr size_t kReach = 64;        // bytes looked at on either side of a break

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

// Does the break stand in running English, up 1.3 / percent year: words on both sides?
bool in_english(std::string_view before, std::string_view left, std::string_view behind,
                std::string_view right) {
  const size_t words = before.size() - left.size();  // before the run, a space behind them
  const size_t rest = right.size() + 1;              // behind the run and a space
  if (words < 2 || before[words - 1] != ' ' || left.back() == '-') return false;
  const bool word_before = letter(before[words - 2]) || before[words - 2] == ',';
  const bool word_behind = letter(right.front()) || (rest < behind.size() && letter(behind[rest]));
  return word_before && word_behind;
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

// Appends `text` without the blanks that only fill the line.
void append_line(std::string_view text, const Line& line, const Characters& characters,
                 Spaces spaces, std::string& out) {
  if (line.blanks == 0) {
    out.append(text);
    return;
  }
  const bool parts = spaces == Spaces::kParts && !line.spread();
  bool pending = false;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    if (characters.of(c.code) == CharClass::kBlank) {
      pending = true;
    } else {
      if (pending && (parts || (ascii(out.back()) && c.code < 0x80))) out.push_back(' ');
      pending = false;
      out.append(text, pos, c.size);
    }
    pos += c.size;
  }
}

}  // namespace

void append_part(std::string_view part, const Characters&, std::string& out) {
  if (!out.empty() && !part.empty() && visible(out.back()) && visible(part.front()) &&
      space_at_break(out, part))
    out.push_back(' ');
  out.append(part);
}

void reflow(std::string_view text, std::span<const Line> lines, const Characters& characters,
            Spaces spaces, std::string& out) {
  size_t bytes = out.size();
  for (const Line& line : lines) bytes += line.end - line.begin;
  out.reserve(bytes + lines.size() / 8);
  bool first = out.empty();
  for (const Line& line : lines) {
    const std::string_view ink = line.in(text);
    if (!first && visible(out.back()) && visible(ink.front()) && space_at_break(out, ink))
      out.push_back(' ');
    append_line(ink, line, characters, spaces, out);
    first = false;
  }
}

}  // namespace newsmill
