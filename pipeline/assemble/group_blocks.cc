// headline paragraph ad paragraph headline paragraph is two articles; the ad breaks nothing. Where
// columns, headlines and pictures were extracted out of order, a fragment goes to the article whose
// words it shares: every choice is a sum of the points below, the best one wins. Tested by
// tests/assemble/group_blocks_test.cc.
#include <algorithm>
#include <utility>

#include "assemble/draft.h"
#include "assemble/drawn_apart.h"
#include "assemble/fragments.h"
#include "assemble/vocabulary.h"
#include "core/utf8.h"

namespace newsmill {
namespace {

// No page of print has more fragments. Beyond, order alone decides, and a fragment looks for its
// article among so many headlines and articles around it: the time stays linear.
constexpr uint32_t kReach = Vocabulary::kMostTexts;
constexpr double kBehindHead = 0.45;       // the fragment stands right behind the headline …
constexpr double kInRow = 0.20;            // … or in a row with it
constexpr double kTouchesHead = 0.35;      // … without a blank line
constexpr double kOpensBehindHead = 0.20;  // … and begins an article by its own words
constexpr double kBehindBody = 0.22;       // it stands right behind the article's last fragment …
constexpr double kTouchesBody = 0.60;      // … without a blank line
constexpr double kPassedHead = -0.30;      // … with a headline between
constexpr double kPromised = 2.0;          // its words tell that it is this text's headline
constexpr double kTitle = 1.2;             // times the share of the title's words it holds
constexpr double kLike = 2.0;              // times its likeness to the article
constexpr double kSeam = 0.25;       // the article was cut inside a sentence, it starts inside one
constexpr double kNoSeam = -0.35;    // only one of the two
constexpr double kCut = -0.10;       // … and that one the article, whose end may be misread
constexpr double kOpens = -0.50;     // it begins an article by its own words
constexpr double kFinished = -1.0;   // the article has gone on to another page
constexpr double kClosed = -0.30;    // the article's last words end an article
constexpr double kIsland = -0.15;    // it stands between notices, and no sentence is cut
constexpr double kStranger = -0.32;  // they share no more words than any two texts do

constexpr double kAlone = 0.05;       // an article of its own, without a headline …
constexpr double kAloneOpens = 0.45;  // … that its words begin
// A text goes on behind a line that is no headline: its likeness, and the pairs that tell it.
constexpr double kGoesOn = 0.13;
constexpr double kGoesOnUntold = 0.08;  // it says not a word of what the line says
constexpr uint32_t kEnoughPairs = 50;
constexpr double kStray = 0.20;  // a share of the title's words that brings back a lost headline
// News tells first what it is about: so many bytes of a fragment are compared.
constexpr size_t kTelling = 1800;
constexpr size_t kLongestName = 24;  // bytes of 波兰—— over a section
constexpr uint32_t kNone = Fragment::kNone;

// Pairs of letters are the same in any English text: there, order tells more than words do. Read
// until more than a quarter of the bytes turn out to be none of ASCII: of a Chinese page, a third.
bool is_latin(const Page& page) {
  constexpr size_t kEnough = 200;  // bytes of a block
  const auto beginning = [](const Block& block) {
    return std::string_view(block.text).substr(0, kEnough);
  };
  size_t all = 0, others = 0;
  for (const Block& block : page.blocks) all += beginning(block).size();
  for (const Block& block : page.blocks) {
    uint8_t here = 0;  // no more than kEnough; as narrow, many are counted at once
    for (const char c : beginning(block))
      here = static_cast<uint8_t>(here + (static_cast<unsigned char>(c) >= 0x80));
    others += here;
    if (others * 4 >= all) return false;
  }
  return all > 0;
}

struct Draft {
  Few<uint32_t> heads, bodies;  // fragments, in reading order
  uint32_t words = kNone;       // the vocabulary's set, when words are compared
  uint32_t last = kNone;        // the body fragment that came last
};

class Grouper {
 public:
  Grouper(const Page& page, std::vector<Fragment> fragments, Vocabulary& words)
      : page_(page),
        fragments_(std::move(fragments)),
        owner_(fragments_.size(), kNone),
        words_(words),
        compare_words_(fragments_.size() <= kReach && !is_latin(page)) {}

