// 养老 before the seam and 院的 behind it: 老院 stands elsewhere on the page, or is a pair of
// characters that often stands in any text; both sides speak of the same; one opens a bracket that
// the other closes; the columns are of one width. Tested by tests/segment/seams_test.cc.
#include "segment/seam_evidence.h"

#include <algorithm>
#include <cstdlib>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr size_t kWindow = 8;  // lines on either side of a seam that are compared
constexpr size_t kWindowBytes = 600;
constexpr size_t kLongestInset = 6;       // lines
constexpr size_t kLongestPage = 1 << 17;  // bytes; words are not looked for on a longer one
constexpr int kNarrowest = 16;            // columns of a text that is torn

// What speaks for a seam, in points.
constexpr int kForward = 20;       // the start stands behind the end …
constexpr int kNext = 40;          // … right behind it; half where furniture stands between
constexpr int kBackwards = -5;     // … or before it
constexpr int kOtherColumn = -50;  // the columns differ in width
constexpr int kWord = 18;          // the characters that meet stand together elsewhere, each time
constexpr int kMostWords = 54;
constexpr int kTies[] = {0, 9, 20, 36};  // … or do so in any text (CommonPairs::Tie)
constexpr int kPhrase = 30;              // … with a third one
constexpr int kShared = 5;               // a rare pair of characters on both sides
constexpr int kBracketMet = 40;          // one side opens a bracket that the other closes
constexpr int kBracketLost = -30;
constexpr int kBegins = -8;    // the start looks like a paragraph's first line, but for its indent
constexpr int kOpening = -40;  // … by its words
constexpr int kUnstopped = -50;  // what starts there would end without a stop
constexpr int kRoom = -60;       // the start's first piece would have fitted behind the end
constexpr int kInset = -45;      // the start's lines stand between blank lines, a text of its own
constexpr int kClosed = -30;     // the end is a sentence's too

}  // namespace

SeamEvidence::SeamEvidence(const SeamLines& page, const std::vector<SeamEnd>& ends,
                           const std::vector<uint32_t>& starts, const CommonPairs& common,
                           bool misplaced)
    : page_(page),
      lines_(page.lines),
      ends_(ends),
      starts_(starts),
      common_(common),
      misplaced_(misplaced),
      left_(std::make_unique_for_overwrite<HanPairs[]>(ends.size())),
      right_(std::make_unique_for_overwrite<HanPairs[]>(starts.size())) {
  closes_.reserve(starts_.size()), behind_.reserve(starts_.size());
  start_points_.reserve(starts_.size());
  for (const uint32_t start : starts_) {
    closes_.push_back(closes_bracket(start));
    behind_.push_back(page_.before_furniture(start));
    int points = 0;
    if (page_.roles[start] == LineRole::kBegin && !page_.goes_on(start)) points += kBegins;
    if (page_.cues[start] & kOpeningCues) points += kOpening;
    if (ends_without_stop(start)) points += kUnstopped;
    start_points_.push_back(points);
  }
  count_meetings_of_page();
}

int SeamEvidence::points(uint32_t e, uint32_t s) const {
  const uint32_t end = ends_[e].line, start = starts_[s];
  int points = start_points_[s] + (start > end ? kForward : kBackwards);
  if (start == end + 1 && page_.roles[start] == LineRole::kInner)
    points += kNext;
  else if (behind_[s] == end)
    points += kNext / 2;
  if (page_.has_room(end, start) && !(ends_[e].narrow && start == end + 1)) points += kRoom;
  if (ends_[e].closed) points += kClosed;
  if (std::abs(lines_[end].width - lines_[start].width) > 2) points += kOtherColumn;
  const bool opens = ends_[e].open > 0, closes = closes_[s];
  if (opens || closes) points += opens && closes ? kBracketMet : kBracketLost;
  return points + meeting_points(meeting(end, start));
}

int SeamEvidence::shared_points(uint32_t e, uint32_t s) {
  const uint32_t end = ends_[e].line, start = starts_[s];
  if (!left_[e].was_read()) left_[e].read(before(end));
  if (!right_[s].was_read()) right_[s].read(behind(start));
  const auto both = static_cast<int>(left_[e].shared_with(right_[s]));
  if (both == 0 && misplaced_ && start == end + 1 && is_inset(start)) return kInset;
  return std::min(kMostShared, kShared * both);
}

