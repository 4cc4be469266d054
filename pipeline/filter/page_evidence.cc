// Between two blocks that carry a notice each a run may pass if what lies there is not so bad that
// starting anew costs less. Else it goes on up to the last block where it is not far behind, and
// starts no earlier; what blocks add at most is summed up:
//
//   block                       at most     sum
//   遗失公章一枚，声明作废。          +9.1           carries a notice
//   联系人：孙先生                  +0.6    +0.6   reached
//   茶农赶在雨前上山，…。            -2.7    -2.1   reached, but plain
//   老周说，今年雨水好，…。           -5.1    -7.2   here no run comes by
//
// Test: PageEvidence.*.
#include "filter/page_evidence.h"

#include <algorithm>
#include <ranges>

namespace newsmill {
namespace {

constexpr float kOutOfReach = -100;  // parts any run, whatever stands round it

}  // namespace

PageEvidence::PageEvidence(const AdRules& rules, const AdModel& model)
    : rules_(rules),
      model_(model),
      bounds_(run_bounds(rules)),
      signs_(rules.simplified_formulae()) {}

void PageEvidence::read(const Page& page) {
  const size_t count = page.blocks.size();
  page_ = &page;
  signs_.clear(rules_.formulae_of(page));
  for (const Block& block : page.blocks) signs_.take(block.text);
  context_ = context_of(page, rules_, &signs_);
  looks_.resize(count);
  most_.resize(count);
  states_.assign(count, State::kLookedAt);
  reached_.assign(count, 0);
  evidence_.resize(count);
  any_ = false;
  texts_.clear();
  for (size_t i = 0; i < count; ++i) look(i);
  for (const size_t i : texts_) {
    if (looks_[i].plain || !may_carry(i)) continue;
    read_closely(i);
    if (may_carry(i)) weigh(i);
    any_ |= may_carry(i);
  }
  if (!any_) return;
  mark_reached();
  for (const size_t i : texts_) {
    if (looks_[i].plain || !reached_[i]) {
      evidence_[i] = plain_evidence(reached_[i] ? looks_[i].most : kOutOfReach);
      continue;
    }
    read_closely(i);
    weigh(i);
  }
}

void PageEvidence::look(size_t i) {
  const Block& block = page_->blocks[i];
  if (is_furniture(i)) return;
  texts_.push_back(i);
  looks_[i] = first_look(block, i, context_, rules_, &signs_, &looking_);
  most_[i] = looks_[i].plain ? looks_[i].most : model_.most(*page_, looks_[i].most);
}

void PageEvidence::read_closely(size_t i) {
  if (states_[i] != State::kLookedAt) return;
  evidence_[i] = evidence_of(page_->blocks[i], i, context_, rules_, &signs_, &reading_);
  most_[i] = model_.most(*page_, evidence_[i].best);
  states_[i] = State::kRead;
}

void PageEvidence::weigh(size_t i) {
  if (states_[i] != State::kRead) return;
  evidence_[i].add(model_.weigh(*page_, i, context_, evidence_[i]));
  most_[i] = evidence_[i].best;
  states_[i] = State::kWeighed;
}

// What a run gains by the block, at most. Prose that was not read closely is no line.
float PageEvidence::gain(size_t i) const {
  return bounds_.gain(most_[i], states_[i] != State::kLookedAt && evidence_[i].line);
}

// Marks the blocks that may carry a notice, and those that a run may take from there.
void PageEvidence::mark_reached() {
  const std::span<const size_t> texts = texts_;
  for (size_t begin = 0, end = 0; begin < texts.size(); begin = end + 1) {
    for (end = begin; end < texts.size() && (looks_[texts[end]].plain || !may_carry(texts[end]));
         ++end) {
    }
    mark_between(texts.subspan(begin, end - begin), begin > 0, end < texts.size());
    if (end < texts.size()) reached_[texts[end]] = 1;
  }
  // What a notice's first words mean depends on the title they stand under.
  for (size_t i = 1; i < texts.size(); ++i)
    if (reached_[texts[i]] && page_->blocks[texts[i - 1]].kind == BlockKind::kHeadline)
      reached_[texts[i - 1]] = 1;
}

// Of blocks that carry nothing, and lie behind one that does, before one, or both.
void PageEvidence::mark_between(std::span<const size_t> blocks, bool behind, bool before) {
  float all = 0;
  for (const size_t i : blocks) all += gain(i);
  if (behind && before && all >= -bounds_.parting) {
    for (const size_t i : blocks) reached_[i] = 1;
    return;
  }
  if (behind) mark_up_to_end(blocks);
  if (before) mark_up_to_end(blocks | std::views::reverse);
}

// From one that carries a notice, up to the last block at which it may end.
template <class Blocks>
void PageEvidence::mark_up_to_end(const Blocks& blocks) {
  float all = 0;
  auto end = blocks.begin();
  for (auto i = blocks.begin(); i != blocks.end();) {
    all += gain(*i++);
    if (all >= -bounds_.ending) end = i;
  }
  for (auto i = blocks.begin(); i != end; ++i) reached_[*i] = 1;
}

}  // namespace newsmill
