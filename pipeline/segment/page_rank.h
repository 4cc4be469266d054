// Which of a page's numbers is its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "core/page.h"

namespace newsmill {

// How much a line vouches for the number of the page.
enum class PageRank : uint8_t { kNone, kBareFigure, kFrontPage, kBareNumber, kAmongOthers, kLabel };

// What is read of mastheads, and how sure it is.
struct MastheadReading {
  Masthead* masthead = nullptr;  // null: only the cue is wanted
  PageRank page_rank = PageRank::kNone;
  size_t most_unknown = SIZE_MAX;

  void page(std::string number, PageRank rank) {
    if (!masthead || rank <= page_rank) return;
    masthead->page_number = std::move(number);
    page_rank = rank;
  }
  // A number that nothing calls a page. `others`: the line holds more of a masthead.
  void bare_page(const std::string& number, bool others) {
    if (number.empty()) return;
    page(number, others               ? PageRank::kAmongOthers
                 : number.size() == 1 ? PageRank::kBareFigure
                                      : PageRank::kBareNumber);
  }
};

}  // namespace newsmill
