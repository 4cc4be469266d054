// Page 1 has a text that goes on at page 3, page 3 has one that came from page 1: they are one.
//
//   下转第3版 on page 1   +   上接第1版 on page A3   ->   one article of two parts
//
// A mark names a page as its writer thinks of it: 3 is A3 where no other page is 3. A mark that
// names no page takes the only one that waits for it. Where several texts could be meant, those
// that are alike beyond doubt are joined; what stays open keeps its mark. Tested by
// tests/assemble/stitch_test.cc.
#include <algorithm>
#include <map>

#include "assemble/draft.h"

namespace newsmill {
namespace {

constexpr double kAlike = 0.15;           // the likeness that joins one of several …
constexpr double kClearly = 0.08;         // … and what it must be ahead of every other
constexpr size_t kMost = 12;              // with more of them nothing is clear
constexpr uint32_t kAll = 2 * kMost + 1;  // texts that must hold a pair for it to tell nothing
constexpr uint32_t kNone = UINT32_MAX;

// The parts on either side of one seam between two pages.
struct Seam {
  std::vector<uint32_t> tails, heads;
};

// Is `part` reached from `start` by going on?
bool reaches(const std::vector<Part>& parts, uint32_t start, uint32_t part) {
  for (; start != Part::kNoPart; start = parts[start].next)
    if (start == part) return true;
  return false;
}

std::string_view digits_of(std::string_view page) {
  const size_t first = page.find_first_of("0123456789");
  return first == std::string_view::npos ? std::string_view() : page.substr(first);
}

// Finds pages by the numbers that marks give them.
class PageIndex {
 public:
  explicit PageIndex(const std::vector<std::string>& numbers) {
    for (uint32_t page = 0; page < numbers.size(); ++page) {
      if (numbers[page].empty()) continue;
      add(by_number_, numbers[page], page);
      add(by_digits_, digits_of(numbers[page]), page);
    }
  }
  // kNone where there is none, or more than one.
  uint32_t find(std::string_view number) const {
    if (number.empty()) return kNone;
    if (const auto found = by_number_.find(number); found != by_number_.end()) return found->second;
    const auto found = by_digits_.find(digits_of(number));
    return found == by_digits_.end() ? kNone : found->second;
  }

 private:
  using Pages = std::map<std::string_view, uint32_t>;
  static void add(Pages& pages, std::string_view key, uint32_t page) {
    const auto [place, fresh] = pages.try_emplace(key, page);
    if (!fresh) place->second = kNone;
  }
  Pages by_number_, by_digits_;
};

class Stitcher {
 public:
  Stitcher(const std::vector<Page>& pages, const std::vector<std::string>& numbers,
           std::vector<Part>& parts, Vocabulary& words)
      : pages_(pages), index_(numbers), parts_(parts), words_(words) {}

  void stitch() {
    std::map<std::pair<uint32_t, uint32_t>, Seam> seams;  // from page, to page
    Seam unnamed;
    for (uint32_t i = 0; i < parts_.size(); ++i) {
      const Part& part = parts_[i];
      if (part.jump_to && part.jump_to->empty()) unnamed.tails.push_back(i);
      if (part.jump_from && part.jump_from->empty()) unnamed.heads.push_back(i);
      if (const uint32_t to = page_of(part.jump_to); to != kNone)
        seams[{part.page, to}].tails.push_back(i);
      if (const uint32_t from = page_of(part.jump_from); from != kNone)
        seams[{from, part.page}].heads.push_back(i);
    }
    for (const auto& [pages, seam] : seams) join(seam);
    for (const auto& [pages, seam] : seams) mark_ambiguous(seam);
    if (unnamed.tails.empty() && unnamed.heads.empty()) return;
    std::map<uint32_t, Seam> waiting;  // by the page that the marks name
    for (const auto& [pages, seam] : seams) {
      for (const uint32_t tail : seam.tails)
        if (parts_[tail].next == Part::kNoPart) waiting[pages.second].tails.push_back(tail);
      for (const uint32_t head : seam.heads)
        if (parts_[head].previous == Part::kNoPart) waiting[pages.first].heads.push_back(head);
    }
    for (const uint32_t head : unnamed.heads) join({waiting[parts_[head].page].tails, {head}});
    for (const uint32_t tail : unnamed.tails) join({{tail}, waiting[parts_[tail].page].heads});
  }

