// Prints what the ad filter's linear model sees, for fitting its weights (tools/fit_ads.py):
//   ad_features [--rules DIR] FILE…
// A line "# FILE modern|old" for each page, then for each block that is no furniture: the lines it
// stands on ("3-5,9-9"), "doubt" or "plain" (prose is not shown to the model), its evidence by the
// rules, its traits, and its grams' buckets, parted by tabs; traits and buckets are parted by
// blanks.
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include "filter/ad_features.h"
#include "filter/ad_rules.h"
#include "filter/block_evidence.h"
#include "filter/first_look.h"
#include "rules/table.h"
#include "segment/segment_pages.h"

namespace newsmill {
namespace {

class Printer {
 public:
  explicit Printer(const RuleSet& rules)
      : segment_(rules),
        rules_(rules),
        features_(rules.table("ads.hant.tsv")),
        signs_(rules_.formulae()) {}

  void print(const std::string& name, std::string_view text) {
    const TextPage in{Origin{std::make_shared<const std::string>("-"), name, text.size(), 0}, text,
                      "UTF-8", 0};
    const Result<Page> page = segment_.segment(in);
    std::cout << "# " << name << (page && page->old_print ? " old\n" : " modern\n");
    if (!page) return;
    signs_.clear();
    for (const Block& block : page->blocks) signs_.take(block.text);
    const PageContext context = context_of(*page, rules_, &signs_);
    for (size_t i = 0; i < page->blocks.size(); ++i) {
      if (page->blocks[i].kind != BlockKind::kFurniture) print(*page, i, context);
    }
  }

 private:
  void print(const Page& page, size_t i, const PageContext& context) {
    const Block& block = page.blocks[i];
    const FirstLook look = first_look(block, i, context, rules_, &signs_, &looking_);
    const BlockEvidence evidence = look.plain
                                       ? plain_evidence(look.most)
                                       : evidence_of(block, i, context, rules_, &signs_, &scratch_);
    const char* comma = "";
    for (const LineRange& range : block.lines) {
      std::cout << comma << range.first << '-' << range.last;
      comma = ",";
    }
    std::cout << (evidence.plain ? "\tplain\t" : "\tdoubt\t") << evidence.best << '\t';
    std::string grams;
    const AdFeatures::Counts counts =
        features_.read(block.text, [&](uint32_t bucket) { grams += std::to_string(bucket) + ' '; });
    const AdTraits traits = AdFeatures::traits(counts, page, i, context, evidence);
    for (size_t trait = 0; trait < kAdTraits; ++trait) {
      if (traits[static_cast<AdTrait>(trait)])
        std::cout << name_of(static_cast<AdTrait>(trait)) << ' ';
    }
    std::cout << '\t' << grams << '\n';
  }

  SegmentPages segment_;
  AdRules rules_;
  AdFeatures features_;
  Signs signs_;
  LookScratch looking_;
  EvidenceScratch scratch_;
};

}  // namespace
}  // namespace newsmill

int main(int argc, char** argv) {
  const bool own = argc > 2 && std::string_view(argv[1]) == "--rules";
  const newsmill::RuleSet rules =
      own ? newsmill::RuleSet::with_directory(argv[2]) : newsmill::RuleSet::builtin();
  newsmill::Printer printer(rules);
  for (int arg = own ? 3 : 1; arg < argc; ++arg) {
    std::ifstream file(argv[arg], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    printer.print(argv[arg], text);
  }
}
