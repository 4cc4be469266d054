// Do two stretches of text speak of the same things?
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace newsmill {

// The words of the texts of one page: which pairs of neighbouring Han characters (or Latin letters)
// each holds, hashed to one of 65,536 numbers. Names and terms recur inside an article and seldom
// outside it; pairs that many texts hold tell nothing apart and are left out.
//
//   clear(…); for each text { begin_text(); for its stretches add(…); } settle(…); then ask and
//   join
//
// Texts are numbered 0, 1, 2, …; so are the sets that are made by joining them.
class Vocabulary {
 public:
  static constexpr size_t kPairs = 65536;
  static constexpr uint32_t kMostTexts = 255;  // of a page

  Vocabulary() : held_last_(kPairs), numbers_(kPairs) {}

  // Forgets the texts of the page before. The next page has at most so many, kMostTexts or fewer.
  void clear(uint32_t texts);
  void begin_text();
  // Goes on with the current text, by the pairs of `stretch` (valid UTF-8).
  void add(std::string_view stretch);
  // All texts are read. Pairs that at least `texts` of them hold are left out (2 or more).
  void settle(uint32_t texts);

  uint32_t size_of(uint32_t text) const { return rows_[text].size; }

  // A set of no pairs; at most one for each text.
  uint32_t new_set();
  // Adds the pairs of a text, which may join one set only.
  void join(uint32_t set, uint32_t text);

  // `text` has not joined `set` and is not `other`: what no other text holds is not compared.
  //
  // The share of the pairs of `text` that the set holds, beyond what chance puts there: 0 to 1.
  double held(uint32_t text, uint32_t set) const { return share(text, set_row(set)); }
  // The same of another text.
  double held_by_text(uint32_t text, uint32_t other) const { return share(text, other); }
  // As a share of the smaller of the two: 0 to 1.
  double likeness(uint32_t text, uint32_t set) const;
  // None of these is more than …: told by the sizes alone.
  double most_held_by_text(uint32_t text, uint32_t other) const;
  double most_likeness(uint32_t text, uint32_t set) const;
  // 1 when they share no more than any two texts do, 0 when as much as parts of one article do, or
  // when that is too little to tell.
  double strangeness(uint32_t text, uint32_t set) const;

 private:
  using Stamp = uint8_t;  // small, for the one of every pair to stay in the nearest cache
  // A pair is met in a text for the first time, and an earlier text of the page held it last.
  struct Meeting {
    uint16_t pair;
    Stamp before;  // of that text
  };
  struct Text {
    uint32_t pairs = 0;  // each counted once
    size_t begin = 0;    // its meetings
  };
  // A text's pairs and after all texts a set's.
  struct Row {
    uint32_t size = 0;
    uint32_t alone = 0;  // pairs that no other text holds: nothing but a number
  };

  uint32_t texts() const { return static_cast<uint32_t>(texts_.size()); }
  uint32_t set_row(uint32_t set) const { return texts() + set; }
  uint64_t* bits(uint32_t row) { return bits_.data() + row * stride_; }
  const uint64_t* bits(uint32_t row) const { return bits_.data() + row * stride_; }
  void make_room(size_t meetings);
  template <class Masks>
  void add_by(std::string_view stretch);
  void add_by_avx2(std::string_view stretch);
  template <class Masks>
  void add_block(const char* text, bool first);
  size_t number_shared();
  uint32_t most_shared(uint32_t text, uint32_t row) const;
  double beyond_chance(uint32_t text, uint32_t row) const;
  double share(uint32_t text, uint32_t row) const;

  // While texts are read.
  std::vector<Stamp> held_last_;   // by pair: of the text that held it last
  std::vector<Meeting> meetings_;  // of one text after another
  size_t met_ = 0;                 // meetings_ in use
  std::vector<Text> texts_;
  struct {
    uint64_t han = 0, letters = 0;
  } last_;           // masks of the block before
  Stamp stamp_ = 0;  // of the text that is being read; they rise from page to page
  Stamp page_ = 1;   // of the page's first text
  // Afterwards: the pairs that several texts hold have numbers.
  std::vector<uint16_t> numbers_;  // by pair: its number, from 1 on
  std::vector<uint16_t> met_by_;   // by number: how many texts met it, all that hold it but one
  std::vector<uint64_t> telling_;  // the numbers that are not left out
  std::vector<Row> rows_;          // of the texts, then of the sets
  size_t stride_ = 0, width_ = 0;  // words from row to row, and those in use
  std::vector<uint64_t> bits_;     // row by row: the numbers
  uint32_t sets_ = 0;
};

}  // namespace newsmill