 private:
  uint32_t page_of(const std::optional<std::string>& mark) const {
    return mark ? index_.find(*mark) : kNone;
  }

  void join(const Seam& seam) {
    if (seam.tails.empty() || seam.heads.empty()) return;
    if (seam.tails.size() == 1 && seam.heads.size() == 1)
      link(seam.tails.front(), seam.heads.front());
    else if (seam.tails.size() <= kMost && seam.heads.size() <= kMost)
      join_alike(seam);
  }

  // What stays open although the other side has marks, too.
  void mark_ambiguous(const Seam& seam) {
    if (seam.tails.empty() || seam.heads.empty()) return;
    for (const uint32_t tail : seam.tails)
      parts_[tail].ambiguous_to = parts_[tail].next == Part::kNoPart;
    for (const uint32_t head : seam.heads)
      parts_[head].ambiguous_from = parts_[head].previous == Part::kNoPart;
  }

  // Each tail with the head that is most like it, where neither has another that comes near.
  void join_alike(const Seam& seam) {
    const size_t rows = seam.tails.size(), columns = seam.heads.size();
    words_.clear(static_cast<uint32_t>(rows + columns));
    for (const auto* side : {&seam.tails, &seam.heads})
      for (const uint32_t part : *side) read(parts_[part]);
    words_.settle(kAll);
    std::vector<double> like(rows * columns);
    for (uint32_t row = 0; row < rows; ++row) {
      const uint32_t set = words_.new_set();
      words_.join(set, row);
      for (uint32_t column = 0; column < columns; ++column)
        like[row * columns + column] = words_.likeness(static_cast<uint32_t>(rows) + column, set);
    }
    const auto rival = [&](size_t row, size_t column) {
      double most = 0;
      for (size_t r = 0; r < rows; ++r)
        if (r != row) most = std::max(most, like[r * columns + column]);
      for (size_t c = 0; c < columns; ++c)
        if (c != column) most = std::max(most, like[row * columns + c]);
      return most;
    };
    for (size_t row = 0; row < rows; ++row)
      for (size_t column = 0; column < columns; ++column) {
        const double points = like[row * columns + column];
        if (points >= kAlike && points >= rival(row, column) + kClearly)
          link(seam.tails[row], seam.heads[column]);
      }
    join_last(seam);
  }

  // Where all but one of either side have found each other, those two are left for each other.
  void join_last(const Seam& seam) {
    const auto open_tail = [&](uint32_t part) { return parts_[part].next == Part::kNoPart; };
    const auto open_head = [&](uint32_t part) { return parts_[part].previous == Part::kNoPart; };
    if (seam.tails.size() != seam.heads.size() ||
        std::ranges::count_if(seam.tails, open_tail) != 1 ||
        std::ranges::count_if(seam.heads, open_head) != 1)
      return;
    link(*std::ranges::find_if(seam.tails, open_tail),
         *std::ranges::find_if(seam.heads, open_head));
  }

  void read(const Part& part) {
    words_.begin_text();
    for (const uint32_t block : part.blocks) words_.add(pages_[part.page].blocks[block].text);
  }

  void link(uint32_t tail, uint32_t head) {
    if (parts_[tail].page == parts_[head].page || reaches(parts_, head, tail)) return;
    if (parts_[tail].next != Part::kNoPart || parts_[head].previous != Part::kNoPart) return;
    parts_[tail].next = head;
    parts_[head].previous = tail;
  }

  const std::vector<Page>& pages_;
  PageIndex index_;
  std::vector<Part>& parts_;
  Vocabulary& words_;
};

}  // namespace

void stitch(const std::vector<Page>& pages, const std::vector<std::string>& numbers,
            std::vector<Part>& parts, Vocabulary& words) {
  Stitcher(pages, numbers, parts, words).stitch();
}

}  // namespace newsmill
