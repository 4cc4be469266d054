// Makes one text of printed lines.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "segment/characters.h"
#include "segment/line.h"

namespace newsmill {

enum class Spaces : uint8_t {
  kWords,  // running text: a space stays only between two words of Latin letters or digits, and
           // in Latin lines
  kParts,  // headlines, names: 补短板 提质效 stays two parts, 声 明 is one word spread out
};

enum class LatinBreaks : uint8_t {
  kBetweenWords,  // as nearly everywhere: a space stood where a line of words was broken
  kAnywhere,  // after so many columns, as in gross do / mestic: a blank that stood there was kept
};

// How the Latin lines of a page are broken. `next` as find_seams gives it. Linear in the number of
// lines.
LatinBreaks find_latin_breaks(std::string_view text, const std::vector<Line>& lines,
                              const std::vector<uint32_t>& next);

// Appends `lines` to `out`, the breaks between them removed: nothing between Han characters, a
// space between two words of Latin letters, nothing inside a number or an address cut in two.
void reflow(std::string_view text, std::span<const Line> lines, const Characters& characters,
            Spaces spaces, LatinBreaks latin_breaks, std::string& out);

// Appends `part`, which carries on what `out` ends with (the other half of a torn paragraph).
void append_part(std::string_view part, const Characters& characters, std::string& out);

}  // namespace newsmill
