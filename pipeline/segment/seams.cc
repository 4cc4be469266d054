// …走进养老 ∅ 菜市场里 … 照看 ∅ 院的老人: two ends, two starts. 老院 stands elsewhere on the page,
// 老菜 does not, so 走进养老 goes on with 院的老人, though 菜市场里 comes next. Without such a
// choice what stands next goes on. Tested by tests/segment/seams_test.cc.
#include "segment/seams.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "core/utf8.h"
#include "segment/char_counts.h"
#include "segment/line_cues.h"

namespace newsmill {
namespace {

constexpr size_t kReach = 24;       // starts tried for an end, on either side
constexpr size_t kMostSeams = 500;  // no page of print has more; beyond, what stands next goes on
constexpr size_t kWindow = 8;       // lines on either side of a seam that are compared
constexpr size_t kWindowBytes = 600;
constexpr size_t kLongestInset = 6;       // lines
constexpr uint32_t kLeastColumn = 12;     // lines
constexpr size_t kLongestPage = 1 << 17;  // bytes; words are not looked for on a longer one

// What speaks for a seam, in points.
constexpr int kForward = 20;       // the start stands behind the end …
constexpr int kNext = 40;          // … right behind it; half where furniture stands between
constexpr int kBackwards = -5;     // … or before it
constexpr int kOtherColumn = -50;  // the columns differ in width
constexpr int kPassed = -4;        // for each end or start between the two
constexpr int kWord = 18;  // the two characters that meet stand together elsewhere, each time
constexpr int kMostWords = 54;
constexpr int kPhrase = 30;  // … with a third one
constexpr int kShared = 5;   // a rare pair of characters on both sides
constexpr int kMostShared = 60;
constexpr int kBracketMet = 40;  // one side opens a bracket that the other closes
constexpr int kBracketLost = -30;
constexpr int kBegins = -8;   // the start looks like a paragraph's first line, but for its indent
constexpr int kRoom = -60;    // the start's first piece would have fitted behind the end
constexpr int kInset = -45;   // the start's lines stand between blank lines, a text of its own
constexpr int kClosed = -30;  // the end is a sentence's too
constexpr int kEnough = 10;   // points below which no seam is made …
constexpr int kLastEnough = -35;  // … between the only two that are left

// What a line that resumes a paragraph does not have.
constexpr uint32_t kOpeningCues = kDatelineCue | kBylineCue | kJumpFromCue | kChapterCue |
                                  kSectionCue | kItemCue | kNoticeCue | kCaptionCue;

bool is_body(LineRole role) {
  return role == LineRole::kBegin || role == LineRole::kInner || role == LineRole::kResume;
}
bool stops(const Line& line) {
  return line.tail == CharClass::kStop;
}

struct End {
  uint32_t line;
  bool closed = false;  // with the end of a sentence
  bool narrow = false;  // of a line shorter than its column, before what is no first line
  int open = 0;         // brackets left open; read when in doubt
};
// An end and a start that may be one seam.
struct Pair {
  int score;            // at most, until `exact`
  uint32_t number;      // of equal scores the first pair's counts
  uint32_t end, start;  // numbers in their lists
  bool exact = false;

  bool operator<(const Pair& other) const {
    return score != other.score ? score < other.score : number > other.number;
  }
};

class Matcher {
 public:
  Matcher(std::string_view text, const std::vector<Line>& lines, const std::vector<uint32_t>& cues,
          std::vector<LineRole>& roles)
      : text_(text), lines_(lines), cues_(cues), roles_(roles), next_(lines.size(), kNoLine) {}

  std::vector<uint32_t> match() {
    collect();
    if (in_doubt()) {
      read_brackets();
      count_pairs();
      settle();
    } else {
      for (const uint32_t start : starts_)
        if (roles_[start] == LineRole::kInner) next_[start - 1] = start;
    }
    return std::move(next_);
  }

