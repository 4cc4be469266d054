// Stretches of a page that belong together beyond doubt.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/page.h"

namespace newsmill {

struct Fragment {
  enum Kind : uint8_t {
    kHead,  // headline blocks that touch
    kBody,  // paragraphs, their headings and the byline before them
    kSide,  // captions and tables, which stand anywhere near their text
  };
  Kind kind = kBody;
  std::vector<uint32_t> blocks;  // in reading order
  uint32_t first_line = 0, last_line = 0;
  bool touches = false;     // follows the fragment before it without a blank line or a notice
  bool opens = false;       // begins an article by its own words: 本报讯, a byline
  bool resumes = false;     // starts inside a sentence
  bool unfinished = false;  // ends inside a sentence
  std::optional<std::string> jump_from, jump_to;
};

// Cuts the news of a page into fragments, in page order. Where nearly every paragraph is set apart
// by a blank line, blank lines tell nothing and do not cut.
std::vector<Fragment> cut_fragments(const Page& page);

}  // namespace newsmill
