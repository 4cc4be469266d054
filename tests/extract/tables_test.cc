// Each row of the tables of words carries its own example: the word stands in it, and is read
// there.
#include <gtest/gtest.h>

#include "core/utf8.h"
#include "extract/cues.h"
#include "extract/reading.h"

namespace newsmill {
namespace {

TEST(Tables, EachExampleHoldsItsWord) {
  for (const char* name :
       {"verbs", "comparators", "particles", "nouns", "periods", "holidays", "status", "lexical"}) {
    const RuleTable& table = rules().table(std::string(name) + ".zh.tsv");
    const size_t example = table.column("example");
    for (const RuleRow& row : table.rows()) {
      SCOPED_TRACE(name + std::string(": ") + std::string(row[0]));
      EXPECT_NE(row[example].find(row[0]), std::string_view::npos);
    }
  }
}

TEST(Tables, LexicalWordsCountNothing) {
  for (const RuleRow& row : rules().table("lexical.zh.tsv").rows()) {
    SCOPED_TRACE(std::string(row[1]));
    EXPECT_TRUE(metrics_of(std::string(row[1])).empty());
  }
}

TEST(Tables, VerbsGovernTheirExamples) {
  const RuleTable& table = rules().table("verbs.zh.tsv");
  for (const RuleRow& row : table.rows()) {
    const std::string_view kind = row[1];
    if (kind != "change" && kind != "pace" && kind != "add" && kind != "cross" && kind != "hold")
      continue;
    if (row[4].find_first_of("0123456789") == std::string_view::npos || row[0].ends_with("半"))
      continue;
    SCOPED_TRACE(std::string(row[4]));
    const std::vector<Metric> metrics = metrics_of(std::string(row[4]));
    EXPECT_EQ(metrics.size(), 1u);
    if (metrics.size() != 1) continue;
    const Direction want = row[2] == "increase"   ? Direction::kIncrease
                           : row[2] == "decrease" ? Direction::kDecrease
                                                  : Direction::kFlat;
    EXPECT_EQ(metrics[0].direction, want);
  }
}

TEST(Tables, ComparatorsBoundTheirExamples) {
  const std::map<std::string_view, Comparator> names = {{"ge", Comparator::kGe},
                                                        {"gt", Comparator::kGt},
                                                        {"le", Comparator::kLe},
                                                        {"lt", Comparator::kLt},
                                                        {"approx", Comparator::kApprox}};
  for (const RuleRow& row : rules().table("comparators.zh.tsv").rows()) {
    if (row[0] == "上" || row[0] == "起" || row[0] == "起步" || row[0] == "多" || row[0] == "余" ||
        row[0] == "餘")
      continue;
    SCOPED_TRACE(std::string(row[4]));
    const std::vector<Metric> metrics = metrics_of(std::string(row[4]));
    EXPECT_EQ(metrics.size(), 1u);
    if (metrics.size() != 1) continue;
    EXPECT_EQ(metrics[0].comparator, names.at(row[2]));
  }
}

}  // namespace
}  // namespace newsmill
