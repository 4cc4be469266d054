#include "segment/line_model.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <iterator>
#include <map>
#include <random>
#include <string>

#include "core/result.h"
#include "seed.h"
#include "segment/column_widths.h"
#include "segment/latin_lines.h"
#include "segment/line_cues.h"
#include "segment/old_print.h"

namespace newsmill {
namespace {

class LineModelTest : public testing::Test {
 protected:
  const RuleSet rules_ = RuleSet::builtin();
  const Characters characters_{rules_.table("characters.tsv")};
  const CueReader cue_reader_{rules_};
  const LineModel model_{rules_.table("line_model.tsv")};
  const LineModel old_model_{rules_.table("line_model.old.tsv"), Print::kOld};
  const OldPrint old_print_{rules_.table("old_print.tsv")};

  std::vector<Line> lines(std::string_view text) const {
    std::vector<Line> read = read_lines(text, characters_);
    find_column_widths(read);
    read_latin_lines(text, read);
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
  for (size_t f = 0; f < kFeatureCount; ++f)
    if (feature_name(static_cast<Feature>(f)) == name) return features.has(static_cast<Feature>(f));
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
    std::vector<uint32_t> cues = cue_reader_.read(example.text, read);
    bool found = false;
    for (const Print print : {Print::kModern, Print::kOld}) {
      if (print == Print::kOld) old_print_.add_cues(example.text, read, cues);
      const std::vector<LineFeatures> features = read_features(read, cues, print);
      for (size_t i = 0; i < read.size(); ++i)
        if (read[i].number == example.line) found = found || has(features[i], row[0]);
    }
    EXPECT_TRUE(found) << row[example_column];
  }
}

TEST_F(LineModelTest, WhatCarriesOnMustHaveBegun) {
  EXPECT_TRUE(may_follow(LineRole::kBegin, LineRole::kInner));
  EXPECT_FALSE(may_follow(LineRole::kHead, LineRole::kInner));
  EXPECT_TRUE(may_follow(LineRole::kFurniture, LineRole::kResume));
  const std::string text = "，\n。\n”\n、\n";
  const std::vector<Line> read = lines(text);
  const std::vector<LineRole> roles = model_.roles(read, cue_reader_.read(text, read));
  ASSERT_EQ(roles.size(), 4u);
  EXPECT_FALSE(carries_on(roles[0]));
  for (size_t i = 1; i < roles.size(); ++i) EXPECT_TRUE(may_follow(roles[i - 1], roles[i]));
}

constexpr std::string_view kRoleNames[kRoleCount] = {
    "begin",     "inner",   "resume",        "head",   "head_inner", "sub",
    "sub_inner", "caption", "caption_inner", "byline", "furniture",  "cell"};

// The weights of a row, by role.
using Row = std::array<int, kRoleCount>;
std::map<std::string, Row> weights_of(const RuleTable& table) {
  std::map<std::string, Row> weights;
  for (const RuleRow& row : table.rows())
    for (size_t role = 0; role < kRoleCount; ++role)
      weights[std::string(row[0])][role] =
          std::atoi(std::string(row[table.column(kRoleNames[role])]).c_str());
  return weights;
}

// The best path, one role and one feature at a time.
std::vector<LineRole> slow_roles(const std::map<std::string, Row>& weights,
                                 const std::vector<LineFeatures>& features) {
  constexpr int kNever = -1000000;
  const auto later = [](size_t role) {
    const auto r = static_cast<LineRole>(role);
    return r == LineRole::kInner || r == LineRole::kResume || r == LineRole::kCaption ||
           r == LineRole::kCaptionInner;
  };
  std::vector<Row> best(features.size());
  std::vector<std::array<size_t, kRoleCount>> from(features.size());
  for (size_t i = 0; i < features.size(); ++i) {
    Row line{}, first{}, behind{};
    for (size_t f = 0; f < kFeatureCount; ++f) {
      const auto feature = static_cast<Feature>(f);
      if (!features[i].has(feature)) continue;
      const std::string name(feature_name(feature));
      Row& sum = name.ends_with("_after_first")   ? first
                 : name.ends_with("_after_later") ? behind
                                                  : line;
      for (size_t role = 0; role < kRoleCount; ++role) sum[role] += weights.at(name)[role];
    }
    for (size_t to = 0; to < kRoleCount; ++to) {
      int most = i > 0 ? 10 * kNever : carries_on(static_cast<LineRole>(to)) ? kNever : 0;
      for (size_t before = 0; i > 0 && before < kRoleCount; ++before) {
        if (!may_follow(static_cast<LineRole>(before), static_cast<LineRole>(to))) continue;
        const int score = best[i - 1][before] +
                          weights.at("after_" + std::string(kRoleNames[before]))[to] +
                          (before == 0     ? first[to]
                           : later(before) ? behind[to]
                                           : 0);
        if (score <= most) continue;
        most = score;
        from[i][to] = before;
      }
      best[i][to] = most + line[to];
    }
  }
  std::vector<LineRole> path(features.size());
  size_t role = 0;
  for (size_t other = 0; !path.empty() && other < kRoleCount; ++other)
    if (best.back()[other] > best.back()[role]) role = other;
  for (size_t i = path.size(); i-- > 0; role = from[i][role]) path[i] = static_cast<LineRole>(role);
  return path;
}

std::string random_text(std::mt19937& random) {
  const std::string_view parts[] = {"柳湾",
                                    "新桥通车",
                                    "。",
                                    "，",
                                    "\n",
                                    "\n",
                                    "\n\n",
                                    "“",
                                    "”",
                                    "（下转第三版）",
                                    "本报记者 李四",
                                    "一、",
                                    "12",
                                    "□",
                                    " ",
                                    "图①：",
                                    "电话：88880000",
                                    "2021年2月10日",
                                    "两岸的人家都来看了，",
                                    "（柳灣一日電）",
                                    "觀者如堵、"};
  std::string text;
  for (unsigned n = random() % 400; n > 0; --n) text += parts[random() % std::size(parts)];
  return text;
}

TEST_F(LineModelTest, RolesAgreeWithTheSlowSearch) {
  const auto weights = weights_of(rules_.table("line_model.tsv"));
  const auto old_weights = weights_of(rules_.table("line_model.old.tsv"));
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  for (int round = 0; round < 40; ++round) {
    const std::string text = random_text(random);
    const std::vector<Line> read = lines(text);
    std::vector<uint32_t> cues = cue_reader_.read(text, read);
    EXPECT_EQ(model_.roles(read, cues), slow_roles(weights, read_features(read, cues))) << text;
    old_print_.add_cues(text, read, cues);
    EXPECT_EQ(old_model_.roles(read, cues),
              slow_roles(old_weights, read_features(read, cues, Print::kOld)))
        << text;
  }
}

// Each weight by role and feature.
template <class Weight>
std::string table_of(const Weight& weight) {
  std::string text = "# m.tsv\n# feature";
  for (const std::string_view role : kRoleNames) text.append("\t").append(role);
  text += '\n';
  const auto add_row = [&](const std::string& name) {
    text += name;
    for (size_t role = 0; role < kRoleCount; ++role) text += '\t' + std::to_string(weight());
    text += '\n';
  };
  for (size_t f = 0; f < kFeatureCount; ++f)
    add_row(std::string(feature_name(static_cast<Feature>(f))));
  for (const std::string_view role : kRoleNames) add_row("after_" + std::string(role));
  return text;
}

// With weights from small ones to those that scores of 16 bits just hold.
TEST_F(LineModelTest, AnyRolesAgreeWithTheSlowSearch) {
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  int most = 1;
  for (bool fits = true; fits; most += most < 100 ? 33 : 5) {
    const RuleTable table(
        "m.tsv", table_of([&] { return static_cast<int>(random() % (2u * most + 1)) - most; }));
    try {
      const LineModel model(table);
      const std::string text = random_text(random);
      const std::vector<Line> read = lines(text);
      const std::vector<uint32_t> cues = cue_reader_.read(text, read);
      EXPECT_EQ(model.roles(read, cues), slow_roles(weights_of(table), read_features(read, cues)))
          << most;
    } catch (const FatalError&) {
      fits = false;
    }
  }
  EXPECT_GT(most, 100);
}

// Paragraphs of lines of letters: broken between words, and a line each.
TEST_F(LineModelTest, Letters) {
  const auto starts = [&](const std::string& text) {
    std::string begins;
    const std::vector<Line> read = lines(text);
    for (const LineRole role : model_.roles(read, cue_reader_.read(text, read)))
      begins += role == LineRole::kBegin    ? 'p'
                : carries_on(role)          ? '.'
                : role == LineRole::kByline ? 'b'
                                            : 'h';
    return begins;
  };
  EXPECT_EQ(starts("The bridge over the river was opened to\n"
                   "traffic on Monday. Many people came from\n"
                   "the villages on both sides.\n\n"
                   "Building it took three years and cost 45\n"
                   "million yuan, the mayor said. Nobody was\n"
                   "hurt in all these years.\n"),
            "p..p..");
  std::string text = "River bridge opened\n\n";
  for (const int sentences : {4, 3, 5, 2, 7, 4})
    for (int k = 1; k <= sentences; ++k)
      text += k < sentences ? "The bridge was opened by Ms. Lee, who is the mayor of the city. "
                            : "Many people came to see it.\n";
  EXPECT_EQ(starts(text), "hpppppp");
}

TEST_F(LineModelTest, TableMustBeWhole) {
  EXPECT_THROW(LineModel(RuleTable("m.tsv", "# m.tsv\n# feature\tbegin\nno_such\t1\n")),
               FatalError);
  EXPECT_THROW(LineModel(RuleTable("m.tsv", "# m.tsv\n# feature\tbegin\nbias\tx\n")), FatalError);
}

TEST_F(LineModelTest, WeightsMustLeaveScoresIn16Bits) {
  EXPECT_NO_THROW(LineModel(RuleTable("m.tsv", table_of([] { return 50; }))));
  EXPECT_THROW(LineModel(RuleTable("m.tsv", table_of([] { return -300; }))), FatalError);
}

}  // namespace
}  // namespace newsmill
