// Evidence of each block, then the best reading of the page, then the records.
//
//   遗失柳溪县东岸茶行公章一枚，声明作废。   ->  Ad{"…-n1", LOST_AND_VOID, 0.99, lost.void, …}
//
// Test: FilterAds.*, and against annotated pages NewspaperPages.* where those are at hand.
#include "filter/filter_ads.h"

#include <algorithm>
#include <bitset>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/simhash.h"
#include "filter/ad_runs.h"
#include "filter/block_evidence.h"
#include "filter/split_notices.h"

namespace newsmill {
namespace {

// Rows of the tables pull in one direction only, so their sum says too much: half of it is a fair
// reading of the odds.
double confidence_of(float score) {
  return 1 / (1 + std::exp(-0.5 * score));
}

// Names of the rules that spoke for this run, strongest first.
std::vector<std::string> names_of_rules(const AdRun& run,
                                        const std::vector<BlockEvidence>& evidence,
                                        const AdRules& rules) {
  std::bitset<kMaxAdRules> any;
  for (const size_t block : run.blocks) any |= evidence[block].rules;
  std::vector<uint16_t> spoke;
  for (uint16_t rule = 0; rule < rules.size(); ++rule) {
    if (!any[rule]) continue;
    const Side side = rules.rule(rule).side;
    const bool agrees = side.kind == Side::kNotice ||
                        (side.kind == Side::kCategory && side.category == run.category);
    if (agrees && rules.rule(rule).weight > 0) spoke.push_back(rule);
  }
  std::stable_sort(spoke.begin(), spoke.end(), [&](uint16_t a, uint16_t b) {
    return rules.rule(a).weight > rules.rule(b).weight;
  });
  std::vector<std::string> names;
  for (const uint16_t rule : spoke) {
    const std::string_view name = rules.rule(rule).name;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
  }
  return names;
}

// Gathers blocks into the page's ads in turn.
class AdWriter {
 public:
  AdWriter(const std::string& page_id, std::vector<Ad>* ads) : page_id_(page_id), ads_(ads) {}

  void begin(const AdRun& run, std::vector<std::string> rules) {
    Ad ad;
    ad.id = page_id_ + "-n" + std::to_string(ads_->size() + 1);
    ad.page_id = page_id_;
    ad.category = run.category;
    ad.confidence = confidence_of(run.score);
    ad.rules = std::move(rules);
    ads_->push_back(std::move(ad));
  }
  // Another notice of the same run.
  void begin_twin() {
    Ad ad = ads_->back();
    ad.id = page_id_ + "-n" + std::to_string(ads_->size() + 1);
    ad.lines.clear();
    ad.text.clear();
    ads_->push_back(std::move(ad));
  }
  void take(Block* block) {
    Ad& ad = ads_->back();
    block->kind = BlockKind::kAd;
    block->owner = ad.id;
    ad.lines.insert(ad.lines.end(), block->lines.begin(), block->lines.end());
    if (!ad.text.empty()) ad.text += '\n';
    ad.text += block->text;
  }

 private:
  const std::string& page_id_;
  std::vector<Ad>* ads_;
};

// Takes the blocks of the runs out of the news, split where one holds several notices.
void take_ads(const std::vector<AdRun>& runs, const std::vector<BlockEvidence>& evidence,
              const Signs& signs, const AdRules& rules, ScreenedPage* page) {
  std::vector<Block> blocks;
  blocks.reserve(page->page.blocks.size());
  AdWriter writer(page->page.id, &page->ads);
  auto run = runs.begin();
  for (size_t i = 0; i < page->page.blocks.size(); ++i) {
    Block& block = page->page.blocks[i];
    if (run != runs.end() && i > run->blocks.back()) ++run;
    const bool in_run =
        run != runs.end() && std::binary_search(run->blocks.begin(), run->blocks.end(), i);
    if (!in_run) {
      blocks.push_back(std::move(block));
      continue;
    }
    if (i == run->blocks.front()) writer.begin(*run, names_of_rules(*run, evidence, rules));
    std::vector<Block> parts = split_notices(std::move(block), signs.of(i), rules);
    for (size_t part = 0; part < parts.size(); ++part) {
      if (part > 0) writer.begin_twin();
      writer.take(&parts[part]);
      blocks.push_back(std::move(parts[part]));
    }
  }
  page->page.blocks = std::move(blocks);
  for (Ad& ad : page->ads) ad.fingerprint = simhash(ad.text);
}

}  // namespace

FilterAds::FilterAds(const RuleSet& rules) : rules_(rules) {}

struct FilterAds::Scratch {
  Signs signs;  // of the page's blocks
  Signs inked;  // of one block's text without blanks
  std::vector<BlockEvidence> evidence;
};

ScreenedPage FilterAds::screen(Page page, Scratch* scratch) const {
  ScreenedPage out{std::move(page), {}};
  const std::vector<Block>& blocks = out.page.blocks;
  Signs& signs = scratch->signs;
  signs.clear();
  for (const Block& block : blocks) {
    const bool furniture = block.kind == BlockKind::kFurniture;
    signs.read(furniture ? std::string_view() : block.text, rules_.formulae());
  }
  const PageContext context = context_of(out.page, rules_);
  std::vector<BlockEvidence>& evidence = scratch->evidence;
  evidence.resize(blocks.size());
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind == BlockKind::kFurniture) continue;
    evidence[i] = evidence_of(blocks[i], signs.of(i), context, rules_, &scratch->inked);
  }
  take_ads(ad_runs(out.page, evidence, rules_), evidence, signs, rules_, &out);
  return out;
}

ScreenedPage FilterAds::screen(Page page) const {
  Scratch scratch;
  return screen(std::move(page), &scratch);
}

Batch<ScreenedPage> FilterAds::operator()(Batch<Page> in) const {
  Batch<ScreenedPage> out = next_batch<ScreenedPage>(in);
  out.items.reserve(in.items.size());
  Scratch scratch;
  for (Page& page : in.items) out.items.push_back(screen(std::move(page), &scratch));
  return out;
}

}  // namespace newsmill