 private:
  // Ends, starts, and the steps that nobody doubts. Nearly every line goes on right behind the one
  // before it; only the others are looked at.
  void collect() {
    const auto size = static_cast<uint32_t>(lines_.size());
    std::iota(next_.begin(), next_.end(), 1u);
    for (uint32_t i = 0; i < size; ++i) {
      if (roles_[i] == LineRole::kInner && lines_[i].gap == 0) continue;
      if (i == 0) continue;
      leave(i - 1);
      arrive(i);
    }
    if (size > 0) leave(size - 1);
    const bool indents = full_begins_ * 2 < begins_;
    if (indents)
      add_closed_ends();
    else
      std::erase_if(starts_, [&](uint32_t start) { return roles_[start] == LineRole::kBegin; });
  }

  // The last line but furniture before `i`, kNoLine if there is none.
  uint32_t before_furniture(uint32_t i) const {
    while (i > 0 && roles_[i - 1] == LineRole::kFurniture) --i;
    return i - 1;
  }

  // A column may end with a sentence though its paragraph goes on: what stands next is no first
  // line where it has no indent.
  void add_closed_ends() {
    for (const uint32_t start : starts_) {
      if (roles_[start] != LineRole::kBegin) continue;
      const uint32_t end = before_furniture(start);
      if (end == kNoLine || !is_body(roles_[end]) || next_[end] != kNoLine) continue;
      const Line& line = lines_[end];
      if (stops(line) && line.slack() <= 0 && line.width == lines_[start].width)
        ends_.push_back({end, true});
    }
    std::sort(ends_.begin(), ends_.end(),
              [](const End& a, const End& b) { return a.line < b.line; });
  }

  // Does line `i` end where it goes on elsewhere?
  void leave(uint32_t i) {
    const Line& line = lines_[i];
    const bool body = is_body(roles_[i]);
    const bool carried = i + 1 < lines_.size() && carries_on(roles_[i + 1]);
    if (carried && !(body && lines_[i + 1].gap > 0)) return;
    next_[i] = kNoLine;
    if (!body || (cues_[i] & (kJumpToCue | kJumpAloneCue))) return;
    const int indent = roles_[i] == LineRole::kBegin ? kIndent : 0;
    const bool full = line.slack() <= 2 + indent;
    const bool narrow = !full && line.slack() <= 2 + indent + kIndent && before_gap(i);
    if (carried || (!stops(line) && (full || narrow))) ends_.push_back({i, false, narrow});
  }
  // Does a line without an indent stand behind a gap behind line `i`? The column may have been
  // narrower beside a large initial.
  bool before_gap(uint32_t i) const {
    return i + 1 < lines_.size() && roles_[i + 1] == LineRole::kBegin && lines_[i + 1].gap > 0 &&
           lines_[i + 1].slack() <= 1 && lines_[i].tail == CharClass::kHan;
  }

  // Does line `i`, not the first one, start what was begun elsewhere? So may what was called a
  // first line because of what stands before it, without an indent where the page's others have
  // one.
  void arrive(uint32_t i) {
    const Line& line = lines_[i];
    if (roles_[i] == LineRole::kResume || roles_[i] == LineRole::kInner) starts_.push_back(i);
    if (roles_[i] != LineRole::kBegin) return;
    const bool full = line.slack() <= 1;
    if (is_body(roles_[i - 1]) && line.gap == 0) {
      const bool counts = !(cues_[i - 1] & kJumpAloneCue);
      begins_ += counts;
      full_begins_ += counts && full;
    } else if (full && !(cues_[i] & kOpeningCues) && line.head != CharClass::kOpen &&
               line.head != CharClass::kDash) {
      starts_.push_back(i);
    }
  }

  // Does not every start stand right behind an end, or is an end left over?
  bool in_doubt() {
    size_t joined = 0, certain = 0;
    for (const uint32_t start : starts_) {
      const bool inner = roles_[start] == LineRole::kInner;
      joined += inner;
      certain += roles_[start] != LineRole::kBegin;
      misplaced_ |= inner && has_room(start - 1, start);
    }
    if (starts_.empty() || starts_.size() > kMostSeams || ends_.size() > kMostSeams) return false;
    return joined != certain || ends_.size() != joined || (misplaced_ && joined > 1);
  }

