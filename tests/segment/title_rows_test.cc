#include "segment/title_rows.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "rules/table.h"
#include "segment/characters.h"

namespace newsmill {
namespace {

using R = LineRole;
using Roles = std::vector<LineRole>;

// What becomes of the lines of `row` behind a text, given what the line model took them for.
Roles read(const std::vector<std::string>& row, Roles roles, std::string_view last = "今日通车。") {
  static const RuleSet rules = RuleSet::builtin();
  static const Characters characters(rules.table("characters.tsv"));
  static const CommonPairs common(rules.table("common_pairs.zh.tsv"));
  std::string text = "老支书说柳湾新桥今日通车，" + std::string(last) + "\n";
  for (const std::string& line : row) text += line + "\n";
  const std::vector<Line> lines = read_lines(text, characters);
  const std::vector<uint32_t> cues(lines.size());
  roles.insert(roles.begin(), R::kBegin);
  read_title_row({text, lines, cues}, common, roles);
  roles.erase(roles.begin());
  return roles;
}

TEST(ReadTitleRow, Cases) {
  const std::vector<std::string> row = {"柳湾新桥",   "今日通车",       "修路人的一天",
                                        "谁来管水渠", "山坡上新栽了葡", "萄三千株"};
  const Roles model = {R::kHead, R::kHeadInner, R::kBegin, R::kHeadInner, R::kHead, R::kHead};
  const Roles titles = {R::kHead, R::kHeadInner, R::kHead, R::kHead, R::kHead, R::kHeadInner};
  EXPECT_EQ(read(row, model), titles);
  // A text that has no end goes on; so it does where few lines look like headlines.
  EXPECT_EQ(read(row, model, "今日"), model);
  const Roles text = {R::kBegin, R::kInner, R::kInner, R::kInner, R::kHead, R::kHead};
  EXPECT_EQ(read(row, text), text);
  const std::vector<std::string> three(row.begin(), row.begin() + 3);
  const Roles of_three = {R::kHead, R::kHeadInner, R::kBegin};
  EXPECT_EQ(read(three, of_three), of_three);
}

TEST(ReadTitleRow, WhatEndsIt) {
  const Roles model(6, R::kHead);
  struct Case {
    std::string_view name, line;
    bool titles;
  };
  for (const Case& c : std::vector<Case>{{"a title", "谁来管水渠", true},
                                         {"one that asks", "谁来管水渠？", true},
                                         {"a sentence", "谁都来管水渠。", false},
                                         {"a note", "（作者为柳湾人）", false},
                                         {"a telephone number", "80001234", false}}) {
    SCOPED_TRACE(c.name);
    const std::vector<std::string> row = {"柳湾新桥",          "今日通车", "修路人的一天",
                                          std::string(c.line), "葡萄熟了", "山坡绿了"};
    EXPECT_EQ(read(row, model)[1], c.titles ? R::kHeadInner : R::kHead);
  }
  // Blank lines tell titles apart.
  EXPECT_EQ(read({"柳湾新桥", "今日通车", "修路人的一天", "谁来管水渠", "\n山坡绿了"},
                 Roles(5, R::kHead))[1],
            R::kHead);
}

TEST(ReadTitleRow, WhatIsOneTitle) {
  struct Case {
    std::string_view name, above, below;
    bool one;
  };
  for (const Case& c : std::vector<Case>{{"words of the page", "老支书说", "柳湾新桥通了", true},
                                         {"a word of any text", "山上新栽了葡", "萄三千株", true},
                                         {"nothing", "修路人的一天", "谁来管水渠", false},
                                         {"a bracket", "谁来管水渠（葡）", "萄三千株", false},
                                         {"a dash", "柳湾新桥", "——今日通车", false},
                                         {"one character each", "葡", "萄", true}}) {
    SCOPED_TRACE(c.name);
    const std::vector<std::string> row = {"天地玄黄", "宇宙洪荒", std::string(c.above),
                                          std::string(c.below), "日月盈昃"};
    EXPECT_EQ(read(row, Roles(5, R::kHead))[3], c.one ? R::kHeadInner : R::kHead);
  }
}

}  // namespace
}  // namespace newsmill
