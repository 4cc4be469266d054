// Recursive X-Y cuts (Nagy and Seth, 1984): the page into bands, bands into columns, these again,
// on a grid whose cells are code points: that is how pdftotext -layout keeps columns upright.
//
//        以微改革撬动外贸大棋局             a band of one line: it covers a gutter of those below
//   推进改革，也要    海、深圳等口岸       a band of two columns: its gutter is blank in each line
//   讲究因地制宜。    出运，因为功能
//
// Tested by tests/segment/columns_test.cc.
#include "segment/columns.h"

#include <algorithm>
#include <cstdlib>
#include <span>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr uint32_t kGutter = 2;             // blank cells that part two columns
constexpr uint32_t kWideGutter = 4;         // where few lines say so
constexpr size_t kFewLines = 3;             // of a band
constexpr size_t kLinesAhead = 3;           // that show whether a gap goes on
constexpr uint32_t kBlankBetweenBands = 2;  // lines
constexpr size_t kMostColumns = 64;         // keeps it linear; no page has more
constexpr size_t kMostShared = 16;          // columns that are shared out among headlines
constexpr size_t kDeepest = 3;              // bands in columns in bands
constexpr size_t kUnclearShare = 10;  // one line in so many may keep a wide gap inside a column

// Cells [begin, end) of a line.
struct Cells {
  uint32_t begin = 0, end = 0;
  uint32_t size() const { return end > begin ? end - begin : 0; }
};

// A stretch of text without two blanks in a row.
struct Run : Cells {
  size_t from = 0, to = 0;  // its bytes in the text
};

struct GridLine {
  uint32_t number = 0;
  uint32_t blank_before = 0;  // lines without ink
  std::vector<Run> runs;
};

using Band = std::span<const GridLine>;

void add_ink(GridLine& line, uint32_t cell, size_t from, size_t to) {
  if (line.runs.empty() || cell >= line.runs.back().end + kGutter)
    line.runs.push_back({{cell, cell}, from, from});
  line.runs.back().end = cell + 1;
  line.runs.back().to = to;
}

std::vector<GridLine> lines_with_ink(std::string_view text) {
  std::vector<GridLine> lines;
  GridLine line{.number = 1};
  uint32_t cell = 0;
  const auto end_line = [&] {
    const uint32_t number = line.number + 1;
    const uint32_t blank = line.runs.empty() ? line.blank_before + 1 : 0;
    if (!line.runs.empty()) lines.push_back(std::move(line));
    line = {.number = number, .blank_before = blank};
    cell = 0;
  };
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    if (c.code == '\n')
      end_line();
    else if (!utf8::is_blank(c.code))
      add_ink(line, cell++, pos, pos + c.size);
    else
      ++cell;
    pos += c.size;
  }
  end_line();
  return lines;
}

// The widest part of `gap` that the line leaves blank.
Cells left_of(Cells gap, const GridLine& line) {
  Cells widest{gap.begin, gap.begin};
  uint32_t begin = gap.begin;
  for (const Run& run : line.runs) {
    if (run.end <= gap.begin) continue;
    if (run.begin >= gap.end) break;
    if (run.begin > begin && run.begin - begin > widest.size()) widest = {begin, run.begin};
    begin = run.end;
  }
  if (gap.end > begin && gap.end - begin > widest.size()) widest = {begin, gap.end};
  return widest;
}

// Does `line` cover a gap of `first` that goes on through the lines behind it?
bool covers_gutter(const GridLine& line, const GridLine& first, Band behind) {
  if (behind.empty()) return false;
  for (size_t i = 0; i + 1 < first.runs.size(); ++i) {
    Cells gap{first.runs[i].end, first.runs[i + 1].begin};
    for (const GridLine& next : behind) gap = left_of(gap, next);
    if (gap.size() >= kGutter && left_of(gap, line).size() < kGutter) return true;
  }
  return false;
}

// The gutters of a band while its lines are gathered.
class Gutters {
 public:
  // False when the line covers a gutter that the lines before it agree on; the band then ends
  // before it.
  bool take(const GridLine& line) {
    std::vector<Gutter> left;
    for (const Gutter& gutter : gutters_) {
      const Cells cells = left_of(gutter.cells, line);
      const bool parts = line.runs.front().begin < cells.begin && line.runs.back().end > cells.end;
      if (cells.size() >= kGutter)
        left.push_back({cells, gutter.lines + parts});
      else if (gutter.lines >= kFewLines)
        return false;
    }
    gutters_ = std::move(left);
    for (size_t i = 1; i < line.runs.size() && gutters_.size() < kMostColumns; ++i)
      add({line.runs[i - 1].end, line.runs[i].begin});
    return true;
  }

