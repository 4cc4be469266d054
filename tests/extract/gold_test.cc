// Hand-labelled quantities, where the data is there: scored by its own judge.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
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

}  // namespace
}  // namespace newsmill
