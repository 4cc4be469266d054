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
constexpr float kNewsTitle = 1.3f;    // leaving a news title without its text
constexpr float kTrailing = 1.5f;   // what a faint line behind a notice is forgiven: a date, a name
constexpr float kFaintLine = 0.2f;  // … so that it adds this much at most
constexpr float kSure = 4.75f;      // evidence of a notice that needs no title
constexpr float kIntoStory = 1.5f;  // going on into sentences that no notice would say
constexpr float kMidStory = 2.0f;   // starting where a story's text seems to go on
constexpr int kSameWidth = 5;       // columns

// A run must have one block that would do for this share of its threshold by itself: many faint
// hints over many paragraphs (a law on arbitration) are no notice.
constexpr float kStrongest = 0.6f;

// A notice that is so far behind news that starting another costs less.
constexpr float kNeverAhead = 12.0f;

using Scores = std::array<float, kAdCategories>;

constexpr size_t kNews = kAdCategories;  // the state that is no category

// Where the best way into a block's states comes from.
enum Way : int32_t { kFromNews, kGoesOn, kFromNotice };
struct Step {
  size_t into_news = kNews;    // state of the block before news
  size_t last_notice = kNews;  // category of the notice before another one
  std::array<Way, kAdCategories> ways{};
};

// By halves: no comparison waits for the one before.
float most_of(const Scores& scores) {
  constexpr size_t kHalf = (kAdCategories + 1) / 2;
  std::array<float, kHalf> top;
  for (size_t i = 0; i < kHalf; ++i)
    top[i] = std::max(scores[i], scores[kAdCategories - kHalf + i]);
  constexpr size_t kQuarter = (kHalf + 1) / 2;
  for (size_t i = 0; i < kQuarter; ++i) top[i] = std::max(top[i], top[kHalf - kQuarter + i]);
  return *std::max_element(top.begin(), top.begin() + kQuarter);
}