  std::vector<Part> group(uint32_t page_index) {
    read();
    for (uint32_t f = 0; f < fragments_.size(); ++f)
      if (fragments_[f].kind == Fragment::kBody) place_body(f);
    for (uint32_t f = 0; f < fragments_.size(); ++f)
      if (owner_[f] == kNone && fragments_[f].kind == Fragment::kHead) place_head(f);
    for (uint32_t f = 0; f < fragments_.size(); ++f)
      if (owner_[f] == kNone) place_side(f);
    return parts(page_index);
  }

 private:
  void read() {
    if (!compare_words_) {
      apart_.titles.assign(fragments_.size(), kNone);
      apart_.parts = apart_.titles;
      return;
    }
    words_.clear(static_cast<uint32_t>(fragments_.size()));
    for (const Fragment& fragment : fragments_) {
      words_.begin_text();
      size_t left = kTelling;
      for (auto block = fragment.blocks.begin(); block != fragment.blocks.end() && left > 0;
           ++block) {
        const std::string_view text = utf8::beginning(page_.blocks[*block].text, left);
        words_.add(text);
        left -= text.size();
      }
    }
    const auto a_third = static_cast<uint32_t>(fragments_.size() / 3);
    words_.settle(std::clamp(a_third, 4u, 15u));
    apart_ = find_drawn_apart(page_, fragments_, words_);
  }

  uint32_t before(uint32_t f) const { return fragments_[f].before; }
  uint32_t first_in_reach(size_t n) const {
    return n > kReach ? static_cast<uint32_t>(n - kReach) : 0;
  }
  uint32_t end_of_reach(uint32_t f) const {
    return static_cast<uint32_t>(std::min<size_t>(fragments_.size(), size_t{f} + kReach));
  }

  std::string_view text_of(uint32_t fragment) const {
    return page_.blocks[fragments_[fragment].blocks.front()].text;
  }

  uint32_t add_draft() {
    drafts_.emplace_back();
    if (compare_words_) drafts_.back().words = words_.new_set();
    return static_cast<uint32_t>(drafts_.size() - 1);
  }
  // How much of a fragment's words an article holds: 0 to 1.
  double held(uint32_t fragment, const Draft& draft) const {
    return compare_words_ ? words_.held(fragment, draft.words) : 0;
  }

  // Do nothing but headlines stand between them?
  bool in_row_before(uint32_t head, uint32_t body) const {
    uint32_t f = before(body);
    while (f != kNone && f > head && fragments_[f].kind == Fragment::kHead) f = before(f);
    return f == head;
  }

  // Words are compared where they can make it more than `best`.
  double head_points(uint32_t head, uint32_t body, double best) const {
    double points = 0;
    const uint32_t previous = before(body);
    if (previous == head)
      points += kBehindHead + (fragments_[body].touches ? kTouchesHead : 0) +
                (fragments_[body].opens ? kOpensBehindHead : 0);
    else if (in_row_before(head, body))
      points += kInRow;
    else if (head > body)
      points -= 0.15;
    if (apart_.titles[head] == body) points += kPromised;
    if (fragments_[body].resumes) points += kNoSeam;
    if (compare_words_ && points + kTitle * words_.most_held_by_text(head, body) > best)
      points += kTitle * words_.held_by_text(head, body);
    return points;
  }

