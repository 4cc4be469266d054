// The filter against annotated texts, where they are at hand. Figures are printed; the floors are
// what must not be lost again.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "core/utf8.h"
#include "filter/filter_ads.h"
#include "filter/pages.h"

namespace newsmill {
namespace {

using nlohmann::json;

const std::string kData = std::string(NEWSMILL_SHARED) + "/data/";

const FilterAds& filter() {
  static const RuleSet set = RuleSet::builtin();
  static const FilterAds made(set);
  return made;
}

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

#define SKIP_WITHOUT(path) \
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << (path)

// The annotation's names of categories; several of ours may be right.
const std::multimap<std::string, std::string>& category_names() {
  static const std::multimap<std::string, std::string> names = {
      {"lost", "LOST_AND_VOID"}, {"company", "COMPANY"},     {"court", "COURT"},
      {"auction", "AUCTION"},    {"auction", "TENDER"},      {"credit", "CREDIT"},
      {"bank", "LICENCE"},       {"planning", "PLANNING"},   {"recruit", "RECRUITMENT"},
      {"housing", "PROPERTY"},   {"realestate", "PROPERTY"}, {"services", "SERVICE"},
      {"product", "PRODUCT"},    {"education", "EDUCATION"}, {"finance", "FINANCE"},
      {"congrats", "GREETING"},  {"obituary", "OBITUARY"},   {"missing", "MISSING"},
      {"utility", "UTILITY"},    {"lottery", "LISTING"},     {"tv", "LISTING"},
      {"weather", "LISTING"},    {"nametable", "LISTING"},   {"house", "HOUSE"},
      {"psa", "PUBLIC_SERVICE"}, {"company", "OTHER"},       {"planning", "UTILITY"}};
  return names;
}

bool is_right(const std::string& annotated, AdCategory category) {
  const auto [begin, end] = category_names().equal_range(annotated);
  return std::any_of(begin, end,
                     [&](const auto& name) { return name.second == name_of(category); });
}

struct Tally {
  size_t items = 0, found = 0, right = 0, characters = 0, taken = 0;
  double part(size_t of, size_t all) const { return all == 0 ? 1 : double(of) / double(all); }
};

// Items found (nine tenths of their characters taken), and by category.
struct Score {
  Tally all;
  std::map<std::string, Tally> by_category;

