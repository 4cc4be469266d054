// Splits a page of newspaper text into furniture, headlines, paragraphs, …, in reading order.
#pragma once

#include <memory>
#include <vector>

#include "core/batch.h"
#include "core/page.h"
#include "core/result.h"
#include "rules/table.h"
#include "segment/line_reason.h"

namespace newsmill {

struct SegmentRules;  // segment/segment_rules.h

// TextPage -> Page: masthead fields, layout, and blocks whose texts are re-joined from the printed
// lines (see Block). No block has kind kAd or an owner yet: which blocks are notices, and which
// article a block belongs to, is for the stages behind; a notice comes out as blocks of its own.
//
// Columns side by side (kInterleaved) are parted first where their gutters are clear; a line then
// lies in a block of each column. Where they are not, the page is one block of furniture. Columns
// that were drawn line by line in turn (kInterleaved, too) are put one after another.
//
// The text need not be a newspaper: any valid UTF-8 gives a Page, in time linear in its length.
// Holds no mutable state; many threads may call one SegmentPages.
class SegmentPages {
 public:
  // Throws FatalError (exit code 2) when a table it needs is missing or malformed.
  explicit SegmentPages(const RuleSet& rules);

  Result<Page> segment(const TextPage& text) const;
  Batch<Page> operator()(Batch<TextPage> in) const;  // segment() on each item

  // Why each line was taken for what it is, by its number (1-based; no reasons for blank lines and
  // on interleaved pages). For people: not made for speed.
  std::vector<std::vector<LineReason>> explain(const TextPage& text) const;

 private:
  struct Lines;
  Lines read(std::string_view text) const;
  void read_roles(std::string_view text, Lines& lines) const;
  std::vector<Block> blocks_of(std::string_view text, Lines& lines) const;

  std::shared_ptr<const SegmentRules> rules_;
};

}  // namespace newsmill
