// Do two stretches of text speak of the same things?
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsmill {

// The words of the texts of one page: which pairs of neighbouring Han characters (or Latin letters)
// each holds, hashed to one of 16,384 numbers. Names and terms recur inside an article and seldom
// outside it; pairs that many texts hold tell nothing apart and are left out.
//
//   for each text { begin_text(); for its stretches { open(…); add(…) …; close(…); } }
//   settle(…); then ask and join
//
// Texts are numbered 0, 1, 2, …; so are the sets that are made by joining them.
class Vocabulary {
 public:
  static constexpr size_t kPairs = 16384;

  Vocabulary() : seen_(kPairs), held_by_(kPairs) {}

  // Takes down the pairs of a stretch of text. A value, so that it stays in registers meanwhile.
  class Pen {
   public:
    void add(char32_t a, char32_t b);

   private:
    friend class Vocabulary;
    Pen(uint16_t* end, uint16_t* seen, uint16_t stamp) : end_(end), seen_(seen), stamp_(stamp) {}
    uint16_t* end_;
    uint16_t* seen_;
    uint16_t stamp_;
  };

  // Forgets the texts of the page before.
  void clear();
  void begin_text();
  // Goes on with the current text, by at most so many pairs.
  Pen open(size_t pairs);
  void close(const Pen& pen) { found_ = static_cast<size_t>(pen.end_ - pairs_.data()); }
  // All texts are read. Pairs that at least `texts` of them hold are left out (2 to 65,535).
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

 private:
  // A text's pairs and after all texts a set's.
  struct Row {
    uint32_t size = 0;
    uint32_t alone = 0;  // pairs that no other text holds: nothing but a number
  };

  void count_holders();
  void keep_shared(uint32_t texts);
  void fill_rows();
  uint32_t set_row(uint32_t set) const { return texts_ + set; }
  uint64_t* bits(uint32_t row) { return bits_.data() + row * width_; }
  const uint64_t* bits(uint32_t row) const { return bits_.data() + row * width_; }
  double beyond_chance(uint32_t text, uint32_t row) const;
  double share(uint32_t text, uint32_t row) const;

  std::vector<uint16_t> seen_;     // by pair: the stamp of the text that held it last
  std::vector<uint16_t> held_by_;  // by pair: how many texts hold it, later its number
  std::vector<uint16_t> pairs_;    // of one text after another, each pair once a text
  std::vector<uint32_t> begins_;   // where the pairs of each text begin
  size_t found_ = 0;               // pairs_ in use
  uint16_t stamp_ = 0;             // of the text that is being read; never used twice
  uint32_t texts_ = 0, sets_ = 0;
  std::vector<Row> rows_;
  size_t width_ = 0;            // words of a row
  std::vector<uint64_t> bits_;  // row by row: the pairs that several texts hold, by their number
};

inline void Vocabulary::Pen::add(char32_t a, char32_t b) {
  uint32_t key = static_cast<uint32_t>(a) * 0x9E3779B1u ^ static_cast<uint32_t>(b) * 0x85EBCA77u;
  key ^= key >> 15;
  const uint32_t pair = key * 0x2C1B3C6Du >> 18;  // 14 bits
  // A pair stays when it is new; no branch, which would often be mispredicted.
  *end_ = static_cast<uint16_t>(pair);
  end_ += seen_[pair] != stamp_;
  seen_[pair] = stamp_;
}

}  // namespace newsmill
