// 村里办起农技夜校， / 一片繁忙。: full, so the paragraph goes on; ，一 stands nowhere else on the
// page, which says little. 新|桥 does, or is common in any text: that says much. Tested by
// tests/segment/line_cuts_test.cc.
#include "segment/line_cuts.h"

#include <algorithm>
#include <bitset>

#include "core/utf8.h"
#include "segment/line_cues.h"

namespace newsmill {
namespace {

constexpr int kNarrowest = 12, kWidest = 127;
constexpr int kRagged = 2, kIndented = 6;  // columns that are free at most

// In hundredths of the logarithm of a chance.
constexpr int kUnseen = -35;                      // the characters that meet, a pair unknown, …
constexpr int kSeen = 150, kSeenMark = 30;        // … one of the page, or with a mark …
constexpr int kTies[] = {kUnseen, 60, 200, 350};  // … or of any text (CommonPairs::Tie)
constexpr int kPhrase = 100;                      // … with a third one
constexpr int kGoesOn = 30, kEndsWithoutStop = -100;
constexpr int kBeginsInside = -250, kMayBeginInside = -60;
constexpr int kOpensInside = -400;
constexpr int kBegins = 100, kMayBegin = 40;
constexpr int kFullBehindStop = -350, kStopBehindStop = -150;
constexpr int kBeginsBehindTitle = 50, kFullBehindTitle = -150;

constexpr size_t kSlots = 0x10000;  // of characters, by their low bits

// The width of most columns.
int usual_width(std::span<const Line> lines) {
  std::array<uint32_t, kWidest + 1> count{};
  for (const Line& line : lines)
    if (line.width >= kNarrowest && line.width <= kWidest) ++count[line.width];
  return static_cast<int>(std::max_element(count.begin(), count.end()) - count.begin());
}

Shape shape_of(const Line& line, int width) {
  const int left = width - line.columns;
  if (left < -kRagged) return Shape::kWide;
  if (left <= kRagged) return Shape::kFull;
  return left <= kIndented ? Shape::kBegin : Shape::kShort;
}

LineCut cut_of(const Line& line, uint32_t cues, std::string_view text, int width) {
  LineCut cut;
  cut.shape = shape_of(line, width);
  cut.stop = line.tail == CharClass::kStop;
  cut.opens = (cues & kOpeningCues) != 0;
  cut.furniture = (cues & (kMastheadCue | kMostlyMastheadCue)) != 0;
  cut.apart = cut.shape == Shape::kWide || (cut.shape == Shape::kShort && !cut.stop);
  const std::string_view ink = line.in(text);
  size_t pos = 0, end = ink.size();
  for (char32_t& c : cut.first)
    while (pos < ink.size() && (c == 0 || utf8::is_blank(c))) {
      const utf8::Char next = utf8::at(ink, pos);
      c = next.code;
      pos += next.size;
    }
  for (char32_t& c : cut.last)
    while (end > 0 && (c == 0 || utf8::is_blank(c))) {
      const utf8::Char next = utf8::before(ink, end);
      c = next.code;
      end -= next.size;
    }
  cut.comma =
      cut.last[0] == U'，' || cut.last[0] == U'、' || cut.last[0] == U'；' || cut.last[0] == U'。';
  return cut;
}

// Is the first piece of a line behind line `i` too wide for what that leaves free?
bool may_be_early(std::span<const Line> lines, size_t i, int width, size_t reach) {
  for (size_t k = i + 1; k < lines.size() && k <= i + reach; ++k)
    if (lines[k].unit > width - lines[i].columns) return true;
  return false;
}

}  // namespace

std::vector<LineCut> read_cuts(std::string_view text, std::span<const Line> lines,
                               const std::vector<uint32_t>& cues, size_t reach) {
  const int width = usual_width(lines);
  std::vector<LineCut> cuts;
  cuts.reserve(lines.size());
  for (size_t i = 0; i < lines.size(); ++i) {
    LineCut& cut = cuts.emplace_back(cut_of(lines[i], cues[i], text, width));
    cut.early = cut.shape == Shape::kBegin && may_be_early(lines, i, width, reach);
    const bool between_gaps = lines[i].gap > 0 && i + 1 < lines.size() && lines[i + 1].gap > 0;
    cut.apart |= between_gaps && !cut.stop;
  }
  return cuts;
}

// What it is asked of: pairs of a last character and a first one, and the triples that hold them.
CutWorth::CutWorth(std::string_view text, std::span<const Line> lines,
                   const std::vector<LineCut>& cuts, const CommonPairs& common)
    : common_(common) {
  std::bitset<kSlots> lasts, firsts;
  for (const LineCut& cut : cuts) {
    lasts.set(cut.last[0] % kSlots);
    firsts.set(cut.first[0] % kSlots);
  }
  std::vector<uint64_t> keys;
  for (const Line& line : lines) {
    const std::string_view ink = line.in(text);
    char32_t before = 0, last = 0;
    bool pair_before = false;
    for (size_t pos = 0; pos < ink.size();) {
      const utf8::Char c = utf8::at(ink, pos);
      pos += c.size;
      if (utf8::is_blank(c.code)) continue;
      const bool pair = last != 0 && lasts[last % kSlots] && firsts[c.code % kSlots];
      if (pair) keys.push_back(meeting_key(last, c.code));
      if (before != 0 && (pair || pair_before)) keys.push_back(meeting_key(before, last, c.code));
      before = last;
      last = c.code;
      pair_before = pair;
    }
  }
  seen_.reserve(keys.size());
  for (const uint64_t key : keys) seen_.add(key);
}

int CutWorth::operator()(const LineCut& above, const LineCut& below) const {
  if (above.shape == Shape::kWide || below.shape == Shape::kWide) return 0;
  return of_shapes(above, below) + of_characters(above, below);
}

int CutWorth::of_shapes(const LineCut& above, const LineCut& below) const {
  if (below.opens) return above.unfinished() ? kOpensInside : kBegins;
  const bool begins = below.shape == Shape::kBegin, full = below.shape == Shape::kFull;
  if (above.unfinished()) {
    if (begins && !below.stop) return below.early ? kMayBeginInside : kBeginsInside;
    return full || below.stop ? kGoesOn : kEndsWithoutStop;
  }
  if (above.shape != Shape::kShort) return 0;
  if (!above.stop) return begins ? kBeginsBehindTitle : full ? kFullBehindTitle : 0;
  if (begins) return below.early ? kMayBegin : kBegins;
  return full ? kFullBehindStop : below.stop ? kStopBehindStop : 0;
}

int CutWorth::of_characters(const LineCut& above, const LineCut& below) const {
  if (above.shape == Shape::kShort) return 0;
  const char32_t left = above.last[0], right = below.first[0];
  int worth = kTies[common_.tie(left, right)];
  if (seen_.has(meeting_key(left, right))) worth = std::max(worth, above.comma ? kSeenMark : kSeen);
  const bool phrase = seen_.has(meeting_key(above.last[1], left, right)) ||
                      (below.first[1] != 0 && seen_.has(meeting_key(left, right, below.first[1])));
  return phrase ? worth + kPhrase : worth;
}

}  // namespace newsmill