bool SeamEvidence::in_one_column(uint32_t e, uint32_t s) const {
  const uint32_t end = ends_[e].line, start = starts_[s];
  if (start > end || end - start >= kLeastColumn) return false;
  for (uint32_t line = start + 1; line <= end; ++line)
    if (lines_[line].gap > 0) return false;
  return true;
}

// Of two lines at least.
bool SeamEvidence::is_torn(uint32_t e) const {
  const SeamEnd& end = ends_[e];
  const Line& line = lines_[end.line];
  return !end.closed && !end.narrow && !line.closed && line.width >= kNarrowest &&
         line.tail == CharClass::kHan && end.line > 0 && page_.next[end.line - 1] == end.line;
}

Meeting SeamEvidence::meeting(uint32_t end, uint32_t start) const {
  return meeting_of(lines_[end].in(page_.text), lines_[start].in(page_.text));
}

// How often the pairs and triples that seams would make stand on the page.
void SeamEvidence::count_meetings_of_page() {
  if (page_.text.size() > kLongestPage) {
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
  firsts.reserve(starts_.size());
  for (const uint32_t start : starts_)
    firsts.push_back(utf8::at(lines_[start].in(page_.text), 0).code);
  count_meetings(page_.text.substr(lines_.front().begin), firsts, seen_);
}

int SeamEvidence::meeting_points(const Meeting& m) const {
  int points = 0;
  if (utf8::is_han(m.a) || utf8::is_han(m.b))
    points += std::max(kTies[common_.tie(m.a, m.b)],
                       std::min(kMostWords, kWord * seen_.times(meeting_key(m.a, m.b))));
  if (seen_.times(meeting_key(m.a1, m.a, m.b)) > 0) points += kPhrase;
  if (seen_.times(meeting_key(m.a, m.b, m.b1)) > 0) points += kPhrase;
  return points;
}

// The last of the lines that carry a start on without a doubt; so many are looked at.
uint32_t SeamEvidence::end_of_run(uint32_t start, size_t most) const {
  uint32_t last = start;
  while (page_.next[last] == last + 1 && last - start < most) ++last;
  return last;
}

// Does what starts there close a bracket that it has not opened?
bool SeamEvidence::closes_bracket(uint32_t start) const {
  int open = 0;
  const uint32_t last = end_of_run(start, kWindow - 1);
  for (uint32_t line = start; line <= last; ++line) {
    if (open == 0 && lines_[line].closes_first) return true;
    open += lines_[line].depth;
    if (open < 0) return true;
  }
  return false;
}

// Does what starts there end inside a sentence, and neither with its column nor for another page? A
// line that was taken for a paragraph may be a title, as wide as the column.
bool SeamEvidence::ends_without_stop(uint32_t start) const {
  const uint32_t last = end_of_run(start, kLongestInset);
  const Line& line = lines_[last];
  if (page_.next[last] != kNoLine || line.closed || !(is_text(line.tail) || is_word(line.tail)))
    return false;
  if (last == start && page_.roles[start] == LineRole::kBegin) return true;
  return line.slack() > 2 && !(page_.cues[last] & (kJumpToCue | kJumpAloneCue));
}

// Is what starts behind a gap all that stands before the next one, and ends with a sentence? A few
// such lines may be a notice in the middle of a column, where a start elsewhere wants an end.
bool SeamEvidence::is_inset(uint32_t start) const {
  const uint32_t last = end_of_run(start, kLongestInset);
  const bool parted = last + 1 == lines_.size() || lines_[last + 1].gap > 0;
  return lines_[start].gap > 0 && parted && page_.next[last] == kNoLine &&
         lines_[last].tail == CharClass::kStop;
}

std::string_view SeamEvidence::before(uint32_t line) const {
  size_t first = line;
  while (first > 0 && line - first < kWindow && page_.next[first - 1] == first) --first;
  size_t begin = lines_[first].begin;
  const size_t end = lines_[line].end;
  if (end - begin > kWindowBytes) begin = end - kWindowBytes;
  while (!utf8::is_start(page_.text[begin])) ++begin;
  return page_.text.substr(begin, end - begin);
}
std::string_view SeamEvidence::behind(uint32_t line) const {
  const size_t begin = lines_[line].begin;
  size_t end = std::min<size_t>(lines_[end_of_run(line, kWindow)].end, begin + kWindowBytes);
  while (end < page_.text.size() && !utf8::is_start(page_.text[end])) --end;
  return page_.text.substr(begin, end - begin);
}

}  // namespace newsmill
