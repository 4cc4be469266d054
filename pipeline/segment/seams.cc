// …走进养老 ∅ 菜市场里 … 照看 ∅ 院的老人: two ends, two starts. 老院 stands elsewhere on the page,
// 老菜 does not, so 走进养老 goes on with 院的老人, though 菜市场里 comes next. Without such a
// choice what stands next goes on. Tested by tests/segment/seams_test.cc.
#include "segment/seams.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <utility>

#include "segment/assign.h"

namespace newsmill {
namespace {

constexpr size_t kMostSeams = 500;  // no page of print has more; beyond, what stands next goes on
constexpr size_t kUsual = 64;       // seams, at most, of most pages
constexpr size_t kLongestNote = 8;  // lines
constexpr int kPrintedIndent = 2;   // columns of blanks before a first line

constexpr int kPassed = -4;       // points for each start between an end and its own
constexpr int kSure = 65;         // points from which on a seam is made at once, the best one first
constexpr int kEnough = 10;       // points below which no seam is made …
constexpr int kFarEnough = 21;    // … that passes a start behind the end
constexpr int kTornEnough = -20;  // … of a torn text and what is no first line, in another column

bool is_body(LineRole role) {
  return role == LineRole::kBegin || role == LineRole::kInner || role == LineRole::kResume;
}
bool stops(const Line& line) {
  return line.tail == CharClass::kStop;
}

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
  Matcher(std::string_view text, std::span<const Line> lines, const std::vector<uint32_t>& cues,
          const CommonPairs& common, std::vector<LineRole>& roles)
      : lines_(lines),
        cues_(cues),
        common_(common),
        roles_(roles),
        next_(lines.size(), kNoLine),
        page_{text, lines, cues, roles, next_} {}

