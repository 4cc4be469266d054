// …走进养老 ∅ 菜市场里 … 照看 ∅ 院的老人: two ends, two starts. 老院 stands elsewhere on the page,
// 老菜 does not, so 走进养老 goes on with 院的老人, though 菜市场里 comes next. Without such a
// choice what stands next goes on. Tested by tests/segment/seams_test.cc.
#include "segment/seams.h"

#include <algorithm>
#include <array>
#include <bit>

#include "core/utf8.h"
#include "segment/line_cues.h"

namespace newsmill {
namespace {

constexpr size_t kReach = 24;       // starts tried for an end, on either side
constexpr size_t kMostSeams = 500;  // no page of print has more; beyond, what stands next goes on
constexpr size_t kWindow = 8;       // lines on either side of a seam that are compared
constexpr size_t kWindowBytes = 600;

// What speaks for a seam, in points.
constexpr int kForward = 20;       // the start stands behind the end …
constexpr int kNext = 40;          // … right behind it
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
constexpr int kBegins = -8;  // the start looks like a paragraph's first line, but for its indent
constexpr int kEnough = 10;  // points below which no seam is made

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
  int open = 0;  // brackets left open
};
struct Pair {
  int score;
  uint32_t end, start;  // numbers in their lists
};

uint64_t join(char32_t a, char32_t b, char32_t c = 0) {
  return static_cast<uint64_t>(a) << 42 | static_cast<uint64_t>(b) << 21 | c;
}

constexpr size_t kSlots = 1024;

// How often each of some keys was seen. One block of memory.
class Counts {
 public:
  // Makes room for so many keys, none of them 0.
  void reserve(size_t keys) { cells_.assign(std::bit_ceil(2 * keys + 1), {}); }
  void add(uint64_t key) { cells_[place(key)].key = key; }
  // One more, if it is one of the keys.
  bool see(uint64_t key) {
    Cell& cell = cells_[place(key)];
    cell.times += cell.key == key;
    return cell.key == key;
  }
  int times(uint64_t key) const { return static_cast<int>(cells_[place(key)].times); }

 private:
  struct Cell {
    uint64_t key = 0;
    uint32_t times = 0;
  };
  // Of the key's cell, or of the free one where it would be.
  size_t place(uint64_t key) const {
    size_t i = key * 0x9E3779B97F4A7C15u >> 32 & (cells_.size() - 1);
    while (cells_[i].key != key && cells_[i].key != 0) i = (i + 1) & (cells_.size() - 1);
    return i;
  }
  std::vector<Cell> cells_;
};

class Matcher {
 public:
  Matcher(std::string_view text, const std::vector<Line>& lines, const std::vector<uint32_t>& cues,
          std::vector<LineRole>& roles)
      : text_(text), lines_(lines), cues_(cues), roles_(roles), next_(lines.size(), kNoLine) {}

  std::vector<uint32_t> match() {
    collect();
    if (in_doubt()) {
      count_pairs();
      settle();
    } else {
      for (const uint32_t start : starts_)
        if (roles_[start] == LineRole::kInner) next_[start - 1] = start;
    }
    for (const uint32_t start : starts_)
      if (roles_[start] != LineRole::kBegin) roles_[start] = LineRole::kResume;
    for (size_t i = 0; i < next_.size(); ++i)
      if (next_[i] != kNoLine && is_body(roles_[next_[i]])) roles_[next_[i]] = LineRole::kInner;
    return std::move(next_);
  }

 private:
  // Ends, starts, and the steps that nobody doubts.
  void collect() {
    indents_ = first_lines_have_indents();
    int open = 0;
    for (uint32_t i = 0; i < lines_.size(); ++i) {
      const bool body = is_body(roles_[i]);
      if (!body || roles_[i] == LineRole::kBegin || roles_[i] == LineRole::kResume) open = 0;
      open = std::max(0, open + lines_[i].depth);
      const bool start =
          body && i > 0 &&
          (roles_[i] == LineRole::kResume || (roles_[i] == LineRole::kInner && lines_[i].gap > 0));
      if (start || begins_without_indent(i)) starts_.push_back(i);
      const bool carried = i + 1 < lines_.size() && carries_on(roles_[i + 1]);
      if (carried && !(body && lines_[i + 1].gap > 0)) {
        next_[i] = i + 1;
        continue;
      }
      if (!body || (cues_[i] & (kJumpToCue | kJumpAloneCue))) continue;
      const int indent = roles_[i] == LineRole::kBegin ? kIndent : 0;
      if (carried || (!stops(lines_[i]) && lines_[i].slack() <= 2 + indent))
        ends_.push_back({i, open});
    }
  }

