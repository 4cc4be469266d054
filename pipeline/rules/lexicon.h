// Finds words of a fixed list in text, in one pass.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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
  bool empty() const { return buckets_.empty(); }

  // The longest word that starts at byte `pos`; none: id -1.
  Match longest_at(std::string_view text, size_t pos) const;
  // The longest word that ends at byte `end`, not starting before byte `from`.
  Match longest_before(std::string_view text, size_t end, size_t from = 0) const;
  // The number of a word that is the whole text, or -1.
  int find(std::string_view text) const;

  // Calls found(Match) for each match from left to right, longest first, not overlapping.
  template <class Found>
  void scan(std::string_view text, const Found& found) const {
    for (size_t pos = 0; pos < text.size();) {
      const Match match = longest_at(text, pos);
      if (match) found(match);
      pos = match ? match.end : next(text, pos);
    }
  }

 private:
  struct Word {
    std::string text;
    int id;
  };
  static size_t next(std::string_view text, size_t pos);
  static uint32_t key(std::string_view text, size_t pos);

  std::array<bool, 4096> starts_{};  // is there a word whose first character hashes here?
  std::array<bool, 256> ends_{};     // is there a word whose last byte is this?
  std::unordered_map<uint32_t, std::vector<Word>> buckets_;  // by first character, longest first
  size_t longest_ = 0;
};

}  // namespace newsmill
