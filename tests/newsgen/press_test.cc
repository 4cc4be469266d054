#include "newsgen/press.h"

#include <gtest/gtest.h>
#include <zstd.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/result.h"
#include "core/utf8.h"

namespace newsmill::newsgen {
namespace {

std::vector<PrintedPage> print(const Options& options) {
  Press press(options);
  std::vector<PrintedPage> pages;
  for (PrintedIssue issue; press.next(issue);)
    for (PrintedPage& page : issue.pages) pages.push_back(std::move(page));
  return pages;
}

std::string bytes_of(const std::vector<PrintedPage>& pages) {
  std::string out;
  for (const PrintedPage& page : pages) out += page.name + "\n" + page.text;
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// The lines joined as a reader should: blanks and jump marks gone.
std::string join(const std::vector<std::string>& lines, const Lines& range,
                 const PageTruth& truth) {
  std::string out;
  for (uint32_t n = range.first; n <= range.last; ++n) {
    std::string line = without_blanks(lines.at(n - 1));
    for (const MarkTruth& mark : truth.marks) {
      if (mark.line != n) continue;
      const size_t at = line.find(mark.text);
      EXPECT_NE(at, std::string::npos) << truth.page << ":" << n << " has no " << mark.text;
      if (at != std::string::npos) line.erase(at, mark.text.size());
    }
    out += line;
  }
  return out;
}

void expect_true(const PrintedPage& page) {
  SCOPED_TRACE(page.name);
  const std::vector<std::string> lines = lines_of(page.text);
  const PageTruth& truth = page.truth;
  ASSERT_EQ(truth.labels.size(), lines.size());
  for (size_t i = 0; i < lines.size(); ++i)
    EXPECT_EQ(lines[i].empty(), truth.labels[i] == Label::kBlank) << i + 1;
  for (const ArticleTruth& article : truth.articles) {
    for (const ParagraphTruth& paragraph : article.paragraphs) {
      EXPECT_EQ(join(lines, paragraph.lines, truth), paragraph.text);
      const Label first = truth.labels.at(paragraph.lines.first - 1);
      EXPECT_TRUE(first == Label::kBody || first == Label::kHeading || first == Label::kCaption);
    }
    for (const MetricTruth& metric : article.metrics) {
      const std::string& text = article.paragraphs.at(metric.paragraph).text;
      ASSERT_LE(metric.end, text.size());
      ASSERT_LT(metric.begin, metric.end);
      EXPECT_TRUE(utf8::is_start(text[metric.begin]));
    }
  }
  for (const AdTruth& ad : truth.ads)
    EXPECT_EQ(join(lines, ad.lines, truth), without_blanks(join(lines, ad.lines, truth)));
}

Options with_truth(uint64_t seed, Density density = Density::kOrdinary) {
  return {.seed = seed, .bytes = 600'000, .papers = 12, .density = density, .truth = true};
}

TEST(Press, SameSeedSameBytes) {
  EXPECT_EQ(bytes_of(print({.seed = 5, .bytes = 300'000})),
            bytes_of(print({.seed = 5, .bytes = 300'000})));
  EXPECT_NE(bytes_of(print({.seed = 5, .bytes = 300'000})),
            bytes_of(print({.seed = 6, .bytes = 300'000})));
}

TEST(Press, TextDoesNotDependOnTruth) {
  for (const Density density : {Density::kOrdinary, Density::kReport}) {
    for (uint64_t seed = 1; seed <= 6; ++seed) {
      Options without = with_truth(seed, density);
      without.truth = false;
      EXPECT_TRUE(bytes_of(print(with_truth(seed, density))) == bytes_of(print(without))) << seed;
    }
  }
}

TEST(Press, TruthIsTrue) {
  for (const Density density : {Density::kOrdinary, Density::kReport})
    for (uint64_t seed = 1; seed <= 4; ++seed)
      for (const PrintedPage& page : print(with_truth(seed, density))) expect_true(page);
}

TEST(Press, NoLineStartsWithClosingPunctuation) {
  for (const PrintedPage& page : print(with_truth(9))) {
    for (const std::string& line : lines_of(page.text)) {
      // A paragraph or subtitle may open with a dash.
      EXPECT_TRUE(!no_line_start(line) || line.starts_with("——")) << page.name << ": " << line;
    }
  }
}

TEST(Press, SizeIsMet) {
  for (const uint64_t bytes : {4000ul, 20'000ul, 64'000ul, 200'000ul, 1'000'000ul}) {
    for (const Density density : {Density::kOrdinary, Density::kReport}) {
      uint64_t printed = 0;
      for (const PrintedPage& page : print({.seed = bytes, .bytes = bytes, .density = density}))
        printed += page.text.size();
      EXPECT_NEAR(static_cast<double>(printed), static_cast<double>(bytes),
                  static_cast<double>(bytes) * 0.05 + 300);  // a sentence more or less
    }
  }
}

TEST(Press, DensityIsMet) {
  struct Case {
    Density density;
    double bytes_per_metric;
  };
  for (const Case& c : {Case{Density::kOrdinary, 500}, Case{Density::kReport, 107}}) {
    Options options = with_truth(1, c.density);
    options.bytes = 2'000'000;
    double bytes = 0, metrics = 0;
    for (const PrintedPage& page : print(options)) {
      bytes += static_cast<double>(page.text.size());
      for (const ArticleTruth& article : page.truth.articles)
        metrics += static_cast<double>(article.metrics.size());
    }
    EXPECT_NEAR(bytes / metrics, c.bytes_per_metric, c.bytes_per_metric * 0.06);
  }
}

// Pages of real dailies shrink so, text being text: neither a few sentences again and again nor
// noise.
TEST(Press, TextIsAsRichAsThatOfNewspapers) {
  struct Case {
    Density density;
    int level;
    double low, high;  // of the size
  };
  for (const Case& c :
       {Case{Density::kOrdinary, 1, 0.54, 0.62}, Case{Density::kOrdinary, 3, 0.41, 0.45},
        Case{Density::kOrdinary, 6, 0.365, 0.405}, Case{Density::kReport, 3, 0.37, 0.41}}) {
    const std::string text = bytes_of(print({.seed = 1, .bytes = 4'000'000, .density = c.density}));
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), c.level));
    const double share = static_cast<double>(packed.size()) / static_cast<double>(text.size());
    EXPECT_GT(share, c.low) << "level " << c.level;
    EXPECT_LT(share, c.high) << "level " << c.level;
  }
}

TEST(Press, NamesAreUniqueAndJumpsHaveTwoEnds) {
  std::set<std::string> names;
  std::map<std::string, int> open;  // story of an issue: parts announced and not yet seen
  for (const PrintedPage& page : print(with_truth(2))) {
    EXPECT_TRUE(names.insert(page.name).second) << page.name;
    const std::string issue = page.name.substr(0, page.name.rfind('/'));
    for (const ArticleTruth& article : page.truth.articles) {
      int& parts = open[issue + article.story];
      if (!article.jump_from.empty()) --parts;
      if (!article.jump_to.empty()) ++parts;
    }
  }
  for (const auto& [story, parts] : open) EXPECT_EQ(parts, 0) << story;
}

TEST(Press, EveryLabelAndCategoryIsPrinted) {
  std::set<Label> labels;
  std::set<std::string_view> categories;
  Options options = with_truth(1);
  options.bytes = 4'000'000;
  for (const PrintedPage& page : print(options)) {
    labels.insert(page.truth.labels.begin(), page.truth.labels.end());
    for (const AdTruth& ad : page.truth.ads) categories.insert(ad.category);
  }
  EXPECT_EQ(labels.size(), 8u);
  EXPECT_EQ(categories.size(), 23u);
}

TEST(Press, OptionsOutOfRange) {
  EXPECT_THROW(Press({.papers = 0}), FatalError);
  EXPECT_THROW(Press({.papers = kMaxPapers + 1}), FatalError);
  EXPECT_THROW(Press({.bytes = 1}), FatalError);
}

TEST(Truth, IsOneJsonObject) {
  for (const PrintedPage& page : print({.bytes = 50'000, .truth = true})) {
    const std::string line = truth_line(page.truth);
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    const nlohmann::json json = nlohmann::json::parse(line);
    EXPECT_EQ(json["page"], page.name);
    EXPECT_EQ(json["labels"].size(), lines_of(page.text).size());
    for (const nlohmann::json& article : json["articles"]) {
      for (const nlohmann::json& metric : article["metrics"]) {
        const std::string text = article["paragraphs"][metric["paragraph"].get<size_t>()]["text"];
        EXPECT_NE(text.find(metric["surface"].get<std::string>()), std::string::npos);
      }
    }
  }
}

}  // namespace
}  // namespace newsmill::newsgen
