// 新桥通车 holds the pairs 新桥 桥通 通车. Most pairs stand in one text only: they are counted.
// Where a text meets a pair that an earlier one held, both are noted:
//
//   text 0 新桥通车   text 1 新桥   text 2 看新桥   ->   新桥: 1 met 0, 2 met 1
//
// and from such meetings alone comes who shares what. Pairs that were met get numbers, and a set of
// them is a row of bits: what two sets share is an "and" and a count. Tested by
// tests/assemble/vocabulary_test.cc.
#include "assemble/vocabulary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>

#include "core/byte_masks.h"

namespace newsmill {
namespace {

using utf8::kBlock;
constexpr size_t kBefore = 8, kBehind = 8;  // bytes round a block that are read with it
constexpr size_t kAhead = 16;  // so many meetings on, a number is asked for: the table is large

// Of the six bytes that a pair's two characters take: the lower ones of `bytes`, and the upper two
// are shifted out with the product.
uint32_t pair_of(uint64_t bytes) {
  return static_cast<uint32_t>(bytes * (0x9E3779B97F4A7C15 << 16) >> 48);  // 16 bits
}

// How many bits two rows have in common. std::popcount is one instruction only where the compiler
// may take it for granted.
template <class Masks>
uint32_t count_common_by(const uint64_t* a, const uint64_t* b, size_t words) {
  uint32_t total = 0;
  for (size_t i = 0; i < words; ++i) total += Masks::count(a[i] & b[i]);
  return total;
}

#ifdef NEWSMILL_AVX2
NEWSMILL_ALL_AVX2 uint32_t count_common_by_avx2(const uint64_t* a, const uint64_t* b,
                                                size_t words) {
  return count_common_by<utf8::WideMasks>(a, b, words);
}
#endif

uint32_t count_common(const uint64_t* a, const uint64_t* b, size_t words) {
#ifdef NEWSMILL_AVX2
  if (has_avx2()) return count_common_by_avx2(a, b, words);
#endif
  return count_common_by<utf8::PlainMasks>(a, b, words);
}

}  // namespace

void Vocabulary::clear(uint32_t texts) {
  assert(texts <= kMostTexts);
  texts_.clear();
  met_ = 0;
  sets_ = 0;
  if (stamp_ + texts > kMostTexts) {
    std::fill(held_last_.begin(), held_last_.end(), 0);
    stamp_ = 0;
  }
  page_ = stamp_ + 1;
}

void Vocabulary::begin_text() {
  assert(stamp_ < kMostTexts);
  texts_.push_back({.begin = met_});
  ++stamp_;
}

void Vocabulary::make_room(size_t meetings) {
  if (meetings_.size() < meetings) meetings_.resize(2 * meetings);
}

template <class Masks>
void Vocabulary::add_by(std::string_view stretch) {
  // One in hand, which may be no meeting, and those that number_shared() looks ahead to.
  make_room(met_ + stretch.size() + 1 + kAhead);
  size_t pos = 0;
  for (const char* const text = stretch.data(); pos + kBlock + kBehind <= stretch.size();
       pos += kBlock)
    add_block<Masks>(text + pos, pos == 0);
  // The end, with zeros round what is copied. A copy of so many bytes, whatever is left, is no
  // call.
  constexpr size_t kTail = kBefore + kBlock + kBehind;
  std::array<char, kTail + kBlock + kBehind> rest{};
  if (stretch.size() >= kTail)
    std::copy_n(stretch.end() - kTail, kTail, rest.data());
  else
    std::copy_n(stretch.begin(), stretch.size(), rest.data() + kTail - stretch.size());
  for (; pos < stretch.size(); pos += kBlock)
    add_block<Masks>(rest.data() + kTail - (stretch.size() - pos), pos == 0);
}

// The pairs whose second character begins in the block. kBefore and kBehind bytes are read round
// it.
template <class Masks>
void Vocabulary::add_block(const char* text, bool first) {
  const utf8::ByteMasks masks = Masks::of(text);
  if (first) last_ = {};
  const uint64_t han = masks.han & (masks.han << 3 | last_.han >> (kBlock - 3));
  const uint64_t letters = masks.letters & (masks.letters << 1 | last_.letters >> (kBlock - 1));
  last_ = {masks.han, masks.letters};

  Stamp* const held_last = held_last_.data();
  Meeting* const meetings = meetings_.data();
  const uint32_t stamp = stamp_, page = page_, texts_before = stamp - page;
  size_t met = met_;
  uint32_t pairs = 0;
  const auto meet = [&](uint32_t pair) {
    const uint32_t before = held_last[pair];
    held_last[pair] = static_cast<Stamp>(stamp);
    pairs += before < stamp;
    // A meeting stays when it is one; no branch, which would often be mispredicted.
    meetings[met] = {static_cast<uint16_t>(pair), static_cast<Stamp>(before)};
    met += before - page < texts_before;
  };
  for (uint64_t rest = han; rest != 0; rest &= rest - 1)
    meet(pair_of(utf8::eight_bytes(text - 3 + std::countr_zero(rest))));
  for (uint64_t rest = letters; rest != 0; rest &= rest - 1) {
    const char* const letter = text + std::countr_zero(rest);
    meet(pair_of(uint64_t{static_cast<unsigned char>(letter[-1])} |
                 uint64_t{static_cast<unsigned char>(letter[0])} << 24));
  }
  met_ = met;
  texts_.back().pairs += pairs;
}

#ifdef NEWSMILL_AVX2
NEWSMILL_ALL_AVX2 void Vocabulary::add_by_avx2(std::string_view stretch) {
  add_by<utf8::WideMasks>(stretch);
}
#endif

void Vocabulary::add(std::string_view stretch) {
#ifdef NEWSMILL_AVX2
  if (has_avx2()) return add_by_avx2(stretch);
#endif
  add_by<utf8::PlainMasks>(stretch);
}

// Gives numbers to the pairs that were met and fills the rows of the texts. Returns how many there
// are.
size_t Vocabulary::number_shared() {
  stride_ = met_ / 64 + 1;
  if (bits_.size() < 2 * texts() * stride_) bits_.resize(2 * texts() * stride_);
  std::fill_n(bits_.begin(), texts() * stride_, 0);
  met_by_.assign(met_ + 1, 0);
  // What the loop writes could be any of its own members, for all the compiler knows.
  const Meeting* const meetings = meetings_.data();
  uint16_t* const number_of = numbers_.data();
  uint16_t* const met_by = met_by_.data();
  uint64_t* const all = bits_.data();
  const size_t stride = stride_, page = page_;
  uint32_t numbers = 0;
  for (uint32_t text = 0; text < texts(); ++text) {
    const size_t end = text + 1 < texts() ? texts_[text + 1].begin : met_;
    uint64_t* const row = all + text * stride;
    for (size_t i = texts_[text].begin; i < end; ++i) {
      const Meeting meeting = meetings[i];
      __builtin_prefetch(&number_of[meetings[i + kAhead].pair]);
      uint32_t number = number_of[meeting.pair];
      const bool fresh = number == 0;
      numbers += fresh && numbers < UINT16_MAX;  // beyond, pairs share the last one
      number = fresh ? numbers : number;
      number_of[meeting.pair] = static_cast<uint16_t>(number);
      ++met_by[number];
      const uint64_t bit = uint64_t{1} << number % 64;
      row[number / 64] |= bit;
      all[(meeting.before - page) * stride + number / 64] |= bit;
    }
  }
  for (size_t i = 0; i < met_; ++i) numbers_[meetings_[i].pair] = 0;
  return numbers;
}

// Which numbers tell something apart, and the sizes of the texts by those.
void Vocabulary::settle(uint32_t texts) {
  const size_t numbers = number_shared();
  width_ = numbers / 64 + 1;
  telling_.assign(width_, ~uint64_t{0});
  for (size_t number = 1; number <= numbers; ++number)
    if (met_by_[number] >= texts - 1) telling_[number / 64] &= ~(uint64_t{1} << number % 64);
  rows_.assign(2 * texts_.size(), Row());
  for (uint32_t text = 0; text < texts_.size(); ++text) {
    uint64_t* const row = bits(text);
    const uint32_t alone = texts_[text].pairs - count_common(row, row, width_);
    for (size_t i = 0; i < width_; ++i) row[i] &= telling_[i];
    rows_[text] = {alone + count_common(row, row, width_), alone};
  }
}

uint32_t Vocabulary::new_set() {
  std::fill_n(bits(set_row(sets_)), width_, 0);
  return sets_++;
}

void Vocabulary::join(uint32_t set, uint32_t text) {
  const uint64_t* const from = bits(text);
  uint64_t* const into = bits(set_row(set));
  for (size_t i = 0; i < width_; ++i) into[i] |= from[i];
  Row& row = rows_[set_row(set)];
  row.alone += rows_[text].alone;
  row.size = row.alone + count_common(into, into, width_);
}

// What a text holds alone, no other row has.
uint32_t Vocabulary::most_shared(uint32_t text, uint32_t row) const {
  return std::min(rows_[text].size - rows_[text].alone, rows_[row].size - rows_[row].alone);
}

double Vocabulary::beyond_chance(uint32_t text, uint32_t row) const {
  const uint32_t shared = count_common(bits(text), bits(row), width_);
  const double chance =
      static_cast<double>(rows_[text].size) * static_cast<double>(rows_[row].size) / kPairs;
  return std::max(0.0, static_cast<double>(shared) - chance);
}

double Vocabulary::share(uint32_t text, uint32_t row) const {
  const uint32_t size = rows_[text].size;
  return size == 0 ? 0 : beyond_chance(text, row) / static_cast<double>(size);
}

// Texts of sizes a and b that have nothing to do with each other share about a·b / 14,000 pairs,
// parts of one article seldom less than a·b / 7,000 (measured on a daily's pages).
double Vocabulary::strangeness(uint32_t text, uint32_t set) const {
  constexpr uint32_t kEnough = 25;  // pairs
  constexpr double kKin = 7000, kStrangers = 14000;
  const uint32_t row = set_row(set);
  if (std::min(rows_[text].size, rows_[row].size) < kEnough) return 0;
  const double both = static_cast<double>(rows_[text].size) * static_cast<double>(rows_[row].size);
  const double more = beyond_chance(text, row) - 1 - both / kStrangers;
  return std::clamp(1 - more / (both / kKin - both / kStrangers), 0.0, 1.0);
}

double Vocabulary::likeness(uint32_t text, uint32_t set) const {
  const uint32_t smaller = std::min(rows_[text].size, rows_[set_row(set)].size);
  return smaller == 0 ? 0 : beyond_chance(text, set_row(set)) / static_cast<double>(smaller);
}

double Vocabulary::most_held_by_text(uint32_t text, uint32_t other) const {
  const uint32_t size = rows_[text].size;
  return size == 0 ? 0 : static_cast<double>(most_shared(text, other)) / static_cast<double>(size);
}

double Vocabulary::most_likeness(uint32_t text, uint32_t set) const {
  const uint32_t row = set_row(set), smaller = std::min(rows_[text].size, rows_[row].size);
  return smaller == 0 ? 0
                      : static_cast<double>(most_shared(text, row)) / static_cast<double>(smaller);
}

}  // namespace newsmill