  void add(const std::string& category, size_t characters, size_t taken, bool right) {
    for (Tally* tally : {&all, &by_category[category]}) {
      tally->items += 1;
      tally->found += 10 * taken >= 9 * characters;
      tally->right += right && 10 * taken >= 9 * characters;
      tally->characters += characters;
      tally->taken += taken;
    }
  }
  void print() const {
    for (const auto& [name, t] : by_category) {
      std::printf("  %-12s %3zu items, %3zu found, %3zu right\n", name.c_str(), t.items, t.found,
                  t.right);
    }
    std::printf("  characters %.4f items %.4f\n", all.part(all.taken, all.characters),
                all.part(all.found, all.items));
  }
};

TEST(SeedPage, NoticesAreAdsAndNothingElseIs) {
  SKIP_WITHOUT(kData + "seed/page.txt");
  const std::vector<std::string> lines = lines_of(kData + "seed/page.txt");
  Page page;
  page.id = "seed";
  std::vector<std::string> want;
  for (const auto& [first, last] : {std::pair{4, 8}, std::pair{10, 14}}) {
    std::string text;
    for (int n = first; n <= last; ++n) text += lines[static_cast<size_t>(n - 1)];
    std::erase(text, ' ');
    add_block(&page, BlockKind::kParagraph, text, 18);
    want.push_back(text);
  }
  for (const std::string& paragraph : lines_of(kData + "seed/paragraphs.txt")) {
    add_block(&page, BlockKind::kParagraph, paragraph, 34);
  }
  const ScreenedPage out = filter().screen(page);
  ASSERT_EQ(out.ads.size(), want.size());
  for (size_t i = 0; i < want.size(); ++i) {
    EXPECT_EQ(out.ads[i].text, want[i]);
    EXPECT_EQ(out.ads[i].category, AdCategory::kLostAndVoid);
  }
}

TEST(NewspaperPages, FindsNotices) {
  SKIP_WITHOUT(kData + "newspages/notices.jsonl");
  Score score;
  for (const std::string& line : lines_of(kData + "newspages/notices.jsonl")) {
    const json notice = json::parse(line);
    if (notice["category"] == "advertorial") continue;
    const std::string text = notice["text"];
    const ScreenedPage page = filter().screen(page_around(split(text, '\n'), kNoticeColumns));
    size_t taken = 0;
    for (const Ad& ad : page.ads) taken += characters_in(ad.text);
    score.add(notice["category"], characters_in(text), std::min(taken, characters_in(text)),
              !page.ads.empty() && is_right(notice["category"], page.ads[0].category));
  }
  score.print();
  EXPECT_GE(score.all.part(score.all.taken, score.all.characters), 0.98);
  EXPECT_GE(score.all.part(score.all.found, score.all.items), 0.95);
}

TEST(NewspaperPages, KeepsHardNegatives) {
  SKIP_WITHOUT(kData + "newspages/negatives.jsonl");
  size_t kept = 0, all = 0;
  for (const std::string& line : lines_of(kData + "newspages/negatives.jsonl")) {
    const json story = json::parse(line);
    std::vector<std::string> parts = split(story["text"].get<std::string>(), '\n');
    parts.insert(parts.begin(), story["title"]);
    const bool keep = filter().screen(page_around(parts, kNewsColumns)).ads.empty();
    if (!keep) std::printf("  lost: %s\n", line.c_str());
    kept += keep;
    ++all;
  }
  EXPECT_GE(kept, 0.99 * static_cast<double>(all));
}

// One block a paragraph, as a perfect segmenter would give them.
struct Annotated {
  size_t line;
  BlockKind kind;
  std::string text;
  std::string notice, category;  // empty in news
};

std::vector<Annotated> blocks_of(const json& gold) {
  std::vector<Annotated> blocks;
  for (const json& notice : gold["notices"]) {
    if (notice["category"] == "advertorial") continue;
    const size_t n = notice["paragraphs"].size();
    for (size_t i = 0; i < n; ++i) {
      const std::string text = notice["paragraphs"][i];
      const bool title = i == 0 && n > 1 && text.size() <= 60;
      blocks.push_back({notice["paragraph_lines"][i][0],
                        title ? BlockKind::kHeadline : BlockKind::kParagraph, text, notice["id"],
                        notice["category"]});
    }
  }
  for (const json& article : gold["articles"]) {
    for (const auto& [role, lines] : article["headline_lines"].items()) {
      if (!lines.empty())
        blocks.push_back({lines[0], BlockKind::kHeadline, article["headline"][role], "", ""});
    }
    for (const json& paragraph : article["paragraphs"]) {
      if (!paragraph["lines"].empty()) {
        blocks.push_back({paragraph["lines"][0], BlockKind::kParagraph, paragraph["text"], "", ""});
      }
    }
  }
  std::stable_sort(blocks.begin(), blocks.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  return blocks;
}

TEST(NewspaperPages, FindsNoticesOnWholePages) {
  SKIP_WITHOUT(kData + "newspages");
  Score score;
  size_t news = 0, lost = 0;
  for (const auto& file : std::filesystem::directory_iterator(kData + "newspages")) {
    const std::string name = file.path().filename();
    if (!name.ends_with(".gold.json") || name.ends_with(".raw.gold.json")) continue;
    const json gold = json::parse(std::ifstream(file.path()));
    const std::vector<Annotated> blocks = blocks_of(gold);
    Page page;
    page.id = name;
    page.masthead.section = gold.value("section", "");
    const uint16_t columns =
        static_cast<uint16_t>(2 * gold["layout"]["chars_per_column"].get<int>());
    for (const Annotated& block : blocks) add_block(&page, block.kind, block.text, columns);
    const ScreenedPage out = filter().screen(page);
    std::map<std::string, Tally> notices;
    std::map<std::string, std::string> category;
    size_t at = 0;
    for (const Block& block : out.page.blocks) {
      // A split block is several here; its parts share the annotation.
      while (at + 1 < blocks.size() && blocks[at].text.find(block.text) == std::string::npos) ++at;
      const bool ad = block.kind == BlockKind::kAd;
      const size_t characters = characters_in(block.text);
      if (blocks[at].notice.empty()) {
        news += characters;
        lost += ad ? characters : 0;
        if (ad) std::printf("  lost: %s %s\n", name.c_str(), block.text.c_str());
        continue;
      }
      Tally& tally = notices[blocks[at].notice];
      category[blocks[at].notice] = blocks[at].category;
      tally.characters += characters;
      tally.taken += ad ? characters : 0;
      for (const Ad& record : out.ads) {
        if (record.id == block.owner && is_right(blocks[at].category, record.category))
          tally.right += characters;
      }
    }
    for (const auto& [id, tally] : notices) {
      score.add(category[id], tally.characters, tally.taken, 2 * tally.right > tally.characters);
    }
  }
  score.print();
  std::printf("  news lost %zu of %zu\n", lost, news);
  EXPECT_LE(static_cast<double>(lost), 0.001 * static_cast<double>(news));
  EXPECT_GE(score.all.part(score.all.taken, score.all.characters), 0.97);
  EXPECT_GE(score.all.part(score.all.found, score.all.items), 0.95);
}

TEST(NationalDaily, KeepsNewsWithTheWordsOfNotices) {
  SKIP_WITHOUT(kData + "ads/rmrb2026_news_with_ad_words.jsonl");
  size_t news = 0, lost = 0;
  for (const std::string& line : lines_of(kData + "ads/rmrb2026_news_with_ad_words.jsonl")) {
    const json story = json::parse(line);
    std::vector<std::string> parts = {story["title"]};
    for (const std::string paragraph : story["paras"]) parts.emplace_back(utf8::trim(paragraph));
    Page page = page_around(parts, kNewsColumns);
    page.masthead.section = story["section"];
    for (const std::string& part : parts) news += characters_in(part);
    for (const Ad& ad : filter().screen(std::move(page)).ads) {
      lost += characters_in(ad.text);
      std::printf("  lost: %s\n", ad.text.c_str());
    }
  }
  std::printf("  news lost %zu of %zu\n", lost, news);
  EXPECT_LE(static_cast<double>(lost), 0.001 * static_cast<double>(news));
}

}  // namespace
}  // namespace newsmill
