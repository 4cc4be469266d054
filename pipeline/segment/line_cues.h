// What the words of a line say about its role, before its neighbours are asked.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

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
  Lexicon starts_, ends_, wholes_;  // the number is the cue
  // By the low bits of a line's first or last character: could a word of starts_, ends_, wholes_
  // stand there? Nearly every line is done with after asking this.
  static constexpr size_t kSlots = 1024;
  std::array<bool, kSlots> may_start_{}, may_end_{}, may_be_whole_{};
  MastheadReader masthead_;
  JumpMarks jumps_;
};

}  // namespace newsmill
