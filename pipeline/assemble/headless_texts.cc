// 捡到身份证… / 昨天上午，公交6路驾驶员… / 扎实推进“证照分离”改革，企业注销时间… / 国产新车…
//
// The third block is no part of the story of the second one. A short text is judged with its
// headline, whose words come back in its own text; a long one goes on as it will. Tested by
// tests/assemble/headless_texts_test.cc.
#include "assemble/headless_texts.h"

#include <algorithm>

namespace newsmill {
namespace {

constexpr size_t kLeast = 90;         // bytes on either side; less says nothing
constexpr size_t kMostBefore = 900;   // beyond, a text goes on as it will
constexpr size_t kMostBehind = 1000;  // long texts have headlines
constexpr size_t kMostTitles = 40;    // drawn last
constexpr size_t kSide = 1800;        // bytes on either side that are compared with them
constexpr double kTold = 0.20;        // of a title's pairs that its text holds …
constexpr double kToldPairs = 2;      // … and so many at least
constexpr double kUnlike = 0.08;      // likeness of two texts
constexpr double kStrange = 0.5;
constexpr uint32_t kAll = 3;  // texts that must hold a pair for it to tell nothing: none does

bool has_gaps(const Page& page) {
  for (size_t b = 1; b < page.blocks.size(); ++b) {
    const Few<LineRange>&before = page.blocks[b - 1].lines, &lines = page.blocks[b].lines;
    if (!before.empty() && !lines.empty() && lines.front().first == before.back().last + 2)
      return true;
  }
  return false;
}

class Finder {
 public:
  Finder(Page& page, Vocabulary& words)
      : blocks_(page.blocks), words_(words), row_(headlines_drawn_last()) {}

  void find() {
    for (size_t end, begin = 0; begin < blocks_.size(); begin = end) {
      end = begin + 1;
      if (blocks_[begin].kind != BlockKind::kParagraph) continue;
      while (goes_on(end)) ++end;
      split(begin, end);
    }
  }

 private:
  bool goes_on(size_t b) const {
    if (b == blocks_.size() || blocks_[b].starts_article || blocks_[b].open_start) return false;
    const BlockKind kind = blocks_[b].kind;
    return kind == BlockKind::kParagraph || kind == BlockKind::kHeading ||
           kind == BlockKind::kCaption;
  }
  // The first block of the headline of the text that begins with `first`, else `first`.
  size_t headline_of(size_t first) const {
    size_t begin = first;
    while (begin > 0 && (blocks_[begin - 1].kind == BlockKind::kByline ||
                         blocks_[begin - 1].kind == BlockKind::kCaption))
      --begin;
    while (begin > 0 && blocks_[begin - 1].kind == BlockKind::kHeadline) --begin;
    return blocks_[begin].kind == BlockKind::kHeadline ? begin : first;
  }

  // The paragraphs from `first` to `end`, which stand together, and their headings.
  void split(size_t first, size_t end) {
    size_t begin = headline_of(first);
    size_t before = 0, behind = 0;  // bytes
    for (size_t b = first; b < end; ++b) behind += blocks_[b].text.size();
    for (size_t b = first + 1; b < end; ++b) {
      before += blocks_[b - 1].text.size();
      behind -= blocks_[b - 1].text.size();
      const bool brief =
          before >= kLeast && before <= kMostBefore && behind >= kLeast && behind <= kMostBehind;
      if (brief && between_paragraphs(b) && stranger(begin, b, end)) {
        blocks_[b].starts_article = true;
        begin = b, before = 0;
      }
    }
    if (begin == first && row_.size() > 1) split_by_titles(first, end);
  }

  bool between_paragraphs(size_t b) const {
    return blocks_[b].kind == BlockKind::kParagraph &&
           blocks_[b - 1].kind == BlockKind::kParagraph && !blocks_[b - 1].open_end;
  }

  // The headlines that were drawn last, one after the other.
  std::vector<size_t> headlines_drawn_last() const {
    std::vector<size_t> row;
    for (size_t b = blocks_.size(); b-- > 0 && row.size() < kMostTitles;) {
      if (blocks_[b].kind == BlockKind::kHeadline)
        row.push_back(b);
      else if (blocks_[b].kind != BlockKind::kFurniture && blocks_[b].kind != BlockKind::kAd)
        break;
    }
    return row;
  }

  // Where one of those speaks of what is behind and not of what is before, its text begins: where
  // the two sides have least in common.
  void split_by_titles(size_t first, size_t end) {
    struct Place {
      size_t block = 0;
      double like = kUnlike;
    };
    std::vector<Place> best(row_.size());
    for (size_t b = first + 1; b < end; ++b) {
      if (!between_paragraphs(b) || blocks_[b].text.size() < kLeast) continue;
      compare(first, b, end);
      const double like = words_.likeness(1, 0);
      for (uint32_t title = 0; title < row_.size(); ++title)
        if (like < best[title].like && is_told_behind(2 + title)) best[title] = {b, like};
    }
    for (const Place& place : best)
      if (place.block != 0) blocks_[place.block].starts_article = true;
  }

  bool is_told_behind(uint32_t title) const {
    const double before = words_.held_by_text(title, 0), behind = words_.held_by_text(title, 1);
    return behind >= kTold && behind * words_.size_of(title) >= kToldPairs && before <= behind / 4;
  }

  // Reads what stands before block `b` (set 0), behind it (text 1), and the titles (from 2 on).
  void compare(size_t first, size_t b, size_t end) {
    words_.clear(static_cast<uint32_t>(2 + row_.size()));
    words_.begin_text();
    size_t bytes = 0;
    for (size_t i = b; i-- > first && bytes < kSide;) {
      words_.add(blocks_[i].text);
      bytes += blocks_[i].text.size() + 1;
    }
    words_.begin_text();
    bytes = 0;
    for (size_t i = b; i < end && bytes < kSide; ++i) {
      words_.add(blocks_[i].text);
      bytes += blocks_[i].text.size() + 1;
    }
    for (const size_t title : row_) {
      words_.begin_text();
      words_.add(blocks_[title].text);
    }
    words_.settle(static_cast<uint32_t>(3 + row_.size()));
    words_.join(words_.new_set(), 0);
  }

  // Do the words from `first` on come from elsewhere than those from `begin` on?
  bool stranger(size_t begin, size_t first, size_t end) {
    words_.clear(2);
    words_.begin_text();
    for (size_t b = begin; b < first; ++b) words_.add(blocks_[b].text);
    words_.begin_text();
    for (size_t b = first; b < end; ++b) words_.add(blocks_[b].text);
    words_.settle(kAll);
    const uint32_t set = words_.new_set();
    words_.join(set, 0);
    return words_.strangeness(1, set) >= kStrange;
  }

  std::vector<Block>& blocks_;
  Vocabulary& words_;
  const std::vector<size_t> row_;  // headlines that stand behind all texts
};

}  // namespace

void find_headless_texts(Page& page, Vocabulary& words) {
  if (!has_gaps(page)) Finder(page, words).find();
}

}  // namespace newsmill
