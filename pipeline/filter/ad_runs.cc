// A page is a sequence of news and notices. The best one is found by dynamic programming (Viterbi)
// over the blocks: each is news or part of a notice of some category, a notice pays its category's
// threshold once, its blocks add their evidence, and where formulae or layout say that a notice
// ends, going on costs more than starting the next.
//
//   block                evidence   way taken
//   减资公告                  +3.0   start COMPANY   -3.5
//   经股东会决议，拟将…        +5.2   go on
//   联系人：孙先生             +0.4   go on
//   茶农赶在雨前上山           -1.2   news
//
// So a weak line inside a notice stays with it, and a strong word inside a story is outweighed.
// Test: AdRuns.*.
#include "filter/ad_runs.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

namespace newsmill {
namespace {

constexpr float kNextNotice = 0.4f;   // share of the threshold that the next of several pays
constexpr float kPastOpening = 2.5f;  // going on although this block opens a notice
constexpr float kPastClosing = 1.5f;  // going on although the last one closed a notice
constexpr float kPastTitle = 1.0f;    // going on although this block is a title
constexpr float kOtherWidth = 1.0f;   // going on in another width
constexpr float kBareTitle = 3.0f;    // ending on a title: its text is missing
constexpr float kNewsTitle = 1.0f;    // leaving a news title without its text
constexpr float kTrailing = 1.5f;   // what a faint line behind a notice is forgiven: a date, a name
constexpr float kFaintLine = 0.2f;  // … so that it adds this much at most
constexpr float kMidStory = 2.0f;   // starting where a story's text seems to go on
constexpr int kSameWidth = 5;       // columns

// A run must have one block that would do for this share of its threshold by itself: many faint
// hints over many paragraphs (a law on arbitration) are no notice.
constexpr float kStrongest = 0.6f;

// A notice that is so far behind news that starting another costs less.
constexpr float kNeverAhead = 12.0f;

constexpr uint8_t kNews = kAdCategories;  // the state that is no category
constexpr size_t kStates = kAdCategories + 1;

struct Step {
  uint8_t from = kNews;  // state of the block before
  bool starts = false;   // a notice starts here
};

bool same_width(const Block& a, const Block& b) {
  return a.columns == 0 || b.columns == 0 || std::abs(a.columns - b.columns) < kSameWidth;
}

class Decoder {
 public:
  Decoder(const Page& page, const std::vector<BlockEvidence>& evidence, const AdRules& rules)
      : page_(page), evidence_(evidence), rules_(rules) {
    for (size_t i = 0; i < page.blocks.size(); ++i) {
      if (page.blocks[i].kind != BlockKind::kFurniture) blocks_.push_back(i);
    }
    best_.fill(-1e9f);
    best_[kNews] = 0;
    steps_.resize(blocks_.size());
  }

  std::vector<AdRun> runs() {
    for (size_t i = 0; i < blocks_.size(); ++i) advance(i);
    return walk_back();
  }

 private:
  void advance(size_t i) {
    if (is_far_from_notices(i)) return;
    std::array<float, kStates> before = best_;
    const std::array<float, kStates> going = best_;
    if (i > 0 && is_title(i - 1)) {
      for (size_t c = 0; c < kAdCategories; ++c) before[c] -= kBareTitle;
    }
    const uint8_t leader =
        static_cast<uint8_t>(std::max_element(before.begin(), before.end()) - before.begin());
    best_[kNews] = before[leader];
    steps_[i][kNews] = {leader, false};
    const float going_on = cost_of_going_on(i);
    const float fresh_cost = cost_of_leaving_news(i);
    for (uint8_t c = 0; c < kAdCategories; ++c) {
      const float threshold = rules_.threshold(static_cast<AdCategory>(c));
      const float faint = -evidence_[blocks_[i]].score[c];
      const float forgiven = trails(i, c) ? std::clamp(faint + kFaintLine, 0.f, kTrailing) : 0;
      const float stay = going[c] - going_on + forgiven;
      // The threshold depends on what went before, so both origins are tried.
      const float fresh = before[kNews] - threshold - fresh_cost;
      const uint8_t ad = best_ad(before);
      const float next = before[ad] - kNextNotice * threshold;
      const float most = std::max({stay, fresh, next});
      steps_[i][c] = most == stay ? Step{c, false} : Step{most == fresh ? kNews : ad, true};
      best_[c] = most + evidence_[blocks_[i]].score[c];
    }
  }

