// Each line goes on one of the columns that were drawn last. How well it does is told by shapes (a
// line that is not full ends a paragraph, one that leaves an indent free begins one) and by pairs
// of characters (大|桥 stand together elsewhere on the page). The best way to share out all lines
// is found by dynamic programming; a state is the set of the last kReach lines that are the last
// ones of their columns. To keep one column is free where only one is open, so an ordinary page
// stays as it is; to open a second one costs what several torn lines do. Tested by
// tests/segment/untangle_test.cc.
#include "segment/untangle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr size_t kReach = 8;         // lines in which a column that is open goes on
constexpr int kMostColumns = 5;      // that are open
constexpr size_t kMostLines = 5000;  // of a page of a newspaper
constexpr int kNarrowest = 12, kWidest = 127;

// What it costs, in hundredths of the logarithm of a chance.
constexpr int kEnter = 700;     // to open a second column
constexpr int kOpen = 300;      // another one
constexpr int kStay = 250;      // to go on with the same column, while others are open
constexpr int kTurn = 0;        // with the one whose turn it is: it waited longest
constexpr int kJumpTurn = 300;  // with any other
constexpr int kApart = 100;     // for a title or furniture to stand between the columns
constexpr int kSure = 6000;     // what the best way must be ahead of the page as it is

// Of the blocks of a page.
constexpr size_t kTorn = 5;        // ends of paragraphs that are missing
constexpr size_t kTornShare = 10;  // … one to so many paragraphs

// Torn lines among so many that follow each other.
constexpr size_t kWindow = 32, kTornInWindow = 8;

enum class Shape : uint8_t { kShort, kBegin, kFull, kWide };

struct Cut {
  Shape shape = Shape::kFull;
  bool stop = false;                        // a sentence ends
  bool comma = false;                       // a mark ends
  std::array<char32_t, 2> first{}, last{};  // characters: the first ones, the last ones backwards
};

uint64_t pair_of(char32_t left, char32_t right) {
  return uint64_t{left} << 21 | right;
}
uint64_t triple_of(char32_t left, char32_t middle, char32_t right) {
  return (uint64_t{left} << 42 | uint64_t{middle} << 21 | right) + (uint64_t{1} << 63);
}

// The pairs and triples of characters that stand inside lines.
class Pairs {
 public:
  Pairs(std::string_view text, const std::vector<Line>& lines) {
    seen_.reserve(text.size());
    for (const Line& line : lines) {
      const std::string_view ink = line.in(text);
      char32_t before = 0, last = 0;
      for (size_t pos = 0; pos < ink.size();) {
        const utf8::Char c = utf8::at(ink, pos);
        pos += c.size;
        if (utf8::is_blank(c.code)) continue;
        if (last != 0) seen_.push_back(pair_of(last, c.code));
        if (before != 0) seen_.push_back(triple_of(before, last, c.code));
        before = last;
        last = c.code;
      }
    }
    std::sort(seen_.begin(), seen_.end());
    seen_.erase(std::unique(seen_.begin(), seen_.end()), seen_.end());
  }
  bool holds(uint64_t sequence) const {
    return std::binary_search(seen_.begin(), seen_.end(), sequence);
  }

 private:
  std::vector<uint64_t> seen_;
};

// The width that most lines have.
int usual_width(const std::vector<Line>& lines) {
  std::array<uint32_t, kWidest + 1> count{};
  for (const Line& line : lines)
    if (line.columns >= kNarrowest && line.columns <= kWidest) ++count[line.columns];
  return static_cast<int>(std::max_element(count.begin(), count.end()) - count.begin());
}

Shape shape_of(const Line& line, int width) {
  constexpr int kRagged = 2, kIndented = 6;  // columns that are free at most
  const int left = width - line.columns;
  if (left < -kRagged) return Shape::kWide;
  if (left <= kRagged) return Shape::kFull;
  return left <= kIndented ? Shape::kBegin : Shape::kShort;
}

