// 新桥通车 holds the pairs 新桥 桥通 通车. Tested by tests/assemble/vocabulary_test.cc.
#include "assemble/vocabulary.h"

#include <algorithm>

#include "core/utf8.h"

namespace newsmill {
namespace {

uint16_t number_of(char32_t a, char32_t b) {
  uint32_t key = static_cast<uint32_t>(a) * 0x9E3779B1u ^ static_cast<uint32_t>(b) * 0x85EBCA77u;
  key ^= key >> 15;
  return static_cast<uint16_t>(key * 0x2C1B3C6Du >> 18);  // 14 bits
}

}  // namespace

void VocabularyReader::add(std::string_view paragraph) {
  size_t found = found_;
  char32_t last = 0;
  for (size_t pos = 0; pos < paragraph.size();) {
    const utf8::Char c = utf8::at(paragraph, pos);
    pos += c.size;
    const bool word = utf8::is_han(c.code) || utf8::is_latin(c.code);
    if (word &&
        last) {  // a pair stays when it is new; no branch, which would often be mispredicted
      const uint16_t pair = number_of(last, c.code);
      pairs_[found] = pair;
      found += !seen_[pair];
      seen_[pair] = true;
    }
    last = word ? c.code : 0;
  }
  found_ = found;
}

Vocabulary VocabularyReader::take() {
  Vocabulary text;
  text.pairs_.assign(pairs_.begin(), pairs_.begin() + found_);
  for (const uint16_t pair : text.pairs_) seen_[pair] = false;
  found_ = 0;
  return text;
}

void Vocabulary::remove_common(std::span<Vocabulary> all, unsigned texts) {
  std::vector<uint8_t> held_by(kPairs);
  for (const Vocabulary& text : all)
    for (const uint16_t pair : text.pairs_) held_by[pair] += held_by[pair] < UINT8_MAX;
  for (Vocabulary& text : all)
    std::erase_if(text.pairs_, [&](uint16_t pair) { return held_by[pair] >= texts; });
}

void PairSet::add(const Vocabulary& text) {
  size_t size = size_;
  for (const uint16_t pair : text.pairs()) {
    size += !has_[pair];
    has_[pair] = true;
  }
  size_ = size;
}

void PairSet::clear(const Vocabulary& text) {
  for (const uint16_t pair : text.pairs()) has_[pair] = false;
  size_ = 0;
}

double PairSet::beyond_chance(const Vocabulary& text) const {
  size_t shared = 0;
  for (const uint16_t pair : text.pairs()) shared += has_[pair];
  const double chance =
      static_cast<double>(text.size()) * static_cast<double>(size_) / Vocabulary::kPairs;
  return std::max(0.0, static_cast<double>(shared) - chance);
}

double PairSet::holds(const Vocabulary& text) const {
  return text.size() == 0 ? 0 : beyond_chance(text) / static_cast<double>(text.size());
}

double PairSet::likeness(const Vocabulary& text) const {
  const size_t smaller = std::min(size_, text.size());
  return smaller == 0 ? 0 : beyond_chance(text) / static_cast<double>(smaller);
}

}  // namespace newsmill
