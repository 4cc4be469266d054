// 新桥通车 holds the pairs 新桥 桥通 通车. Most pairs stand in one text only: they are counted. The
// others get numbers, and a set of them is a row of bits: what two sets share is an "and" and a
// count. Tested by tests/assemble/vocabulary_test.cc.
#include "assemble/vocabulary.h"

#include <algorithm>

namespace newsmill {
namespace {

// The bits of a word. Without a processor that counts them, the library's way is a call and a
// table.
uint32_t count_bits(uint64_t x) {
  x -= x >> 1 & 0x5555555555555555;
  x = (x & 0x3333333333333333) + (x >> 2 & 0x3333333333333333);
  x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0F;
  return static_cast<uint32_t>(x * 0x0101010101010101 >> 56);
}

}  // namespace

void Vocabulary::clear() {
  begins_.clear();
  found_ = 0;
  texts_ = sets_ = 0;
}

void Vocabulary::begin_text() {
  begins_.push_back(static_cast<uint32_t>(found_));
  ++texts_;
  if (++stamp_ != 0) return;
  std::fill(seen_.begin(), seen_.end(), 0);
  stamp_ = 1;
}

Vocabulary::Pen Vocabulary::open(size_t pairs) {
  const size_t room = found_ + pairs + 1;  // one in hand, which may not be new
  if (pairs_.size() < room) pairs_.resize(2 * room);
  return {pairs_.data() + found_, seen_.data(), stamp_};
}

void Vocabulary::settle(uint32_t texts) {
  rows_.assign(2 * texts_, Row());
  count_holders();
  keep_shared(texts);
  fill_rows();
}

void Vocabulary::count_holders() {
  std::fill(held_by_.begin(), held_by_.end(), 0);
  for (size_t i = 0; i < found_; ++i) ++held_by_[pairs_[i]];
}

// Leaves in pairs_ those that several texts hold, but not too many.
void Vocabulary::keep_shared(uint32_t texts) {
  begins_.push_back(static_cast<uint32_t>(found_));
  size_t kept = 0;
  for (uint32_t text = 0; text < texts_; ++text) {
    const size_t begin = begins_[text], end = begins_[text + 1];
    uint32_t alone = 0;
    begins_[text] = static_cast<uint32_t>(kept);
    for (size_t i = begin; i < end; ++i) {
      const uint16_t pair = pairs_[i];
      const uint32_t holders = held_by_[pair];
      alone += holders == 1;
      pairs_[kept] = pair;
      kept += holders - 2 < texts - 2;  // from 2; fewer are a huge number
    }
    rows_[text].alone = alone;
    rows_[text].size = alone + static_cast<uint32_t>(kept) - begins_[text];
  }
  begins_[texts_] = static_cast<uint32_t>(kept);
}

void Vocabulary::fill_rows() {
  constexpr uint16_t kNumbered = 1 << 15;  // beyond any number of holders
  const size_t kept = begins_[texts_];
  uint16_t numbers = kNumbered;
  for (size_t i = 0; i < kept; ++i) {
    uint16_t& number = held_by_[pairs_[i]];
    const bool fresh = number < kNumbered;
    number = fresh ? numbers : number;
    numbers += fresh;
    pairs_[i] = number - kNumbered;
  }
  width_ = (numbers - kNumbered + size_t{63}) / 64;
  if (bits_.size() < rows_.size() * width_) bits_.resize(rows_.size() * width_);
  std::fill_n(bits_.begin(), texts_ * width_, 0);
  for (uint32_t text = 0; text < texts_; ++text) {
    uint64_t* const row = bits(text);
    for (size_t i = begins_[text]; i < begins_[text + 1]; ++i)
      row[pairs_[i] / 64] |= uint64_t{1} << pairs_[i] % 64;
  }
}

uint32_t Vocabulary::new_set() {
  std::fill_n(bits(set_row(sets_)), width_, 0);
  return sets_++;
}

void Vocabulary::join(uint32_t set, uint32_t text) {
  const uint64_t* const from = bits(text);
  uint64_t* const into = bits(set_row(set));
  uint32_t shared = 0;
  for (size_t i = 0; i < width_; ++i) shared += count_bits(into[i] |= from[i]);
  Row& row = rows_[set_row(set)];
  row.alone += rows_[text].alone;
  row.size = row.alone + shared;
}

double Vocabulary::beyond_chance(uint32_t text, uint32_t row) const {
  const uint64_t *const a = bits(text), *const b = bits(row);
  uint32_t shared = 0;
  for (size_t i = 0; i < width_; ++i) shared += count_bits(a[i] & b[i]);
  const double chance =
      static_cast<double>(rows_[text].size) * static_cast<double>(rows_[row].size) / kPairs;
  return std::max(0.0, static_cast<double>(shared) - chance);
}

double Vocabulary::share(uint32_t text, uint32_t row) const {
  const uint32_t size = rows_[text].size;
  return size == 0 ? 0 : beyond_chance(text, row) / static_cast<double>(size);
}

double Vocabulary::likeness(uint32_t text, uint32_t set) const {
  const uint32_t smaller = std::min(rows_[text].size, rows_[set_row(set)].size);
  return smaller == 0 ? 0 : beyond_chance(text, set_row(set)) / static_cast<double>(smaller);
}

}  // namespace newsmill
