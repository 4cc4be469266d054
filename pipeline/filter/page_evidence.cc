// From a block that a notice may be built on, a run goes on as long as the blocks passed may be
// worth it; what they may come to at most is added up, and never counts for more than starting
// anew:
//
//   block                       at most    left of 8.5
//   遗失公章一枚，声明作废。          +9.1    8.5   carries a notice
//   联系人：孙先生                  +0.6    8.5   read closely
//   茶农赶在雨前上山，…。            -4.2    4.3   plain
//   老周说，今年雨水好，…。           -5.1      0   here no run comes by
//
// Test: PageEvidence.*.
#include "filter/page_evidence.h"

#include <algorithm>
#include <ranges>

namespace newsmill {

PageEvidence::PageEvidence(const AdRules& rules, const AdModel& model)
    : rules_(rules), model_(model), bounds_(run_bounds(rules)), signs_(rules.formulae()) {}

void PageEvidence::read(const Page& page) {
  const size_t count = page.blocks.size();
  page_ = &page;
  context_ = context_of(page, rules_);
  signs_.clear();
  looks_.resize(count);
  states_.assign(count, State::kLookedAt);
  reached_.assign(count, 0);
  evidence_.resize(count);
  any_ = false;
  for (size_t i = 0; i < count; ++i) look(i);
  for (size_t i = 0; i < count; ++i) {
    if (is_furniture(i) || looks_[i].plain || !may_carry(i)) continue;
    read_closely(i);
    if (may_carry(i)) weigh(i);
    any_ |= may_carry(i);
  }
  if (!any_) return;
  mark_reached(std::views::iota(size_t{0}, count));
  mark_reached(std::views::iota(size_t{0}, count) | std::views::reverse);
  for (size_t i = 0; i < count; ++i) {
    if (is_furniture(i)) continue;
    if (looks_[i].plain || !reached_[i]) {
      evidence_[i] = plain_evidence(reached_[i] ? looks_[i].most : -bounds_.parting);
      continue;
    }
    read_closely(i);
    weigh(i);
  }
}

// Of the block's evidence, by what is known of it so far.
float PageEvidence::most(size_t i) const {
  switch (states_[i]) {
    case State::kLookedAt:
      return looks_[i].plain ? looks_[i].most : model_.most(*page_, looks_[i].most);
    case State::kRead:
      return model_.most(*page_, evidence_[i].best);
    case State::kWeighed:
      return evidence_[i].best;
  }
  return 0;
}

void PageEvidence::look(size_t i) {
  const Block& block = page_->blocks[i];
  signs_.take(block.text);
  if (!is_furniture(i)) looks_[i] = first_look(block, i, context_, rules_, &signs_, &looking_);
}

void PageEvidence::read_closely(size_t i) {
  if (states_[i] != State::kLookedAt) return;
  evidence_[i] = evidence_of(page_->blocks[i], i, context_, rules_, &signs_, &reading_);
  states_[i] = State::kRead;
}

void PageEvidence::weigh(size_t i) {
  if (states_[i] != State::kRead) return;
  evidence_[i].add(model_.weigh(*page_, i, context_, evidence_[i]));
  states_[i] = State::kWeighed;
}

// Marks the blocks that a run may take from one that carries it, in this direction.
template <class Blocks>
void PageEvidence::mark_reached(Blocks blocks) {
  float left = 0;
  for (const size_t i : blocks) {
    if (is_furniture(i)) continue;
    const float trailing = looks_[i].plain ? 0 : bounds_.trailing;
    if (!looks_[i].plain && may_carry(i)) {
      left = bounds_.parting;
    } else if (left > 0) {
      left = std::min(bounds_.parting, left + most(i) + trailing);
    }
    if (left <= 0) continue;
    reached_[i] = 1;
  }
}

}  // namespace newsmill