  double article_points(const Draft& draft, uint32_t body, double best) const {
    const Fragment& fragment = fragments_[body];
    const Fragment& last = fragments_[draft.last];
    const uint32_t previous = fragment.inset ? kNone : before(body);
    double points = 0;
    if (previous == draft.last) {
      points += kBehindBody + (fragment.touches ? kTouchesBody : 0);
    } else if (previous != kNone && fragments_[previous].kind == Fragment::kHead &&
               before(previous) == draft.last) {
      points += kBehindBody + kPassedHead;
    }
    if (last.closed) points += kClosed;
    if (fragment.island && !fragment.resumes && !last.unfinished) points += kIsland;
    if (fragment.resumes || last.unfinished)
      points += fragment.resumes && last.unfinished ? kSeam : fragment.resumes ? kNoSeam : kCut;
    if (fragment.opens) points += kOpens;
    if (fragment.jump_from) points += kFinished;
    if (last.jump_to) points += kFinished;
    if (compare_words_ && points + kLike * words_.most_likeness(body, draft.words) > best) {
      points += kLike * words_.likeness(body, draft.words);
      const bool seam = fragment.resumes || last.unfinished;
      if (!seam) points += kStranger * words_.strangeness(body, draft.words);
    }
    return points;
  }

  // The article of the text before the headline of `f`, where that is but a heading in it: the text
  // goes on behind, and does not speak of what the line says any more than the text before does.
  uint32_t article_round(uint32_t f) const {
    const uint32_t head = before(f);
    if (!compare_words_ || !has_a_head(fragments_, f) || fragments_[f].opens ||
        !fragments_[head].touches || owner_[head] != kNone)
      return kNone;
    const uint32_t text = before(head);
    if (text == kNone || fragments_[text].kind != Fragment::kBody) return kNone;
    const uint32_t words = drafts_[owner_[text]].words;
    const double told = words_.held_by_text(head, f);
    const bool goes_on = words_.size_of(f) >= kEnoughPairs &&
                         words_.likeness(f, words) >= (told == 0 ? kGoesOnUntold : kGoesOn);
    return goes_on && told <= words_.held(head, words) ? owner_[text] : kNone;
  }

  // 波兰—— over a section of an article that its headline has named: 波兰、韩国、德国探索….
  uint32_t article_that_names(uint32_t f) const {
    const uint32_t head = before(f);
    if (!has_a_head(fragments_, f) || fragments_[f].opens || owner_[head] != kNone) return kNone;
    std::string_view name = text_of(head);
    constexpr std::string_view kDash = "——";
    if (!name.ends_with(kDash) || name == kDash || name.size() > kLongestName) return kNone;
    name.remove_suffix(kDash.size());
    for (uint32_t a = first_in_reach(drafts_.size()); a < drafts_.size(); ++a)
      for (const uint32_t other : drafts_[a].heads)
        for (const uint32_t block : fragments_[other].blocks)
          if (says(page_.blocks[block].text, name)) return a;
    return kNone;
  }

  void place_body(uint32_t f) {
    uint32_t article = article_round(f);
    if (article == kNone) article = article_that_names(f);
    if (article != kNone) {
      add_body(before(f), article);
      add_body(f, article);
      return;
    }
    const Fragment& fragment = fragments_[f];
    double best = fragment.opens || fragment.jump_from ? kAloneOpens : kAlone;
    uint32_t head = kNone;
    const auto consider = [&](uint32_t h) {
      if (fragments_[h].kind != Fragment::kHead || owner_[h] != kNone) return;
      if ((apart_.titles[h] != kNone && apart_.titles[h] != f) || apart_.parts[h] != kNone) return;
      const double points = head_points(h, f, best);
      if (points > best) best = points, head = h;
    };
    if (before(f) != kNone) consider(before(f));
    for (uint32_t h = first_in_reach(f); h < end_of_reach(f); ++h)
      if (h != before(f)) consider(h);
    for (uint32_t a = first_in_reach(drafts_.size()); a < drafts_.size(); ++a) {
      const double points = article_points(drafts_[a], f, best);
      if (points > best) best = points, article = a, head = kNone;
    }
    if (article == kNone) {
      article = add_draft();
      if (head != kNone) add_head(head, article);
    }
    add_body(f, article);
  }