  // Those that a paragraph leaves open at its ends.
  void read_brackets() {
    int open = 0;
    auto end = ends_.begin();
    for (uint32_t i = 0; end != ends_.end(); ++i) {
      if (roles_[i] != LineRole::kInner) open = 0;
      open = std::max(0, open + lines_[i].depth);
      for (; end != ends_.end() && end->line == i; ++end) end->open = open;
    }
  }

  std::string_view before(uint32_t line) const {
    size_t first = line;
    while (first > 0 && line - first < kWindow && next_[first - 1] == first) --first;
    size_t begin = lines_[first].begin;
    const size_t end = lines_[line].end;
    if (end - begin > kWindowBytes) begin = end - kWindowBytes;
    while (!utf8::is_start(text_[begin])) ++begin;
    return text_.substr(begin, end - begin);
  }
  std::string_view behind(uint32_t line) const {
    uint32_t last = line;
    while (next_[last] == last + 1 && last - line < kWindow) ++last;
    const size_t begin = lines_[line].begin;
    size_t end = std::min<size_t>(lines_[last].end, begin + kWindowBytes);
    while (end < text_.size() && !utf8::is_start(text_[end])) --end;
    return text_.substr(begin, end - begin);
  }

  // The last two characters before a seam and the first two behind it.
  struct Meeting {
    char32_t a1, a, b, b1;
  };
  Meeting meeting(uint32_t end, uint32_t start) const {
    const std::string_view left = lines_[end].in(text_), right = lines_[start].in(text_);
    const utf8::Char a = utf8::before(left, left.size()), b = utf8::at(right, 0);
    return {utf8::before(left, left.size() - a.size).code, a.code, b.code,
            utf8::at(right, b.size).code};
  }

  // How often the pairs and triples that seams would make stand on the page.
  void count_pairs() {
    if (text_.size() > kLongestPage) {
      seen_.reserve(0);
      return;
    }
    seen_.reserve(ends_.size() * std::min(starts_.size(), 2 * kReach) * 3);
    for (uint32_t e = 0; e < ends_.size(); ++e)
      for_starts_near(e, [&](uint32_t s) {
        const Meeting m = meeting(ends_[e].line, starts_[s]);
        for (const uint64_t key :
             {meeting_key(m.a, m.b), meeting_key(m.a1, m.a, m.b), meeting_key(m.a, m.b, m.b1)})
          seen_.add(key);
      });
    std::vector<char32_t> firsts;  // few characters start a start
    for (const uint32_t start : starts_)
      firsts.push_back(utf8::at(lines_[start].in(text_), 0).code);
    count_meetings(text_.substr(lines_.front().begin), firsts, seen_);
  }

  template <class Visit>
  void for_starts_near(uint32_t e, const Visit& visit) const {
    const auto at = std::lower_bound(starts_.begin(), starts_.end(), ends_[e].line);
    const size_t here = static_cast<size_t>(at - starts_.begin());
    const size_t from = here > kReach ? here - kReach : 0,
                 to = std::min(starts_.size(), here + kReach);
    for (size_t s = from; s < to; ++s) visit(static_cast<uint32_t>(s));
  }

