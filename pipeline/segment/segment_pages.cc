// text -> lines -> column widths -> cues -> roles -> seams -> blocks: each step is a file of this
// folder. Tested by tests/segment/segment_pages_test.cc.
#include "segment/segment_pages.h"

#include "core/page_id.h"
#include "core/utf8.h"
#include "segment/build_blocks.h"
#include "segment/column_widths.h"
#include "segment/decks.h"
#include "segment/layout.h"
#include "segment/seams.h"
#include "segment/segment_rules.h"

namespace newsmill {
namespace {

// The furniture that speaks of this page; 导读 and →3版 speak of others.
std::vector<std::string_view> masthead_lines(const std::vector<Block>& blocks,
                                             const CueReader& cues) {
  std::vector<std::string_view> lines;
  for (const Block& block : blocks)
    if (block.kind == BlockKind::kFurniture && !(cues.words(block.text) & kGuideCue))
      lines.push_back(block.text);
  return lines;
}

// Columns set side by side cannot be told apart again: the page is kept as it is, and says so.
Block whole_page(std::string_view text, const std::vector<Line>& lines) {
  Block block;
  block.kind = BlockKind::kFurniture;
  block.lines = {{lines.front().number, lines.back().number}};
  block.text = utf8::trim(text);
  return block;
}

}  // namespace

SegmentPages::SegmentPages(const RuleSet& rules) : rules_(std::make_shared<SegmentRules>(rules)) {}

Result<Page> SegmentPages::segment(const TextPage& text) const {
  Page page;
  page.origin = text.origin;
  page.id = page_id(text.origin);
  page.encoding = text.encoding;
  page.repaired_bytes = text.repaired_bytes;

  std::vector<Line> lines = read_lines(text.text, rules_->characters);
  page.layout = find_layout(lines);
  if (page.layout == Layout::kInterleaved) {
    page.blocks.push_back(whole_page(text.text, lines));
    return page;
  }
  find_column_widths(lines);
  const std::vector<uint32_t> cues = rules_->cues.read(text.text, lines);
  std::vector<LineRole> roles = rules_->model.roles(lines, cues);
  const std::vector<uint32_t> next = find_seams(text.text, lines, cues, roles);
  page.blocks =
      build_blocks({text.text, lines, cues, roles, next}, rules_->characters, rules_->cues.jumps());
  read_decks(rules_->cues, page.blocks);
  rules_->cues.masthead().read(masthead_lines(page.blocks, rules_->cues), page.masthead);
  return page;
}

Batch<Page> SegmentPages::operator()(Batch<TextPage> in) const {
  return map_batch<Page>(
      std::move(in), Stage::kSegment, [this](const TextPage& text) { return segment(text); },
      [](const TextPage& text) { return text.text; });
}

}  // namespace newsmill