  void add_body(uint32_t f, uint32_t article) {
    Draft& draft = drafts_[article];
    draft.bodies.push_back(f);
    draft.last = f;
    owner_[f] = article;
    if (compare_words_) words_.join(draft.words, f);
  }

  void add_head(uint32_t head, uint32_t article) {
    drafts_[article].heads.push_back(head);
    owner_[head] = article;
    if (compare_words_) words_.join(drafts_[article].words, head);
  }

  // A headline that no text took: a kicker set apart, or one drawn far from its text.
  void place_head(uint32_t f) {
    if (apart_.parts[f] != kNone) {
      add_head(f, owner_[apart_.parts[f]]);
      return;
    }
    double best = 0;
    uint32_t article = kNone;
    for (uint32_t a = first_in_reach(drafts_.size()); a < drafts_.size(); ++a) {
      double points = held(f, drafts_[a]);
      if (drafts_[a].heads.empty()) points += 0.15;
      for (const uint32_t head : drafts_[a].heads)
        if (head + 1 == f || f + 1 == head) points += kStray;
      if (points > best) best = points, article = a;
    }
    if (article != kNone && best >= kStray) {
      add_head(f, article);
      return;
    }
    add_head(f, add_draft());
  }

  void place_side(uint32_t f) {
    double best = -1;
    uint32_t article = kNone;
    for (uint32_t a = first_in_reach(drafts_.size()); a < drafts_.size(); ++a) {
      double points = held(f, drafts_[a]);
      const uint32_t previous = before(f);
      if (previous != kNone && owner_[previous] == a) points += 0.1;
      if (points > best) best = points, article = a;
    }
    if (article == kNone) {
      article = add_draft();
    }
    drafts_[article].bodies.push_back(f);
    owner_[f] = article;
  }

  std::vector<Part> parts(uint32_t page_index) {
    using Place = std::pair<uint32_t, uint32_t>;  // the first line, the draft
    std::vector<Place> ordered;
    ordered.reserve(drafts_.size());
    for (uint32_t d = 0; d < drafts_.size(); ++d) ordered.emplace_back(first_line(drafts_[d]), d);
    std::sort(ordered.begin(), ordered.end());
    std::vector<Part> parts;
    parts.reserve(ordered.size());
    for (const auto& [line, draft] : ordered) parts.push_back(part(drafts_[draft], page_index));
    return parts;
  }

  uint32_t first_line(const Draft& draft) const {
    uint32_t first = kNone;
    for (const Few<uint32_t>* list : {&draft.heads, &draft.bodies})
      for (const uint32_t f : *list) first = std::min(first, fragments_[f].first_line);
    return first;
  }

  Part part(Draft& draft, uint32_t page_index) const {
    Part part;
    part.page = page_index;
    std::sort(draft.heads.begin(), draft.heads.end());
    size_t blocks = 0;
    for (const Few<uint32_t>* list : {&draft.heads, &draft.bodies})
      for (const uint32_t f : *list) blocks += fragments_[f].blocks.size();
    part.blocks.reserve(blocks);
    for (const Few<uint32_t>* list : {&draft.heads, &draft.bodies})
      for (const uint32_t f : *list) {
        const Fragment& fragment = fragments_[f];
        part.blocks.insert(part.blocks.end(), fragment.blocks.begin(), fragment.blocks.end());
        if (fragment.jump_from && !part.jump_from) part.jump_from = *fragment.jump_from;
        if (fragment.jump_to) part.jump_to = *fragment.jump_to;
      }
    return part;
  }

  const Page& page_;
  std::vector<Fragment> fragments_;
  DrawnApart apart_;
  std::vector<uint32_t> owner_;  // the draft of each fragment
  std::vector<Draft> drafts_;
  Vocabulary& words_;  // its texts are the fragments, its sets the drafts
  const bool compare_words_;
};

}  // namespace

std::vector<Part> group_blocks(const Page& page, uint32_t page_index, Vocabulary& words) {
  return Grouper(page, cut_fragments(page), words).group(page_index);
}

}  // namespace newsmill
