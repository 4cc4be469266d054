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
#include <cassert>

#include "core/han_run.h"
#include "core/utf8.h"

namespace newsmill {
namespace {

bool in_word(char32_t c) {
  return c < 0x3000 ? utf8::is_latin(c) : utf8::is_han(c);  // the marks between them at a glance
}

// A character by its bytes, the first one lowest.
uint64_t number_of(utf8::Char c, const char* at) {
  if (c.size != 3) return c.code;  // letters, and Han characters that are rare
  const auto byte = [at](size_t i) { return uint64_t{static_cast<unsigned char>(at[i])}; };
  return byte(0) | byte(1) << 8 | byte(2) << 16;
}

// Of the six bytes that a pair's two characters take, in the upper ones of `bytes`.
uint32_t pair_of(uint64_t bytes) {
  return static_cast<uint32_t>(bytes * 0x9E3779B97F4A7C15 >> 48);  // 16 bits
}

// The bits of so many words. Without a processor that counts them, the library's way is a call and
// a table: here the bytes of several words are counted side by side.
template <class WordAt>
uint32_t count_bits(size_t words, WordAt word_at) {
  constexpr size_t kAtOnce = 31;  // 8 bits each: no byte comes to 256
  uint64_t total = 0;
  for (size_t begin = 0; begin < words; begin += kAtOnce) {
    const size_t end = std::min(words, begin + kAtOnce);
    uint64_t bytes = 0;
    for (size_t i = begin; i < end; ++i) {
      uint64_t x = word_at(i);
      x -= x >> 1 & 0x5555555555555555;
      x = (x & 0x3333333333333333) + (x >> 2 & 0x3333333333333333);
      bytes += (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0F;
    }
    constexpr uint64_t kEveryOther = 0x00FF00FF00FF00FF;
    total += ((bytes & kEveryOther) + (bytes >> 8 & kEveryOther)) * 0x0001000100010001 >> 48;
  }
  return static_cast<uint32_t>(total);
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

void Vocabulary::add(std::string_view stretch) {
  make_room(met_ + stretch.size() + 1);  // one in hand, which may be no meeting
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
  const char* const text = stretch.data();
  const size_t last = stretch.size() - std::min<size_t>(stretch.size(), 4);  // where five bytes end
  uint64_t previous = 0;  // the number of the character before; 0: no part of a word
  for (size_t pos = 0; pos < stretch.size();) {
    const utf8::Char c = utf8::at(stretch, pos);
    const uint64_t number = in_word(c.code) ? number_of(c, text + pos) : 0;
    if (previous != 0 && number != 0) meet(pair_of(previous << 16 | number << 40));
    previous = number;
    pos += c.size;
    if (c.size != 3 || number == 0) continue;
    const size_t end = std::min(last, utf8::end_of_han(stretch, pos));
    if (pos >= end) continue;
    for (; pos < end; pos += 3) meet(pair_of(utf8::eight_bytes(text + pos - 3) << 16));
    previous = number_of({0, 3}, text + pos - 3);
  }
  met_ = met;
  texts_.back().pairs += pairs;
}

// Gives numbers to the pairs that were met and fills the rows of the texts. Returns how many there
// are.
size_t Vocabulary::number_shared() {
  stride_ = met_ / 64 + 1;
  if (bits_.size() < 2 * texts() * stride_) bits_.resize(2 * texts() * stride_);
  std::fill_n(bits_.begin(), texts() * stride_, 0);
  met_by_.assign(met_ + 1, 0);
  uint16_t numbers = 0;
  for (uint32_t text = 0; text < texts(); ++text) {
    const size_t end = text + 1 < texts() ? texts_[text + 1].begin : met_;
    for (size_t i = texts_[text].begin; i < end; ++i) {
      const Meeting meeting = meetings_[i];
      uint16_t& number = numbers_[meeting.pair];
      const bool fresh = number == 0;
      numbers += fresh;
      number = fresh ? numbers : number;
      ++met_by_[number];
      const uint64_t bit = uint64_t{1} << number % 64;
      bits(text)[number / 64] |= bit;
      bits(meeting.before - page_)[number / 64] |= bit;
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
    const auto word = [row](size_t i) { return row[i]; };
    const uint32_t alone = texts_[text].pairs - count_bits(width_, word);
    for (size_t i = 0; i < width_; ++i) row[i] &= telling_[i];
    rows_[text] = {alone + count_bits(width_, word), alone};
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
  row.size = row.alone + count_bits(width_, [into](size_t i) { return into[i]; });
}

double Vocabulary::beyond_chance(uint32_t text, uint32_t row) const {
  const uint64_t *const a = bits(text), *const b = bits(row);
  const uint32_t shared = count_bits(width_, [a, b](size_t i) { return a[i] & b[i]; });
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

}  // namespace newsmill