  bool full_begin(uint32_t line) const {
    return roles_[line] == LineRole::kBegin && lines_[line].slack() <= 1;
  }
  bool first_lines_have_indents() const {
    size_t begins = 0, full = 0;
    for (uint32_t i = 1; i < lines_.size(); ++i)
      if (roles_[i] == LineRole::kBegin && is_body(roles_[i - 1]) && lines_[i].gap == 0 &&
          !(cues_[i - 1] & kJumpAloneCue))
        ++begins, full += full_begin(i);
    return full * 2 < begins;
  }
  // Called a first line because of what stands before it, though it has no indent.
  bool begins_without_indent(uint32_t i) const {
    return indents_ && i > 0 && full_begin(i) && (lines_[i].gap > 0 || !is_body(roles_[i - 1])) &&
           !(cues_[i] & kOpeningCues) && lines_[i].head != CharClass::kOpen &&
           lines_[i].head != CharClass::kDash;
  }

  // Every start stands right behind an end, and no end is left over?
  bool in_doubt() const {
    size_t joined = 0, certain = 0;
    for (const uint32_t start : starts_) {
      joined += roles_[start] == LineRole::kInner;
      certain += roles_[start] != LineRole::kBegin;
    }
    if (starts_.empty() || starts_.size() > kMostSeams || ends_.size() > kMostSeams) return false;
    return joined != certain || ends_.size() != joined;
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
    seen_.reserve(ends_.size() * std::min(starts_.size(), 2 * kReach) * 3);
    for (uint32_t e = 0; e < ends_.size(); ++e)
      for_starts_near(e, [&](uint32_t s) {
        const Meeting m = meeting(ends_[e].line, starts_[s]);
        for (const uint64_t key : {join(m.a, m.b), join(m.a1, m.a, m.b), join(m.a, m.b, m.b1)})
          seen_.add(key);
      });
    for (const uint32_t start : starts_)
      may_meet_[utf8::at(lines_[start].in(text_), 0).code % kSlots] = true;
    for (const Line& line : lines_) {
      const std::string_view ink = line.in(text_);
      for (size_t pos = 0; pos < ink.size();) {
        const utf8::Char c = utf8::at(ink, pos);
        if (may_meet_[c.code % kSlots]) see(ink, pos, c);
        pos += c.size;
      }
    }
  }
  // Counts the pair that `c` at `pos` makes with the character before it, and the triples that hold
  // the pair: where it is none of those wanted, neither are they.
  void see(std::string_view ink, size_t pos, utf8::Char c) {
    size_t left = pos;
    const utf8::Char b = ink_before(ink, left);
    if (b.size == 0 || utf8::is_blank(c.code) || !seen_.see(join(b.code, c.code))) return;
    left -= b.size;
    seen_.see(join(ink_before(ink, left).code, b.code, c.code));
    utf8::Char next;
    for (pos += c.size; pos < ink.size(); pos += next.size) {
      next = utf8::at(ink, pos);
      if (utf8::is_blank(next.code)) continue;
      seen_.see(join(b.code, c.code, next.code));
      break;
    }
  }
  // The character before `pos` that is not blank; `pos` moves behind it.
  static utf8::Char ink_before(std::string_view ink, size_t& pos) {
    utf8::Char c = utf8::before(ink, pos);
    for (; c.size > 0 && utf8::is_blank(c.code); c = utf8::before(ink, pos)) pos -= c.size;
    return c;
  }

  template <class Visit>
  void for_starts_near(uint32_t e, const Visit& visit) const {
    const auto at = std::lower_bound(starts_.begin(), starts_.end(), ends_[e].line);
    const size_t here = static_cast<size_t>(at - starts_.begin());
    const size_t from = here > kReach ? here - kReach : 0,
                 to = std::min(starts_.size(), here + kReach);
    for (size_t s = from; s < to; ++s) visit(static_cast<uint32_t>(s));
  }

