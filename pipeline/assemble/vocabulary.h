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
//   clear(…); for each text { begin_text(); for its stretches { open(…); …; close(…); } }
//   settle(…); then ask and join
//
// Texts are numbered 0, 1, 2, …; so are the sets that are made by joining them.
class Vocabulary {
 public:
  static constexpr size_t kPairs = 16384;
  static constexpr uint32_t kMostTexts = 255;  // of a page

  Vocabulary() : held_last_(kPairs), numbers_(kPairs) {}

  // Takes down the pairs of a stretch of text. A value, so that it stays in registers meanwhile.
  class Pen;

  // Forgets the texts of the page before. The next page has at most so many, kMostTexts or fewer.
  void clear(uint32_t texts);
  void begin_text();
  // Goes on with the current text, by at most so many pairs.
  Pen open(size_t pairs);
  void close(Pen pen);
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
  size_t number_shared();
  double beyond_chance(uint32_t text, uint32_t row) const;
  double share(uint32_t text, uint32_t row) const;

  // While texts are read.
  std::vector<Stamp> held_last_;   // by pair: of the text that held it last
  std::vector<Meeting> meetings_;  // of one text after another
  size_t met_ = 0;                 // meetings_ in use
  std::vector<Text> texts_;
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

// Words are runs of characters: begin() with the first, go_on() with each further one.
class Vocabulary::Pen {
 public:
  void begin(char32_t c) { last_ = c; }
  void go_on(char32_t c);

 private:
  friend class Vocabulary;
  Stamp* held_last_;
  Meeting* meetings_;
  size_t met_;
  Stamp page_, stamp_, texts_before_;
  uint32_t last_ = 0;  // character
  uint32_t pairs_ = 0;
};

inline Vocabulary::Pen Vocabulary::open(size_t pairs) {
  const size_t room = met_ + pairs + 1;  // one in hand, which may be no meeting
  if (meetings_.size() < room) make_room(room);
  Pen pen;
  pen.held_last_ = held_last_.data();
  pen.meetings_ = meetings_.data();
  pen.met_ = met_;
  pen.page_ = page_;
  pen.stamp_ = stamp_;
  pen.texts_before_ = stamp_ - page_;
  return pen;
}

inline void Vocabulary::close(Pen pen) {
  met_ = pen.met_;
  texts_.back().pairs += pen.pairs_;
}

inline void Vocabulary::Pen::go_on(char32_t c) {
  uint32_t key = last_ * 0x9E3779B1u ^ static_cast<uint32_t>(c) * 0x85EBCA77u;
  key ^= key >> 15;
  last_ = c;
  const uint32_t pair = key * 0x2C1B3C6Du >> 18;  // 14 bits
  const Stamp before = held_last_[pair];
  held_last_[pair] = stamp_;
  pairs_ += before < stamp_;
  // A meeting stays when it is one; no branch, which would often be mispredicted.
  meetings_[met_] = {static_cast<uint16_t>(pair), before};
  met_ += static_cast<Stamp>(before - page_) < texts_before_;
}

}  // namespace newsmill
