// 新桥通车 holds the pairs 新桥 桥通 通车. Tested by tests/assemble/vocabulary_test.cc.
#include "assemble/vocabulary.h"

#include <algorithm>
#include <bit>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr double kBits = static_cast<double>(Vocabulary::kWords * 64);

size_t slot(char32_t a, char32_t b) {
  uint32_t key = static_cast<uint32_t>(a) * 0x9E3779B1u ^ static_cast<uint32_t>(b) * 0x85EBCA77u;
  key ^= key >> 15;
  return key * 0x2C1B3C6Du >> 18;  // 14 bits
}

}  // namespace

void Vocabulary::add(std::string_view text) {
  char32_t last = 0;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    if (!utf8::is_han(c.code) && !utf8::is_latin(c.code)) {
      last = 0;
      continue;
    }
    if (last) {
      const size_t bit = slot(last, c.code);
      bits_[bit / 64] |= uint64_t{1} << bit % 64;
    }
    last = c.code;
  }
}

void Vocabulary::add(const Vocabulary& other) {
  for (size_t i = 0; i < kWords; ++i) bits_[i] |= other.bits_[i];
}

void Vocabulary::remove(const Vocabulary& other) {
  for (size_t i = 0; i < kWords; ++i) bits_[i] &= ~other.bits_[i];
}

size_t Vocabulary::size() const {
  size_t n = 0;
  for (const uint64_t word : bits_) n += static_cast<size_t>(std::popcount(word));
  return n;
}

size_t Vocabulary::shared(const Vocabulary& other) const {
  size_t n = 0;
  for (size_t i = 0; i < kWords; ++i) n += static_cast<size_t>(std::popcount(bits_[i] & other.bits_[i]));
  return n;
}

double Vocabulary::contained_in(const Vocabulary& other) const {
  const double mine = static_cast<double>(size()), theirs = static_cast<double>(other.size());
  if (mine == 0 || theirs == 0) return 0;
  const double chance = mine * theirs / kBits;
  return std::max(0.0, (static_cast<double>(shared(other)) - chance) / mine);
}

double Vocabulary::likeness(const Vocabulary& other) const {
  return size() <= other.size() ? contained_in(other) : other.contained_in(*this);
}

void CommonPairs::count(const Vocabulary& text) {
  for (size_t i = 0; i < Vocabulary::kWords; ++i)
    for (uint64_t word = text.bits_[i]; word != 0; word &= word - 1) {
      uint8_t& n = counts_[i * 64 + static_cast<size_t>(std::countr_zero(word))];
      if (n < 15) ++n;
    }
}

Vocabulary CommonPairs::held_by(unsigned texts) const {
  Vocabulary common;
  for (size_t bit = 0; bit < counts_.size(); ++bit)
    if (counts_[bit] >= texts) common.bits_[bit / 64] |= uint64_t{1} << bit % 64;
  return common;
}

}  // namespace newsmill
