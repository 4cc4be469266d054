// Finds words of a fixed list in text, in one pass.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/utf8.h"

namespace newsmill {

// Written forms, each with a number of the caller's (the row of a table, an enum).
//
// Words are bucketed by their first character and tried longest first, so a look-up costs one
// table probe where no word starts. add() before the first look-up; then many threads may share it.
class Lexicon {
 public:
  struct Match {
    size_t begin = 0, end = 0;  // bytes
    int id = -1;
    explicit operator bool() const { return id >= 0; }
  };

  // The first of equal words wins. An empty word is ignored.
  void add(std::string_view word, int id);
  bool empty() const { return longest_ == 0; }

  // False for most characters that no word starts with.
  bool may_start(char32_t code) const { return bucket_of_[slot(code)] != 0; }
  // The longest word that starts at byte `pos`; none: id -1.
  Match longest_at(std::string_view text, size_t pos) const {
    if (pos >= text.size()) return {};
    const uint16_t bucket = bucket_of_[slot(text, pos)];
    return bucket == 0 ? Match() : longest_in(buckets_[bucket], text, pos);
  }
  // The longest word that ends at byte `end`, not starting before byte `from`.
  Match longest_before(std::string_view text, size_t end, size_t from = 0) const;
  // The number of a word that is the whole text, or -1.
  int find(std::string_view text) const;

  // Calls found(Match) for each match from left to right, longest first, not overlapping.
  template <class Found>
  void scan(std::string_view text, const Found& found) const {
    for (size_t pos = 0; pos < text.size();) {
      const utf8::Char c = utf8::at(text, pos);
      const Match match = longest_at(text, pos);
      if (match) found(match);
      pos = match ? match.end : pos + c.size;
    }
  }

 private:
  // A word, with its first eight bytes as a number: most look-ups end at comparing that.
  struct Word {
    uint64_t head = 0, mask = 0;
    std::string text;
    int id = -1;
  };
  // The words whose first characters hash to one slot, longest first.
  using Bucket = std::vector<Word>;

  static Match longest_in(const Bucket& bucket, std::string_view text, size_t pos);

  static constexpr size_t kSlots = 4096;
  static size_t slot(char32_t first) { return (first ^ first >> 11) & (kSlots - 1); }
  static size_t slot(std::string_view text, size_t pos) { return slot(utf8::at(text, pos).code); }

  std::array<uint16_t, kSlots> bucket_of_{};  // index into buckets_; 0 where no word starts
  std::vector<Bucket> buckets_{1};
  std::array<bool, 256> ends_{};  // is there a word whose last byte is this?
  size_t longest_ = 0;
};

}  // namespace newsmill
