// Hand-labelled quantities, where the data is there: scored by its own judge.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

namespace newsmill {
namespace {

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  std::array<char, 4096> buffer;
  for (size_t n; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    out.append(buffer.data(), n);
  pclose(pipe);
  return out;
}

// What the judge says of the metrics that are read from `articles`; discarded where it is missing.
nlohmann::json scores_of(const std::filesystem::path& articles, const std::filesystem::path& gold) {
  const std::filesystem::path judge =
      std::filesystem::path(NEWSMILL_SHARED) / "score/score_metrics.py";
  if (!std::filesystem::exists(judge) || !std::filesystem::exists(gold))
    return nlohmann::json::parse("", nullptr, false);
  const std::string predictions = testing::TempDir() + "extract_gold.jsonl";
  output_of(std::string(EXTRACT_DUMP) + " < " + articles.string() + " > " + predictions);
  return nlohmann::json::parse(
      output_of("python3 " + judge.string() + " " + gold.string() + " " + predictions + " --json"),
      nullptr, false);
}

// Prints the four figures; none may be lower than its floor.
void hold(const nlohmann::json& scores, const std::map<std::string, double>& floors) {
  for (const auto& [what, floor] : floors) {
    const double f1 = scores[what]["f1"].get<double>();
    std::printf("  %s %.3f\n", what.c_str(), f1);
    EXPECT_GE(f1, floor) << what;
  }
}

TEST(Gold, News) {
  const std::filesystem::path data = std::filesystem::path(NEWSMILL_SHARED) / "data/metrics/dev";
  const nlohmann::json scores = scores_of(data / "articles.jsonl", data / "gold.tsv");
  if (scores.is_discarded()) GTEST_SKIP() << "no labelled data, or no python3";
  hold(scores,
       {{"found", 0.98}, {"value_and_unit", 0.98}, {"whole", 0.88}, {"whole_period_status", 0.84}});
}

// Invented articles, written and labelled without sight of the rules: keep it so, and read figures
// here, not errors.
TEST(Gold, UnseenArticles) {
  const std::filesystem::path here = std::filesystem::path(NEWSMILL_SOURCE) / "tests/extract";
  const nlohmann::json scores = scores_of(here / "unseen.jsonl", here / "unseen.tsv");
  if (scores.is_discarded()) GTEST_SKIP() << "no judge, or no python3";
  hold(scores,
       {{"found", 0.96}, {"value_and_unit", 0.96}, {"whole", 0.84}, {"whole_period_status", 0.68}});
}

// Dates, names and numerals inside ordinary words: nothing that is read may touch one.
TEST(Gold, NumberWordsThatAreNoMetric) {
  const std::filesystem::path data = std::filesystem::path(NEWSMILL_SHARED) / "data/metrics/dev";
  if (!std::filesystem::exists(data / "negatives.tsv")) GTEST_SKIP() << "no labelled data";
  std::istringstream articles(
      output_of(std::string(EXTRACT_DUMP) + " < " + (data / "articles.jsonl").string()));
  std::map<std::string, nlohmann::json> by_id;
  for (std::string line; std::getline(articles, line);) {
    nlohmann::json article = nlohmann::json::parse(line);
    const std::string id = article["id"];
    by_id.emplace(id, std::move(article));
  }
  std::ifstream negatives(data / "negatives.tsv");
  std::string line;
  std::getline(negatives, line);
  size_t count = 0;
  for (; std::getline(negatives, line); ++count) {
    std::istringstream row(line);
    std::array<std::string, 8> cells;  // article pidx para token context class start end
    for (std::string& cell : cells) std::getline(row, cell, '\t');
    const int paragraph = std::stoi(cells[1]), begin = std::stoi(cells[6]),
              end = std::stoi(cells[7]);
    for (const nlohmann::json& metric : by_id.at(cells[0])["metrics"])
      EXPECT_FALSE(metric["paragraph"] == paragraph && metric["value_begin"] < end &&
                   metric["value_end"] > begin)
          << cells[3] << " in " << cells[4];
  }
  EXPECT_GT(count, 300u);
}

}  // namespace
}  // namespace newsmill
