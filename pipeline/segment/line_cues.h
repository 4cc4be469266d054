// What the words of a line say about its role, before its neighbours are asked.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/utf8.h"
#include "rules/lexicon.h"
#include "rules/table.h"
#include "segment/jump_marks.h"
#include "segment/line.h"
#include "segment/masthead.h"

namespace newsmill {

enum LineCue : uint32_t {
  kDatelineCue = 1u << 0,   // 本报讯, 新华社北京7月1日电
  kBylineCue = 1u << 1,     // 本报记者 李四, and nothing else
  kCaptionCue = 1u << 2,    // 图①：
  kCreditCue = 1u << 3,     // …李四摄
  kGuideCue = 1u << 4,      // 导读, →3版
  kNoticeCue = 1u << 5,     // 遗失…
  kJumpFromCue = 1u << 6,   // （上接第一版） at the start
  kJumpToCue = 1u << 7,     // （下转第三版） at the end
  kJumpAloneCue = 1u << 8,  // a mark and nothing else
  kMastheadCue = 1u << 9,   // known to the last character, dates or credits among it
  kMostlyMastheadCue = 1u << 10,
  kLabelCue = 1u << 11,    // a bare number, section or paper's name
  kChapterCue = 1u << 12,  // 一、
  kSectionCue = 1u << 13,  // （一）
  kItemCue = 1u << 14,     // 1. ①
  kCommaInsideCue = 1u << 15,
  kSpacedCue = 1u << 16,  // 补短板 提质效
  kLooseCue = 1u << 17,   // one of a run of lines of one character each: 网/页/（
  kWireCue = 1u << 18,    // （柳湾一日電）, only on pages of old papers
};

// What no line has that carries a paragraph on.
constexpr uint32_t kOpeningCues = kDatelineCue | kBylineCue | kJumpFromCue | kChapterCue |
                                  kSectionCue | kItemCue | kNoticeCue | kCaptionCue;

class CueReader {
 public:
  explicit CueReader(const RuleSet& rules);

  // One set of cues for each line.
  std::vector<uint32_t> read(std::string_view text, std::span<const Line> lines) const;
  // The cues of one line of text, taken by itself.
  uint32_t cues(std::string_view line, const Line& measured) const;

  // Those that the line's words alone give.
  uint32_t words(std::string_view line) const;

  const MastheadReader& masthead() const { return masthead_; }
  const JumpMarks& jumps() const { return jumps_; }

 private:
  // What a line's first or last character lets hope for.
  enum Hint : uint8_t {
    kWordStarts = 1u << 0,  // or is all of the line
    kOwnPaper = 1u << 1,    // 本
    kNumber = 1u << 2,
    kWordEnds = 1u << 3,
    kPageEnds = 1u << 4,  // 版
    kJump = 1u << 5,      // 上, of a short line
    // It depends on the character beside it, too: …
    kLongWord = 1u << 6,
    kBesideIt = 1u << 7,  // … one of these
  };
  // A word that lines end with.
  struct Ending {
    char32_t last = 0;  // its last character
    std::string word;
    uint32_t cue = 0;
  };

  static constexpr size_t kSlots = 4096;
  // Of a character, by its low bits: of one of three bytes those of its last two bytes.
  using Hints = std::array<uint8_t, kSlots>;
  static constexpr size_t slot(char32_t code) { return code % kSlots; }
  static size_t slot_of_three(const char* last_two) {
    return static_cast<size_t>((last_two[0] & 0x3F) << 6 | (last_two[1] & 0x3F));
  }
  static bool is_three_bytes(char lead) { return (lead & 0xF0) == 0xE0; }
  static size_t first_slot(std::string_view line) {
    if (line.size() >= 3 && is_three_bytes(line[0])) return slot_of_three(&line[1]);
    return slot(utf8::at(line, 0).code);
  }
  static size_t last_slot(std::string_view line) {
    const size_t size = line.size();
    if (size >= 3 && is_three_bytes(line[size - 3])) return slot_of_three(&line[size - 2]);
    return slot(utf8::before(line, size).code);
  }
  static void add_hint(Hints& hints, Hint hint, char32_t outer, char32_t beside);

  unsigned hints(std::string_view line) const {
    unsigned start = first_[first_slot(line)], end = last_[last_slot(line)];
    if (start & kLongWord)
      start |= with(first_, utf8::at(line, utf8::at(line, 0).size).code, kWordStarts);
    if (end & kLongWord) {
      const size_t before_last = line.size() - utf8::before(line, line.size()).size;
      end |= with(last_, utf8::before(line, before_last).code, kWordEnds);
    }
    return (start | end) & (kLongWord - 1u);
  }
  static unsigned with(const Hints& hints, char32_t beside, Hint hint) {
    return (hints[slot(beside)] & kBesideIt) != 0 ? unsigned{hint} : 0;
  }
  uint32_t words(std::string_view line, unsigned hints) const;
  // But those that speak of pictures.
  uint32_t other_cues(std::string_view line, const Line& measured) const;
  // What is looked for in the few lines that may have it.
  uint32_t found_cues(std::string_view line, const Line& measured, unsigned hints) const;
  uint32_t ending(std::string_view line) const;

  Lexicon starts_, wholes_;      // the number is the cue
  std::vector<Ending> endings_;  // by their last characters, the longest first
  // Nearly every line is done with after asking these for its first characters and its last ones.
  Hints first_{}, last_{};
  MastheadReader masthead_;
  JumpMarks jumps_;
};

}  // namespace newsmill
