// Lines of roles begin inner inner sub begin inner make a paragraph, a heading and a paragraph.
// Tested by tests/segment/segment_pages_test.cc.
#include "segment/build_blocks.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "core/utf8.h"
#include "segment/reflow.h"
#include "segment/seams.h"

namespace newsmill {
namespace {

constexpr std::array<BlockKind, kRoleCount> kKinds = [] {
  std::array<BlockKind, kRoleCount> kinds;
  kinds.fill(BlockKind::kParagraph);
  const auto set = [&](BlockKind kind, std::initializer_list<LineRole> roles) {
    for (const LineRole role : roles) kinds[static_cast<size_t>(role)] = kind;
  };
  set(BlockKind::kHeadline, {LineRole::kHead, LineRole::kHeadInner});
  set(BlockKind::kHeading, {LineRole::kSub, LineRole::kSubInner});
  set(BlockKind::kCaption, {LineRole::kCaption, LineRole::kCaptionInner});
  set(BlockKind::kByline, {LineRole::kByline});
  set(BlockKind::kFurniture, {LineRole::kFurniture});
  set(BlockKind::kTable, {LineRole::kCell});
  return kinds;
}();
BlockKind kind_of(LineRole role) {
  return kKinds[static_cast<size_t>(role)];
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

// The text without the marks at its ends.
std::string_view take_jumps(Block& block, std::string_view text, const JumpMarks& jumps) {
  if (const auto mark = jumps.at_start(text); mark && mark->way == JumpMark::kFrom) {
    block.jump_from = mark->page;
    text.remove_prefix(mark->end);
  }
  if (const auto mark = jumps.at_end(text); mark && mark->way == JumpMark::kTo) {
    block.jump_to = mark->page;
    text.remove_suffix(text.size() - mark->begin);
  }
  return text;
}

// A line with a mark and nothing else is no paragraph without words.
void keep_mark_only(Block& block, std::string_view mark) {
  if (!block.text.empty() || !(block.jump_from || block.jump_to)) return;
  block.kind = BlockKind::kFurniture;
  block.text = mark;
}

class Builder {
 public:
  Builder(const ReadPage& page, const Characters& characters, const JumpMarks& jumps)
      : page_(page),
        characters_(characters),
        jumps_(jumps),
        reflow_(page.text, characters, find_latin_breaks(page.text, page.lines, page.next)) {}

  std::vector<Block> build() {
    const std::vector<LineRole>& roles = page_.roles;
    std::vector<Block> blocks;
    blocks.reserve(roles.size() - static_cast<size_t>(std::ranges::count_if(roles, carries_on)));
    for (uint32_t i = 0; i < roles.size();)
      if (carries_on(roles[i]))  // what stands elsewhere
        ++i;
      else
        i = fill(blocks.emplace_back(kind_of(roles[i])), i) + 1;
    return blocks;
  }

 private:
  // The line behind `last` in its block, elsewhere on the page.
  uint32_t next(uint32_t last) const {
    return page_.roles[last] == LineRole::kCell ? kNoLine : page_.next[last];
  }

  // A line that holds a mark of that way and nothing else.
  bool is_mark(uint32_t line, uint32_t way) const {
    return line < page_.lines.size() && (page_.cues[line] & kJumpAloneCue) &&
           (page_.cues[line] & way);
  }

  // The block that starts with line `first`; the last one of those that stand right behind that.
  uint32_t fill(Block& block, uint32_t first) {
    const LineRole role = page_.roles[first];
    block.columns = page_.lines[first].width;
    uint32_t last = first, right_behind = first;
    reflow_.clear();
    for (uint32_t run = first; run != kNoLine; run = next(last)) {
      last = block.kind == BlockKind::kTable ? add_rows(run) : add_lines(block.kind, run);
      block.lines.push_back({page_.lines[run].number, page_.lines[last].number});
      if (run == first) right_behind = last;
    }
    block.text = take_jumps(block, reflow_.text(), jumps_);
    keep_mark_only(block, page_.lines[first].in(page_.text));
    if (block.kind == BlockKind::kHeading) block.level = heading_level(page_.cues[first]);
    if (block.kind == BlockKind::kParagraph) {
      const bool indented = page_.lines[first].slack() > 1;
      block.open_start =
          role == LineRole::kResume ||
          ((block.jump_from || (first > 0 && is_mark(first - 1, kJumpFromCue))) && !indented);
      block.open_end =
          !ends_sentence(block.text, characters_) &&
          (block.jump_to || is_mark(last + 1, kJumpToCue) || page_.lines[last].slack() <= 2);
      block.starts_article = block.jump_from || (page_.cues[first] & kDatelineCue);
    }
    return right_behind;
  }

  // Append line `first` and those that stand behind it in its block; the number of the last one.
  uint32_t add_rows(uint32_t first) {
    uint32_t last = first;
    reflow_.add_row(page_.lines[last]);
    while (last + 1 < page_.roles.size() && page_.roles[last + 1] == LineRole::kCell)
      reflow_.add_row(page_.lines[++last]);
    return last;
  }
  uint32_t add_lines(BlockKind kind, uint32_t first) {
    if (kind == BlockKind::kFurniture) {  // as it is
      reflow_.add_row(page_.lines[first]);
      return first;
    }
    const bool parts = kind == BlockKind::kHeadline || kind == BlockKind::kByline;
    return reflow_.add(page_.lines, page_.next, first, parts ? Spaces::kParts : Spaces::kWords);
  }

  const ReadPage& page_;
  const Characters& characters_;
  const JumpMarks& jumps_;
  Reflow reflow_;
};

}  // namespace

std::vector<Block> build_blocks(const ReadPage& page, const Characters& characters,
                                const JumpMarks& jumps) {
  return Builder(page, characters, jumps).build();
}

}  // namespace newsmill
