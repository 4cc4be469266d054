// … 周期。 / 小区电梯广告收益归谁？ / “电梯里天天换广告，钱去哪儿了？” …
//
// The short text behind the line shares no words with the article before it, so the line is no
// heading of that article. Tested by tests/assemble/lost_headlines_test.cc.
#include "assemble/lost_headlines.h"

#include <algorithm>

namespace newsmill {
namespace {

constexpr size_t kBytesBefore = 2000;  // of the article before that are compared …
constexpr size_t kBlocksBefore = 300;  // … and blocks among which it is looked for
constexpr size_t kLeastBehind = 90;    // bytes of a story; less says nothing
constexpr size_t kMostBehind = 1000;   // the brief ones are set without more ado than a heading has
// Of the words behind, a stranger's may come from before: so many by chance, and this share.
constexpr double kByChance = 4;
constexpr double kNoKin = 0.02;
constexpr uint32_t kAll = 4;  // texts that must hold a pair for it to tell nothing: none does
constexpr size_t kLongestHeading = 180;
constexpr size_t kLongestQuestion = 60;
// What ends a sentence, a part of one, or (摄, 供图) a picture's credit.
constexpr std::string_view kStops[] = {"。", "！", "？", "…",  "；",   "：",
                                       "，", "、", "—",  "摄", "供图", "图片"};
constexpr size_t kToldBefore = 1800;  // bytes compared where a headline was read as a paragraph …
constexpr size_t kToldBehind = 4500;  // … and of its story, which may say it at its end
constexpr double kGoesOn = 0.13;      // likeness of a text to the one before that it goes on with
constexpr double kTold = 2;           // of the headline's pairs the story holds
constexpr size_t kLongestUnstopped = 100;
constexpr size_t kLongestName = 9;  // bytes

bool is_news(const Block& block) {
  return block.kind != BlockKind::kAd && block.kind != BlockKind::kFurniture;
}

bool is_text(const Block& block) {
  return block.kind == BlockKind::kParagraph || block.kind == BlockKind::kHeading;
}

// A line that asks (谁来修桥？) is set like a heading, but ends like a paragraph.
bool asks(const Block& block) {
  return block.kind == BlockKind::kParagraph && block.text.size() <= kLongestQuestion &&
         block.text.ends_with("？") && !block.open_start;
}

// No stop ends it: 既吹“冲锋号”，也吹“集结号”（新知）
bool unstopped(const Block& block) {
  if (block.kind != BlockKind::kParagraph || block.open_start || block.open_end ||
      block.jump_from || block.jump_to || block.text.size() > kLongestUnstopped ||
      block.text.starts_with("（"))
    return false;
  std::string_view text = block.text;
  for (const std::string_view close : {"”", "）", "”"})
    if (text.ends_with(close)) text.remove_suffix(close.size());
  return std::none_of(std::begin(kStops), std::end(kStops),
                      [text](std::string_view stop) { return text.ends_with(stop); });
}

// 一、 and （二） count the sections of one article, 【…】 labels one, “…” is quoted from it,
// （据新华社） ends it.
bool may_be_headline(const Block& block) {
  const bool heading = block.kind == BlockKind::kHeading && block.level == 0 && !block.open_start &&
                       !block.jump_from && !block.jump_to;
  return (heading || asks(block)) && block.text.size() <= kLongestHeading &&
         !block.text.starts_with("（") && !block.text.starts_with("“") &&
         !block.text.starts_with("【") && !block.text.starts_with("——") &&
         !block.text.ends_with("——") && !block.text.ends_with("：");
}

class Finder {
 public:
  Finder(Page& page, Vocabulary& words) : blocks_(page.blocks), words_(words) {}

  void find() {
    for (size_t begin = 0; begin < blocks_.size(); ++begin) {
      if (begin > 0 && blocks_[begin - 1].kind == BlockKind::kParagraph &&
          unstopped(blocks_[begin]))
        find_told(begin);
      if (!may_be_headline(blocks_[begin])) continue;
      size_t end = begin + 1;  // of the lines that stand together
      while (end < blocks_.size() && may_be_headline(blocks_[end])) ++end;
      if (opens_story(begin, end))
        for (size_t i = begin; i < end; ++i) blocks_[i].kind = BlockKind::kHeadline;
      begin = end - 1;
    }
  }

 private:
  // A line without a stop and the names below it, where the story behind speaks of what it says and
  // the text before does not.
  void find_told(size_t line) {
    size_t first = line + 1;
    const bool name = first < blocks_.size() && blocks_[first].kind == BlockKind::kHeading &&
                      blocks_[first].level == 0 && blocks_[first].text.size() <= kLongestName;
    first += name;
    if (first == blocks_.size() || blocks_[first].text.size() < kLeastBehind) return;  // a list
    size_t last = first, bytes = 0;
    for (; last < blocks_.size() && is_text(blocks_[last]) && bytes < kToldBehind; ++last)
      bytes += blocks_[last].text.size();
    if (bytes < kLeastBehind || !compare(line, first, last, kToldBefore)) return;
    words_.join(words_.new_set(), 0);
    if (words_.likeness(1, 0) >= kGoesOn || words_.held_by_text(2, 0) > 0) return;
    if (words_.held_by_text(2, 1) * words_.size_of(2) < kTold) return;
    blocks_[line].kind = BlockKind::kHeadline;
    if (name) blocks_[line + 1].kind = BlockKind::kByline;
  }

  bool opens_story(size_t begin, size_t end) {
    if (end == blocks_.size()) return false;
    if (blocks_[end].kind == BlockKind::kByline || blocks_[end].starts_article) return true;
    size_t behind = 0, last = end;
    for (; last < blocks_.size() && blocks_[last].kind == BlockKind::kParagraph; ++last)
      behind += blocks_[last].text.size();
    if (behind < kLeastBehind || behind > kMostBehind || blocks_[last - 1].open_end) return false;
    return stranger(begin, end, last);
  }

  // Do the words of the blocks from `first` to `last` come from elsewhere than those before?
  bool stranger(size_t begin, size_t first, size_t last) {
    if (!compare(begin, first, last, kBytesBefore)) return false;
    const double size = words_.size_of(1);
    return words_.held_by_text(1, 0) * size <= kByChance + kNoKin * size;
  }

  // Reads the text before `begin` (0), that of the blocks from `first` to `last` (1) and the line
  // itself (2). No, when the text before goes on.
  bool compare(size_t begin, size_t first, size_t last, size_t most_before) {
    words_.clear(3);
    words_.begin_text();
    size_t bytes = 0;
    bool complete = true;
    const size_t farthest = begin > kBlocksBefore ? begin - kBlocksBefore : 0;
    for (size_t i = begin; i-- > farthest && bytes < most_before;) {
      const Block& block = blocks_[i];
      if (!is_news(block)) continue;
      if (bytes == 0) complete = !block.open_end;
      words_.add(block.text);
      bytes += block.text.size();
      if (block.kind == BlockKind::kHeadline) break;
    }
    words_.begin_text();
    for (size_t i = first; i < last; ++i) words_.add(blocks_[i].text);
    words_.begin_text();
    words_.add(blocks_[begin].text);
    words_.settle(kAll);
    return complete;
  }

  std::vector<Block>& blocks_;
  Vocabulary& words_;
};

}  // namespace

void find_lost_headlines(Page& page, Vocabulary& words) {
  const bool any = std::any_of(page.blocks.begin(), page.blocks.end(), [](const Block& block) {
    return may_be_headline(block) || unstopped(block);
  });
  if (any) Finder(page, words).find();
}

}  // namespace newsmill
