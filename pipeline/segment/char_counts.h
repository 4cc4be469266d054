// How often characters stand together on a page.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace newsmill {

// For two or three characters in a row; never 0.
constexpr uint64_t meeting_key(char32_t a, char32_t b, char32_t c = 0) {
  return static_cast<uint64_t>(a) << 42 | static_cast<uint64_t>(b) << 21 | c;
}

// The last two characters of one text and the first two of the one behind it; 0 where there is
// none.
struct Meeting {
  char32_t a1 = 0, a = 0, b = 0, b1 = 0;
};
Meeting meeting_of(std::string_view left, std::string_view right);

// How often each of some keys was seen. One block of memory.
class CharCounts {
 public:
  // Forgets all, and makes room for so many keys, none of them 0.
  void reserve(size_t keys) {
    const unsigned bits = std::bit_width(2 * keys + 1);
    cells_.assign(size_t{1} << bits, {});
    shift_ = 64 - bits;
  }
  // False if it is one of the keys already.
  bool add(uint64_t key) { return std::exchange(cells_[place(key)].key, key) == 0; }
  bool has(uint64_t key) const { return cells_[place(key)].key == key; }
  // One more, if it is one of the keys.
  bool see(uint64_t key) {
    Cell& cell = cells_[place(key)];
    cell.times += cell.key == key;
    return cell.key == key;
  }
  int times(uint64_t key) const { return static_cast<int>(cells_[place(key)].times); }

 private:
  struct Cell {
    uint64_t key = 0;
    uint32_t times = 0;
  };
  // Of the key's cell, or of the free one where it would be.
  size_t place(uint64_t key) const {
    size_t i = key * 0x9E3779B97F4A7C15u >> shift_;
    while (cells_[i].key != key && cells_[i].key != 0) i = (i + 1) & (cells_.size() - 1);
    return i;
  }
  std::vector<Cell> cells_;
  unsigned shift_ = 0;  // leaves as many bits of a hash as number the cells
};

// Sees the keys of `counts` that stand in `text`, on one line, blanks left out: pairs whose second
// character is one of `seconds`, and the triples that hold such a pair. A triple is seen only if
// its pair is a key too. Linear in the length of the text.
void count_meetings(std::string_view text, std::span<const char32_t> seconds, CharCounts& counts);

// The pairs of Han characters that stand in a text of some hundred characters, each once; what is
// blank parts none.
class HanPairs {
 public:
  // Forgets all, and reads those of `text`.
  void read(std::string_view text);
  bool was_read() const { return was_read_; }
  bool has(uint64_t pair) const {
    return marked(bit_of(pair)) && std::find(list_.begin(), list_.end(), pair) != list_.end();
  }
  // How many pairs stand in both?
  size_t shared_with(const HanPairs& other) const;
  const std::vector<uint64_t>& list() const { return list_; }  // in order

 private:
  // Few pairs share a bit: nearly all that are not here are told by theirs, without a search.
  static constexpr size_t kBits = 1 << 13;
  static size_t bit_of(uint64_t pair) { return (pair >> 21 ^ pair >> 36) % kBits; }
  bool marked(size_t bit) const { return (bits_[bit / 64] >> bit % 64 & 1) != 0; }
  void add(uint64_t pair);

  std::array<uint64_t, kBits / 64> bits_;  // read() clears them
  bool was_read_ = false;
  std::vector<uint64_t> list_;
};

}  // namespace newsmill
