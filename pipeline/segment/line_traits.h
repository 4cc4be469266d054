// What is true of a line by itself or against the line before it, as one word of bits.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "segment/line.h"

namespace newsmill {

// The first are the cues, bit for bit as in line_cues.h.
enum class Trait : uint8_t {
  kDateline,
  kByline,
  kCaption,
  kCredit,
  kGuide,
  kNotice,
  kJumpFrom,
  kJumpTo,
  kJumpAlone,
  kMasthead,
  kMostlyMasthead,
  kLabel,
  kChapter,
  kSection,
  kItem,
  kCommaInside,
  kSpaced,
  kLoose,
  kWire,
  // Of its columns against those of a full line: one of these, or none (a stub).
  kFarOut,
  kJutsOut,
  kFull,
  kEarly,
  kIndented,
  kShortish,
  // Of its measures.
  kMaybeIndented,  // its marks were squeezed: it may be a first line, though nearly full
  kOneLeft,        // one column is free
  kIndentLeft,     // an indent is free, or more
  kTiny,
  kFew,
  kVerse,  // 5 or 7 Han characters, one that is none, and nothing else
  kFigures,
  // Of its first and last characters.
  kStartsOpen,
  kStartsDash,
  kStartsClose,
  kStartsBullet,
  kStartsDigit,
  kStartsLatin,
  kSmallFirst,  // with a small letter, among lines of letters
  kStop,
  kComma,
  kColon,
  kDash,
  kPeriod,
  kClosed,
  // Of its text.
  kStopInside,
  kPeriodInside,
  kClosesFirst,
  kPlain,  // a few words without comma or full stop
  // Against the line before it.
  kGap,
  kColumnChanges,
  kSameColumns,
  kInBracket,
  // Its first piece against the room there, if the line before is a paragraph's first (about four
  // columns are its indent) or a later one.
  kOverfullFirst,
  kOverfullLater,
  kTightFirst,
  kTightLater,
  kMuchRoomFirst,
  kMuchRoomLater,
  kRoomBeforeFirst,  // with an indent of its own its first piece has room behind the line before
  // Of the lines between two blank lines that it stands among (LineBlocks).
  kBlockCredit,
  kBlockPlain,
  kBlockColon,
  kBlockShort,
  kCount
};
static_assert(static_cast<int>(Trait::kCount) <= 64, "one word a line");

struct PageTraits {
  bool gaps_are_usual = false;  // the page sets most paragraphs apart by blank lines
  bool worded = false;          // most of its lines are lines of letters
  bool whole = false;           // each line is a paragraph
};

// Those of a page, and into `traits` those of each line but for its block's; bit k is the k-th
// trait. `cues` as CueReader gives them. Linear in the number of lines.
PageTraits read_traits(std::span<const Line> lines, const std::vector<uint32_t>& cues,
                       std::span<uint64_t> traits);

}  // namespace newsmill
