// Lines of roles begin inner inner sub begin inner make a paragraph, a heading and a paragraph.
// Tested by tests/segment/segment_pages_test.cc.
#include "segment/build_blocks.h"

#include <algorithm>
#include <span>

#include "core/utf8.h"
#include "segment/reflow.h"
#include "segment/seams.h"

namespace newsmill {
namespace {

BlockKind kind_of(LineRole role) {
  switch (role) {
    case LineRole::kHead:
    case LineRole::kHeadInner:
      return BlockKind::kHeadline;
    case LineRole::kSub:
    case LineRole::kSubInner:
      return BlockKind::kHeading;
    case LineRole::kCaption:
    case LineRole::kCaptionInner:
      return BlockKind::kCaption;
    case LineRole::kByline:
      return BlockKind::kByline;
    case LineRole::kFurniture:
      return BlockKind::kFurniture;
    case LineRole::kCell:
      return BlockKind::kTable;
    default:
      return BlockKind::kParagraph;
  }
}

uint8_t heading_level(uint32_t cues) {
  if (cues & kChapterCue) return 1;
  if (cues & kSectionCue) return 2;
  return cues & kItemCue ? 3 : 0;
}

// Does the text end where a sentence ends?
bool ends_sentence(std::string_view text, const Characters& characters) {
  size_t end = text.size();
  while (end > 0) {
    const utf8::Char c = utf8::before(text, end);
    const CharClass kind = characters.of(c.code);
    if (kind != CharClass::kClose && kind != CharClass::kBlank) return kind == CharClass::kStop;
    end -= c.size;
  }
  return false;
}

void take_jumps(Block& block, const JumpMarks& jumps) {
  if (const auto mark = jumps.at_start(block.text); mark && mark->way == JumpMark::kFrom) {
    block.jump_from = mark->page;
    block.text.erase(0, mark->end);
  }
  if (const auto mark = jumps.at_end(block.text); mark && mark->way == JumpMark::kTo) {
    block.jump_to = mark->page;
    block.text.erase(mark->begin);
  }
}

// A row a line: cells and rows stay apart.
void table_text(const ReadPage& page, std::span<const Line> lines, std::string& out) {
  for (const Line& line : lines) {
    if (!out.empty()) out.push_back('\n');
    out.append(line.in(page.text));
  }
}

class Builder {
 public:
  Builder(const ReadPage& page, const Characters& characters, const JumpMarks& jumps)
      : page_(page), characters_(characters), jumps_(jumps) {}

  std::vector<Block> build() {
    std::vector<Block> blocks;
    blocks.reserve(page_.lines.size() - static_cast<size_t>(std::count_if(
                                            page_.roles.begin(), page_.roles.end(), carries_on)));
    for (uint32_t i = 0; i < page_.lines.size(); ++i)
      if (!carries_on(page_.roles[i]) && !is_later_cell(i)) fill(blocks.emplace_back(), i);
    return blocks;
  }

 private:
  bool is_later_cell(uint32_t i) const {
    return i > 0 && page_.roles[i] == LineRole::kCell && page_.roles[i - 1] == LineRole::kCell;
  }
  // The line behind `i` in its block.
  uint32_t next(uint32_t i) const {
    if (page_.roles[i] != LineRole::kCell) return page_.next[i];
    return i + 1 < page_.lines.size() && page_.roles[i + 1] == LineRole::kCell ? i + 1 : kNoLine;
  }

  // A line that holds a mark of that way and nothing else.
  bool is_mark(uint32_t line, uint32_t way) const {
    return line < page_.lines.size() && (page_.cues[line] & kJumpAloneCue) &&
           (page_.cues[line] & way);
  }

  // The block that starts with line `first`.
  void fill(Block& block, uint32_t first) {
    const LineRole role = page_.roles[first];
    block.kind = kind_of(role);
    block.columns = page_.lines[first].width;
    uint32_t last = first;
    for (uint32_t run = first; run != kNoLine;) {
      uint32_t end = run;
      while (next(end) == end + 1) ++end;
      add_run(block, run, end);
      last = end;
      run = next(end);
    }
    take_jumps(block, jumps_);
    if (block.kind == BlockKind::kHeading) block.level = heading_level(page_.cues[first]);
    if (block.kind == BlockKind::kParagraph) {
      const bool indented = page_.lines[first].slack() > 1;
      block.open_start =
          role == LineRole::kResume || (first > 0 && is_mark(first - 1, kJumpFromCue) && !indented);
      block.open_end =
          !ends_sentence(block.text, characters_) &&
          (block.jump_to || is_mark(last + 1, kJumpToCue) || page_.lines[last].slack() <= 2);
      block.starts_article = block.jump_from || (page_.cues[first] & kDatelineCue);
    }
  }

  // The lines from `first` to `last`, which stand together.
  void add_run(Block& block, uint32_t first, uint32_t last) {
    block.lines.push_back({page_.lines[first].number, page_.lines[last].number});
    const std::span<const Line> lines(&page_.lines[first], last - first + 1);
    if (block.kind == BlockKind::kTable) {
      table_text(page_, lines, block.text);
    } else if (block.kind == BlockKind::kFurniture) {
      block.text += lines.front().in(page_.text);
    } else {
      const bool parts = block.kind == BlockKind::kHeadline || block.kind == BlockKind::kByline;
      reflow(page_.text, lines, characters_, parts ? Spaces::kParts : Spaces::kWords, block.text);
    }
  }

  const ReadPage& page_;
  const Characters& characters_;
  const JumpMarks& jumps_;
};

}  // namespace

std::vector<Block> build_blocks(const ReadPage& page, const Characters& characters,
                                const JumpMarks& jumps) {
  return Builder(page, characters, jumps).build();
}

}  // namespace newsmill
