// The one pass over the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "assemble/text_stats.h"
#include "assemble/vocabulary.h"

namespace newsmill {

// What was read from one block.
struct BlockText {
  TextCount count;
  size_t begin = 0, end = 0;  // its folded characters, in IssueReading's store
};

// Takes from the texts of an issue what the rest of assembly asks for: counts, the pairs of words
// that grouping compares, the characters that the fingerprint is made of. One for many issues: what
// it holds keeps its memory.
class IssueReading {
 public:
  // Forgets the issue before.
  void clear();
  // Adds the pairs of `text` (valid UTF-8) to the vocabulary's current text.
  BlockText read(std::string_view text);

  // Of the page that is being read.
  Vocabulary& vocabulary() { return vocabulary_; }
  // As Simhasher takes them; until the next read().
  std::u32string_view folded(const BlockText& text) const {
    return {folded_.get() + text.begin, text.end - text.begin};
  }

 private:
  void make_room(size_t characters);

  Vocabulary vocabulary_;
  std::unique_ptr<char32_t[]> folded_;  // not cleared beforehand: there is room for more than comes
  size_t room_ = 0, filled_ = 0;        // of folded_, and what is in use
};

}  // namespace newsmill
