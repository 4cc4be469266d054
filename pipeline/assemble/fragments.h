// Stretches of a page that belong together beyond doubt.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/page.h"

namespace newsmill {

struct Fragment {
  static constexpr uint32_t kNone = UINT32_MAX;
  enum Kind : uint8_t {
    kHead,  // headline blocks that touch
    kBody,  // paragraphs, their headings and the byline before them
    kSide,  // captions and tables, which stand anywhere near their text
  };
  Kind kind = kBody;
  Few<uint32_t> blocks;  // in reading order
  uint32_t first_line = 0, last_line = 0;
  bool touches = false;     // follows the fragment before it without a blank line or a notice
  bool opens = false;       // begins an article by its own words: 本报讯, a byline
  bool resumes = false;     // starts inside a sentence
  bool unfinished = false;  // ends inside a sentence
  bool closed = false;      // ends an article by its own words: （作者为…）
  bool inset = false;       // stands between the halves of another fragment's torn paragraph
  bool island = false;      // stands between two notices
  uint32_t before = kNone;  // the fragment before, captions and tables left out
  const std::string* jump_from = nullptr;  // of one of its blocks or of furniture by it
  const std::string* jump_to = nullptr;
};

// Cuts the news of a page into fragments, in page order. Where nearly every paragraph is set apart
// by a blank line, blank lines tell nothing and do not cut. Fragments point into the page's blocks.
std::vector<Fragment> cut_fragments(const Page& page);

// Does a text follow the headline without a blank line?
bool touches_text(const std::vector<Fragment>& fragments, uint32_t head);
// Does a headline stand over the text without a blank line?
bool has_a_head(const std::vector<Fragment>& fragments, uint32_t body);

}  // namespace newsmill
