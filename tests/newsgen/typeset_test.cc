#include "newsgen/typeset.h"

#include <gtest/gtest.h>

#include "newsgen/random.h"

namespace newsmill::newsgen {
namespace {

using Texts = std::vector<std::string>;

Texts set(std::string_view text, const Measure& measure) {
  std::vector<Line> lines;
  break_lines(text, measure, lines);
  Texts out;
  for (size_t i = 0; i < lines.size(); ++i) {
    const size_t end = i + 1 < lines.size() ? lines[i + 1].start : text.size();
    out.emplace_back();
    set_line(text.substr(lines[i].start, end - lines[i].start), lines[i].slack, measure.justify,
             out.back());
  }
  return out;
}

Measure of(int columns, Justify justify = Justify::kNone, bool hang = true) {
  Measure measure;
  measure.columns = measure.first_columns = columns;
  measure.justify = justify;
  measure.hang = hang;
  return measure;
}

struct Case {
  const char* name;
  std::string_view text;
  Measure measure;
  Texts want;
};

TEST(Typeset, Cases) {
  Measure indented = of(10);
  indented.first_columns = 6;
  Measure inset = of(10);
  inset.inset_begin = 1, inset.inset_end = 2, inset.inset_columns = 4;
  Measure split = of(6);
  split.split_numbers = true;
  for (const Case& c : std::vector<Case>{
           {"empty", "", of(10), {}},
           {"full lines", "春眠不觉晓处处闻啼鸟", of(10), {"春眠不觉晓", "处处闻啼鸟"}},
           {"first line is narrower", "春眠不觉晓处处闻", indented, {"春眠不", "觉晓处处闻"}},
           {"punctuation hangs", "春眠不觉晓，处处闻", of(10), {"春眠不觉晓，", "处处闻"}},
           {"or takes its character along",
            "春眠不觉晓，处处闻",
            of(10, Justify::kNone, false),
            {"春眠不觉", "晓，处处闻"}},
           {"two marks do not hang",
            "春眠不觉晓。”处处闻",
            of(10),
            {"春眠不觉", "晓。”处处", "闻"}},
           {"no opening at a line's end", "春眠不觉“晓处处”", of(10), {"春眠不觉", "“晓处处”"}},
           {"a dash is one sign", "春眠不——觉晓", of(8), {"春眠", "不——觉", "晓"}},
           {"a number is kept whole", "春眠不觉1234公里", of(10), {"春眠不觉", "1234公里"}},
           {"unless it is too long", "1234567890123", of(10), {"1234567890", "123"}},
           {"or the paper splits numbers", "春眠12.5%的", split, {"春眠12.", "5%的"}},
           {"inset", "春眠不觉晓处处闻啼鸟夜来", inset, {"春眠不觉晓", "处处", "闻啼鸟夜来"}},
           {"even slack", "春眠不觉1234公里", of(10, Justify::kEven), {"春 眠 不 觉", "1234公里"}},
           {"tight after punctuation",
            "春，不觉1234公里",
            of(10, Justify::kTightPunct),
            {"春 ，不 觉", "1234公里"}},
           {"slack round numbers",
            "春眠不觉12个处处闻啼鸟夜来1234567",
            of(28, Justify::kDigits),
            {"春眠不觉 12 个处处闻啼鸟夜来", "1234567"}},
           {"slack after punctuation",
            "春眠，不觉晓处处闻啼鸟夜来1234567",
            of(28, Justify::kPunctuation),
            {"春眠， 不觉晓处处闻啼鸟夜来", "1234567"}}}) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(set(c.text, c.measure), c.want);
  }
}

// Whatever is set comes back when the blanks go, and no line starts with what must not.
TEST(Typeset, RandomTextIsKept) {
  const std::vector<std::string> units = {"春", "眠", "，", "。", "“",     "”", "（",
                                          "）", "《", "》", "1",  "234.5", "%", "、",
                                          "——", "……", "A",  "·",  " "};
  for (uint64_t seed = 0; seed < 2000; ++seed) {
    SCOPED_TRACE(seed);
    Random dice(seed, 1);
    std::string text;
    for (int n = 0; n < 60; ++n)
      text += dice.chance(60) ? "夜" : units[dice.below(static_cast<uint32_t>(units.size()))];
    Measure measure = of(static_cast<int>(dice.between(4, 40)), static_cast<Justify>(dice.below(5)),
                         dice.chance(50));
    measure.split_numbers = dice.chance(20);
    std::string joined;
    for (const std::string& line : set(text, measure)) {
      EXPECT_FALSE(line.empty());
      joined += line;
    }
    EXPECT_EQ(without_blanks(joined), without_blanks(text));
  }
}

TEST(Typeset, WithoutBlanks) {
  EXPECT_EQ(without_blanks("\u3000\u3000李 四，A b"), "李四，Ab");
}

}  // namespace
}  // namespace newsmill::newsgen
