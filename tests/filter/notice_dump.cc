// usage: notice_dump [--rules DIR] TABLE…
//
// Sets each text of tables "category TAB text" (/ ends a paragraph) between two stories, as the
// tests do, and prints what the filter makes of it, one line a text, parted by tabs: its category,
// the filter's ("-" for none), characters, how many of them were taken for ads, what the rules say
// for each category, the buckets of its grams, the text. The last but one are what
// tools/fit_names.py fits to.
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "filter/ad_features.h"
#include "filter/ad_rules.h"
#include "filter/block_evidence.h"
#include "filter/filter_ads.h"
#include "filter/first_look.h"
#include "filter/pages.h"
#include "rules/table.h"

namespace newsmill {
namespace {

class Printer {
 public:
  explicit Printer(const RuleSet& rules)
      : filter_(rules),
        rules_(rules),
        features_(rules.table("ads.hant.tsv")),
        signs_(rules_.formulae()) {}

  void print(std::string_view category, std::string_view text) {
    const bool news = category == "NEWS";
    const Page page = page_around(split(text, '/'), news ? kNewsColumns : kNoticeColumns);
    std::cout << category << '\t';
    print_ads(page);
    std::cout << characters_in(text) << '\t' << taken_ << '\t';
    print_evidence(page);
    std::cout << text << '\n';
  }

 private:
  void print_ads(const Page& page) {
    const ScreenedPage out = filter_.screen(page);
    taken_ = 0;
    for (const Ad& ad : out.ads) taken_ += characters_in(ad.text);
    std::cout << (out.ads.empty() ? "-" : name_of(out.ads.front().category)) << '\t';
  }

  void print_evidence(const Page& page) {
    signs_.clear();
    for (const Block& block : page.blocks) signs_.take(block.text);
    const PageContext context = context_of(page, rules_, &signs_);
    EvidenceSum::Scores scores{};
    std::string grams;
    const size_t story = 3;
    for (size_t i = story; i + story < page.blocks.size(); ++i) {
      const std::string& text = page.blocks[i].text;
      const BlockEvidence evidence =
          evidence_of(page.blocks[i], i, context, rules_, &signs_, &scratch_);
      for (size_t c = 0; c < scores.size(); ++c) scores[c] += evidence.score[c];
      features_.read(text, [&](uint32_t bucket) { grams += std::to_string(bucket) + ' '; });
    }
    for (const float score : scores) std::cout << score << ' ';
    std::cout << '\t' << grams << '\t';
  }

  FilterAds filter_;
  AdRules rules_;
  AdFeatures features_;
  Signs signs_;
  EvidenceScratch scratch_;
  size_t taken_ = 0;
};

}  // namespace
}  // namespace newsmill

int main(int argc, char** argv) {
  const bool own = argc > 2 && std::string_view(argv[1]) == "--rules";
  const newsmill::RuleSet rules =
      own ? newsmill::RuleSet::with_directory(argv[2]) : newsmill::RuleSet::builtin();
  newsmill::Printer printer(rules);
  for (int arg = own ? 3 : 1; arg < argc; ++arg) {
    std::ifstream file(argv[arg]);
    for (std::string line; std::getline(file, line);) {
      const size_t tab = line.find('\t');
      if (line.starts_with("# ") || tab == std::string::npos) continue;
      printer.print(std::string_view(line).substr(0, tab), std::string_view(line).substr(tab + 1));
    }
  }
}