 private:
  struct Gutter {
    Cells cells;
    size_t lines = 0;  // with text on both sides
  };

  void add(Cells gap) {
    const bool known = std::ranges::any_of(gutters_, [&](const Gutter& gutter) {
      return gutter.cells.begin < gap.end && gap.begin < gutter.cells.end;
    });
    if (!known) gutters_.push_back({gap, 1});
  }

  std::vector<Gutter> gutters_;
};

// Does a new band begin at line i, whatever the lines before it agree on? After blank lines, and
// where the line before it covers a gutter of those that follow.
bool begins_band(Band lines, size_t i) {
  return lines[i].blank_before >= kBlankBetweenBands ||
         covers_gutter(lines[i - 1], lines[i],
                       lines.subspan(i + 1, std::min(kLinesAhead, lines.size() - i - 1)));
}

// The columns of a band: what lies between cells that are blank in each of its lines.
std::vector<Cells> columns_of(Band band) {
  if (band.empty()) return {};
  uint32_t width = 0;
  for (const GridLine& line : band) width = std::max(width, line.runs.back().end);
  std::vector<int32_t> edges(width + 1);
  for (const GridLine& line : band)
    for (const Run& run : line.runs) ++edges[run.begin], --edges[run.end];
  const uint32_t gutter = band.size() < kFewLines ? kWideGutter : kGutter;
  std::vector<Cells> columns;
  int32_t covered = 0;
  for (uint32_t cell = 0; cell < width; ++cell) {
    covered += edges[cell];
    if (covered == 0) continue;
    if (columns.empty() || cell >= columns.back().end + gutter) columns.push_back({cell, cell});
    columns.back().end = cell + 1;
  }
  return columns;
}

// The lines over the columns: they have at most half as many runs.
size_t heads_of(Band band) {
  size_t most = 0, heads = 0;
  for (const GridLine& line : band) most = std::max(most, line.runs.size());
  while (band[heads].runs.size() * 2 <= most) ++heads;
  return heads;
}

int64_t middle(Cells cells) {
  return int64_t{cells.begin} + cells.end;  // twice
}

// Of each of `heads`, how many of the columns stand below it, from the left: those in whose middle
// it is centred. Every head has one.
std::vector<size_t> share_out(const std::vector<Cells>& columns, const std::vector<Cells>& heads) {
  const size_t n = columns.size(), k = heads.size();
  if (k <= 1 || k > n || n > kMostShared) return {n};
  constexpr int64_t kNever = int64_t{1} << 60;
  std::vector<std::vector<int64_t>> cost(k + 1, std::vector<int64_t>(n + 1, kNever));
  std::vector<std::vector<size_t>> from(k + 1, std::vector<size_t>(n + 1));
  cost[0][0] = 0;
  for (size_t head = 1; head <= k; ++head)
    for (size_t end = head; end <= n; ++end)
      for (size_t begin = head - 1; begin < end; ++begin) {
        const Cells below{columns[begin].begin, columns[end - 1].end};
        const int64_t total =
            cost[head - 1][begin] + std::abs(middle(heads[head - 1]) - middle(below));
        if (total < cost[head][end]) cost[head][end] = total, from[head][end] = begin;
      }
  std::vector<size_t> shares(k);
  for (size_t head = k, end = n; head > 0; --head) {
    shares[head - 1] = end - from[head][end];
    end = from[head][end];
  }
  return shares;
}

// What lies in a column.
std::vector<GridLine> cut_out(Band band, Cells column) {
  std::vector<GridLine> lines;
  for (const GridLine& line : band) {
    const auto inside = [&](const Run& run) {
      return run.begin >= column.begin && run.begin < column.end;
    };
    const auto first = std::ranges::find_if(line.runs, inside);
    const auto last = std::find_if_not(first, line.runs.end(), inside);
    if (first != last) lines.push_back({line.number, line.blank_before, {first, last}});
  }
  return lines;
}

