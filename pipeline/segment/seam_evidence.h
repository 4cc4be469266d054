// What speaks for a seam: for the end of a torn text to go on at a start elsewhere.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "segment/char_counts.h"
#include "segment/common_pairs.h"
#include "segment/line.h"
#include "segment/line_cues.h"
#include "segment/line_model.h"

namespace newsmill {

constexpr uint32_t kNoLine = UINT32_MAX;
constexpr uint32_t kLeastColumn = 12;  // lines

struct SeamEnd {
  uint32_t line;
  bool closed = false;  // with the end of a sentence
  bool narrow = false;  // of a line shorter than its column, before what is no first line
  int open = 0;         // brackets left open
};

// The lines of a page and what each is.
struct SeamLines {
  std::string_view text;
  std::span<const Line> lines;
  const std::vector<uint32_t>& cues;
  const std::vector<LineRole>& roles;
  const std::vector<uint32_t>& next;  // the steps that nobody doubts

  // Is it no first line beyond doubt, on a page whose first lines have an indent?
  bool goes_on(uint32_t line) const {
    const Line& l = lines[line];
    if (roles[line] != LineRole::kBegin) return l.head == CharClass::kHan;
    return l.slack() <= 0 && l.squeeze <= kIndent;
  }
  // Would line `start` have begun on line `end`, if the two were one paragraph?
  bool has_room(uint32_t end, uint32_t start) const {
    const int indent = roles[end] == LineRole::kBegin ? kIndent : 0;
    return lines[end].slack() - indent >= lines[start].unit + 2;
  }
  // The last line but furniture before `line`, kNoLine if there is none.
  uint32_t before_furniture(uint32_t line) const {
    while (line > 0 && roles[line - 1] == LineRole::kFurniture) --line;
    return line - 1;
  }
};

// Points for pairs of an end and a start, each by its number in its list.
class SeamEvidence {
 public:
  static constexpr int kMostShared = 60;

  // All of it outlives this. `misplaced`: a start cannot carry on what stands before it.
  SeamEvidence(const SeamLines& page, const std::vector<SeamEnd>& ends,
               const std::vector<uint32_t>& starts, const CommonPairs& common, bool misplaced);

  // The starts that are tried for an end: the nearest ones.
  template <class Visit>
  void for_starts_near(uint32_t e, const Visit& visit) const {
    const size_t here = starts_before(ends_[e].line);
    const size_t from = here > kReach ? here - kReach : 0,
                 to = std::min(starts_.size(), here + kReach);
    for (size_t s = from; s < to; ++s) visit(static_cast<uint32_t>(s));
  }
  size_t starts_before(uint32_t line) const {
    return static_cast<size_t>(std::lower_bound(starts_.begin(), starts_.end(), line) -
                               starts_.begin());
  }

  // But for what is between them and what the texts on both sides share.
  int points(uint32_t e, uint32_t s) const;
  // For what the texts share: at most kMostShared.
  int shared_points(uint32_t e, uint32_t s);
  // A column does not go on further up: does the start stand a few lines above the end, and nothing
  // parts them?
  bool in_one_column(uint32_t e, uint32_t s) const;
  // Does the text at the end lack the rest of a sentence?
  bool is_torn(uint32_t e) const;

 private:
  static constexpr size_t kReach = 24;  // on either side

  Meeting meeting(uint32_t end, uint32_t start) const;
  void count_meetings_of_page();
  int meeting_points(const Meeting& m) const;
  uint32_t end_of_run(uint32_t start, size_t most) const;
  bool closes_bracket(uint32_t start) const;
  bool ends_without_stop(uint32_t start) const;
  bool is_inset(uint32_t start) const;
  std::string_view before(uint32_t line) const;
  std::string_view behind(uint32_t line) const;

  const SeamLines& page_;
  const std::span<const Line> lines_;
  const std::vector<SeamEnd>& ends_;
  const std::vector<uint32_t>& starts_;
  const CommonPairs& common_;
  const bool misplaced_;
  std::vector<int> start_points_;  // of each start, whatever the end
  std::vector<uint32_t> behind_;   // of each start the line before it, but for furniture
  std::vector<bool> closes_;       // of each start: does it close a bracket?
  CharCounts seen_;
  std::unique_ptr<HanPairs[]> left_, right_;  // of each end, of each start; read when asked for
};

}  // namespace newsmill
