// 村里人都知道他的脾气，老支书也 / 说：“慢工出细活。”: of the six columns that are left, two more
// characters would take four, but 说：“慢 is eight columns wide where no line is broken beside a
// quotation mark. The first line is full. Tested by tests/segment/early_breaks_test.cc.
#include "segment/early_breaks.h"

#include <algorithm>
#include <cstdint>
#include <span>

namespace newsmill {
namespace {

constexpr size_t kEnough = 3;         // quotation marks that were kept with what is before them …
constexpr size_t kKeptForBroken = 4;  // … to one that was not
constexpr int kEarly = 3;             // columns: less are free behind any line
constexpr int kLongPiece = 6;
constexpr unsigned kLongest = 12;  // columns: a longer piece may be broken
constexpr int kNearlyFull = 2;
constexpr size_t kMostBroken = 5;  // beyond, no page has so many that were kept
constexpr int kHan = 2;            // columns

bool opens_quote(std::string_view text) {
  return text.starts_with("“") || text.starts_with("‘");
}
bool closes_quote(std::string_view text) {
  return text.ends_with("”") || text.ends_with("’");
}

// Where the second character of a text stands.
size_t second(std::string_view ink) {
  return std::min<size_t>(ink.size(), utf8::at(ink, 0).size);
}

// The text without its last character.
std::string_view before_last(std::string_view ink) {
  return ink.substr(0, ink.size() - utf8::before(ink, ink.size()).size);
}

bool in_a_number(std::string_view ink, size_t at) {
  return at > 1 && ink[at - 1] == '.' && utf8::is_digit(static_cast<unsigned char>(ink[at])) &&
         utf8::is_digit(static_cast<unsigned char>(ink[at - 2]));
}

// Columns of the first piece: 5.24万, and where quotation marks cling with what they cling to.
uint16_t whole_piece(std::string_view ink, bool cling, const Characters& characters) {
  size_t end = 0;
  unsigned columns = 0;
  do {
    const Piece piece = first_piece(ink.substr(end), characters);
    end += piece.bytes;
    columns += piece.columns;
  } while (end < ink.size() && columns < kLongest &&
           (in_a_number(ink, end) ||
            (cling && (opens_quote(ink.substr(end)) || closes_quote(ink.substr(0, end))))));
  return static_cast<uint16_t>(std::min<unsigned>(columns, UINT16_MAX));
}

// Does the page break no line beside a quotation mark? Where it does, full lines are broken right
// before one as often as one character earlier, and right behind one as often as one later.
bool quotes_cling(std::string_view text, std::span<const Line> lines,
                  const Characters& characters) {
  size_t kept = 0, broken = 0;
  for (size_t i = 1; i < lines.size() && broken < kMostBroken; ++i) {
    const Line &before = lines[i - 1], &line = lines[i];
    if (!before.bracketed && !line.bracketed) continue;
    const int left = before.slack();
    const bool inside = before.tail == CharClass::kHan || before.tail == CharClass::kComma;
    if (!inside || left < -1 || left > static_cast<int>(kLongest)) continue;
    const std::string_view above = before.in(text), ink = line.in(text);
    const bool behind = line.head == CharClass::kHan && opens_quote(ink.substr(second(ink)));
    if (left > kNearlyFull) {  // … but one character would have fitted
      kept += behind && left >= line.unit && left < whole_piece(ink, true, characters);
      continue;
    }
    broken += line.head == CharClass::kOpen && opens_quote(ink);
    broken += before.closed && line.head == CharClass::kHan && closes_quote(above);
    kept += behind;
    kept += before.tail == CharClass::kHan && !before.closed && closes_quote(before_last(above));
  }
  return kept >= kEnough && broken * kKeptForBroken <= kept;
}

// Does line i go on with the text before it, beyond doubt?
bool is_inner(std::span<const Line> lines, size_t i) {
  const auto full = [&](size_t k) {
    return lines[k].tail != CharClass::kStop && lines[k].slack() <= kNearlyFull &&
           lines[k].width == lines[i].width;
  };
  return i >= 2 && full(i - 1) &&
         (lines[i - 1].comma_inside || lines[i - 1].stop_inside || full(i - 2));
}

// Columns that the piece behind line i left free there.
int rag(std::span<const Line> lines, size_t i) {
  const Line &line = lines[i], &next = lines[i + 1];
  const int left = line.slack(), piece = std::min<int>(next.unit, kLongest);
  if (left < kEarly || left * 3 > line.width || line.tail == CharClass::kStop ||
      line.width != next.width)
    return 0;
  if (left < piece) return left < kIndent || is_inner(lines, i) ? left : 0;
  const int left_by_first = left - kIndent;
  return left_by_first >= kEarly && left_by_first < piece ? left_by_first : 0;
}

}  // namespace

void read_early_breaks(std::string_view text, const Characters& characters, std::span<Line> lines) {
  const bool cling = quotes_cling(text, lines, characters);
  const size_t count = lines.size();
  for (size_t i = 1; i < count; ++i) {
    Line &before = lines[i - 1], &line = lines[i];
    const bool number = line.head == CharClass::kDigit;
    if (!number && !(cling && (line.bracketed || line.unit > kHan))) continue;
    const std::string_view ink = line.in(text);
    if (!number && line.unit <= kHan && !opens_quote(ink.substr(second(ink)))) continue;
    line.unit = whole_piece(ink, cling, characters);
    if (line.unit >= kLongPiece && before.rag == 0)
      before.rag = static_cast<int16_t>(rag(lines, i - 1));
  }
}

}  // namespace newsmill
