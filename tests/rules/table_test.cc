#include "rules/table.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/result.h"

namespace newsmill {
namespace {

std::string failure(const std::string& text) {
  try {
    RuleTable table("t.tsv", text);
    table.column("factor");
  } catch (const FatalError& e) {
    EXPECT_EQ(e.exit_code(), 2);
    return e.what();
  }
  return "";
}

TEST(RuleTable, ReadsRowsAndNamesColumns) {
  const RuleTable table(
      "t.tsv", "# t.tsv | used by a test\n# written\tfactor\n\n万亩\t10000\n# a comment\n亩\n");
  ASSERT_EQ(table.rows().size(), 2u);
  EXPECT_EQ(table.column("factor"), 1u);
  EXPECT_EQ(table.rows()[0][1], "10000");
  EXPECT_EQ(table.rows()[1][1], "");  // a cell left out at the end is empty
  EXPECT_EQ(table.rows()[1].line(), 6);
}

TEST(RuleTable, SaysFileLineAndReason) {
  EXPECT_EQ(failure("# t.tsv\n# written\tfactor\n亩\t1\t2\n"),
            "t.tsv:3: 3 cells, but the table has 2 columns");
  EXPECT_EQ(failure("亩\t1\n"),
            "t.tsv:1: the second line must name the columns: # first<TAB>second…");
  EXPECT_EQ(failure("# t.tsv\n# written\tvalue\n"), "t.tsv:2: no column factor");
}

TEST(RuleSet, BuiltinTablesAreSortedByKeyAndNotEmpty) {
  const RuleSet set = RuleSet::builtin();
  ASSERT_FALSE(set.names().empty());
  for (const std::string& name : set.names()) {
    SCOPED_TRACE(name);
    EXPECT_FALSE(set.table(name).rows().empty());
  }
}

TEST(RuleSet, ADirectoryReplacesATable) {
  const RuleSet builtin = RuleSet::builtin();
  const std::string name = builtin.names().front();
  const std::filesystem::path dir = std::filesystem::path(testing::TempDir()) / "rules";
  std::filesystem::create_directories(dir);
  std::ofstream(dir / name) << "# x\n# only\nrow\n";
  const RuleSet set = RuleSet::with_directory(dir.string());
  EXPECT_EQ(set.table(name).rows().size(), 1u);
  EXPECT_EQ(set.names(), builtin.names());
  EXPECT_NE(set.hash(), builtin.hash());
}

TEST(RuleSet, NoDirectoryReplacesWhatIsBuiltIn) {
  const std::filesystem::path dir = std::filesystem::path(testing::TempDir()) / "lists";
  std::filesystem::create_directories(dir);
  std::ofstream(dir / "lists.zh.tsv") << "# x\n# list\twritten\n";
  EXPECT_THROW(RuleSet::with_directory(dir.string()), FatalError);
  std::filesystem::remove(dir / "lists.zh.tsv");
  EXPECT_NO_THROW(RuleSet::with_directory(dir.string()));
}

}  // namespace
}  // namespace newsmill
