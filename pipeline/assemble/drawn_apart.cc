// 前4月 ∅ 电力市场交易电量增长 ∅ 本报讯 记者获悉，前4月，电力市场交易电量…: the title is told by
// the words it shares with the text, the kicker by what the text says at once. Tested by
// tests/assemble/group_blocks_test.cc.
#include "assemble/drawn_apart.h"

#include <algorithm>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr double kHeld = 0.20;   // of a title's words that one text holds, and …
constexpr double kAhead = 0.10;  // … so much more than every other text, make it that text's …
constexpr double kDeck = 0.40;   // … so much, a part of the deck that is there
constexpr uint32_t kFewPairs = 3;   // too few to compare
constexpr size_t kLongest = 24;     // bytes of a kicker that its text says word for word …
constexpr size_t kBeginning = 240;  // … at its beginning

class Finder {
 public:
  Finder(const Page& page, const std::vector<Fragment>& fragments, const Vocabulary& words)
      : page_(page), fragments_(fragments), words_(words) {}

  DrawnApart find() const {
    DrawnApart found;
    found.titles.assign(fragments_.size(), Fragment::kNone);
    found.parts = found.titles;
    for (uint32_t f = 0; f < fragments_.size(); ++f) {
      if (fragments_[f].kind != Fragment::kHead || touches_text(fragments_, f)) continue;
      const Kin kin = kindred(f);
      const bool sure = kin.held >= kHeld && kin.held >= kin.next + kAhead;
      if (sure && (!has_a_head(fragments_, kin.text) || fragments_[kin.text].before == f))
        found.titles[f] = kin.text;
      else if (sure && kin.held >= kDeck && kin.held >= 2 * kin.next)
        found.parts[f] = kin.text;
      else
        found.parts[f] = text_that_says(f);
    }
    return found;
  }

 private:
  // The text that holds most of a headline's words, how much, and how much the next one holds.
  struct Kin {
    uint32_t text = Fragment::kNone;
    double held = 0, next = 0;
  };
  Kin kindred(uint32_t head) const {
    Kin kin;
    for (uint32_t f = 0; f < fragments_.size(); ++f) {
      if (fragments_[f].kind != Fragment::kBody) continue;
      if (words_.most_held_by_text(head, f) <= kin.next) continue;
      const double held = words_.held_by_text(head, f);
      if (held > kin.held)
        kin = {f, held, kin.held};
      else
        kin.next = std::max(kin.next, held);
    }
    return kin;
  }

  // The only text that says at once what a short kicker says.
  uint32_t text_that_says(uint32_t head) const {
    const Few<uint32_t>& blocks = fragments_[head].blocks;
    const std::string_view kicker = page_.blocks[blocks.front()].text;
    if (blocks.size() != 1 || words_.size_of(head) >= kFewPairs || kicker.empty() ||
        kicker.size() > kLongest)
      return Fragment::kNone;
    uint32_t text = Fragment::kNone;
    for (uint32_t f = 0; f < fragments_.size(); ++f) {
      if (fragments_[f].kind != Fragment::kBody || !says(beginning_of(f), kicker)) continue;
      if (text != Fragment::kNone) return Fragment::kNone;
      text = f;
    }
    return text;
  }
  std::string_view beginning_of(uint32_t body) const {
    for (const uint32_t block : fragments_[body].blocks)
      if (page_.blocks[block].kind == BlockKind::kParagraph)
        return utf8::beginning(page_.blocks[block].text, kBeginning);
    return {};
  }

  const Page& page_;
  const std::vector<Fragment>& fragments_;
  const Vocabulary& words_;
};

}  // namespace

DrawnApart find_drawn_apart(const Page& page, const std::vector<Fragment>& fragments,
                            const Vocabulary& words) {
  return Finder(page, fragments, words).find();
}

bool says(std::string_view text, std::string_view words) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (size_t at = text.find(words); at != text.npos; at = text.find(words, at + 1)) {
    const size_t end = at + words.size();
    if ((at == 0 || !is_digit(text[at - 1])) && (end == text.size() || !is_digit(text[end])))
      return true;
  }
  return false;
}

}  // namespace newsmill
