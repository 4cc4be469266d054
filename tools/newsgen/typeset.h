// Sets text into lines as a Chinese typesetter does: a full line of so many columns (a Han
// character is two, a digit one), no line starting with closing punctuation or ending with an
// opening one, numbers kept whole, and the slack of a line spread as blanks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsmill::newsgen {

// Where the slack of a short line goes; pdftotext prints wide gaps as spaces.
enum class Justify : uint8_t {
  kNone,
  kEven,         // `用 于 生 产 饲 料 ，31%`: a space in every gap of a very loose line
  kTightPunct,   // `一 枚 ，印 章 编 号 为`: the same, none after punctuation
  kDigits,       // `样板 11 个`: round numbers
  kPunctuation,  // `， 一`: after punctuation
};

struct Measure {
  int columns = 34;        // of a full line
  int first_columns = 34;  // of the first line
  bool hang = true;        // closing punctuation may stand out by one character
  bool split_numbers = false;
  Justify justify = Justify::kNone;
  // Lines [inset_begin, inset_end) run round a picture: inset_columns wide.
  uint32_t inset_begin = 0, inset_end = 0;
  int inset_columns = 0;

  int columns_of(size_t line) const {
    if (line >= inset_begin && line < inset_end) return inset_columns;
    return line == 0 ? first_columns : columns;
  }
};

struct Line {
  uint32_t start = 0;  // byte offset in the text
  int slack = 0;       // columns that justification has to fill; 0 in the last line
};

// Replaces `lines`. Empty text has none.
void break_lines(std::string_view text, const Measure& measure, std::vector<Line>& lines);

// Appends one line with its slack spread; no LF.
void set_line(std::string_view line, int slack, Justify justify, std::string& out);

// True where a line must not start: ，。、…
bool no_line_start(std::string_view text);

// The text without blanks (ASCII spaces, U+3000).
std::string without_blanks(std::string_view text);

}  // namespace newsmill::newsgen
