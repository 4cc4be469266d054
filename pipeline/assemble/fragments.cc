// headline / paragraph paragraph ∅ paragraph caption: a head, two bodies and a side, the first body
// touching the head. Tested by tests/assemble/fragments_test.cc.
#include "assemble/fragments.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr size_t kEnoughSteps = 6;     // from paragraph to paragraph, to tell a page's habits
constexpr size_t kLongestCredit = 24;  // bytes
constexpr size_t kNear = 50;           // fragments between the halves of a torn paragraph

// A range of lines of one block, in page order.
struct Span {
  LineRange lines;
  uint32_t block = 0;
  bool first = true;  // of its block
};

std::vector<Span> spans_of(const Page& page) {
  std::vector<Span> spans;
  spans.reserve(page.blocks.size());
  for (uint32_t b = 0; b < page.blocks.size(); ++b)
    for (size_t r = 0; r < page.blocks[b].lines.size(); ++r)
      spans.push_back({page.blocks[b].lines[r], b, r == 0});
  const auto above = [](const Span& a, const Span& b) { return a.lines.first < b.lines.first; };
  if (!std::is_sorted(spans.begin(), spans.end(), above))
    std::stable_sort(spans.begin(), spans.end(), above);
  return spans;
}

Fragment::Kind kind_of(const Block& block) {
  switch (block.kind) {
    case BlockKind::kHeadline:
      return Fragment::kHead;
    case BlockKind::kCaption:
    case BlockKind::kTable:
      return Fragment::kSide;
    default:
      return Fragment::kBody;
  }
}

// Does the text begin in Latin letters? Blank lines part the paragraphs of such a text as a rule.
bool is_latin(std::string_view text) {
  constexpr size_t kHead = 24;  // bytes
  text = text.substr(0, kHead);
  const auto letters = std::ranges::count_if(
      text, [](char c) { return utf8::is_latin(static_cast<unsigned char>(c)); });
  return static_cast<size_t>(letters) * 2 > text.size();
}

// Are most paragraphs of the page set apart by blank lines?
bool gaps_are_common(const Page& page, const std::vector<Span>& spans) {
  size_t gaps = 0, steps = 0;
  for (size_t i = 1; i < spans.size(); ++i) {
    const Block& before = page.blocks[spans[i - 1].block];
    if (before.kind != BlockKind::kParagraph ||
        page.blocks[spans[i].block].kind != BlockKind::kParagraph)
      continue;
    ++steps;
    gaps += spans[i].lines.first > spans[i - 1].lines.last + 1;
  }
  return steps >= kEnoughSteps && gaps * 5 > steps * 2;
}

class Cutter {
 public:
  explicit Cutter(const Page& page)
      : page_(page), spans_(spans_of(page)), home_(page.blocks.size(), kNone) {
    fragments_.reserve(page.blocks.size());
  }

  std::vector<Fragment> cut() {
    const bool gaps_cut = !gaps_are_common(page_, spans_);
    for (const Span& span : spans_) {
      const Block& block = page_.blocks[span.block];
      if (block.kind == BlockKind::kFurniture || block.kind == BlockKind::kAd) {
        furniture(span, block);
      } else if (!span.first) {
        current_ = home_[span.block];  // a torn paragraph: what follows belongs to it
        mark_insets();
        if (current_ == kNone) begin_behind(span);
        apart_ = false;
      } else {
        take(span, block, gaps_cut);
      }
      last_line_ = span.lines.last;
      if (current_ != kNone && block.kind != BlockKind::kFurniture && block.kind != BlockKind::kAd)
        fragments_[current_].last_line = span.lines.last;
    }
    move_behind();
    std::vector<Fragment> fragments = split_rows();
    uint32_t before = Fragment::kNone;
    for (uint32_t f = 0; f < fragments.size(); ++f) {
      fragments[f].before = before;
      if (fragments[f].kind != Fragment::kSide) before = f;
    }
    return fragments;
  }

 private:
  // Where headlines were drawn one after the other, far from their texts, each is on its own.
  std::vector<Fragment> split_rows() {
    std::vector<Fragment> split;
    split.reserve(page_.blocks.size());
    for (size_t f = 0; f < fragments_.size(); ++f) {
      Fragment& fragment = fragments_[f];
      const bool row = fragment.kind == Fragment::kHead && fragment.blocks.size() > 1 &&
                       (f + 1 == fragments_.size() || !fragments_[f + 1].touches ||
                        fragments_[f + 1].kind != Fragment::kBody);
      if (!row) {
        split.push_back(std::move(fragment));
        continue;
      }
      for (const uint32_t block : fragment.blocks) {
        Fragment& one = split.emplace_back();
        one.kind = Fragment::kHead;
        one.blocks = {block};
        one.first_line = page_.blocks[block].lines.front().first;
        one.last_line = page_.blocks[block].lines.back().last;
        one.touches = split.size() > 1 && (block != fragment.blocks.front() || fragment.touches);
      }
    }
    return split;
  }

  // A torn paragraph whose end is drawn before its beginning: what follows goes behind it, once it
  // is known where that is.
  void begin_behind(const Span& span) {
    current_ = static_cast<uint32_t>(fragments_.size());
    behind_.push_back({current_, span.block});
    Fragment& fragment = fragments_.emplace_back();
    fragment.first_line = span.lines.first;
    fragment.touches = span.lines.first <= last_line_ + 1 && !apart_;
  }

