// Tested by tests/extract/word_pairs_test.cc and word_index_test.cc.
#include "extract/word_table.h"

#include <utility>

namespace newsmill {

void WordTable::add(uint64_t key, std::string_view word, uint64_t bytes, int id) {
  Entry entry;
  entry.word = {bytes, id, 0, static_cast<uint8_t>(word.size()),
                static_cast<uint8_t>(unused_bits(word.size()))};
  entry.text = word;
  entry.bits = bits_of(key);
  keys_[entry.bits / 64] |= uint64_t{1} << entry.bits % 64;
  entries_.push_back(entry);
  if (entries_.size() <= size_t{1} << (kBits - shift_) || shift_ == 0) return link(entry);
  --shift_;
  words_.assign(size_t{1} << (kBits - shift_), {});
  texts_.assign(words_.size(), {});
  for (const Entry& known : entries_) link(known);
}

void WordTable::link(Entry entry) {
  size_t at = entry.bits >> shift_;
  while (words_[at].size != 0) {
    if (words_[at].size < entry.word.size) {  // shorter words stand behind longer ones
      std::swap(words_[at], entry.word);
      std::swap(words_[at].next, entry.word.next);
      std::swap(texts_[at], entry.text);
    }
    if (words_[at].next == 0) {
      words_[at].next = static_cast<uint16_t>(words_.size());
      words_.emplace_back();
      texts_.emplace_back();
    }
    at = words_[at].next;
  }
  words_[at] = entry.word;
  texts_[at] = entry.text;
}

}  // namespace newsmill
