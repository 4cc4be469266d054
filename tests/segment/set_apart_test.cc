#include "segment/set_apart.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "rules/table.h"
#include "segment/characters.h"
#include "segment/line_cues.h"

namespace newsmill {
namespace {

using R = LineRole;
using Roles = std::vector<LineRole>;

// What becomes of lines in a column of 24 columns; a line that is wider is a title.
Roles read(std::string_view text, Roles roles, uint32_t cue = 0) {
  static const RuleSet rules = RuleSet::builtin();
  static const Characters characters(rules.table("characters.tsv"));
  std::vector<Line> lines = read_lines(text, characters);
  for (Line& line : lines) line.width = 24;
  std::vector<uint32_t> cues(lines.size());
  cues.back() = cue;
  EXPECT_EQ(lines.size(), roles.size());
  set_apart({text, lines, cues}, roles);
  return roles;
}

TEST(SetApart, LinesOfVerse) {
  const std::string text =
      "有人想起从前的诗念了出来\n"
      "这正是：\n"
      "春风吹柳岸，\n"
      "细雨润桃花。\n"
      "李四\n";
  EXPECT_EQ(read(text, {R::kInner, R::kSub, R::kBegin, R::kInner, R::kInner}),
            (Roles{R::kInner, R::kBegin, R::kBegin, R::kBegin, R::kBegin}));
  // A sentence runs on; a column that is so narrow; three lines; a clause that goes on.
  EXPECT_EQ(read("从今天起更名为柳湾桥头的\n新文化公司，\n旧章已作废。\n",
                 {R::kBegin, R::kInner, R::kInner}),
            (Roles{R::kBegin, R::kInner, R::kInner}));
  EXPECT_EQ(read("桥上有人走。\n春风吹柳岸，\n细雨润桃花。\n", {R::kBegin, R::kInner, R::kInner}),
            (Roles{R::kBegin, R::kInner, R::kInner}));
  EXPECT_EQ(read("有人想起从前诗念出来了。\n春风吹柳岸，\n细雨润桃花，\n小桥流水声。\n",
                 {R::kBegin, R::kInner, R::kInner, R::kInner}),
            (Roles{R::kBegin, R::kInner, R::kInner, R::kInner}));
  EXPECT_EQ(read("有人想起从前诗念出来了。\n春风吹柳岸，\n细雨润桃花，\n",
                 {R::kBegin, R::kInner, R::kInner}),
            (Roles{R::kBegin, R::kInner, R::kInner}));
}

TEST(SetApart, WhatFollowsATextInBrackets) {
  EXPECT_EQ(read("（摘编自《柳湾日报》，原\n题为《桥》）\n救助不能成表演\n",
                 {R::kBegin, R::kInner, R::kInner}),
            (Roles{R::kBegin, R::kInner, R::kBegin}));
  // No room is left, but the text in brackets has two lines.
  EXPECT_EQ(read("（摘编自《柳湾日报》，原\n题为《柳湾的新桥通车》）\n救助不能成表演\n",
                 {R::kBegin, R::kInner, R::kInner}),
            (Roles{R::kBegin, R::kInner, R::kBegin}));
  // The bracket closes inside a sentence.
  EXPECT_EQ(
      read("（记者李四）昨天，柳湾的\n新桥（二号）\n通车\n", {R::kBegin, R::kInner, R::kInner}),
      (Roles{R::kBegin, R::kInner, R::kInner}));
}

TEST(SetApart, BylinesBelowHeadings) {
  const auto roles = [](LineRole first, LineRole inner) {
    return read("新桥通车\n本报记者 李四\n", {first, inner}, kBylineCue);
  };
  EXPECT_EQ(roles(R::kHead, R::kHeadInner), (Roles{R::kHead, R::kByline}));
  EXPECT_EQ(roles(R::kSub, R::kSubInner), (Roles{R::kSub, R::kByline}));
}

TEST(SetApart, HeadingsBelowEachOther) {
  const auto roles = [](std::string_view first) {
    return read("桥通了。\n" + std::string(first) + "\n铺装桥面\n村里人都来了。\n",
                {R::kBegin, R::kSub, R::kSubInner, R::kBegin});
  };
  EXPECT_EQ(roles("合龙"), (Roles{R::kBegin, R::kSub, R::kSub, R::kBegin}));
  EXPECT_EQ(roles("钢箱梁昨天合龙开始"), (Roles{R::kBegin, R::kSub, R::kSubInner, R::kBegin}));
  EXPECT_EQ(roles("时间："), (Roles{R::kBegin, R::kSub, R::kSubInner, R::kBegin}));
}

TEST(SetApart, HeadingsInATextWhoseTitleIsLarger) {
  const std::string title = "柳湾新桥今天上午十时整建成通车\n\n",
                    text = "桥通了。\n钢箱梁合龙\n村里人都来了。\n";
  const Roles found = {R::kHead, R::kBegin, R::kHead, R::kBegin};
  EXPECT_EQ(read(title + text, found), (Roles{R::kHead, R::kBegin, R::kSub, R::kBegin}));
  // A story of its own has a dateline; without a larger title, nothing tells them apart.
  EXPECT_EQ(read(title + text, found, kDatelineCue), found);
  EXPECT_EQ(read("新桥通车\n" + text, found), found);
}

// 手 would have fitted behind 农机: what is free there is the indent of a first line.
TEST(SetApart, LinesThatMustBegin) {
  struct Case {
    std::string_view name, before, line, next;
    Roles want;  // of the three
  };
  const Roles as_it_was = {R::kBegin, R::kInner, R::kInner};
  for (const Case& c :
       std::vector<Case>{{"a heading before it",
                          "推广农机改善土质",
                          "村里来了许多新的农机",
                          "手他们在田里开着农机耕田",
                          {R::kSub, R::kBegin, R::kInner}},
                         {"a sentence before it",
                          "去年新桥已经通车了。",
                          "村里来了许多新的农机",
                          "手他们在田里开着农机耕田",
                          {R::kBegin, R::kBegin, R::kInner}},
                         {"a number did not fit", "推广农机改善土质", "村里来了许多新的农机",
                          "1234567个人在开着农机耕田", as_it_was},
                         {"a quotation mark is near", "推广农机改善土质", "村里来了许多新的农机",
                          "手”他们在田里开着农机耕", as_it_was},
                         {"a dash is near", "推广农机改善土质", "村里来了许多新的农机",
                          "手——他们开着农机耕田", as_it_was},
                         {"it is full", "推广农机改善土质", "村里来了许多新的农机手和",
                          "手他们在田里开着农机耕田", as_it_was},
                         {"more is free", "推广农机改善土质", "村里来了新的农机",
                          "手他们在田里开着农机耕田", as_it_was},
                         {"no full line behind it", "推广农机改善土质", "村里来了许多新的农机",
                          "手他们在田里开着", as_it_was},
                         {"a comma before it", "推广农机改善土质，", "村里来了许多新的农机",
                          "手他们在田里开着农机耕田", as_it_was}}) {
    SCOPED_TRACE(c.name);
    const std::string text = "桥通了。\n" + std::string(c.before) + "\n" + std::string(c.line) +
                             "\n" + std::string(c.next) + "\n种地。\n";
    Roles want = {R::kBegin};
    want.insert(want.end(), c.want.begin(), c.want.end());
    want.push_back(R::kInner);
    EXPECT_EQ(read(text, {R::kBegin, R::kBegin, R::kInner, R::kInner, R::kInner}), want);
  }
}

TEST(SetApart, CreditsInsideAParagraph) {
  const auto roles = [](std::string_view last) {
    return read("村里来了许多新的农机手他\n" + std::string(last) + "\n", {R::kBegin, R::kInner},
                kMastheadCue);
  };
  EXPECT_EQ(roles("本版责编：李小四"), (Roles{R::kBegin, R::kFurniture}));
  EXPECT_EQ(roles("版式设计 李小四"), (Roles{R::kBegin, R::kFurniture}));
  EXPECT_EQ(roles("6月1日 星期一"), (Roles{R::kBegin, R::kInner}));
  EXPECT_EQ(roles("六月一日"), (Roles{R::kBegin, R::kInner}));
}

TEST(SetApart, AnyRolesAreRead) {
  EXPECT_EQ(read("春风吹柳岸，\n细雨润桃花。\n", {R::kHead, R::kHeadInner}),
            (Roles{R::kHead, R::kHeadInner}));
  EXPECT_EQ(read("（桥）\n", {R::kBegin}), Roles{R::kBegin});
  EXPECT_EQ(read("桥\n", {R::kSub}), Roles{R::kSub});
}

}  // namespace
}  // namespace newsmill
