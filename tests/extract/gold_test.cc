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

TEST(Gold, News) {
  const std::filesystem::path shared = NEWSMILL_SHARED, dump = EXTRACT_DUMP;
  if (!std::filesystem::exists(shared / "data/metrics/dev/gold.tsv"))
    GTEST_SKIP() << "no labelled data";
  const std::string predictions = testing::TempDir() + "extract_gold.jsonl";
  output_of(dump.string() + " < " + (shared / "data/metrics/dev/articles.jsonl").string() + " > " +
            predictions);
  const std::string scores =
      output_of("python3 " + (shared / "score/score_metrics.py").string() + " " +
                (shared / "data/metrics/dev/gold.tsv").string() + " " + predictions + " --json");
  const nlohmann::json result = nlohmann::json::parse(scores, nullptr, false);
  if (result.is_discarded()) GTEST_SKIP() << "no python3";
  EXPECT_GE(result["found"]["f1"].get<double>(), 0.98);
  EXPECT_GE(result["value_and_unit"]["f1"].get<double>(), 0.98);
  EXPECT_GE(result["whole"]["f1"].get<double>(), 0.88);
  EXPECT_GE(result["whole_period_status"]["f1"].get<double>(), 0.84);
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