  static std::vector<uint64_t> pairs_of(std::string_view text) {
    std::vector<uint64_t> pairs;
    char32_t last = 0;
    for (size_t pos = 0; pos < text.size();) {
      const utf8::Char c = utf8::at(text, pos);
      pos += c.size;
      if (utf8::is_han(c.code)) {
        if (last) pairs.push_back(join(last, c.code));
        last = c.code;
      } else if (!utf8::is_blank(c.code) && c.code != '\n') {
        last = 0;
      }
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
  }

  int score(uint32_t e, uint32_t s) {
    const uint32_t end = ends_[e].line, start = starts_[s];
    int points = 0;
    if (start == end + 1) points += roles_[start] == LineRole::kInner ? kNext : kNext / 2;
    points += start > end ? kForward : kBackwards;
    if (roles_[start] == LineRole::kBegin) points += kBegins;
    if (std::abs(lines_[end].width - lines_[start].width) > 2) points += kOtherColumn;
    const auto at = std::lower_bound(starts_.begin(), starts_.end(), end);
    points += kPassed *
              static_cast<int>(std::abs((at - starts_.begin()) - static_cast<std::ptrdiff_t>(s)));
    const Meeting m = meeting(end, start);
    points += std::min(kMostWords, kWord * seen_.times(join(m.a, m.b)));
    if (seen_.times(join(m.a1, m.a, m.b)) > 0) points += kPhrase;
    if (seen_.times(join(m.a, m.b, m.b1)) > 0) points += kPhrase;
    if (ends_[e].open > 0 || lines_[start].closes_first)
      points += ends_[e].open > 0 && lines_[start].closes_first ? kBracketMet : kBracketLost;
    if (points + kMostShared < kEnough) return points;  // whatever they share
    return points + std::min(kMostShared, kShared * shared(left(e), right(s)));
  }
  // Read when first asked for; all before the first seam is made.
  const std::vector<uint64_t>& left(uint32_t e) {
    if (left_[e].empty()) left_[e] = pairs_of(before(ends_[e].line));
    return left_[e];
  }
  const std::vector<uint64_t>& right(uint32_t s) {
    if (right_[s].empty()) right_[s] = pairs_of(behind(starts_[s]));
    return right_[s];
  }

  // How many pairs stand on both sides? Both are sorted.
  static int shared(const std::vector<uint64_t>& left, const std::vector<uint64_t>& right) {
    int count = 0;
    for (size_t l = 0, r = 0; l < left.size() && r < right.size();) {
      const uint64_t a = left[l], b = right[r];
      count += a == b;
      l += a <= b;
      r += b <= a;
    }
    return count;
  }

  // The best seams first; each end and each start is used once.
  void settle() {
    left_.resize(ends_.size());
    right_.resize(starts_.size());
    std::vector<Pair> pairs;
    for (uint32_t e = 0; e < ends_.size(); ++e)
      for_starts_near(e, [&](uint32_t s) {
        if (ends_[e].line == starts_[s]) return;
        const int points = score(e, s);
        if (points >= kEnough) pairs.push_back({points, e, s});
      });
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& a, const Pair& b) { return a.score > b.score; });
    std::vector<bool> end_used(ends_.size()), start_used(starts_.size());
    for (const Pair& pair : pairs) {
      if (end_used[pair.end] || start_used[pair.start]) continue;
      if (leads_to(starts_[pair.start], ends_[pair.end].line)) continue;
      end_used[pair.end] = start_used[pair.start] = true;
      next_[ends_[pair.end].line] = starts_[pair.start];
    }
  }

  // A paragraph must not go on with itself.
  bool leads_to(uint32_t from, uint32_t line) const {
    for (size_t steps = 0; from != kNoLine && steps < 2000; from = next_[from], ++steps)
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
  bool indents_ = false;  // do first lines have them?
  Counts seen_;
  // By the low bits of a character: does a start begin with it? Few do.
  std::array<bool, kSlots> may_meet_{};
  std::vector<std::vector<uint64_t>> left_, right_;
};

}  // namespace

std::vector<uint32_t> find_seams(std::string_view text, const std::vector<Line>& lines,
                                 const std::vector<uint32_t>& cues, std::vector<LineRole>& roles) {
  return Matcher(text, lines, cues, roles).match();
}

}  // namespace newsmill
