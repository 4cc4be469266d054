// The printed lines of a page, measured.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "segment/characters.h"

namespace newsmill {

// Columns that a paragraph's first line leaves free: two Han characters.
constexpr int kIndent = 4;

// What is counted in a line, from its first to its last character that is not blank.
struct LineCounts {
  uint16_t columns = 0;     // on display
  uint16_t characters = 0;  // without blanks
  uint16_t pieces = 0;      // characters, a run of letters and digits counted once
  uint16_t han = 0, digits = 0, blanks = 0;
  uint16_t squeeze =
      0;               // full-width marks, each of which may be set a column narrower: at most 250
  uint16_t gulfs = 0;  // stretches of three blank columns or more between text: at most 250
};

// Against the lines around it.
struct LineMeasures {
  uint16_t width = 0;   // columns of a full line where this one stands (ColumnWidths)
  uint16_t indent = 0;  // columns of the blanks stripped before `begin`
  uint16_t unit = 0;    // columns of the first piece that cannot be broken: 2021, “十, 完。
  // Columns that were left free because the next piece did not fit (read_early_breaks); less than
  // 0: columns more would have fitted (read_latin_lines). −99 to 99.
  int16_t rag = 0;
};

// What its marks say.
struct LineMarks {
  bool period_last = false;    // the last character, closing brackets left out, is 。
  bool closed = false;         // ends with a closing bracket
  bool stop_inside = false;    // a sentence ends before the last character
  bool period_inside = false;  // … with 。, which no headline holds
  bool closes_first = false;   // closes a bracket that was opened on an earlier line
  bool comma_inside = false;   // ， or ；
  bool colon_inside = false;
  bool worded = false;  // a line of letters, or a few words beside one (read_latin_lines)
};

// One line that holds ink. No memory of its own; positions are bytes into the page's text.
struct Line : LineCounts, LineMeasures, LineMarks {
  uint32_t begin = 0, end = 0;         // without the blanks at either end
  uint32_t number = 0;                 // 1-based, in the source page
  uint8_t gap = 0;                     // blank lines before this one, at most 255
  CharClass head = CharClass::kOther;  // of the first character; 万 and the like are no units here
  CharClass tail = CharClass::kOther;  // of the last character, closing brackets left out
  int8_t depth = 0;                    // brackets opened minus closed, −8 to 8
  bool bracketed = false;              // it holds a bracket or a quotation mark
  // read_latin_lines:
  bool small_first = false;  // worded, and starts with a small letter
  bool whole = false;        // each line of the page is a paragraph

  std::string_view in(std::string_view text) const { return {text.data() + begin, end - begin}; }
  // Columns left free on the line in a column of `columns_wide`; negative where it juts out.
  int slack_in(int columns_wide) const {
    const int left = columns_wide - columns - rag;
    if (spread() && left > -8) return 0;
    if (left >= 0) return left;
    return left + squeeze < 0 ? left + squeeze : 0;
  }
  int slack() const { return slack_in(width); }
  // Three words or more of letters.
  bool latin() const {
    return han == 0 && blanks >= 2 && digits * 2 < characters && characters >= pieces * 2;
  }
  // Its characters are set apart to fill the line: 公 园 散 步, but not 样板 11 个.
  bool spread() const {
    return blanks >= 2 && !latin() &&
           (blanks + 1u >= pieces || (blanks >= 3 && blanks * 3u + 2u >= pieces * 2u));
  }
};

// What of a text cannot be broken.
struct Piece {
  size_t bytes = 0;
  unsigned columns = 0;
};
// The first one of `ink`.
Piece first_piece(std::string_view ink, const Characters& characters);

// The lines of `text` that are not blank, in order. One pass; counts saturate.
std::vector<Line> read_lines(std::string_view text, const Characters& characters);

}  // namespace newsmill
