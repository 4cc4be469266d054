// Each line goes on one of the columns that were drawn last. How well it does is told by shapes (a
// line that is not full ends a paragraph, one that leaves an indent free begins one) and by the
// characters that meet (line_cuts.h). The best way to share out all lines is found by dynamic
// programming; a state is the set of the last kReach lines that are the last ones of their columns.
// To keep one column is free where only one is open, so an ordinary page stays as it is; to open a
// second one costs what several torn lines do. Tested by tests/segment/untangle_test.cc.
#include "segment/untangle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>

#include "segment/char_counts.h"
#include "segment/line_cuts.h"

namespace newsmill {
namespace {

constexpr size_t kReach = 8;         // lines in which a column that is open goes on
constexpr int kMostColumns = 5;      // that are open
constexpr size_t kMostLines = 5000;  // of a page of a newspaper

// What it costs, in hundredths of the logarithm of a chance.
constexpr int kEnter = 700;         // to open a second column
constexpr int kOpen = 300;          // another one
constexpr int kStay = 300;          // to go on with the same column, while others are open
constexpr int kTurn = 0;            // with the one whose turn it is: it waited longest …
constexpr int kJumpFinished = 100;  // … but for columns that may have ended
constexpr int kJumpTurn = 200;      // with any other
constexpr int kApart = 100;         // for a title or furniture to stand between the columns …
constexpr int kApartAlone = 200;    // … or inside the only one
constexpr int kBeam = 1000;         // what a way may be behind the best one so far
constexpr int kSure = 1500;         // what the best way must be ahead of the page as it is

constexpr int kRagged = 2, kMostIndent = 6;  // columns that are free at most

// What makes a page worth a closer look: of the last lines those that are torn, and of the last
// breaks between Han characters those whose sides seldom stand together. Two characters of a line
// that meet no break are the measure: how often they do depends on the text.
constexpr unsigned kLines = 48, kTorn = 5;
constexpr unsigned kBreaks = 24, kApartBreaks = 18;
constexpr size_t kLinesBefore = 64;  // that may hold so many breaks
constexpr unsigned kMoreThanInside = 6;

// Tells torn lines: one of one paragraph stands before one of another. Lines differ too much to
// foretell a jump, so there is none.
class TornLines {
 public:
  bool next(const Line& line) {
    const int left = int{line.width} - line.columns - line.rag;
    const bool fits = left >= -kRagged, full = fits & (left <= kRagged),
               indented = fits & !full & (left <= kMostIndent), is_short = left > kMostIndent,
               stop = line.tail == CharClass::kStop;
    const bool torn = (indented & unfinished_ & !stop) | (full & finished_);
    unfinished_ = (full | indented) & !stop;
    finished_ = is_short & stop;
    return torn;
  }

 private:
  bool unfinished_ = false, finished_ = false;  // was the line before?
};

// Does a text break in front of line i, between Han characters?
bool is_break(std::span<const Line> lines, size_t i) {
  const Line &above = lines[i - 1], &below = lines[i];
  return above.tail == CharClass::kHan && !above.closed && below.head == CharClass::kHan &&
         above.slack() <= kMostIndent && below.slack() <= kMostIndent;
}

// Do many of the last breaks up to line i stand between characters that seldom stand side by side,
// many more than of the pairs on either side of them?
bool many_apart(std::string_view text, std::span<const Line> lines, size_t i,
                const CommonPairs& common) {
  const auto apart = [&](char32_t a, char32_t b) { return common.tie(a, b) == CommonPairs::kNone; };
  std::array<Meeting, kBreaks> breaks;
  size_t count = 0;
  unsigned at_breaks = 0, inside = 0;
  for (const size_t from = i - std::min(i, kLinesBefore); i > from && count < kBreaks; --i) {
    if (!is_break(lines, i)) continue;
    const Meeting& m = breaks[count++] = meeting_of(lines[i - 1].in(text), lines[i].in(text));
    at_breaks += apart(m.a, m.b);
    if (at_breaks + kBreaks < count + kApartBreaks) return false;  // as on nearly every page, soon
  }
  if (count < kBreaks) return false;
  for (const Meeting& m : breaks) inside += apart(m.a1, m.a) + apart(m.b, m.b1);
  return at_breaks >= inside / 2 + kMoreThanInside;
}

// Finds for each line the one before it in its column.
class Columns {
 public:
  static constexpr uint32_t kFirst = UINT32_MAX;  // no line stands before it

