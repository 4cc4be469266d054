// What mastheads, credit lines and page labels say.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/page.h"
#include "rules/lexicon.h"
#include "rules/table.h"
#include "segment/latin_masthead.h"

namespace newsmill {

// How much of a line the words of mastheads explain.
struct MastheadCue {
  uint16_t known = 0, characters = 0;  // without blanks and separators
  uint8_t strong = 0;                  // dates, credits, addresses, page labels: at most 255
  uint8_t weak = 0;                    // a bare number, a section's or a paper's name
};

// Reads lines such as 责编/版式：李四 王五 电话:88880000 2 要闻 2021年2月10日 星期三, and English
// ones (LatinMasthead).
class MastheadReader {
 public:
  MastheadReader(const RuleTable& table, const RuleTable& latin);

  // Might cue() know anything of a short line of Han characters alone? Of nearly none.
  bool may_know(std::string_view han) const;
  // Gives up behind more than `most_unknown` characters that the words do not explain.
  MastheadCue cue(std::string_view line, size_t most_unknown = SIZE_MAX) const;
  // Fills the fields of `masthead` that are still empty with what the lines say. The number of the
  // page is the one that a line vouches for most: 第2版 more than a 2 beside the date, that more
  // than an 02 by itself, that more than the 1 of a front page (known by its 统一刊号), and this
  // more than a 2 by itself.
  void read(const std::vector<std::string_view>& lines, Masthead& masthead) const;

 private:
  Lexicon words_;   // of all kinds but paper; the number is the kind
  Lexicon papers_;  // how the names of papers end
  LatinMasthead latin_;
};

}  // namespace newsmill
