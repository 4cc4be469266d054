// Articles while they are put together.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "assemble/vocabulary.h"
#include "core/article.h"
#include "core/page.h"

namespace newsmill {

// The part of an article that stands on one page: its blocks, by number, in reading order.
struct Part {
  uint32_t page = 0;  // index into the pages
  std::vector<uint32_t> blocks;
  std::optional<std::string> jump_from, jump_to;  // canonical pages
  uint32_t next = kNoPart;                        // the part that carries this one on
  uint32_t previous = kNoPart;
  bool ambiguous_from = false, ambiguous_to = false;  // several parts could be meant

  static constexpr uint32_t kNoPart = UINT32_MAX;
};

// The articles of one page. Ads and furniture belong to none; a mark on a line of its own counts
// for the article round it. `words` is for its own use.
std::vector<Part> group_blocks(const Page& page, uint32_t page_index, Vocabulary& words);

// Links parts that carry each other on: 下转 on one page and 上接 on the other name each other.
// `numbers` are the canonical page numbers of the pages; `words` is for its own use.
void stitch(const std::vector<Page>& pages, const std::vector<std::string>& numbers,
            std::vector<Part>& parts, Vocabulary& words);

}  // namespace newsmill