  // What speaks for a seam, but for what the texts on its sides share.
  int score(uint32_t e, uint32_t s) const {
    const uint32_t end = ends_[e].line, start = starts_[s];
    int points = 0;
    if (start == end + 1 && roles_[start] == LineRole::kInner)
      points += kNext;
    else if (behind_[s] == end)
      points += kNext / 2;
    if (has_room(end, start) && !(ends_[e].narrow && start == end + 1)) points += kRoom;
    if (ends_[e].closed) points += kClosed;
    points += start > end ? kForward : kBackwards;
    if (roles_[start] == LineRole::kBegin) points += kBegins;
    if (std::abs(lines_[end].width - lines_[start].width) > 2) points += kOtherColumn;
    const auto at = std::lower_bound(starts_.begin(), starts_.end(), end);
    points += kPassed *
              static_cast<int>(std::abs((at - starts_.begin()) - static_cast<std::ptrdiff_t>(s)));
    const Meeting m = meeting(end, start);
    if (utf8::is_han(m.a) || utf8::is_han(m.b))
      points += std::min(kMostWords, kWord * seen_.times(meeting_key(m.a, m.b)));
    if (seen_.times(meeting_key(m.a1, m.a, m.b)) > 0) points += kPhrase;
    if (seen_.times(meeting_key(m.a, m.b, m.b1)) > 0) points += kPhrase;
    const bool opens = ends_[e].open > 0, closes = closes_[s];
    if (opens || closes) points += opens && closes ? kBracketMet : kBracketLost;
    return points;
  }
  // What the texts on its sides add.
  int shared_score(const Pair& pair) {
    const uint32_t end = ends_[pair.end].line, start = starts_[pair.start];
    const int both = shared(pair.end, pair.start);
    const bool inset = both == 0 && misplaced_ && start == end + 1 && is_inset(start);
    return (inset ? kInset : 0) + std::min(kMostShared, kShared * both);
  }
  // Does what starts there close a bracket that it has not opened?
  bool closes_bracket(uint32_t start) const {
    int open = 0;
    for (uint32_t line = start; line - start < kWindow; ++line) {
      if (open == 0 && lines_[line].closes_first) return true;
      open += lines_[line].depth;
      if (open < 0) return true;
      if (next_[line] != line + 1) break;
    }
    return false;
  }
  // Is what starts behind a gap all that stands before the next one, and ends with a sentence? A
  // few such lines may be a notice in the middle of a column, where a start elsewhere wants an end.
  bool is_inset(uint32_t start) const {
    uint32_t last = start;
    while (next_[last] == last + 1 && last - start < kLongestInset) ++last;
    const bool parted = last + 1 == lines_.size() || lines_[last + 1].gap > 0;
    return lines_[start].gap > 0 && parted && next_[last] == kNoLine && stops(lines_[last]);
  }
  // Would line `start` have begun on line `end`, if the two were one paragraph?
  bool has_room(uint32_t end, uint32_t start) const {
    const int indent = roles_[end] == LineRole::kBegin ? kIndent : 0;
    return lines_[end].slack() - indent >= lines_[start].unit + 2;
  }
  // How many pairs stand on both sides? The sides are read when first asked for.
  int shared(uint32_t e, uint32_t s) {
    if (!left_[e].was_read()) left_[e].read(before(ends_[e].line));
    if (!right_[s].was_read()) right_[s].read(behind(starts_[s]));
    return static_cast<int>(left_[e].shared_with(right_[s]));
  }

