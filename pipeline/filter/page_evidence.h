// The evidence of a page's blocks, each read as closely as it may matter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/page.h"
#include "filter/ad_model.h"
#include "filter/ad_rules.h"
#include "filter/ad_runs.h"
#include "filter/block_evidence.h"
#include "filter/first_look.h"
#include "filter/signs.h"

namespace newsmill {

// Reads page after page, in the same buffers.
//
// A run of blocks that is a notice has one that would nearly do by itself: it carries the notice.
// Blocks that may be such by a first look are read closely, and if they are, so are those that a
// run might take from there. What the rest says would not change the runs.
class PageEvidence {
 public:
  // Views both.
  PageEvidence(const AdRules& rules, const AdModel& model);

  // `page` must live, and keep its blocks, until the next read(). Linear in its text.
  void read(const Page& page);
  // Is there a block that a notice may be built on?
  bool any() const { return any_; }
  // Of each block, by its number; of furniture anything.
  const std::vector<BlockEvidence>& blocks() const { return evidence_; }
  // Valid until the next call.
  SignedText signs(size_t block) { return signs_.of(block); }

 private:
  enum class State : uint8_t { kLookedAt, kRead, kWeighed };

  bool is_furniture(size_t i) const { return page_->blocks[i].kind == BlockKind::kFurniture; }
  bool may_carry(size_t i) const { return most_[i] >= bounds_.strongest; }
  void look(size_t i);
  void read_closely(size_t i);
  void weigh(size_t i);
  float gain(size_t i) const;
  void mark_reached();
  void mark_between(std::span<const size_t> blocks, bool behind, bool before);
  template <class Blocks>
  void mark_up_to_end(const Blocks& blocks);

  const AdRules& rules_;
  const AdModel& model_;
  const RunBounds bounds_;
  const Page* page_ = nullptr;
  PageContext context_;
  Signs signs_;
  std::vector<FirstLook> looks_;
  std::vector<float> most_;  // of a block's evidence, by what is known of it so far
  std::vector<State> states_;
  std::vector<size_t> texts_;  // blocks that are no furniture
  std::vector<uint8_t> reached_;
  std::vector<BlockEvidence> evidence_;
  bool any_ = false;
  LookScratch looking_;
  EvidenceScratch reading_;
};

}  // namespace newsmill
