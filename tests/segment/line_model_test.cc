#include "segment/line_model.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/result.h"
#include "segment/column_widths.h"
#include "segment/line_cues.h"

namespace newsmill {
namespace {

class LineModelTest : public testing::Test {
 protected:
  const RuleSet rules_ = RuleSet::builtin();
  const Characters characters_{rules_.table("characters.tsv")};
  const CueReader cue_reader_{rules_};
  const LineModel model_{rules_.table("line_model.tsv")};

  std::vector<Line> lines(std::string_view text) const {
    std::vector<Line> read = read_lines(text, characters_);
    find_column_widths(read);
    return read;
  }
};

// An example is lines parted by " / ", ∅ a blank one, > before the line that has the feature.
struct Example {
  std::string text;
  uint32_t line = 0;
};
Example example_of(std::string_view cell) {
  Example example;
  for (uint32_t number = 1; !cell.empty(); ++number) {
    const size_t end = std::min(cell.find(" / "), cell.size());
    std::string_view line = cell.substr(0, end);
    if (line.starts_with("> ")) {
      example.line = number;
      line.remove_prefix(2);
    }
    if (line != "∅") example.text += line;
    example.text += '\n';
    cell.remove_prefix(std::min(end + 3, cell.size()));
  }
  return example;
}

bool has(const LineFeatures& features, std::string_view name) {
  for (const FeatureList* list : {&features.line, &features.after_first, &features.after_later})
    for (size_t i = 0; i < list->count; ++i)
      if (feature_name(list->on[i]) == name) return true;
  return false;
}

TEST_F(LineModelTest, EveryRowsExampleHasTheFeature) {
  const RuleTable& table = rules_.table("line_model.tsv");
  const size_t example_column = table.column("example");
  for (const RuleRow& row : table.rows()) {
    if (row[0].starts_with("after_")) continue;  // a step between roles
    SCOPED_TRACE(row[0]);
    const Example example = example_of(row[example_column]);
    ASSERT_GT(example.line, 0u);
    const std::vector<Line> read = lines(example.text);
    const std::vector<uint32_t> cues = cue_reader_.read(example.text, read);
    FeatureReader reader(read, cues);
    LineFeatures features;
    bool found = false;
    for (size_t i = 0; i < read.size(); ++i) {
      reader.read(i, features);
      EXPECT_LT(features.line.count, FeatureList::kMost);
      if (read[i].number == example.line) found = has(features, row[0]);
    }
    EXPECT_TRUE(found) << row[example_column];
  }
}

TEST_F(LineModelTest, WhatCarriesOnMustHaveBegun) {
  EXPECT_TRUE(may_follow(Role::kBegin, Role::kInner));
  EXPECT_FALSE(may_follow(Role::kHead, Role::kInner));
  EXPECT_TRUE(may_follow(Role::kFurniture, Role::kResume));
  const std::string text = "，\n。\n”\n、\n";
  const std::vector<Line> read = lines(text);
  const std::vector<Role> roles = model_.roles(read, cue_reader_.read(text, read));
  ASSERT_EQ(roles.size(), 4u);
  EXPECT_FALSE(carries_on(roles[0]));
  for (size_t i = 1; i < roles.size(); ++i) EXPECT_TRUE(may_follow(roles[i - 1], roles[i]));
}

TEST_F(LineModelTest, TableMustBeWhole) {
  EXPECT_THROW(LineModel(RuleTable("m.tsv", "# m.tsv\n# feature\tbegin\nno_such\t1\n")),
               FatalError);
  EXPECT_THROW(LineModel(RuleTable("m.tsv", "# m.tsv\n# feature\tbegin\nbias\tx\n")), FatalError);
}

}  // namespace
}  // namespace newsmill
