// Lines that the line model took for parts of their neighbours, and that stand by themselves.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "segment/line.h"
#include "segment/line_model.h"

namespace newsmill {

// Lines whose roles are known.
struct MeasuredPage {
  std::string_view text;
  std::span<const Line> lines;
  const std::vector<uint32_t>& cues;
  bool old_print = false;
};

// Takes bylines and chapters' headings out of headlines. On pages that are not old print, lines of
// verse, what follows a text in brackets, headings below each other, headings between the
// paragraphs of a text, first lines that nothing but their width tells and the editors' names
// inside a paragraph get the roles that they have, too. Linear in the number of lines.
void set_apart(const MeasuredPage& page, std::vector<LineRole>& roles);

}  // namespace newsmill