Cut cut_of(const Line& line, std::string_view text, int width) {
  Cut cut;
  cut.shape = shape_of(line, width);
  cut.stop = line.tail == CharClass::kStop;
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

bool unfinished(const Cut& cut) {
  return (cut.shape == Shape::kFull || cut.shape == Shape::kBegin) && !cut.stop;
}

// How well do the shapes go on with each other?
int shapes_worth(const Cut& above, const Cut& below) {
  if (above.shape == Shape::kWide || below.shape == Shape::kWide) return 0;
  if (unfinished(above)) {
    if (below.shape == Shape::kBegin) return -250;
    return below.shape == Shape::kFull || below.stop ? 30 : -100;
  }
  if (above.shape != Shape::kShort) return 0;
  if (above.stop) {
    if (below.shape == Shape::kBegin) return 100;
    return below.shape == Shape::kFull ? -350 : below.stop ? -150 : 0;
  }
  return below.shape == Shape::kBegin ? 50 : below.shape == Shape::kFull ? -150 : 0;
}

// … and the characters?
int characters_worth(const Cut& above, const Cut& below, const Pairs& pairs) {
  if (above.shape == Shape::kWide || below.shape == Shape::kWide || above.shape == Shape::kShort)
    return 0;
  if (!unfinished(above) && !above.stop) return 0;
  const char32_t left = above.last[0], right = below.first[0];
  int worth = pairs.holds(pair_of(left, right)) ? (above.comma ? 30 : 150) : -35;
  if (pairs.holds(triple_of(above.last[1], left, right)) ||
      pairs.holds(triple_of(left, right, below.first[1])))
    worth += 150;
  return worth;
}

// A title, a heading, a credit.
bool may_stand_apart(const Cut& cut) {
  return cut.shape == Shape::kWide || (cut.shape == Shape::kShort && !cut.stop);
}

// A line of one paragraph, and none of its next one's.
bool torn(const Cut& above, const Cut& below) {
  return (unfinished(above) && below.shape == Shape::kBegin) ||
         (above.shape == Shape::kShort && above.stop && below.shape == Shape::kFull);
}

// Do many torn lines stand close together?
bool many_torn(const std::vector<Cut>& cuts) {
  size_t count = 0;
  for (size_t i = 1; i < cuts.size(); ++i) {
    count += torn(cuts[i - 1], cuts[i]);
    if (i > kWindow) count -= torn(cuts[i - kWindow - 1], cuts[i - kWindow]);
    if (count >= kTornInWindow) return true;
  }
  return false;
}

// Finds for each line the one before it in its column.
class Columns {
 public:
  static constexpr uint32_t kFirst = UINT32_MAX;  // no line stands before it

  Columns(const std::vector<Cut>& cuts, const Pairs& pairs) : cuts_(cuts), steps_(cuts.size()) {
    std::array<int, kStates> best;
    best.fill(kNever);
    best[1] = 0;
    for (size_t i = 1; i < cuts.size(); ++i) best = step(i, best, pairs);
    trace_back(best);
  }

  // How far the best way is ahead of the page as it is.
  int gain() const { return gain_; }
  const std::vector<uint32_t>& before() const { return before_; }
  // Is line i the only one that a column goes on from?
  bool alone(size_t i) const { return alone_[i]; }

 private:
  // Bit k of a state: the k-th line before the next one is the last of its column.
  static constexpr size_t kStates = size_t{1} << kReach;
  static constexpr int kNever = std::numeric_limits<int>::min() / 2;
  static constexpr uint8_t kNew = 0xFF;

  struct Step {
    uint8_t state = 0;  // before the line
    uint8_t back = 0;   // which line it went on from, or kNew
  };
  using Row = std::array<Step, kStates>;

  std::array<int, kStates> step(size_t i, const std::array<int, kStates>& best,
                                const Pairs& pairs) {
    std::array<int, kReach> worth{};
    for (size_t k = 0; k < std::min(kReach, i); ++k)
      worth[k] = shapes_worth(cuts_[i - 1 - k], cuts_[i]) +
                 characters_worth(cuts_[i - 1 - k], cuts_[i], pairs);
    as_it_is_ += worth[0];
    std::array<int, kStates> next;
    next.fill(kNever);
    const auto offer = [&](size_t state, int score, size_t from, uint8_t back) {
      if (score <= next[state]) return;
      next[state] = score;
      steps_[i][state] = {static_cast<uint8_t>(from), back};
    };
    for (size_t state = 1; state < kStates; ++state) {
      if (best[state] == kNever) continue;
      const bool several = std::popcount(state) > 1;
      const auto follow = [&](size_t open) { return (open << 1 | 1) & (kStates - 1); };
      for (size_t k = 0; k < kReach; ++k) {
        if (!(state >> k & 1)) continue;
        const bool its_turn = state >> (k + 1) == 0;
        const int cost = k == 0 ? (several ? kStay : 0) : its_turn ? kTurn : kJumpTurn;
        offer(follow(state & ~(size_t{1} << k)), best[state] + worth[k] - cost, state,
              static_cast<uint8_t>(k));
      }
      if (several && (state & 1))  // all others are closed
        offer(1, best[state] + worth[0], state, 0);
      const size_t open = state << 1 & (kStates - 1);
      if (several && open > 0 && may_stand_apart(cuts_[i]))
        offer(open, best[state] - kApart, state, kNew);
      if (std::popcount(state) < kMostColumns)
        offer(follow(state), best[state] - (several ? kOpen : kEnter), state, kNew);
    }
    return next;
  }

  void trace_back(const std::array<int, kStates>& best) {
    before_.assign(cuts_.size(), kFirst);
    alone_.assign(cuts_.size(), true);
    size_t state = static_cast<size_t>(std::max_element(best.begin(), best.end()) - best.begin());
    gain_ = best[state] - as_it_is_;
    for (size_t i = cuts_.size(); i-- > 1;) {
      alone_[i] = state == 1;
      const Step step = steps_[i][state];
      if (step.back != kNew) before_[i] = static_cast<uint32_t>(i - 1 - step.back);
      state = step.state;
    }
  }

  const std::vector<Cut>& cuts_;
  std::vector<Row> steps_;
  std::vector<uint32_t> before_;
  std::vector<bool> alone_;
  int as_it_is_ = 0, gain_ = 0;
};

// Writes the columns of a tangle one after another, each by itself; the column that was there
// before is written up to the end of a paragraph first.
class Writer {
 public:
  Writer(std::string_view text, const std::vector<Line>& lines, const std::vector<Cut>& cuts)
      : text_(text), lines_(lines), cuts_(cuts), column_(lines.size()) {
    parted_.farthest = 1;
  }

  PartedColumns write(const Columns& columns) {
    for (uint32_t i = 0, count = 0; i < lines_.size(); ++i) {
      const uint32_t before = columns.before()[i];
      column_[i] = before == Columns::kFirst ? count++ : column_[before];
    }
    uint32_t now = column_[0];
    for (uint32_t i = 0; i < lines_.size(); ++i) {
      const bool same = column_[i] == now;
      if (same)
        write_line(i);
      else
        waiting_.push_back(i);
      if (!columns.alone(i) || (same && !ends_paragraph(i))) continue;
      now = column_[i];  // it goes on behind the tangle
      write_waiting(now);
    }
    write_waiting(now);
    return std::move(parted_);
  }

 private:
  bool ends_paragraph(uint32_t i) const { return cuts_[i].shape == Shape::kShort && cuts_[i].stop; }

  // Column `last` comes last.
  void write_waiting(uint32_t last) {
    std::ranges::stable_sort(waiting_, {}, [&](uint32_t i) {
      return column_[i] == last ? Columns::kFirst : column_[i];
    });
    for (size_t k = 0; k < waiting_.size(); ++k) {
      starts_ |= k == 0 || column_[waiting_[k]] != column_[waiting_[k - 1]];
      write_line(waiting_[k]);
    }
    starts_ |= !waiting_.empty() && column_[waiting_.back()] != last;
    waiting_.clear();
  }

  void write_line(uint32_t i) {
    const Line& line = lines_[i];
    if (starts_ || line.gap > 0) end_line(0);
    if (starts_) parted_.starts.push_back(static_cast<uint32_t>(parted_.numbers.size() + 1));
    starts_ = false;
    parted_.text.append(line.indent, ' ');
    parted_.text += line.in(text_);
    end_line(line.number);
  }
  void end_line(uint32_t number) {
    parted_.text += '\n';
    parted_.numbers.push_back(number);
  }

  const std::string_view text_;
  const std::vector<Line>& lines_;
  const std::vector<Cut>& cuts_;
  std::vector<uint32_t> column_;   // of each line
  std::vector<uint32_t> waiting_;  // lines
  bool starts_ = false;            // the next line to be written starts a column
  PartedColumns parted_;
};

}  // namespace

bool may_be_tangled(const std::vector<Block>& blocks) {
  size_t torn = 0, paragraphs = 0;
  for (const Block& block : blocks) {
    torn += size_t{block.open_start} + size_t{block.open_end};
    paragraphs += block.kind == BlockKind::kParagraph;
  }
  return torn >= kTorn && torn * kTornShare >= paragraphs;
}

std::optional<PartedColumns> untangle(std::string_view text, const std::vector<Line>& lines) {
  if (lines.size() < kWindow || lines.size() > kMostLines) return std::nullopt;
  const int width = usual_width(lines);
  std::vector<Cut> cuts;
  cuts.reserve(lines.size());
  for (const Line& line : lines) cuts.push_back(cut_of(line, text, width));
  if (!many_torn(cuts)) return std::nullopt;
  const Columns columns(cuts, Pairs(text, lines));
  if (columns.gain() < kSure) return std::nullopt;
  return Writer(text, lines, cuts).write(columns);
}

}  // namespace newsmill
