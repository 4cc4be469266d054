// Lines are found greedily: characters are added while they fit; `fallback` is the last place where
// the line may end. `…增加值|，` does not fit: hanging lets `，` stand out, otherwise 值 goes down
// with it. Tested by tests/newsgen/typeset_test.cc.
#include "newsgen/typeset.h"

#include <algorithm>

#include "core/utf8.h"

namespace newsmill::newsgen {
namespace {

enum class Class : uint8_t { kHan, kAscii, kOpening, kClosing };

// A character or, of ASCII, a whole run: what a line break never divides.
struct Unit {
  uint32_t size;
  uint8_t columns;
  Class kind;
};

Class class_of(char32_t c) {
  switch (c) {
    case U'（':
    case U'《':
    case U'“':
    case U'‘':
    case U'「':
    case U'【':
    case U'〈':
    case U'［':
    case U'『':
      return Class::kOpening;
    case U'，':
    case U'。':
    case U'、':
    case U'；':
    case U'：':
    case U'？':
    case U'！':
    case U'）':
    case U'》':
    case U'”':
    case U'’':
    case U'」':
    case U'】':
    case U'〉':
    case U'］':
    case U'』':
    case U'…':
    case U'—':
    case U'％':
    case U'·':
      return Class::kClosing;
    default:
      return Class::kHan;
  }
}

constexpr uint32_t kHanSize = 3;

// U+4000 to U+9FFF: nearly all Han characters in use.
bool han_lead(char c) {
  const unsigned char byte = static_cast<unsigned char>(c);
  return byte >= 0xE4 && byte <= 0xE9;
}

bool ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

Unit unit_at(std::string_view text, size_t pos, bool split_numbers) {
  if (han_lead(text[pos])) return {kHanSize, 2, Class::kHan};
  if (!ascii(text[pos])) {
    const utf8::Char c = utf8::at(text, pos);
    // —— and …… are one sign each.
    const bool twice =
        (c.code == U'—' || c.code == U'…') && utf8::at(text, pos + c.size).code == c.code;
    return {twice ? 2 * c.size : c.size, static_cast<uint8_t>(twice ? 4 : 2), class_of(c.code)};
  }
  if (split_numbers) {
    const bool tail = text[pos] == '.' || text[pos] == '%' || text[pos] == ',';
    return {1, 1, tail ? Class::kClosing : Class::kAscii};
  }
  size_t end = pos + 1;
  if (text[pos] != ' ')
    while (end < text.size() && ascii(text[end]) && text[end] != ' ' && end - pos < 200) ++end;
  return {static_cast<uint32_t>(end - pos), static_cast<uint8_t>(end - pos), Class::kAscii};
}

bool may_hang(std::string_view text, size_t pos, const Unit& unit, int room,
              const Measure& measure) {
  if (unit.kind != Class::kClosing || !measure.hang || unit.columns > std::min(2, room + 2))
    return false;
  const size_t next = pos + unit.size;
  return next >= text.size() || unit_at(text, next, measure.split_numbers).kind != Class::kClosing;
}

// How many Han characters stand at `pos`, `most` at most.
size_t han_run(std::string_view text, size_t pos, int most) {
  size_t run = 0;
  while (run < static_cast<size_t>(std::max(most, 0)) && pos < text.size() && han_lead(text[pos])) {
    ++run;
    pos += kHanSize;
  }
  return run;
}

// Where the line that starts at `begin` ends, and how wide it is.
struct End {
  size_t pos;
  int columns;
};

End line_end(std::string_view text, size_t begin, int columns, const Measure& measure) {
  size_t pos = begin, fallback = begin;
  int used = 0, used_at_fallback = 0;
  Class before = Class::kOpening;  // nothing ends before the first character
  while (pos < text.size()) {
    // Han characters are most of a text, and the line may end before any of them.
    const size_t run = han_run(text, pos, (columns - used) / 2);
    if (run > 0) {
      const bool glued = run == 1 && before == Class::kOpening;
      pos += run * kHanSize;
      used += static_cast<int>(run) * 2;
      if (!glued) fallback = pos - kHanSize, used_at_fallback = used - 2;
      before = Class::kHan;
      continue;
    }
    const Unit unit = unit_at(text, pos, measure.split_numbers);
    if (unit.kind != Class::kClosing && before != Class::kOpening)
      fallback = pos, used_at_fallback = used;
    if (used + unit.columns > columns) {
      if (may_hang(text, pos, unit, columns - used, measure))
        return {pos + unit.size, used + unit.columns};
      if (fallback > begin) return {fallback, used_at_fallback};
      if (pos > begin) return {pos, used};  // nothing but punctuation: divide it anyway
      // One number wider than the line: cut it.
      return {begin + std::min<size_t>(unit.size, static_cast<size_t>(std::max(columns, 4))),
              columns};
    }
    used += unit.columns;
    pos += unit.size;
    before = unit.kind;
  }
  return {pos, used};
}

bool digit_run(std::string_view text, size_t pos) {
  return text[pos] >= '0' && text[pos] <= '9';
}

void spread_all(std::string_view line, bool tight_after_punctuation, std::string& out) {
  for (size_t pos = 0; pos < line.size();) {
    const Unit unit = unit_at(line, pos, false);
    out.append(line, pos, unit.size);
    pos += unit.size;
    const bool tight =
        tight_after_punctuation && unit.kind != Class::kHan && unit.kind != Class::kAscii;
    if (pos < line.size() && !tight) out += ' ';
  }
}

void spread_at_digits(std::string_view line, int slack, std::string& out) {
  for (size_t pos = 0; pos < line.size();) {
    const Unit unit = unit_at(line, pos, false);
    const bool number = unit.kind == Class::kAscii && digit_run(line, pos);
    if (number && pos > 0 && slack-- > 0) out += ' ';
    out.append(line, pos, unit.size);
    pos += unit.size;
    if (number && pos < line.size() && slack-- > 0) out += ' ';
  }
}

void spread_at_punctuation(std::string_view line, int slack, std::string& out) {
  for (size_t pos = 0; pos < line.size();) {
    const Unit unit = unit_at(line, pos, false);
    out.append(line, pos, unit.size);
    pos += unit.size;
    if (unit.kind == Class::kClosing && pos < line.size() && slack-- > 0) out += ' ';
  }
}

}  // namespace

void break_lines(std::string_view text, const Measure& measure, std::vector<Line>& lines) {
  lines.clear();
  for (size_t pos = 0; pos < text.size();) {
    const int full = measure.columns_of(lines.size());
    const End end = line_end(text, pos, full, measure);
    const bool last = end.pos == text.size();
    lines.push_back({static_cast<uint32_t>(pos), last ? 0 : std::max(0, full - end.columns)});
    pos = end.pos;
  }
}

void set_line(std::string_view line, int slack, Justify justify, std::string& out) {
  if (slack == 0 || justify == Justify::kNone) {
    out += line;
    return;
  }
  int gaps = -1;
  bool numbers = false;
  for (size_t pos = 0; pos < line.size(); ++gaps) {
    const Unit unit = unit_at(line, pos, false);
    numbers |= unit.kind == Class::kAscii;
    pos += unit.size;
  }
  if (slack * 4 >= gaps) {
    spread_all(line, justify == Justify::kTightPunct || justify == Justify::kDigits, out);
  } else if (justify == Justify::kDigits && numbers) {
    spread_at_digits(line, slack, out);
  } else if (justify == Justify::kPunctuation) {
    spread_at_punctuation(line, slack, out);
  } else {
    out += line;
  }
}

bool no_line_start(std::string_view text) {
  return !text.empty() && !ascii(text[0]) && class_of(utf8::at(text, 0).code) == Class::kClosing;
}

std::string without_blanks(std::string_view text) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    if (!utf8::is_blank(c.code)) out.append(text, pos, c.size);
    pos += c.size;
  }
  return out;
}

}  // namespace newsmill::newsgen