  void move_behind() {
    std::vector<uint32_t> now(fragments_.size());  // where the blocks of a fragment are now
    for (uint32_t f = 0; f < now.size(); ++f) now[f] = f;
    const auto root = [&](uint32_t f) {
      while (now[f] != f) f = now[f];
      return f;
    };
    for (const auto& [fragment, torn] : behind_) {
      const uint32_t home = home_[torn] == kNone ? fragment : root(home_[torn]);
      if (home == fragment) continue;
      Few<uint32_t>& blocks = fragments_[home].blocks;
      const uint32_t* const behind = std::find(blocks.begin(), blocks.end(), torn) + 1;
      Few<uint32_t>& moved = fragments_[fragment].blocks;
      if (!moved.empty() && behind == blocks.end()) {
        fragments_[home].unfinished = fragments_[fragment].unfinished;
        if (fragments_[fragment].jump_to) fragments_[home].jump_to = fragments_[fragment].jump_to;
      }
      Few<uint32_t> all;
      all.append(std::span(blocks.begin(), behind));
      all.append(moved);
      all.append(std::span(behind, blocks.end()));
      blocks = std::move(all);
      moved.clear();
      now[fragment] = home;
    }
    std::erase_if(fragments_, [](const Fragment& fragment) { return fragment.blocks.empty(); });
  }

  // The fragments behind the one in which a torn paragraph goes on.
  void mark_insets() {
    const size_t first = current_ == kNone ? fragments_.size() : current_ + size_t{1};
    const size_t nearest = fragments_.size() > kNear ? fragments_.size() - kNear : 0;
    for (size_t f = std::max(first, nearest); f < fragments_.size(); ++f)
      fragments_[f].inset = true;
  }

  static constexpr uint32_t kNone = UINT32_MAX;

  void furniture(const Span& span, const Block& block) {
    const bool notice = block.kind == BlockKind::kAd;
    if (current_ != kNone && !apart_)
      fragments_[current_].island = notice && fragments_[current_].first_line == behind_notice_;
    if (block.jump_from) {
      pending_ = &*block.jump_from;
      pending_touches_ = span.lines.first <= last_line_ + 1 && !apart_;
    }
    if (block.jump_to && current_ != kNone) fragments_[current_].jump_to = &*block.jump_to;
    apart_ = true;
    notice_ = notice;
  }

  // 新华社发, and nothing else, begins no article.
  static bool begins(const Block& block) {
    const bool credit = block.text.size() <= kLongestCredit && !block.jump_from;
    return (block.starts_article && !credit) || block.kind == BlockKind::kByline;
  }
  // What a byline stands over is its text, 本报讯 too, a blank line between.
  bool behind_byline() const {
    return page_.blocks[fragments_[current_].blocks.back()].kind == BlockKind::kByline;
  }

  bool behind_latin() const {
    return is_latin(page_.blocks[fragments_[current_].blocks.back()].text);
  }

  void take(const Span& span, const Block& block, bool gaps_cut) {
    const Fragment::Kind kind = kind_of(block);
    const bool gap = span.lines.first > last_line_ + 1;
    const bool marked = block.jump_from || pending_;
    bool cut = current_ == kNone || fragments_[current_].kind != kind ||
               fragments_[current_].jump_to || marked;
    if (kind == Fragment::kBody)
      cut = cut || apart_ ||
            (!behind_byline() &&
             (begins(block) || (gaps_cut && gap && !(is_latin(block.text) && behind_latin()))));
    else
      cut = cut || gap || apart_;
    if (cut) {
      fragments_.emplace_back();
      current_ = static_cast<uint32_t>(fragments_.size() - 1);
      Fragment& fragment = fragments_.back();
      fragment.kind = kind;
      fragment.first_line = span.lines.first;
      fragment.touches = pending_ ? pending_touches_ : !gap && !apart_;
      if (apart_ && notice_) behind_notice_ = span.lines.first;
      fragment.opens = begins(block);
      fragment.resumes = block.open_start && !marked;
    }
    Fragment& fragment = fragments_[current_];
    home_[span.block] = current_;
    fragment.blocks.push_back(span.block);
    fragment.unfinished = block.open_end;
    fragment.closed = block.text.starts_with("（") && block.text.ends_with("）");
    if (marked) fragment.jump_from = block.jump_from ? &*block.jump_from : pending_;
    pending_ = nullptr;
    if (block.jump_to) fragment.jump_to = &*block.jump_to;
    apart_ = false;
  }

  const Page& page_;
  std::vector<Span> spans_;
  std::vector<uint32_t> home_;  // the fragment of each block
  std::vector<Fragment> fragments_;
  struct Behind {
    uint32_t fragment, torn;
  };
  std::vector<Behind> behind_;  // fragments that belong behind a torn block that comes later
  uint32_t current_ = kNone, last_line_ = 0;
  bool apart_ = true;                     // furniture or a notice stands between …
  bool notice_ = false;                   // … and the last of it is a notice
  uint32_t behind_notice_ = 0;            // first line of the last fragment right behind a notice
  const std::string* pending_ = nullptr;  // jump_from of what comes next, …
  bool pending_touches_ = false;          // … whose mark stands right below what is before it
};

}  // namespace

std::vector<Fragment> cut_fragments(const Page& page) {
  return Cutter(page).cut();
}

bool touches_text(const std::vector<Fragment>& fragments, uint32_t head) {
  const uint32_t next = head + 1;
  return next < fragments.size() && fragments[next].kind == Fragment::kBody &&
         fragments[next].touches;
}

bool has_a_head(const std::vector<Fragment>& fragments, uint32_t body) {
  const uint32_t before = fragments[body].before;
  return before != Fragment::kNone && fragments[body].touches &&
         fragments[before].kind == Fragment::kHead;
}

}  // namespace newsmill
