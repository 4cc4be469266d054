// Words found by a key, most often not: what WordPairs and WordIndex have in common.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace newsmill {

// Text is seen through a window of eight bytes, as a number whose lowest byte is the first.
static_assert(std::endian::native == std::endian::little);
constexpr size_t kWindow = sizeof(uint64_t);

// The eight bytes from `pos` on, zeros behind the end of the text; `pos` is before that.
inline uint64_t window_at(std::string_view text, size_t pos) {
  uint64_t bytes = 0;
  if (text.size() < kWindow) {
    std::memcpy(&bytes, text.data() + pos, text.size() - pos);
    return bytes;
  }
  const size_t at = std::min(pos, text.size() - kWindow);
  std::memcpy(&bytes, text.data() + at, kWindow);
  return bytes >> 8 * (pos - at);
}
// The eight bytes before `end`, zeros for those before `from`, which is before that.
inline uint64_t window_before(std::string_view text, size_t end, size_t from) {
  uint64_t bytes = 0;
  const size_t size = std::min(end - from, kWindow);
  if (end < kWindow) {
    std::memcpy(reinterpret_cast<char*>(&bytes) + kWindow - size, text.data() + end - size, size);
    return bytes;
  }
  std::memcpy(&bytes, text.data() + end - kWindow, kWindow);
  const size_t foreign = 8 * (kWindow - size);
  return bytes >> foreign << foreign;
}
// How many bits of the window a word leaves unused.
inline int unused_bits(size_t size) {
  return static_cast<int>(8 * (kWindow - std::min(size, kWindow)));
}

// A key is what the caller takes for one: of the first or of the last characters of a word.
class WordTable {
 public:
  static constexpr size_t kLongest = UINT8_MAX;  // bytes of a word
  // A word as it is seen through the window, and the next with the same head. Small, so that the
  // words stay in the nearest cache; the letters of a longer one stand elsewhere.
  struct Word {
    uint64_t bytes = 0;
    int id = -1;
    uint16_t next = 0;
    uint8_t size = 0, unused = 0;  // bytes; bits of the window
  };

  // `bytes`: the word in the window, shifted so that the unused bits hold nothing.
  void add(uint64_t key, std::string_view word, uint64_t bytes, int id);
  // Is there a word with the key? Seldom true when not.
  bool may_hold(uint64_t key) const { return has(bits_of(key)); }
  // The longest word with the key that is seen, and whole(its letters) where it is longer than the
  // window; null: none. seen(unused): the text, as a word is kept that leaves so many bits unused.
  template <class Seen, class Whole>
  const Word* find(uint64_t key, const Seen& seen, const Whole& whole) const {
    const size_t bits = bits_of(key);
    if (!has(bits)) return nullptr;
    size_t at = bits >> shift_;
    do {
      const Word& word = words_[at];
      if (word.bytes == seen(word.unused) && word.size != 0 &&
          (word.size <= kWindow || whole(texts_[at])))
        return &word;
      at = word.next;
    } while (at != 0);
    return nullptr;
  }

 private:
  struct Entry {
    Word word;
    std::string text;
    size_t bits = 0;  // of its key
  };
  static constexpr int kBits = 13;
  static size_t bits_of(uint64_t key) { return key * 0x9E3779B97F4A7C15u >> (64 - kBits); }
  bool has(size_t bits) const { return (keys_[bits / 64] >> bits % 64 & 1) != 0; }
  void link(Entry entry);

  // By some bits of the key: is there one? A kilobyte, where most look-ups end.
  std::array<uint64_t, (1 << kBits) / 64> keys_{};
  // By fewer of those the longest word, and behind all these the others, each where a longer one
  // says. So a look-up that finds the first touches one line of the cache.
  std::vector<Word> words_{1};
  std::vector<std::string> texts_{1};  // of each
  int shift_ = kBits;
  std::vector<Entry> entries_;  // all of them, as they were added
};

}  // namespace newsmill
