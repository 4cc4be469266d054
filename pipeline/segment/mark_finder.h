// Where a text is anything but Han characters.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/clones.h"
#include "segment/bytes.h"

namespace newsmill {

// Finds the marks of a text, one after the other: all characters but those that start with E4 to
// E9.
class MarkFinder {
 public:
  explicit MarkFinder(std::string_view text) : text_(text) {}

  // Where the next one starts; the end of the text if there is none.
  size_t next() {
    if (at_ == end_) [[unlikely]]
      find();
    return *at_++;
  }

 private:
  // Two registers where there are no larger ones.
  using TwiceBytes [[gnu::vector_size(32)]] = int8_t;

  static constexpr size_t kBlock = 64;   // bytes, a bit for each
  static constexpr size_t kAtOnce = 16;  // blocks
  static constexpr size_t kUsual = 8;  // marks in a block; few have more, and hardly one twice that

  // Goes on to the next blocks that have marks.
  NEWSMILL_CLONES void find() {
    uint32_t* end = found_.data();
    while (end == found_.data() && pos_ < text_.size())
      for (size_t block = 0; block < kAtOnce && pos_ < text_.size(); ++block, pos_ += kBlock)
        end = write(marks_from(pos_), end);
    if (end == found_.data()) *end++ = static_cast<uint32_t>(text_.size());
    at_ = found_.data();
    end_ = end;
  }
  // The marks of the block at pos_. Their number is hard to foretell: they are written so many at
  // a time, whether they are there or not.
  uint32_t* write(uint64_t marks, uint32_t* out) const {
    const auto base = static_cast<uint32_t>(pos_);
    const auto count = static_cast<size_t>(std::popcount(marks));
    const auto take = [&] {
      const auto mark = static_cast<uint32_t>(std::countr_zero(marks));
      marks &= marks - 1;
      return base + mark;
    };
    size_t written = 0;
    do
      for (size_t k = 0; k < kUsual; ++k) out[written++] = take();
    while (written < count);
    return out + count;
  }
  uint64_t marks_from(size_t pos) const {
    if (text_.size() - pos < kBlock) {
      std::array<char, kBlock> rest;
      rest.fill('\x80');
      std::copy(text_.begin() + static_cast<std::ptrdiff_t>(pos), text_.end(), rest.begin());
      return marks_of(rest.data());
    }
    return marks_of(text_.data() + pos);
  }
  // 80 to BF start no character.
  static uint64_t marks_of(const char* block) {
    using Unsigned [[gnu::vector_size(32)]] = uint8_t;
    constexpr int8_t kLastInside = static_cast<int8_t>(0xBF), kHan = 0x7F - (0xE9 - 0xE4);
    uint64_t marks = 0;
    for (size_t k = 0; k < kBlock; k += sizeof(TwiceBytes)) {
      TwiceBytes bytes;
      std::memcpy(&bytes, block + k, sizeof bytes);
      const auto to_top =
          reinterpret_cast<TwiceBytes>(reinterpret_cast<Unsigned>(bytes) + (0x7F - 0xE9));
      const TwiceBytes starts = (bytes > kLastInside) & ~(to_top >= kHan);
      std::array<Bytes, 2> halves;
      std::memcpy(halves.data(), &starts, sizeof starts);
      marks |= uint64_t{top_bits(halves[0])} << k;
      marks |= uint64_t{top_bits(halves[1])} << (k + sizeof(Bytes));
    }
    return marks;
  }

  std::string_view text_;
  size_t pos_ = 0;  // behind the blocks that were looked at
  std::array<uint32_t, kBlock * kAtOnce + kUsual> found_;
  const uint32_t *at_ = nullptr, *end_ = nullptr;  // those that were not yet told
};

}  // namespace newsmill
