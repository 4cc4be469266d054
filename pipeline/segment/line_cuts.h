// How well a line goes on from another one, where columns were drawn in turn.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "segment/char_counts.h"
#include "segment/common_pairs.h"
#include "segment/line.h"

namespace newsmill {

// A line's shape against the usual width of a column: ends early, leaves an indent free, …
enum class Shape : uint8_t { kShort, kBegin, kFull, kWide };

// A line's ends.
struct LineCut {
  Shape shape = Shape::kFull;
  bool early = false;                       // of kBegin: it may have been broken early
  bool stop = false;                        // a sentence ends
  bool comma = false;                       // a mark ends
  bool opens = false;                       // a paragraph, by its words
  bool furniture = false;                   // of the page
  bool apart = false;                       // no sentence: it may stand between the lines of a text
  std::array<char32_t, 2> first{}, last{};  // characters: the first ones, the last ones backwards

  // Does a paragraph go on behind the line?
  bool unfinished() const { return (shape == Shape::kFull || shape == Shape::kBegin) && !stop; }
};

// One for each line; so many lines behind it may be the next one of its column.
std::vector<LineCut> read_cuts(std::string_view text, std::span<const Line> lines,
                               const std::vector<uint32_t>& cues, size_t reach);

// Tells by shapes and by the characters that meet.
class CutWorth {
 public:
  // Of pairs of `cuts`, those of `lines` of `text`: remembers which of the pairs and triples of
  // characters that meet there stand on the lines. `common` outlives it.
  CutWorth(std::string_view text, std::span<const Line> lines, const std::vector<LineCut>& cuts,
           const CommonPairs& common);

  // In hundredths of the logarithm of a chance.
  int operator()(const LineCut& above, const LineCut& below) const;

 private:
  int of_shapes(const LineCut& above, const LineCut& below) const;
  int of_characters(const LineCut& above, const LineCut& below) const;

  CharCounts seen_;
  const CommonPairs& common_;
};

}  // namespace newsmill
