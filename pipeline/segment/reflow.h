// Makes one text of printed lines.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "segment/characters.h"
#include "segment/line.h"

namespace newsmill {

enum class Spaces : uint8_t {
  kWords,  // running text: a space stays only between two words of Latin letters or digits
  kParts,  // headlines, names: 补短板 提质效 stays two parts, 声 明 is one word spread out
};

// Appends `lines` to `out`, the breaks between them removed: nothing between Han characters, a
// space between two words of Latin letters, nothing inside a number or an address cut in two.
void reflow(std::string_view text, std::span<const Line> lines, const Characters& characters,
            Spaces spaces, std::string& out);

// Appends `part`, which carries on what `out` ends with (the other half of a torn paragraph).
void append_part(std::string_view part, const Characters& characters, std::string& out);

}  // namespace newsmill
