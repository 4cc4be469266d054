#include "segment/columns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "seed.h"
#include "segment/side_by_side.h"

namespace newsmill {
namespace {

std::string parted(std::string_view page) {
  const std::optional<PartedColumns> columns = part_columns(page);
  return columns ? columns->text : "unclear";
}

// PAGES.md 9: pdftotext -layout.
TEST(PartColumns, Cases) {
  struct Case {
    const char* name;
    std::string page, want;
  };
  for (const Case& c : std::vector<Case>{
           {"two columns, each with its indents",
            side_by_side(
                {{"  春耕时节，田", "地头一片繁忙。农", "技人员走村入户。", "  麦苗返青。"},
                 {"  的人家，早早", "起了床。", "  送去良种。", ""}},
                12),
            "  春耕时节，田\n地头一片繁忙。农\n技人员走村入户。\n  麦苗返青。\n"
            "  的人家，早早\n起了床。\n  送去良种。\n"},
           {"a headline over the gutter stands by itself",
            "     县里办起农技夜校\n" +
                side_by_side({{"春耕时节田间地头", "一片繁忙农技人员", "走村入户送去良种"},
                              {"的人家早早地起了", "床忙着准备种子化", "肥和农药。"}},
                             10),
            "县里办起农技夜校\n\n春耕时节田间地头\n一片繁忙农技人员\n走村入户送去良种\n"
            "的人家早早地起了\n床忙着准备种子化\n肥和农药。\n"},
           {"spaces inside one line are no gutter",
            side_by_side({{"“属于   服务", "一片繁忙农技人员", "走村入户送去良种"},
                          {"的人家早早地起了", "床忙着准备种子化", "肥和农药。"}},
                         12),
            "“属于   服务\n一片繁忙农技人员\n走村入户送去良种\n"
            "的人家早早地起了\n床忙着准备种子化\n肥和农药。\n"},
           {"bands with other gutters",
            side_by_side({{"春耕时节田间", "一片繁忙农技", "走村入户送去"},
                          {"人家早早", "床忙着准", "肥和农药"}},
                         9) +
                side_by_side({{"麦苗返", "技员查", "水施肥"},
                              {"青长势", "看墒情", "病虫害"},
                              {"喜人农", "指导浇", "防治。"}},
                             5),
            "春耕时节田间\n一片繁忙农技\n走村入户送去\n人家早早\n床忙着准\n肥和农药\n\n"
            "麦苗返\n技员查\n水施肥\n青长势\n看墒情\n病虫害\n喜人农\n指导浇\n防治。\n"},
           {"no columns", "春耕\n\n田间\n", "春耕\n\n田间\n"},
           {"nothing", "", ""},
       }) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(parted(c.page), c.want);
  }
}

TEST(PartColumns, GuttersThatAreNotClear) {
  std::string page;
  for (int i = 0; i < 20; ++i)
    page += std::string(static_cast<size_t>(i % 7), ' ') + "春耕时节     田间地头一片      繁忙\n";
  EXPECT_EQ(parted(page), "unclear");
}

TEST(PartColumns, KnowsWhereEachLineStood) {
  const auto columns = part_columns("\n春耕时    人家早\n\n一片繁    床忙着\n走村入    肥和农\n");
  ASSERT_TRUE(columns);
  EXPECT_EQ(columns->numbers, (std::vector<uint32_t>{2, 0, 4, 5, 2, 0, 4, 5}));
  std::vector<Block> blocks(2);
  blocks[0].lines = {{1, 4}};
  blocks[1].lines = {{5, 5}, {7, 8}};
  renumber(*columns, blocks);
  EXPECT_EQ(blocks[0].lines, (Few<LineRange>{{2, 5}}));
  EXPECT_EQ(blocks[1].lines, (Few<LineRange>{{2, 5}}));
}

TEST(PartColumns, LinesTakenFromPartedColumns) {
  const PartedColumns parted{.text = "", .numbers = {2, 0, 4, 5, 2}, .starts = {}};
  PartedColumns inner{.text = "", .numbers = {5, 0, 1, 4}, .starts = {}};
  number_by(parted, inner);
  EXPECT_EQ(inner.numbers, (std::vector<uint32_t>{2, 0, 2, 5}));
}

// Every character with ink comes out once, in any text.
TEST(PartColumns, LosesNothing) {
  const uint32_t seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> parts = {" ", "  ", "    ", "春", "耕", "x", "\n", "\n\n", "　"};
  for (int round = 0; round < 2000; ++round) {
    std::string page;
    for (size_t i = 0, n = random() % 120; i < n; ++i) page += parts[random() % parts.size()];
    const std::optional<PartedColumns> columns = part_columns(page);
    if (!columns) continue;
    const auto ink = [](std::string text) {
      std::string kept;
      for (size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 3, "　") == 0)
          i += 2;
        else if (text[i] != ' ' && text[i] != '\n')
          kept += text[i];
      }
      std::ranges::sort(kept);
      return kept;
    };
    EXPECT_EQ(ink(columns->text), ink(page)) << page;
    EXPECT_EQ(columns->numbers.size(),
              static_cast<size_t>(std::ranges::count(columns->text, '\n')));
  }
}

// A megabyte that makes many columns and many bands takes no longer than it should.
TEST(PartColumns, LinearTime) {
  std::string stairs, comb;
  for (size_t i = 0; i < 700; ++i) stairs += std::string(4 * i, ' ') + "x\n";
  for (size_t i = 0; i < 250'000; ++i) comb += "x   ";
  for (size_t i = 0; i < 3; ++i) comb += "\n" + comb.substr(0, 300'000);
  EXPECT_FALSE(part_columns(stairs));
  EXPECT_FALSE(part_columns(comb));
}

}  // namespace
}  // namespace newsmill
