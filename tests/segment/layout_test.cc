#include "segment/layout.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "rules/table.h"

namespace newsmill {
namespace {

Layout layout_of(std::string_view text) {
  const RuleSet rules = RuleSet::builtin();
  return find_layout(read_lines(text, Characters(rules.table("characters.tsv"))));
}

std::string repeat(std::string_view line, int n) {
  std::string text;
  for (int i = 0; i < n; ++i) text += line;
  return text;
}

// PAGES.md 9.
TEST(FindLayout, Cases) {
  EXPECT_EQ(layout_of(repeat("春耕时节田间地头一片繁忙\n", 20)), Layout::kFlowed);
  EXPECT_EQ(layout_of(repeat("春耕时节田间地头      农技人员走村入户     送去良种\n", 20)),
            Layout::kInterleaved);
  EXPECT_EQ(layout_of(repeat("柳 湾 新 桥 今 日 建 成 通 车\n", 20)), Layout::kFlowed);
  EXPECT_EQ(layout_of(repeat("    春耕时节田间地头\n", 20)), Layout::kFlowed);
  EXPECT_EQ(layout_of("春耕\n"), Layout::kUnknown);
  EXPECT_EQ(layout_of(""), Layout::kUnknown);
}

TEST(FindLayout, RealExtractions) {
  const std::filesystem::path folder =
      std::filesystem::path(NEWSMILL_SHARED) / "data/pages/retypeset";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no data";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    SCOPED_TRACE(entry.path());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const bool side_by_side = entry.path().stem().extension() == ".layout";
    EXPECT_EQ(layout_of(text), side_by_side ? Layout::kInterleaved : Layout::kFlowed);
  }
}

}  // namespace
}  // namespace newsmill