  // Neither going on nor starting can pay here: the steps stay as they are, news after news.
  bool is_far_from_notices(size_t i) {
    const std::array<float, kAdCategories>& score = evidence_[blocks_[i]].score;
    const float ahead = *std::max_element(score.begin(), score.end());
    const float behind = best_[best_ad(best_)] - best_[kNews];
    // Starting here loses `ahead`; starting at the next block costs kMidStory more at most.
    if (ahead > -kMidStory || behind > -kNeverAhead) return false;
    const float news = best_[kNews];
    best_.fill(news - kNeverAhead);
    best_[kNews] = news;
    return true;
  }

  bool is_title(size_t i) const {
    const BlockEvidence& evidence = evidence_[blocks_[i]];
    const bool headline = page_.blocks[blocks_[i]].kind == BlockKind::kHeadline;
    return (headline && !evidence.signature) || evidence.titled;
  }

  static uint8_t best_ad(const std::array<float, kStates>& best) {
    return static_cast<uint8_t>(std::max_element(best.begin(), best.end() - 1) - best.begin());
  }

  // Is this a faint line that belongs to what stands before it? One without any formula does so
  // only right behind a block that speaks for itself, so that names do not lead on into a story.
  bool trails(size_t i, size_t category) const {
    if (i == 0) return false;
    const Block& block = page_.blocks[blocks_[i]];
    const BlockEvidence& evidence = evidence_[blocks_[i]];
    const bool headline = block.kind == BlockKind::kHeadline || block.starts_article;
    return evidence.line && (evidence.signature || !headline) &&
           (evidence.hints || evidence_[blocks_[i - 1]].score[category] > 0);
  }

  float cost_of_going_on(size_t i) const {
    if (i == 0) return 0;
    const BlockEvidence& last = evidence_[blocks_[i - 1]];
    float cost = 0;
    if (evidence_[blocks_[i]].opens && !last.titled) cost += kPastOpening;
    if (last.closes && !evidence_[blocks_[i]].signature) cost += kPastClosing;
    if (is_title(i) && !is_title(i - 1)) cost += kPastTitle;
    if (!same_width(page_.blocks[blocks_[i - 1]], page_.blocks[blocks_[i]])) cost += kOtherWidth;
    return cost;
  }

  float cost_of_leaving_news(size_t i) const {
    if (i == 0 || evidence_[blocks_[i]].opens) return 0;
    const Block& last = page_.blocks[blocks_[i - 1]];
    const Block& block = page_.blocks[blocks_[i]];
    if (last.kind == BlockKind::kHeadline) return kNewsTitle;
    const bool story = last.kind == BlockKind::kParagraph && block.kind == BlockKind::kParagraph &&
                       !block.starts_article && same_width(last, block);
    return story ? kMidStory : 0;
  }

  std::vector<AdRun> walk_back() const {
    std::vector<AdRun> runs;
    uint8_t state =
        static_cast<uint8_t>(std::max_element(best_.begin(), best_.end()) - best_.begin());
    bool open = false;  // runs.back() goes on to the left
    for (size_t i = blocks_.size(); i-- > 0;) {
      const Step step = steps_[i][state];
      if (state != kNews) {
        if (!open) runs.push_back({{}, static_cast<AdCategory>(state), 0});
        if (!open) runs.back().score -= rules_.threshold(runs.back().category);
        runs.back().blocks.push_back(blocks_[i]);
        runs.back().score += evidence_[blocks_[i]].score[state];
        open = !step.starts;
      }
      state = step.from;
    }
    std::erase_if(runs, [&](const AdRun& run) { return is_faint(run); });
    for (AdRun& run : runs) std::reverse(run.blocks.begin(), run.blocks.end());
    std::reverse(runs.begin(), runs.end());
    return runs;
  }

  bool is_faint(const AdRun& run) const {
    const size_t category = static_cast<size_t>(run.category);
    const float enough = kStrongest * rules_.threshold(run.category);
    return std::none_of(run.blocks.begin(), run.blocks.end(),
                        [&](size_t block) { return evidence_[block].score[category] >= enough; });
  }

  const Page& page_;
  const std::vector<BlockEvidence>& evidence_;
  const AdRules& rules_;
  std::vector<size_t> blocks_;
  std::array<float, kStates> best_;
  std::vector<std::array<Step, kStates>> steps_;
};

}  // namespace

std::vector<AdRun> ad_runs(const Page& page, const std::vector<BlockEvidence>& evidence,
                           const AdRules& rules) {
  return Decoder(page, evidence, rules).runs();
}

}  // namespace newsmill
