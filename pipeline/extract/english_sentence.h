// A sentence of folded English taken apart: its quantities, its periods, the words that govern
// them, and the other words by what they do to a name.
//
//   grain output rose about 3 percent in 2021
//   word  word   cue  cue   quantity  word period
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/allowance.h"
#include "extract/english_periods.h"
#include "extract/english_quantity.h"

namespace newsmill {

// What governs a value. The names in en_cues.tsv are these, in small letters.
enum class EnglishCue : uint8_t {
  kChange,      // rose; value: up, down
  kNoun,        // growth of
  kLevel,       // reached
  kCross,       // exceeded
  kHold,        // remained unchanged at
  kShare,       // accounted for
  kVerb,        // built: counts what stands behind the value
  kAdd,         // an additional
  kDouble,      // doubled; value: times more
  kHalve,       // halved
  kComparator,  // more than; value: gt
  kBase,        // year on year; value: yoy
  kAverage,     // a year on average
  kRank,        // ranked
  kFrom,        // up from: what the value before it was
  kAgainst,     // compared with: what stands behind it was not reported here
  kSuffix,      // or more: bounds the value before it
  kPlace,       // in the country: the scope of a rank
};

// What an ordinary word does; bits, as en_words.tsv names them.
struct EnglishRole {
  enum : uint8_t {
    kLead = 1,     // no name starts with it: the, its
    kTail = 2,     // no name ends in it: has, by
    kStop = 4,     // the thing counted ends before it: 12 schools in
    kJoint = 8,    // stands between a verb or a name and its value: by, of, at
    kCut = 16,     // a name starts behind it: said, which
    kTimed = 32,   // makes the duration behind it no quantity: within 3 years
    kStreak = 64,  // so does this behind a number: 5 consecutive years
    kPast = 128,   // tells a deed, not a plan: rose
  };
};

struct EnglishPiece {
  // kBasePeriod: what is compared with (than in 2019).
  enum Kind : uint8_t { kWord, kQuantity, kPeriod, kBasePeriod, kCue, kComma, kColon, kMark };
  Kind kind = kWord;
  uint8_t roles = 0;    // of a word; of a cue kPast
  uint16_t number = 0;  // of the quantity, the period or the cue; of a word that is a quantity
                        // but reports none (five consecutive years) one more, else 0
  int16_t plan = -1;    // the row of en_status.tsv that starts here
  uint32_t begin = 0, end = 0;  // bytes of the folded text
};

struct EnglishSentence {
  std::vector<EnglishPiece> pieces;
  std::vector<EnglishQuantity> quantities;
  std::vector<Period> periods;
  Allowance allowance;  // of the article

  void clear() {
    pieces.clear();
    quantities.clear();
    periods.clear();
  }
};

// Holds no mutable state; the tables must outlive it. Linear in the sentence.
class EnglishSentences {
 public:
  struct Cue {
    EnglishCue kind;
    std::string_view value;
  };

  // Throws FatalError when a table is missing or a row cannot be used.
  explicit EnglishSentences(const RuleSet& rules);
  // Takes bytes `begin` to `end` of `text` apart, 4,096 pieces at most.
  void read(std::string_view text, size_t begin, size_t end, const std::optional<Date>& issue,
            EnglishSentence& out) const;
  const Cue& cue(const EnglishPiece& piece) const { return cues_[piece.number]; }
  // "5 percent [increase in]": where the noun at `pos` ends, and its direction; 0: there is none.
  size_t amount(std::string_view text, size_t pos, std::string_view& direction) const;
  // The number that an ordinal at `pos` has (third, 3rd, no. 3), and where it ends; 0: none.
  int ordinal(std::string_view text, size_t pos, size_t& end) const;

 private:
  class Walk;

  EnglishQuantities quantities_;
  EnglishPeriods periods_;
  std::vector<Cue> cues_;
  std::vector<uint8_t> cue_roles_;
  std::vector<uint8_t> roles_;
  std::vector<int> ordinals_;
  std::vector<std::string_view> amounts_;  // directions
  Lexicon cue_words_, words_, plans_, ordinal_words_, amount_words_;
};

}  // namespace newsmill
