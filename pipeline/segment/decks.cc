// A deck is a run of headline blocks: kicker, title, subtitle, of which only the title must be
// there. 柳湾市—— / 新桥今日建成通车 is a kicker and a title; a line that opens with —— is a
// subtitle. Tested by tests/segment/decks_test.cc.
#include "segment/decks.h"

#include <algorithm>
#include <span>

#include "core/utf8.h"

namespace newsmill {
namespace {

bool ends_open(std::string_view text) {
  return text.ends_with("——") || text.ends_with("：") || text.ends_with("强调") ||
         text.ends_with("指出");
}

// The number of the block that holds the title.
size_t title_of(std::span<const Block> deck) {
  if (deck.size() == 1) return 0;
  size_t title = 0;
  while (title + 1 < deck.size() && ends_open(deck[title].text)) ++title;
  if (title > 0 || deck[1].text.starts_with("——")) return title;
  if (deck.size() >= 3) return 1;
  // Two parts without a sign: the title is set larger, so it is the one with the shorter lines.
  const auto longest_line = [](const Block& block) {
    size_t lines = 0;
    for (const LineRange& range : block.lines) lines += range.last - range.first + 1;
    return utf8::length(block.text) / std::max<size_t>(1, lines);
  };
  return longest_line(deck[1]) <= longest_line(deck[0]) ? 1 : 0;
}

void set_roles(std::span<Block> deck) {
  const size_t title = title_of(deck);
  for (size_t i = 0; i < deck.size(); ++i)
    deck[i].role = i < title   ? HeadlineRole::kKicker
                   : i > title ? HeadlineRole::kSubtitle
                               : HeadlineRole::kTitle;
  deck[0].starts_article = true;
}

}  // namespace

void read_decks(const CueReader&, std::vector<Block>& blocks) {
  for (size_t i = 0; i < blocks.size();) {
    if (blocks[i].kind != BlockKind::kHeadline) {
      ++i;
      continue;
    }
    size_t end = i + 1;
    while (end < blocks.size() && blocks[end].kind == BlockKind::kHeadline) ++end;
    set_roles(std::span<Block>(&blocks[i], end - i));
    i = end;
  }
}

}  // namespace newsmill