  // The best seams first; each end and each start is used once. What the sides of a pair share is
  // looked for only when no other pair can be better.
  void settle() {
    left_ = std::make_unique_for_overwrite<HanPairs[]>(ends_.size());
    right_ = std::make_unique_for_overwrite<HanPairs[]>(starts_.size());
    std::vector<uint32_t> settled = next_;
    std::vector<bool> end_used(ends_.size()), start_used(starts_.size());
    size_t left = std::min(ends_.size(), starts_.size());  // seams that can still be made
    for (std::vector<Pair> pairs = likely_pairs(); !pairs.empty() && left > 0;) {
      std::pop_heap(pairs.begin(), pairs.end());
      Pair pair = pairs.back();
      pairs.pop_back();
      if (end_used[pair.end] || start_used[pair.start]) continue;
      if (!pair.exact) {
        pair.exact = true;
        pair.score += shared_score(pair) - kMostShared;
        if (pair.score < kEnough) continue;
        pairs.push_back(pair);
        std::push_heap(pairs.begin(), pairs.end());
        continue;
      }
      if (leads_to(settled, starts_[pair.start], ends_[pair.end].line)) continue;
      end_used[pair.end] = start_used[pair.start] = true;
      settled[ends_[pair.end].line] = starts_[pair.start];
      --left;
    }
    next_ = std::move(settled);
    join_last(end_used, start_used);
    for (size_t s = 0; s < starts_.size(); ++s) {
      LineRole& role = roles_[starts_[s]];
      if (start_used[s])
        role = LineRole::kInner;
      else if (role != LineRole::kBegin)
        role = LineRole::kResume;
    }
  }
  // The pairs that may be good enough, a heap.
  std::vector<Pair> likely_pairs() {
    for (const uint32_t start : starts_) {
      closes_.push_back(closes_bracket(start));
      behind_.push_back(before_furniture(start));
    }
    std::vector<Pair> pairs;
    for (uint32_t e = 0; e < ends_.size(); ++e)
      for_starts_near(e, [&](uint32_t s) {
        if (ends_[e].line == starts_[s]) return;
        const int most = score(e, s) + kMostShared;
        if (most >= kEnough) pairs.push_back({most, static_cast<uint32_t>(pairs.size()), e, s});
      });
    std::make_heap(pairs.begin(), pairs.end());
    return pairs;
  }

  // Where one torn text and one start before it are left, they are left for each other: columns
  // were drawn in another order.
  void join_last(const std::vector<bool>& end_used, std::vector<bool>& start_used) {
    uint32_t end = kNoLine, start = kNoLine;
    for (uint32_t e = 0; e < ends_.size(); ++e) {
      if (end_used[e] || !is_text(ends_[e])) continue;
      if (end != kNoLine) return;
      end = e;
    }
    for (uint32_t s = 0; s < starts_.size(); ++s) {
      if (start_used[s] || lines_[starts_[s]].head != CharClass::kHan) continue;
      if (start != kNoLine) return;
      start = s;
    }
    if (end == kNoLine || start == kNoLine) return;
    const uint32_t from = ends_[end].line, to = starts_[start];
    // What stands behind the end has been tried; what stands right above it is of its column.
    const bool other_column = to < from && from - to >= kLeastColumn;
    if (!other_column || leads_to(next_, to, from)) return;
    if (score(end, start) + shared_score({.score = 0, .number = 0, .end = end, .start = start}) <
        kLastEnough)
      return;
    start_used[start] = true;
    next_[from] = to;
  }
  // Of three lines at least, broken inside a sentence.
  bool is_text(const End& end) const {
    const uint32_t line = end.line;
    return !end.closed && !end.narrow && line >= 2 && !lines_[line].closed &&
           lines_[line].tail == CharClass::kHan && next_[line - 1] == line &&
           next_[line - 2] == line - 1;
  }

  // A paragraph must not go on with itself.
  static bool leads_to(const std::vector<uint32_t>& next, uint32_t from, uint32_t line) {
    for (size_t steps = 0; from != kNoLine && steps < 2000; from = next[from], ++steps)
      if (from == line) return true;
    return from != kNoLine;
  }

  std::string_view text_;
  const std::vector<Line>& lines_;
  const std::vector<uint32_t>& cues_;
  std::vector<LineRole>& roles_;
  std::vector<uint32_t> next_;
  std::vector<End> ends_;
  std::vector<uint32_t> starts_;
  size_t begins_ = 0, full_begins_ = 0;  // first lines right behind a paragraph; without an indent
  std::vector<uint32_t> behind_;  // the line that each start stands behind, but for furniture
  std::vector<bool> closes_;      // of each start: does it close a bracket?
  bool misplaced_ = false;        // a start cannot carry on what stands before it
  CharCounts seen_;
  std::unique_ptr<HanPairs[]> left_, right_;  // of each end, of each start
};

}  // namespace

std::vector<uint32_t> find_seams(std::string_view text, const std::vector<Line>& lines,
                                 const std::vector<uint32_t>& cues, std::vector<LineRole>& roles) {
  return Matcher(text, lines, cues, roles).match();
}

}  // namespace newsmill
