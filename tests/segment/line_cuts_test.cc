#include "segment/line_cuts.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "rules/table.h"
#include "segment/column_widths.h"
#include "segment/early_breaks.h"
#include "segment/line_cues.h"

namespace newsmill {
namespace {

// A page in a column of sixteen characters, whose last lines are looked at.
class Page {
 public:
  explicit Page(std::string_view last_lines)
      : text_(
            "春天的柳湾村家家户户都在忙着耕田种\n地，农技人员走村入户送来了新的种子\n也送来了新的农"
            "机。\n"
            "今年村里的合作社添了三台农机两\n台都在东头的田里跑，一台停在西边的\n仓库门口等着人来开"
            "走。\n" +
            std::string(last_lines)) {
    static const RuleSet rules = RuleSet::builtin();
    static const Characters characters(rules.table("characters.tsv"));
    static const CueReader cues(rules);
    static const CommonPairs common(rules.table("common_pairs.zh.tsv"));
    lines_ = read_lines(text_, characters);
    find_column_widths(lines_);
    read_early_breaks(text_, characters, lines_);
    cuts_ = read_cuts(text_, lines_, cues.read(text_, lines_), 8);
    worth_ = std::make_unique<CutWorth>(text_, lines_, cuts_, common);
  }
  // The n-th line from the end.
  const LineCut& cut(size_t n) const { return cuts_[cuts_.size() - n]; }
  int worth(size_t above, size_t below) const { return (*worth_)(cut(above), cut(below)); }

 private:
  std::string text_;
  std::vector<Line> lines_;
  std::vector<LineCut> cuts_;
  std::unique_ptr<CutWorth> worth_;
};

TEST(ReadCuts, Shapes) {
  struct Case {
    std::string_view name, lines;
    Shape shape;
    bool stop, apart;
  };
  for (const Case& c : std::vector<Case>{
           {"full", "老支书说这是柳湾村多年来没有过的事\n", Shape::kFull, false, false},
           {"indented", "老支书说这是柳湾村多年来没有过\n", Shape::kBegin, false, false},
           {"last", "没有过的事。\n", Shape::kShort, true, false},
           {"a title", "柳湾新桥通车\n", Shape::kShort, false, true},
           {"a wide title", "柳湾新桥通车两岸居民出行从此更方便更安全了\n", Shape::kWide, false,
            true},
           {"between blank lines", "\n老支书说这是柳湾村多年来没有过\n\n新桥\n", Shape::kShort,
            false, true}}) {
    SCOPED_TRACE(c.name);
    const Page page(c.lines);
    EXPECT_EQ(page.cut(1).shape, c.shape);
    EXPECT_EQ(page.cut(1).stop, c.stop);
    EXPECT_EQ(page.cut(1).apart, c.apart);
  }
  EXPECT_TRUE(Page("\n老支书说这是柳湾村多年来没有过\n\n新桥\n").cut(2).apart);
  EXPECT_TRUE(Page("本报讯（记者李四）昨日，柳湾村\n").cut(1).opens);
  // A line behind it starts with a piece for which four columns were too few.
  EXPECT_TRUE(
      Page("老支书说这是柳湾村多年来没有过\n也有人不信。\n1234567亩田如今都种上了\n").cut(3).early);
  EXPECT_FALSE(Page("老支书说这是柳湾村多年来没有过\n也有人不信。\n").cut(2).early);
}

// The third line from the end goes on with the last but one rather than with the last.
TEST(CutWorth, WhatGoesOnBetter) {
  struct Case {
    std::string_view name, above, better, worse;
  };
  for (const Case& c : std::vector<Case>{
           {"characters of the page", "老支书说他从来没有见过这么大的新农",
            "机停在那边的路上等着明天有人来开走", "桥停在那边的路上等着明天有人来开走"},
           {"characters of any text", "老支书说他在后山坡上新栽了许多的葡",
            "萄停在那边的路上等着明天有人来开走", "桥停在那边的路上等着明天有人来开走"},
           {"inside a sentence: a full line", "老支书说他在后山坡上新栽了许多果树",
            "都长得好，今年就能结出第一批果子来", "都长得好，今年就能结出第一批果"},
           {"behind a last line: a first one", "也结了果。", "都长得好，今年就能结出第一批果",
            "都长得好，今年就能结出第一批果子来"},
           {"inside a sentence: no dateline", "老支书说他在后山坡上新栽了许多果树",
            "都长得好，今年就能结出", "本报讯（记者李四）昨日，柳湾村"}}) {
    SCOPED_TRACE(c.name);
    const Page page(std::string(c.above) + "\n" + std::string(c.better) + "\n" +
                    std::string(c.worse) + "\n");
    EXPECT_GT(page.worth(3, 2), page.worth(3, 1));
  }
}

}  // namespace
}  // namespace newsmill