// Gaps that look as if they parted columns.
size_t wide_gaps(Band band) {
  size_t gaps = 0;
  for (const GridLine& line : band)
    for (size_t i = 1; i < line.runs.size(); ++i)
      gaps += line.runs[i].begin - line.runs[i - 1].end >= kWideGutter;
  return gaps;
}

// Writes a page as text: its bands, their columns, and the bands of these again.
class Writer {
 public:
  explicit Writer(std::string_view page) : page_(page) { parted_.text.reserve(page.size()); }

  // False when it has no columns.
  bool add(Band lines, size_t depth = 0) {
    for (size_t begin = 0, end = 0; begin < lines.size(); begin = end) {
      Gutters gutters;
      gutters.take(lines[begin]);
      for (end = begin + 1; end < lines.size(); ++end)
        if (begins_band(lines, end) || !gutters.take(lines[end])) break;
      if (!add_band(lines.subspan(begin, end - begin), depth)) return false;
    }
    return true;
  }

  // Unless too many lines still hold what looks like two columns, or agree with few others.
  std::optional<PartedColumns> parted() && {
    if (unclear_ * kUnclearShare > parted_.numbers.size()) return std::nullopt;
    return std::move(parted_);
  }

 private:
  bool add_band(Band band, size_t depth) {
    const size_t heads = heads_of(band);
    const Band head = band.first(heads), body = band.subspan(heads);
    const std::vector<Cells> over = columns_of(head), columns = columns_of(body);
    if (std::max(over.size(), columns.size()) > kMostColumns) return false;
    if (band.size() < kFewLines) unclear_ += wide_gaps(band);
    const std::vector<size_t> shares = share_out(columns, over);
    size_t column = 0;
    for (size_t i = 0; i < std::max(over.size(), shares.size()); ++i) {
      if (!parted_.numbers.empty()) end_line(0);
      if (i < over.size()) add_lines(cut_out(head, over[i]));
      for (size_t n = i < shares.size() ? shares[i] : 0; n > 0; --n) {
        const std::vector<GridLine> inside = cut_out(body, columns[column++]);
        const bool more = depth < kDeepest && columns.size() > 1 && wide_gaps(inside) > 0;
        if (!more) add_lines(inside);
        if (more && !add(inside, depth + 1)) return false;
      }
    }
    return true;
  }

  void add_lines(Band lines) {
    uint32_t left = UINT32_MAX;
    for (const GridLine& line : lines) left = std::min(left, line.runs.front().begin);
    for (const GridLine& line : lines) {
      if (line.blank_before > 0 && &line != &lines.front()) end_line(0);
      parted_.text.append(line.runs.front().begin - left, ' ');
      const size_t from = line.runs.front().from;
      parted_.text += page_.substr(from, line.runs.back().to - from);
      end_line(line.number);
    }
    unclear_ += wide_gaps(lines);
  }

  void end_line(uint32_t number) {
    parted_.text += '\n';
    parted_.numbers.push_back(number);
  }

  std::string_view page_;
  PartedColumns parted_;
  size_t unclear_ = 0;
};

}  // namespace

std::optional<PartedColumns> part_columns(std::string_view text) {
  const std::vector<GridLine> lines = lines_with_ink(text);
  for (const GridLine& line : lines)
    if (line.runs.size() > kMostColumns) return std::nullopt;
  Writer writer(text);
  if (!writer.add(lines)) return std::nullopt;
  return std::move(writer).parted();
}

void number_by(const PartedColumns& parted, PartedColumns& inner) {
  for (uint32_t& number : inner.numbers)
    if (number != 0) number = parted.numbers[number - 1];
  inner.farthest = parted.farthest;
}

void renumber(const PartedColumns& parted, std::vector<Block>& blocks) {
  for (Block& block : blocks) {
    Few<LineRange> lines;
    for (const LineRange& range : block.lines)
      for (uint32_t line = range.first; line <= range.last; ++line) {
        const uint32_t number = parted.numbers[line - 1];
        if (number == 0) continue;
        if (!lines.empty() && number > lines.back().last &&
            number - lines.back().last <= parted.farthest)
          lines.back().last = number;
        else
          lines.push_back({number, number});
      }
    block.lines = std::move(lines);
  }
}

}  // namespace newsmill
