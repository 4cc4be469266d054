// What the lines between two blank lines have in common. Their traits are planes here (square.h): a
// block of lines is a run of bits.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "segment/line_traits.h"
#include "segment/square.h"

namespace newsmill {

class LineBlocks {
 public:
  // The planes of so many lines, and a square behind the last.
  LineBlocks(BitSquare* squares, size_t lines) : squares_(squares), lines_(lines) {}

  // Gives each line the traits of its block.
  void add_traits() {
    size_t begin = 0;
    for (size_t word = 0; word * kLanes < lines_; ++word) {
      uint64_t starts = plane(word, Trait::kGap);
      if (word == 0) starts &= ~uint64_t{1};
      for (; starts != 0; starts &= starts - 1) {
        const size_t end = word * kLanes + static_cast<size_t>(std::countr_zero(starts));
        add_traits(begin, end);
        begin = end;
      }
    }
    if (begin < lines_) add_traits(begin, lines_);
  }

 private:
  static constexpr size_t kLongestCaption = 14, kShortBlock = 3;  // lines

  uint64_t plane(size_t word, Trait trait) const {
    return squares_[word][static_cast<size_t>(trait)];
  }
  bool has(size_t line, Trait trait) const {
    return (plane(line / kLanes, trait) >> line % kLanes & 1) != 0;
  }
  // Of a block of fewer lines than a word has bits, which lies in two words at most.
  void add_traits(size_t begin, size_t end) {
    const size_t size = end - begin, word = begin / kLanes, shift = begin % kLanes;
    if (size > kLongestCaption) return;
    const uint64_t lines = (uint64_t{1} << size) - 1;
    const uint64_t here = lines << shift, behind = lines >> 1 >> (kLanes - 1 - shift);
    const auto add = [&](Trait trait, bool holds) {
      const uint64_t all = uint64_t{0} - uint64_t{holds};
      const auto t = static_cast<size_t>(trait);
      squares_[word].set(t, squares_[word][t] | (here & all));
      squares_[word + 1].set(t, squares_[word + 1][t] | (behind & all));
    };
    const bool plain =
        ((here & ~plane(word, Trait::kPlain)) | (behind & ~plane(word + 1, Trait::kPlain))) == 0;
    add(Trait::kBlockShort, size <= kShortBlock);
    add(Trait::kBlockPlain, plain);
    add(Trait::kBlockCredit, has(end - 1, Trait::kCredit));
    add(Trait::kBlockColon, has(end - 1, Trait::kColon));
  }

  BitSquare* squares_;
  size_t lines_;
};

}  // namespace newsmill
