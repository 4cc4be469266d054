// Evidence of the blocks by the rules and, where they leave doubt, by the linear model; then the
// best reading of the page, then the records.
//
//   遗失柳溪县东岸茶行公章一枚，声明作废。   ->  Ad{"…-n1", LOST_AND_VOID, 0.99, lost.void, …}
//
// Test: FilterAds.*, and against annotated pages NewspaperPages.* where those are at hand.
#include "filter/filter_ads.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/simhash.h"
#include "filter/ad_runs.h"
#include "filter/notice_fields.h"
#include "filter/page_evidence.h"
#include "filter/split_notices.h"

namespace newsmill {
namespace {

constexpr size_t kUsualRules = 16;  // speak for a notice, at most

// The most that the linear model says for one of the run's blocks.
float voice_of_model(const AdRun& run, const std::vector<BlockEvidence>& evidence) {
  float voice = 0;
  for (const size_t block : run.blocks) voice = std::max(voice, evidence[block].model);
  return voice;
}

// Names of the rules that spoke for this run, strongest first, each once.
std::vector<std::string_view> names_of_rules(const AdRun& run,
                                             const std::vector<BlockEvidence>& evidence,
                                             const AdRules& rules) {
  RulesSpoken any, ranks, named;
  for (const size_t block : run.blocks) any.add(evidence[block].rules);
  any.for_each([&](uint16_t number) {
    const AdRule& rule = rules.rule(number);
    const bool agrees = rule.side == Side::notice() || rule.side == Side(run.category);
    if (agrees && rule.weight > 0) ranks.add(rules.rank(number));
  });
  std::vector<std::string_view> names;
  names.reserve(kUsualRules);
  if (!run.found_by.empty()) names.push_back(run.found_by);
  float voice = voice_of_model(run, evidence);
  ranks.for_each([&](uint16_t rank) {
    const uint16_t number = rules.at_rank(rank), name = rules.namesake(number);
    if (voice > rules.rule(number).weight) names.push_back(AdModel::kName), voice = 0;
    if (!named[name]) names.push_back(rules.name(name));
    named.add(name);
  });
  if (voice > 0) names.push_back(AdModel::kName);
  if (!run.named_by.empty()) names.push_back(run.named_by);
  return names;
}

// Gathers blocks into the page's ads in turn.
class AdWriter {
 public:
  AdWriter(const RecordId& page_id, std::vector<Ad>* ads) : page_id_(page_id), ads_(ads) {}

  void begin(const AdRun& run, double confidence, bool in_articles,
             std::vector<std::string_view> rules) {
    Ad ad;
    ad.id = next_id();
    ad.page_id = page_id_;
    ad.category = run.category;
    ad.confidence = confidence;
    ad.in_articles = in_articles;
    ad.rules = std::move(rules);
    ads_->push_back(std::move(ad));
  }
  // Another notice of the same run.
  void begin_twin() {
    Ad ad = ads_->back();
    ad.id = next_id();
    ad.lines.clear();
    ad.text.clear();
    ads_->push_back(std::move(ad));
  }
  void take(Block* block) {
    Ad& ad = ads_->back();
    if (!ad.in_articles) {
      block->kind = BlockKind::kAd;
      block->owner = ad.id;
    }
    ad.lines.append(block->lines);
    if (!ad.text.empty()) ad.text += '\n';
    ad.text += block->text;
  }

 private:
  RecordId next_id() const { return {page_id_, 'n', static_cast<uint32_t>(ads_->size() + 1)}; }

  const RecordId& page_id_;
  std::vector<Ad>* ads_;
};

// The parts of a block that holds several notices.
struct SplitBlock {
  size_t block;
  std::vector<Block> parts;
};

// Puts parts, in the order of their blocks, in the blocks' places.
void replace_blocks(std::vector<SplitBlock> splits, std::vector<Block>* blocks) {
  std::vector<Block> all;
  all.reserve(blocks->size() + 2 * splits.size());
  size_t next = 0;
  for (SplitBlock& split : splits) {
    for (; next < split.block; ++next) all.push_back(std::move((*blocks)[next]));
    for (Block& part : split.parts) all.push_back(std::move(part));
    ++next;
  }
  for (; next < blocks->size(); ++next) all.push_back(std::move((*blocks)[next]));
  *blocks = std::move(all);
}

// Takes the blocks of the runs out of the news, split where one holds several notices; those that
// the policy marks are recorded and left where they are.
void take_ads(const std::vector<AdRun>& runs, const AdRules& rules, PageEvidence* evidence,
              ScreenedPage* page) {
  std::vector<Block>& blocks = page->page.blocks;
  const AdPolicy& policy = rules.policy();
  std::vector<SplitBlock> splits;
  AdWriter writer(page->page.id, &page->ads);
  page->ads.reserve(runs.size());
  for (const AdRun& run : runs) {
    const AdAction action = policy.action(run.category);
    const double confidence = confidence_of(run.score + policy.eased(run.category));
    if (action == AdAction::kKeep || policy.refuses(run.category, confidence)) continue;
    const bool marked = action == AdAction::kMark;
    writer.begin(run, confidence, marked, names_of_rules(run, evidence->blocks(), rules));
    for (const size_t i : run.blocks) {
      std::vector<Block> parts;
      if (evidence->blocks()[i].goes_on) parts = split_notices(blocks[i], evidence->signs(i));
      if (parts.empty()) {
        writer.take(&blocks[i]);
        continue;
      }
      for (size_t part = 0; part < parts.size(); ++part) {
        if (part > 0) writer.begin_twin();
        writer.take(&parts[part]);
      }
      if (!marked) splits.push_back({i, std::move(parts)});
    }
  }
  if (!splits.empty()) replace_blocks(std::move(splits), &blocks);
}

}  // namespace

FilterAds::FilterAds(const RuleSet& rules, const AdPolicy& policy)
    : rules_(rules, policy),
      model_(rules),
      namer_(rules, model_.features()),
      words_(rules),
      advertorials_(rules) {}

ScreenedPage FilterAds::screen(Page page, PageEvidence* evidence) const {
  ScreenedPage out{std::move(page), {}};
  evidence->read(out.page);
  if (!evidence->any()) return out;
  std::vector<AdRun> runs = ad_runs(out.page, evidence->blocks(), rules_);
  advertorials_.find(out.page, &runs);
  for (AdRun& run : runs)
    if (namer_.name(out.page, evidence->blocks(), rules_, &run)) run.named_by = NoticeNamer::kName;
  take_ads(runs, rules_, evidence, &out);
  for (Ad& ad : out.ads) {
    ad.fingerprint = simhash(ad.text);
    read_fields(words_, &ad);
  }
  return out;
}

ScreenedPage FilterAds::screen(Page page) const {
  PageEvidence evidence(rules_, model_);
  return screen(std::move(page), &evidence);
}

Batch<ScreenedPage> FilterAds::operator()(Batch<Page> in) const {
  Batch<ScreenedPage> out = next_batch<ScreenedPage>(in);
  out.items.reserve(in.items.size());
  PageEvidence evidence(rules_, model_);
  for (Page& page : in.items) out.items.push_back(screen(std::move(page), &evidence));
  return out;
}

}  // namespace newsmill
