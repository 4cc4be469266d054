// What the linear model sees of a block: its characters, two and three in a row, and its looks.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/page.h"
#include "core/utf8.h"
#include "filter/block_evidence.h"
#include "rules/table.h"

namespace newsmill {

// Looks of a block, each there or not. Of a group (a name before the dash) one is, or none. In
// ad_model.tsv they stand under the names that name_of() gives.
enum class AdTrait : uint8_t {
  kAlways,
  kLength8,  // characters, at most
  kLength16,
  kLength40,
  kLength100,
  kLength250,
  kLengthMore,
  kLines2,  // printed lines, at most; one has no trait
  kLines5,
  kLinesMore,
  kLine6,  // characters a printed line, at most; of blocks of several lines
  kLine10,
  kLine14,
  kLineMore,
  kWidthNarrow,  // a full line against the page's body; as wide has no trait
  kWidthWide,
  kWidthUnknown,
  kKindHeadline,  // the segmenter's; paragraphs have no trait
  kKindHeading,
  kKindCaption,
  kKindOther,
  kPointsNone,  // commas and stops a hundred characters
  kPointsFew,   // under four
  kPointsMany,  // twelve and more
  kDigitsFew,   // under one character in twenty, but some
  kDigitsSome,  // … in five
  kDigitsMany,
  kNumberOne,  // numbers of four digits and more: telephones, years, licences
  kNumberTwo,
  kNumberMore,
  kBlanksSome,  // one for twelve characters and more
  kBlanksMany,  // … for six: names side by side, words of a small advertisement
  kEndStopped,  // like a sentence
  kPlaceTop,    // in the first quarter of the page's blocks
  kPlaceBottom,
  kRuleHints,  // formulae of ads.tsv: any
  kRuleOpens,
  kRuleCloses,
};
inline constexpr size_t kAdTraits = static_cast<size_t>(AdTrait::kRuleCloses) + 1;
std::string_view name_of(AdTrait trait);

// A set of traits.
class AdTraits {
 public:
  void add(AdTrait trait) { bits_ |= uint64_t{1} << static_cast<int>(trait); }
  bool operator[](AdTrait trait) const { return bits_ >> static_cast<int>(trait) & 1; }
  uint64_t bits() const { return bits_; }

 private:
  static_assert(kAdTraits <= 64);
  uint64_t bits_ = 0;
};

inline constexpr int kGramBits = 14;
inline constexpr size_t kGramBuckets = size_t{1} << kGramBits;

// Reads characters as the model does: traditional ones and those of old papers as simplified ones,
// full-width letters as narrow ones, all digits alike, also 三 and ３, all Latin letters alike.
class AdFeatures {
 public:
  explicit AdFeatures(const RuleTable& hant);  // ads.hant.tsv; not kept

  // What counting the characters of a text tells.
  struct Counts {
    int characters = 0, points = 0, digits = 0;
    int blanks = 0;   // in a row count as one
    int numbers = 0;  // of four digits and more
    bool stopped = false;
  };
  // Calls take(bucket) for each character and for each two and three in a row, also for those at
  // the text's ends; blanks are left out. The buckets are hashes, below kGramBuckets, that name
  // nothing: several texts share each. `text` is valid UTF-8.
  template <class Take>
  Counts read(std::string_view text, Take take) const;

  // Of page.blocks[i].
  static AdTraits traits(const Counts& counts, const Page& page, size_t i,
                         const PageContext& context, const BlockEvidence& evidence);

 private:
  // Folded characters that are no Unicode characters, below all that are printed.
  enum Symbol : uint16_t { kBlank, kEdge, kDigit, kLetter, kFirstPoint, kStops = kFirstPoint + 3 };
  static constexpr std::u16string_view kPoints = u"。！？，、；：．";  // the stops first
  static constexpr uint64_t kNext = 0x9E3779B97F4A7C15, kMix = 0xD6E8FEB86659FD93;
  static constexpr int kNumberDigits = 4;

  uint32_t folded(char32_t c) const { return c < folded_.size() ? folded_[c] : c; }
  // Of up to three characters in a row, packed 21 bits each.
  static uint32_t bucket_of(uint64_t gram) {
    return static_cast<uint32_t>((gram * kNext ^ gram >> 21) * kMix >> (64 - kGramBits));
  }

  std::array<uint16_t, 0x10000> folded_{};
};

template <class Take>
AdFeatures::Counts AdFeatures::read(std::string_view text, Take take) const {
  constexpr uint64_t kOne = (1 << 21) - 1, kTwo = (uint64_t{1} << 42) - 1;
  Counts counts;
  uint64_t last = kEdge;  // two characters
  int digits = 0;         // in a row
  bool inked = false;     // the last character
  const auto add = [&](uint64_t c) {
    const uint64_t gram = last << 21 | c;
    take(bucket_of(c));
    take(bucket_of(gram & kTwo));
    if (last > kOne) take(bucket_of(gram));
    last = gram & kTwo;
  };
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    const uint32_t symbol = folded(c.code);
    if (symbol == kBlank) {
      counts.blanks += inked;
      inked = false;
      continue;
    }
    inked = true;
    ++counts.characters;
    counts.points += symbol >= kFirstPoint && symbol < kFirstPoint + kPoints.size();
    counts.stopped = symbol >= kFirstPoint && symbol < kStops;
    digits = symbol == kDigit ? digits + 1 : 0;
    counts.digits += symbol == kDigit;
    counts.numbers += digits == kNumberDigits;
    add(symbol);
  }
  add(kEdge);
  return counts;
}

}  // namespace newsmill
