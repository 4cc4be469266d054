// text -> lines -> column widths -> cues -> roles -> seams -> blocks: each step is a file of this
// folder. Tested by tests/segment/segment_pages_test.cc.
#include "segment/segment_pages.h"

#include "core/page_id.h"
#include "core/utf8.h"
#include "segment/build_blocks.h"
#include "segment/column_widths.h"
#include "segment/columns.h"
#include "segment/decks.h"
#include "segment/early_breaks.h"
#include "segment/latin_lines.h"
#include "segment/layout.h"
#include "segment/seams.h"
#include "segment/segment_rules.h"
#include "segment/set_apart.h"
#include "segment/title_rows.h"
#include "segment/untangle.h"

namespace newsmill {
namespace {

// The furniture that speaks of this page; 导读, →3版 and 上接第一版 speak of others.
std::vector<std::string_view> masthead_lines(const std::vector<Block>& blocks,
                                             const CueReader& cues) {
  std::vector<std::string_view> lines;
  for (const Block& block : blocks)
    if (block.kind == BlockKind::kFurniture && !block.jump_from && !block.jump_to &&
        !(cues.words(block.text) & kGuideCue))
      lines.push_back(block.text);
  return lines;
}

// Columns side by side that cannot be told apart again: the page is kept as it is, and says so.
Block whole_page(std::string_view text, std::span<const Line> lines) {
  Block block;
  block.kind = BlockKind::kFurniture;
  block.lines = {{lines.front().number, lines.back().number}};
  block.text = utf8::trim(text);
  return block;
}

// No line is carried on in another column, but for the paragraphs that find_seams() joins.
void break_columns(const PartedColumns& parted, std::span<const Line> lines,
                   std::vector<LineRole>& roles) {
  auto start = parted.starts.begin();
  for (size_t i = 0; i < lines.size() && start != parted.starts.end(); ++i) {
    if (lines[i].number < *start) continue;
    ++start;
    if (roles[i] == LineRole::kInner) roles[i] = LineRole::kResume;
    if (roles[i] == LineRole::kHeadInner) roles[i] = LineRole::kHead;
    if (roles[i] == LineRole::kSubInner) roles[i] = LineRole::kSub;
    if (roles[i] == LineRole::kCaptionInner) roles[i] = LineRole::kCaption;
  }
}

}  // namespace

SegmentPages::SegmentPages(const RuleSet& rules) : rules_(std::make_shared<SegmentRules>(rules)) {}

// The lines of a page and what each is.
struct SegmentPages::Lines {
  std::vector<Line> measured;
  Layout layout = Layout::kUnknown;
  std::vector<uint32_t> cues;  // the rest is empty for columns side by side
  const LineModel* model = nullptr;
  std::vector<LineRole> roles;
};

SegmentPages::Lines SegmentPages::read(std::string_view text) const {
  Lines lines;
  lines.measured = read_lines(text, rules_->characters);
  lines.layout = find_layout(lines.measured);
  if (lines.layout != Layout::kInterleaved) read_roles(text, lines);
  return lines;
}

void SegmentPages::read_roles(std::string_view text, Lines& lines) const {
  find_column_widths(lines.measured);
  read_latin_lines(text, lines.measured);
  read_early_breaks(text, rules_->characters, lines.measured);
  lines.cues = rules_->cues.read(text, lines.measured);
  const bool old = rules_->old_print.holds(text);
  if (old) rules_->old_print.add_cues(text, lines.measured, lines.cues);
  lines.model = old ? &rules_->old_model : &rules_->model;
  lines.roles = lines.model->roles(lines.measured, lines.cues);
  const MeasuredPage page{text, lines.measured, lines.cues, old};
  set_apart(page, lines.roles);
  if (!old) read_title_row(page, rules_->pairs, lines.roles);
}

Result<Page> SegmentPages::segment(const TextPage& text) const {
  Page page;
  page.origin = text.origin;
  page.id = page_id(text.origin);
  page.encoding = text.encoding;
  page.repaired_bytes = text.repaired_bytes;
  page.mojibake = text.mojibake;
  page.repairs = text.repairs;

  Lines lines = read(text.text);
  page.layout = lines.layout;
  std::string_view printed = text.text;
  std::optional<PartedColumns> parted;
  if (page.layout == Layout::kInterleaved) {
    parted = part_columns(text.text);
    if (!parted) {
      page.blocks.push_back(whole_page(text.text, lines.measured));
      return page;
    }
    printed = parted->text;
    lines.measured = read_lines(printed, rules_->characters);
    read_roles(printed, lines);
  }
  page.old_print = lines.model == &rules_->old_model;
  if (!page.old_print && may_be_tangled(printed, lines.measured, rules_->pairs)) {
    if (auto straight = untangle(printed, lines.measured, lines.cues, rules_->pairs)) {
      page.layout = Layout::kInterleaved;
      if (parted) number_by(*parted, *straight);
      parted.emplace(std::move(*straight));
      printed = parted->text;
      lines.measured = read_lines(printed, rules_->characters);
      read_roles(printed, lines);
      break_columns(*parted, lines.measured, lines.roles);
    }
  }
  page.blocks = blocks_of(printed, lines);
  if (parted) renumber(*parted, page.blocks);
  read_decks(rules_->cues, page.blocks);
  rules_->cues.masthead().read(masthead_lines(page.blocks, rules_->cues), page.masthead);
  return page;
}

std::vector<Block> SegmentPages::blocks_of(std::string_view text, Lines& lines) const {
  const std::vector<uint32_t> next =
      find_seams(text, lines.measured, lines.cues, rules_->pairs, lines.roles);
  return build_blocks({text, lines.measured, lines.cues, lines.roles, next}, rules_->characters,
                      rules_->cues.jumps());
}

std::vector<std::vector<LineReason>> SegmentPages::explain(const TextPage& text) const {
  const Lines lines = read(text.text);
  std::vector<std::vector<LineReason>> by_number;
  if (const Result<Page> page = segment(text); page && page->layout == Layout::kInterleaved)
    return by_number;
  if (!lines.model || lines.measured.empty()) return by_number;
  by_number.resize(lines.measured.back().number + 1);
  std::vector<std::vector<LineReason>> reasons =
      lines.model->reasons(lines.measured, lines.cues, lines.roles);
  for (size_t i = 0; i < reasons.size(); ++i)
    by_number[lines.measured[i].number] = std::move(reasons[i]);
  return by_number;
}

Batch<Page> SegmentPages::operator()(Batch<TextPage> in) const {
  Batch<Page> out = map_batch<Page>(
      std::move(in), Stage::kSegment, [this](const TextPage& text) { return segment(text); },
      [](const TextPage& text) { return text.text; });
  out.store.clear();  // blocks have texts of their own
  return out;
}

}  // namespace newsmill
