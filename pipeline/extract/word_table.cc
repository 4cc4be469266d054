// Tested by tests/extract/word_pairs_test.cc and word_index_test.cc.
#include "extract/word_table.h"

#include <utility>

namespace newsmill {

void WordTable::add(uint64_t key, std::string_view word, uint64_t bytes, int id) {
  const size_t bits = bits_of(key);
  keys_[bits / 64] |= uint64_t{1} << bits % 64;
  words_.push_back({bytes, id, 0, static_cast<uint8_t>(word.size()),
                    static_cast<uint8_t>(unused_bits(word.size()))});
  texts_.emplace_back(word);
  bits_.push_back(bits);
  if (words_.size() <= heads_.size() || shift_ == 0) return link(words_.size() - 1);
  heads_.assign(2 * heads_.size(), 0);
  --shift_;
  for (size_t i = 1; i < words_.size(); ++i) link(i);
}

void WordTable::link(size_t word) {
  uint16_t* at = &heads_[bits_[word] >> shift_];
  while (*at != 0 && words_[*at].size >= words_[word].size) at = &words_[*at].next;
  words_[word].next = std::exchange(*at, static_cast<uint16_t>(word));
}

}  // namespace newsmill
