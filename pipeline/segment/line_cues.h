// What the words of a line say about its role, before its neighbours are asked.
#pragma once

#include <array>
#include <cstdint>
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

class CueReader {
 public:
  explicit CueReader(const RuleSet& rules);

  // One set of cues for each line.
  std::vector<uint32_t> read(std::string_view text, const std::vector<Line>& lines) const;
  // The cues of one line of text, taken by itself.
  uint32_t cues(std::string_view line, const Line& measured) const;

  // Those that the line's words alone give.
  uint32_t words(std::string_view line) const;

  const MastheadReader& masthead() const { return masthead_; }
  const JumpMarks& jumps() const { return jumps_; }

 private:
  // What a line's first or last character lets hope for.
  enum Hint : uint8_t {
    kWordStarts = 1u << 0,
    kWholeWord = 1u << 1,
    kOwnPaper = 1u << 2,  // 本
    kNumber = 1u << 3,
    kWordEnds = 1u << 4,
    kPageEnds = 1u << 5,       // 版
    kLongWordEnds = 1u << 6,   // of two characters or more
    kBeforeWordEnds = 1u << 7  // the character before the last of such a word
  };
  // A word that lines end with.
  struct Ending {
    char32_t last = 0;  // its last character
    std::string word;
    uint32_t cue = 0;
  };

  unsigned hints(std::string_view line) const {
    const utf8::Char last = utf8::before(line, line.size());
    const unsigned ends = last_[last.code % kSlots];
    return first_[utf8::at(line, 0).code % kSlots] |
           (ends & kLongWordEnds ? long_ending_hints(line, last.size, ends) : ends);
  }
  unsigned long_ending_hints(std::string_view line, size_t last, unsigned ends) const {
    const char32_t before = utf8::before(line, line.size() - last).code;
    const bool may_end = (last_[before % kSlots] & kBeforeWordEnds) != 0;
    return may_end ? ends | kWordEnds : ends;
  }
  uint32_t words(std::string_view line, unsigned hints) const;
  // But those that speak of pictures.
  uint32_t other_cues(std::string_view line, const Line& measured) const;
  // What is looked for in the few lines that may have it.
  uint32_t found_cues(std::string_view line, const Line& measured, unsigned hints) const;
  uint32_t ending(std::string_view line) const;

  Lexicon starts_, wholes_;      // the number is the cue
  std::vector<Ending> endings_;  // by their last characters, the longest first
  static constexpr unsigned kHopes = kWordStarts | kWholeWord | kOwnPaper | kNumber | kWordEnds | kPageEnds;
  // Hints by the low bits of a character. Nearly every line is done with after asking this.
  static constexpr size_t kSlots = 4096;
  std::array<uint8_t, kSlots> first_{}, last_{};
  MastheadReader masthead_;
  JumpMarks jumps_;
};

}  // namespace newsmill