  Columns(const std::vector<LineCut>& cuts, const CutWorth& worth)
      : cuts_(cuts), worth_(worth), steps_(std::make_unique_for_overwrite<Row[]>(cuts.size())) {
    std::array<Scores, 2> scores;  // before a line and behind it, in turn
    scores[0].offer(1, 0);
    alone_best_.fill(kNever);
    alone_best_[0] = 0;
    for (size_t i = 1; i < cuts.size(); ++i) {
      Scores& best = scores[(i - 1) % 2];
      step(i, best, scores[i % 2]);
      best.clear();
    }
    trace_back(scores[(cuts.size() - 1) % 2]);
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

  // How many lines a state holds.
  static constexpr auto kOpenLines = [] {
    std::array<uint8_t, kStates> count{};
    for (size_t state = 0; state < kStates; ++state)
      count[state] = static_cast<uint8_t>(std::popcount(state));
    return count;
  }();

  struct Step {
    uint8_t state = 0;  // before the line
    uint8_t back = 0;   // which line it went on from, or kNew
  };
  using Row = std::array<Step, kStates>;

  // The best score of each state that a way leads to: of few.
  class Scores {
   public:
    Scores() { scores_.fill(kNever); }
    int operator[](size_t state) const { return scores_[state]; }
    // False if it is none better than what is known.
    bool offer(size_t state, int score) {
      if (score <= scores_[state]) return false;
      scores_[state] = score;
      there_[state / 64] |= uint64_t{1} << state % 64;
      return true;
    }
    // In their order.
    template <class Visit>
    void for_each(const Visit& visit) const {
      for (size_t word = 0; word < there_.size(); ++word)
        for (uint64_t rest = there_[word]; rest != 0; rest &= rest - 1)
          visit(word * 64 + static_cast<size_t>(std::countr_zero(rest)));
    }
    // The first of the best ones.
    size_t best_state() const {
      size_t best = 0;
      for_each([&](size_t state) {
        if (scores_[state] > scores_[best]) best = state;
      });
      return best;
    }
    void clear() {
      for_each([&](size_t state) { scores_[state] = kNever; });
      there_ = {};
    }

   private:
    std::array<int, kStates> scores_;
    std::array<uint64_t, kStates / 64> there_{};  // a bit for each state
  };

  void step(size_t i, const Scores& best, Scores& next) {
    std::array<uint8_t, kStates> open_states;  // that are worth going on from
    const size_t states = near_best(best, open_states);
    size_t asked = 0;  // bit k: does a way go on from the k-th line before?
    for (size_t n = 0; n < states; ++n) asked |= open_states[n];
    for (size_t k = 0; k < kReach; ++k) asked |= size_t{alone_best_[k] != kNever} << k;
    std::array<int, kReach> worth{};
    for (size_t k = 0; k < std::min(kReach, i); ++k)
      if (asked >> k & 1) worth[k] = worth_(cuts_[i - 1 - k], cuts_[i]);
    step_alone(cuts_[i], worth);
    size_t finished = 0;  // bit k: the k-th line before ends a paragraph
    for (size_t k = 0; k < std::min(kReach, i); ++k)
      finished |= size_t{!cuts_[i - 1 - k].unfinished()} << k;
    const auto offer = [&](size_t state, int score, size_t from, uint8_t back) {
      if (next.offer(state, score)) steps_[i][state] = {static_cast<uint8_t>(from), back};
    };
    for (size_t n = 0; n < states; ++n) {
      const size_t state = open_states[n];
      const bool several = kOpenLines[state] > 1;
      const size_t open = state << 1 & (kStates - 1);
      if (cuts_[i].furniture && open > 0) {
        offer(open, best[state], state, kNew);
        continue;
      }
      for (size_t rest = state; rest != 0; rest &= rest - 1) {
        const auto k = static_cast<size_t>(std::countr_zero(rest));
        const size_t waiting = rest & (rest - 1);  // longer than the k-th line before
        const size_t left = (open & ~(size_t{2} << k)) | 1;
        offer(left, best[state] + worth[k] - cost(k, several, waiting, finished), state,
              static_cast<uint8_t>(k));
      }
      if (several && (state & 1))  // all others are closed
        offer(1, best[state] + worth[0], state, 0);
      if (open > 0 && cuts_[i].apart)
        offer(open, best[state] - (several ? kApart : kApartAlone), state, kNew);
      if (kOpenLines[state] < kMostColumns)
        offer(open | 1, best[state] - (several ? kOpen : kEnter), state, kNew);
    }
  }

  // Writes the states that are little behind the best one, and returns how many they are.
  static size_t near_best(const Scores& best, std::array<uint8_t, kStates>& states) {
    const int least = best[best.best_state()] - kBeam;
    size_t count = 0;
    best.for_each([&](size_t state) {  // no jumps
      states[count] = static_cast<uint8_t>(state);
      count += best[state] >= least;
    });
    return count;
  }

  // Of going on with the k-th line before. Of those that wait longer, `finished` end a paragraph.
  static int cost(size_t k, bool several, size_t waiting, size_t finished) {
    if (k == 0) return several ? kStay : 0;
    if (waiting == 0) return kTurn;
    return (waiting & ~finished) == 0 ? kJumpFinished : kJumpTurn;
  }

  // A step of one column, in which titles and furniture may stand apart.
  void step_alone(const LineCut& cut, const std::array<int, kReach>& worth) {
    std::array<int, kReach> next;
    next.fill(kNever);
    for (size_t k = 0; k < kReach; ++k) {
      if (alone_best_[k] == kNever) continue;
      const bool last = k + 1 == kReach;
      if (!cut.furniture || last) next[0] = std::max(next[0], alone_best_[k] + worth[k]);
      if (!last && (cut.furniture || cut.apart))
        next[k + 1] = alone_best_[k] - (cut.furniture ? 0 : kApartAlone);
    }
    alone_best_ = next;
  }

  void trace_back(const Scores& best) {
    before_.assign(cuts_.size(), kFirst);
    alone_.assign(cuts_.size(), true);
    size_t state = best.best_state();
    gain_ = best[state] - *std::max_element(alone_best_.begin(), alone_best_.end());
    for (size_t i = cuts_.size(); i-- > 1;) {
      alone_[i] = state == 1;
      const Step step = steps_[i][state];
      if (step.back != kNew) before_[i] = static_cast<uint32_t>(i - 1 - step.back);
      state = step.state;
    }
  }

  const std::vector<LineCut>& cuts_;
  const CutWorth& worth_;
  std::unique_ptr<Row[]> steps_;  // behind the first line; of the states that a way leads to
  std::vector<uint32_t> before_;
  std::vector<bool> alone_;
  std::array<int, kReach> alone_best_;  // of one column whose last line is the k-th one before
  int gain_ = 0;
};

// Writes the columns of a tangle one after another, each by itself; the column that was there
// before is written up to the end of a paragraph first.
class Writer {
 public:
  Writer(std::string_view text, std::span<const Line> lines, const std::vector<LineCut>& cuts)
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
  const std::span<const Line> lines_;
  const std::vector<LineCut>& cuts_;
  std::vector<uint32_t> column_;   // of each line
  std::vector<uint32_t> waiting_;  // lines
  bool starts_ = false;            // the next line to be written starts a column
  PartedColumns parted_;
};

}  // namespace

bool may_be_tangled(std::string_view text, std::span<const Line> lines, const CommonPairs& common) {
  TornLines torn_lines;
  std::array<size_t, kTorn> last{};  // the last ones, each at its number's place
  size_t count = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!torn_lines.next(lines[i])) continue;
    last[count++ % kTorn] = i;
    const bool close = count >= kTorn && i - last[count % kTorn] < kLines;
    if (close && many_apart(text, lines, std::min(i + kBreaks / 2, lines.size() - 1), common))
      return true;
  }
  return false;
}

std::optional<PartedColumns> untangle(std::string_view text, std::span<const Line> lines,
                                      const std::vector<uint32_t>& cues,
                                      const CommonPairs& common) {
  if (lines.size() < kBreaks || lines.size() > kMostLines) return std::nullopt;
  const std::vector<LineCut> cuts = read_cuts(text, lines, cues, kReach);
  const Columns columns(cuts, CutWorth(text, lines, cuts, common));
  if (columns.gain() < kSure) return std::nullopt;
  return Writer(text, lines, cuts).write(columns);
}

}  // namespace newsmill