  std::vector<uint32_t> match() {
    collect();
    if (in_doubt()) {
      read_brackets();
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
    ends_.reserve(kUsual), starts_.reserve(kUsual);
    const LineRole* const roles = roles_.data();
    const Line* const lines = lines_.data();
    for (uint32_t i = 1; i < size; ++i) {
      if ((roles[i] == LineRole::kInner) & (lines[i].gap == 0)) continue;
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

  // A column may end with a sentence though its paragraph goes on: what stands next is no first
  // line where it has no indent.
  void add_closed_ends() {
    for (const uint32_t start : starts_) {
      if (roles_[start] != LineRole::kBegin) continue;
      const uint32_t end = page_.before_furniture(start);
      if (end == kNoLine || !is_body(roles_[end]) || next_[end] != kNoLine) continue;
      const Line& line = lines_[end];
      if (stops(line) && line.slack() <= 0 && line.width == lines_[start].width)
        ends_.push_back({end, true});
    }
    std::sort(ends_.begin(), ends_.end(),
              [](const SeamEnd& a, const SeamEnd& b) { return a.line < b.line; });
  }

  // Does line `i` end where it goes on elsewhere?
  void leave(uint32_t i) {
    const Line& line = lines_[i];
    const bool body = is_body(roles_[i]);
    const bool carried = i + 1 < lines_.size() && carries_on(roles_[i + 1]);
    if (carried && !(body && lines_[i + 1].gap > 0)) return;
    next_[i] = kNoLine;
    if (!body || (cues_[i] & (kJumpToCue | kJumpAloneCue))) return;
    if (line.closed && is_note(i)) return;
    const int indent = roles_[i] == LineRole::kBegin ? kIndent : 0;
    const bool full = line.slack() <= 2 + indent;
    const bool narrow = !full && line.slack() <= 2 + indent + kIndent && before_gap(i);
    if (carried || (!stops(line) && (full || narrow))) ends_.push_back({i, false, narrow});
  }
  // Is the paragraph that ends with line `i` one text in brackets? （作者为柳湾大学教授）
  bool is_note(uint32_t i) const {
    uint32_t first = i;
    int depth = lines_[i].depth;
    while (first > 0 && i - first < kLongestNote && next_[first - 1] == first)
      depth += lines_[--first].depth;
    return depth == 0 && lines_[first].in(page_.text).starts_with("（");
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
    } else if ((full || broken_early(i)) && line.indent < kPrintedIndent && !line.spread() &&
               !(cues_[i] & kOpeningCues) && line.head != CharClass::kDash &&
               (line.head != CharClass::kOpen || page_.goes_on(i))) {
      starts_.push_back(i);
    }
  }
  // Is so little free on line `i` that the next line's first piece would not have fitted?
  bool broken_early(uint32_t i) const {
    return i + 1 < lines_.size() && lines_[i].slack() < kIndent &&
           lines_[i].slack() < lines_[i + 1].unit && lines_[i + 1].width == lines_[i].width;
  }

  // Does not every start stand right behind an end, or is an end left over?
  bool in_doubt() {
    size_t joined = 0, certain = 0;
    for (const uint32_t start : starts_) {
      const bool inner = roles_[start] == LineRole::kInner;
      joined += inner;
      certain += roles_[start] != LineRole::kBegin;
      misplaced_ |= inner && page_.has_room(start - 1, start);
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

  // Each end and each start is used once. A page may be in doubt and have no end, only starts whose
  // ends stand on others.
  void settle() {
    settled_ = next_;
    end_used_.assign(ends_.size(), false);
    start_used_.assign(starts_.size(), false);
    if (!ends_.empty()) join_ends();
    next_ = std::move(settled_);
    for (size_t s = 0; s < starts_.size(); ++s) {
      LineRole& role = roles_[starts_[s]];
      if (start_used_[s])
        role = LineRole::kInner;
      else if (role != LineRole::kBegin)
        role = LineRole::kResume;
    }
  }

  // The seams beyond doubt first; then those that are left, all together, or if there are too many
  // of them the best ones first, too.
  void join_ends() {
    SeamEvidence evidence(page_, ends_, starts_, common_, misplaced_);
    std::vector<Pair> pairs = likely_pairs(evidence);
    join_best(pairs, kSure, evidence);
    if (!join_together(evidence)) join_best(pairs, kEnough, evidence);
  }

  static int passed(size_t starts_before, size_t s) {
    return kPassed * std::abs(static_cast<int>(starts_before) - static_cast<int>(s));
  }
  // The pairs that may be good enough, a heap.
  std::vector<Pair> likely_pairs(const SeamEvidence& evidence) const {
    std::vector<Pair> pairs;
    for (uint32_t e = 0; e < ends_.size(); ++e) {
      const size_t before = evidence.starts_before(ends_[e].line);
      evidence.for_starts_near(e, [&](uint32_t s) {
        if (ends_[e].line == starts_[s] || evidence.in_one_column(e, s)) return;
        const int most = evidence.points(e, s) + passed(before, s) + SeamEvidence::kMostShared;
        if (most >= kEnough) pairs.push_back({most, static_cast<uint32_t>(pairs.size()), e, s});
      });
    }
    std::make_heap(pairs.begin(), pairs.end());
    return pairs;
  }

  // Seams of `least` points, the best ones first. What the sides of a pair share is looked for only
  // when no other pair can be better.
  void join_best(std::vector<Pair>& pairs, int least, SeamEvidence& evidence) {
    while (!pairs.empty() && pairs.front().score >= least) {
      std::pop_heap(pairs.begin(), pairs.end());
      Pair pair = pairs.back();
      pairs.pop_back();
      if (end_used_[pair.end] || start_used_[pair.start]) continue;
      if (pair.exact) {
        join(pair.end, pair.start);
        continue;
      }
      pair.exact = true;
      pair.score += evidence.shared_points(pair.end, pair.start) - SeamEvidence::kMostShared;
      if (pair.score < kEnough) continue;
      pairs.push_back(pair);
      std::push_heap(pairs.begin(), pairs.end());
    }
  }

  // Of what is left the seams that have most points together. False if too much is left.
  bool join_together(SeamEvidence& evidence) {
    const std::vector<uint32_t> ends = unused(end_used_), starts = unused(start_used_);
    if (ends.empty() || starts.empty()) return true;
    if (ends.size() > kMostAssigned || starts.size() > kMostAssigned) return false;
    std::vector<int> worth;
    for (const uint32_t e : ends) {
      size_t before = 0;
      while (before < starts.size() && starts_[starts[before]] < ends_[e].line) ++before;
      for (size_t k = 0; k < starts.size(); ++k)
        worth.push_back(worth_of(e, starts[k], passed(before, k), k > before, evidence));
    }
    const std::vector<size_t> partners = assign(worth, starts.size());
    for (size_t i = 0; i < ends.size(); ++i)
      if (partners[i] != kNotAssigned) join(ends[i], starts[partners[i]]);
    return true;
  }
  static std::vector<uint32_t> unused(const std::vector<bool>& used) {
    std::vector<uint32_t> numbers;
    for (uint32_t i = 0; i < used.size(); ++i)
      if (!used[i]) numbers.push_back(i);
    return numbers;
  }
  // Points above those below which the two are no seam.
  int worth_of(uint32_t e, uint32_t s, int passed, bool passes, SeamEvidence& evidence) const {
    if (!may_join(e, s, evidence)) return 0;
    const uint32_t end = ends_[e].line, start = starts_[s];
    const int points = evidence.points(e, s) + evidence.shared_points(e, s) + passed;
    if (start > end && passes && points < kFarEnough) return 0;
    const bool other_column = start + kLeastColumn <= end;
    const bool below_title = roles_[start] == LineRole::kBegin && lines_[start].gap == 0;
    const bool torn = other_column && !below_title && evidence.is_torn(e) && page_.goes_on(start);
    return points - (torn ? kTornEnough : kEnough);
  }
  bool may_join(uint32_t e, uint32_t s, const SeamEvidence& evidence) const {
    return !evidence.in_one_column(e, s) && !leads_to(starts_[s], ends_[e].line);
  }
  void join(uint32_t e, uint32_t s) {
    if (leads_to(starts_[s], ends_[e].line)) return;
    end_used_[e] = start_used_[s] = true;
    settled_[ends_[e].line] = starts_[s];
  }
  // A paragraph must not go on with itself.
  bool leads_to(uint32_t from, uint32_t line) const {
    for (size_t steps = 0; from != kNoLine && steps < 2000; from = settled_[from], ++steps)
      if (from == line) return true;
    return from != kNoLine;
  }

  const std::span<const Line> lines_;
  const std::vector<uint32_t>& cues_;
  const CommonPairs& common_;
  std::vector<LineRole>& roles_;
  std::vector<uint32_t> next_;
  const SeamLines page_;
  std::vector<SeamEnd> ends_;
  std::vector<uint32_t> starts_;
  size_t begins_ = 0, full_begins_ = 0;  // first lines right behind a paragraph; without an indent
  bool misplaced_ = false;               // a start cannot carry on what stands before it
  std::vector<uint32_t> settled_;        // next_, with the seams
  std::vector<bool> end_used_, start_used_;
};

}  // namespace

std::vector<uint32_t> find_seams(std::string_view text, std::span<const Line> lines,
                                 const std::vector<uint32_t>& cues, const CommonPairs& common,
                                 std::vector<LineRole>& roles) {
  return Matcher(text, lines, cues, common, roles).match();
}

}  // namespace newsmill