// The first of several.
size_t index_of_most(const Scores& scores) {
  const auto most = std::find(scores.begin(), scores.end(), most_of(scores));
  return static_cast<size_t>(most - scores.begin());
}

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
    for (size_t c = 0; c < kAdCategories; ++c) {
      thresholds_[c] = rules.threshold(static_cast<AdCategory>(c));
    }
    steps_.resize(blocks_.size());
  }

  std::vector<AdRun> runs() {
    for (size_t i = 0; i < blocks_.size(); ++i) advance(i);
    return walk_back();
  }

 private:
  void advance(size_t i) {
    if (is_far_from_notices(evidence_[blocks_[i]])) return;
    const Scores& score = evidence_[blocks_[i]].score;
    Scores leaving = best_;
    if (i > 0 && is_title(i - 1)) {
      for (float& ad : leaving) ad -= kBareTitle;
    }
    Step& step = steps_[i];
    step.last_notice = index_of_most(leaving);
    const float ended = leaving[step.last_notice];
    const float fresh_cost = cost_of_leaving_news(i);
    const float going_on = cost_of_going_on(i);
    const Scores forgiven = forgiven_to(i);
    const float news = news_;
    for (size_t c = 0; c < kAdCategories; ++c) {
      // The threshold depends on what went before, so both origins are tried.
      const float stay = best_[c] - going_on + forgiven[c];
      const float fresh = news - thresholds_[c] - fresh_cost;
      const float next = ended - kNextNotice * thresholds_[c];
      const float most = std::max(stay, std::max(fresh, next));
      const Way started = most == fresh ? kFromNews : kFromNotice;
      step.ways[c] = most == stay ? kGoesOn : started;
      best_[c] = most + score[c];
    }
    step.into_news = news_ > ended ? kNews : step.last_notice;
    news_ = std::max(news_, ended);
  }

  // Neither going on nor starting can pay here: the steps stay as they are, news after news.
  bool is_far_from_notices(const BlockEvidence& evidence) {
    // Starting here loses all of its score; starting at the next block costs kMidStory at most.
    const bool far =
        evidence.best <= -kMidStory && (far_ || most_of(best_) - news_ <= -kNeverAhead);
    if (far && !far_) best_.fill(news_ - kNeverAhead);
    return far_ = far;
  }

  bool is_title(size_t i) const {
    const BlockEvidence& evidence = evidence_[blocks_[i]];
    const bool headline = page_.blocks[blocks_[i]].kind == BlockKind::kHeadline;
    return (headline && !evidence.signature) || evidence.titled;
  }

  // Is what stands before this block its title? A notice that is sure takes any that is not another
  // text's; one that has a title of its own needs none.
  bool stands_under_title(size_t i) const {
    if (evidence_[blocks_[i - 1]].titled) return true;
    const BlockEvidence& evidence = evidence_[blocks_[i]];
    return is_title(i - 1) && !evidence.titled && evidence.best >= kSure;
  }

  // What a faint line costs less behind a notice of each category.
  Scores forgiven_to(size_t i) const {
    Scores forgiven{};
    if (i == 0 || !may_trail(i)) return forgiven;
    const BlockEvidence& evidence = evidence_[blocks_[i]];
    const Scores& last = evidence_[blocks_[i - 1]].score;
    for (size_t c = 0; c < kAdCategories; ++c) {
      // A line without any formula trails only right behind a block that speaks for itself, so
      // that names do not lead on into a story; the rows of a list stand together.
      if (!evidence.hints && !evidence.row && last[c] <= 0) continue;
      forgiven[c] = std::clamp(kFaintLine - evidence.score[c], 0.f, kTrailing);
    }
    return forgiven;
  }

  // Is this a line that may belong to what stands before it?
  bool may_trail(size_t i) const {
    const Block& block = page_.blocks[blocks_[i]];
    const BlockEvidence& evidence = evidence_[blocks_[i]];
    const bool headline = block.kind == BlockKind::kHeadline || block.starts_article;
    return evidence.line && (evidence.signature || !headline);
  }

  float cost_of_going_on(size_t i) const {
    if (i == 0) return 0;
    const BlockEvidence& last = evidence_[blocks_[i - 1]];
    float cost = 0;
    if (evidence_[blocks_[i]].opens && !stands_under_title(i)) cost += kPastOpening;
    if (last.closes && !evidence_[blocks_[i]].signature) cost += kPastClosing;
    if (is_title(i) && !is_title(i - 1)) cost += kPastTitle;
    if (!same_width(page_.blocks[blocks_[i - 1]], page_.blocks[blocks_[i]])) cost += kOtherWidth;
    if (tells_a_story(i)) cost += kIntoStory;
    return cost;
  }

  // Sentences without a word of notices, or the rest of what stands on another page.
  bool tells_a_story(size_t i) const {
    const BlockEvidence& evidence = evidence_[blocks_[i]];
    if (evidence.plain || (page_.blocks[blocks_[i]].jump_from && evidence.best < 0)) return true;
    return !evidence.hints && !evidence.line && evidence.best <= -kMidStory;
  }

  float cost_of_leaving_news(size_t i) const {
    if (i == 0) return 0;
    const Block& last = page_.blocks[blocks_[i - 1]];
    const Block& block = page_.blocks[blocks_[i]];
    if (evidence_[blocks_[i]].opens && !stands_under_title(i)) return 0;
    if (last.kind == BlockKind::kHeadline) return kNewsTitle;
    if (evidence_[blocks_[i]].opens) return 0;
    const bool story = last.kind == BlockKind::kParagraph && block.kind == BlockKind::kParagraph &&
                       !block.starts_article && same_width(last, block);
    return story ? kMidStory : 0;
  }

  std::vector<AdRun> walk_back() const {
    std::vector<AdRun> runs;
    const size_t last = index_of_most(best_);
    size_t state = news_ > best_[last] ? kNews : last;
    bool open = false;  // runs.back() goes on to the left
    for (size_t i = blocks_.size(); i-- > 0;) {
      const Step& step = steps_[i];
      if (state == kNews) {
        state = step.into_news;
        continue;
      }
      if (!open) {
        const AdCategory category = static_cast<AdCategory>(state);
        runs.push_back({{}, category, -rules_.threshold(category), {}, {}});
      }
      runs.back().blocks.push_back(blocks_[i]);
      // A title that was taken in makes no notice less sure.
      const float score = evidence_[blocks_[i]].score[state];
      runs.back().score += is_title(i) ? std::max(score, 0.f) : score;
      const Way way = step.ways[state];
      open = way == kGoesOn;
      if (way == kFromNews) state = kNews;
      if (way == kFromNotice) state = step.last_notice;
    }
    for (AdRun& run : runs) std::reverse(run.blocks.begin(), run.blocks.end());
    std::reverse(runs.begin(), runs.end());
    for (size_t i = 1; i + 1 < runs.size(); ++i) {
      if (is_faint(runs[i]) && stands_between(runs[i - 1], runs[i], runs[i + 1]))
        join_neighbour(&runs[i - 1], &runs[i], &runs[i + 1]);
    }
    std::erase_if(runs, [&](const AdRun& run) { return is_faint(run); });
    return runs;
  }

  // Does a run stand right between two notices? Furniture does not count.
  bool stands_between(const AdRun& before, const AdRun& run, const AdRun& behind) const {
    if (is_faint(before) || is_faint(behind)) return false;
    const auto first = std::lower_bound(blocks_.begin(), blocks_.end(), run.blocks.front());
    const auto last = std::lower_bound(blocks_.begin(), blocks_.end(), run.blocks.back());
    return first != blocks_.begin() && last + 1 != blocks_.end() &&
           *(first - 1) == before.blocks.back() && *(last + 1) == behind.blocks.front();
  }

  // What is too faint for a notice of its own is the last line of the one before, when it ends as
  // notices do, or the first of the next: 东岸茶山经营权, 转让公告, ….
  void join_neighbour(AdRun* before, AdRun* run, AdRun* behind) const {
    if (evidence_[run->blocks.back()].signature) {
      before->blocks.insert(before->blocks.end(), run->blocks.begin(), run->blocks.end());
    } else {
      behind->blocks.insert(behind->blocks.begin(), run->blocks.begin(), run->blocks.end());
    }
    run->blocks.clear();  // an empty run is faint
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
  Scores thresholds_;
  // What the best way to the last block is worth that ends there in a notice, in news.
  Scores best_;
  float news_ = 0;
  bool far_ = false;  // the last block was far from notices
  std::vector<Step> steps_;
};

}  // namespace

float RunBounds::gain(float evidence, bool line) const {
  return line ? std::max(evidence, std::min(evidence + kTrailing, kFaintLine)) : evidence;
}

// Without the blocks that part it, a run would end and start anew behind them, of the same
// category; without those at its end it would leave a title without its text; without those at its
// start it would start at worst within a story, or pay in full for what was next to another.
RunBounds run_bounds(const AdRules& rules) {
  float least = rules.threshold(AdCategory::kOther), most = 0;
  for (size_t c = 0; c < kAdCategories; ++c) {
    const float threshold = rules.threshold(static_cast<AdCategory>(c));
    least = std::min(least, threshold);
    most = std::max(most, threshold);
  }
  const float next = std::max(0.f, (1 - kNextNotice) * most - least);
  return {kStrongest * least, most + kMidStory + kBareTitle,
          std::max(kBareTitle, kMidStory + next)};
}

std::vector<AdRun> ad_runs(const Page& page, const std::vector<BlockEvidence>& evidence,
                           const AdRules& rules) {
  return Decoder(page, evidence, rules).runs();
}

}  // namespace newsmill
