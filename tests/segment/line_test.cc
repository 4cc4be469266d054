#include "segment/line.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <random>

#include "rules/table.h"
#include "seed.h"
#include "segment/mark_finder.h"

namespace newsmill {
namespace {

const Characters& characters() {
  static const RuleSet rules = RuleSet::builtin();
  static const Characters table(rules.table("characters.tsv"));
  return table;
}

Line only_line(std::string_view text) {
  const std::vector<Line> lines = read_lines(text, characters());
  EXPECT_EQ(lines.size(), 1u);
  return lines.empty() ? Line() : lines.front();
}

TEST(ReadLines, NumbersAndGaps) {
  const std::vector<Line> lines = read_lines("\n一\n \n　\n二\n三", characters());
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].number, 2u);
  EXPECT_EQ(lines[0].gap, 1);
  EXPECT_EQ(lines[1].number, 5u);
  EXPECT_EQ(lines[1].gap, 2);
  EXPECT_EQ(lines[2].gap, 0);
  EXPECT_TRUE(read_lines("", characters()).empty());
  EXPECT_TRUE(read_lines("\n\n \n", characters()).empty());
}

// PAGES.md 3: columns, not characters or bytes.
TEST(ReadLines, MeasuresDisplayColumns) {
  struct Case {
    std::string_view name, text;
    int columns, unit, squeeze;
  };
  for (const Case& c :
       std::vector<Case>{{"Han", "柳湾新桥", 8, 2, 0},
                         {"half-width figures", "投资6.8亿元", 4 + 3 + 4, 2, 0},
                         {"blanks inside count", "投资 6.8 亿元", 4 + 5 + 4, 2, 0},
                         {"blanks outside do not", "　柳湾 ", 4, 2, 0},
                         {"an opening mark clings to what follows", "“新柳湾”大桥", 14, 4, 2},
                         {"a closing mark clings to what precedes", "完。他", 6, 4, 1},
                         {"a number is one piece, its unit too", "2021年起", 8, 6, 0}}) {
    SCOPED_TRACE(c.name);
    const Line line = only_line(c.text);
    EXPECT_EQ(line.columns, c.columns);
    EXPECT_EQ(line.unit, c.unit);
    EXPECT_EQ(line.squeeze, c.squeeze);
  }
}

TEST(ReadLines, KnowsHowLinesStartAndEnd) {
  EXPECT_EQ(only_line("今天开工。").tail, CharClass::kStop);
  EXPECT_EQ(only_line("“今天开工。”").tail, CharClass::kStop);
  EXPECT_TRUE(only_line("“今天开工。”").closed);
  EXPECT_EQ(only_line("发展，").tail, CharClass::kComma);
  EXPECT_EQ(only_line("——综合").head, CharClass::kDash);
  EXPECT_TRUE(only_line("开工。后来").period_inside);
  EXPECT_FALSE(only_line("后来开工。").period_inside);
  EXPECT_TRUE(only_line("后来开工。").period_last);
  EXPECT_FALSE(only_line("后来开工？").period_last);
  EXPECT_TRUE(only_line("覆盖”的").closes_first);
  EXPECT_EQ(only_line("“三").depth, 1);
}

// PAGES.md 4: characters set apart to fill the line.
TEST(ReadLines, SeesSpreadLines) {
  EXPECT_TRUE(only_line("一 把 ，钥 匙 编 号 为").spread());
  EXPECT_TRUE(only_line("公 园 里 散 步 的").spread());
  EXPECT_FALSE(only_line("本版责编：任某某 李 四").spread());
  EXPECT_FALSE(only_line("样板 11 个").spread());
}

// The slow twin of the measuring loop: columns by utf8::columns over the trimmed line.
TEST(ReadLines, ColumnsAgreeWithASlowCount) {
  const uint32_t seed = 20190305;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::u32string_view alphabet = U"柳湾，。“”（） 　a1.\u00a0〓囘\U00020000é\n";
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 60; ++i) utf8::append(text, alphabet[random() % alphabet.size()]);
    for (const Line& line : read_lines(text, characters())) {
      const std::string_view ink = line.in(text);
      EXPECT_EQ(line.columns, utf8::columns(ink));
      EXPECT_EQ(ink, utf8::trim(ink));
    }
  }
}

TEST(ReadLines, OneLineOfManyMegabytes) {
  const std::string text(4 << 20, 'x');
  const Line line = only_line(text);
  EXPECT_EQ(line.columns, 65535);  // saturates
  EXPECT_EQ(line.end, text.size());
}

// Longer than sums of 16 bits hold: counts stop at the most they can say.
TEST(ReadLines, CountsOfVeryLongLinesSaturate) {
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  const std::string_view parts[] = {"柳", "湾桥", "，", "5", "ab", " ", "   "};
  for (const size_t bytes : {65000u, 66000u, 150000u, 400000u}) {
    std::string text(random() % 2 ? 70000 : 3, ' ');
    const size_t indent = text.size();
    text += "柳";
    while (text.size() < bytes) text += parts[random() % std::size(parts)];
    text += "柳";
    const Line line = only_line(text + "  \n");
    const Characters& table = characters();
    size_t columns = 0, inked = 0, pieces = 0, han = 0, digits = 0, blanks = 0, gulfs = 0;
    CharClass last = CharClass::kBlank;
    for (size_t pos = indent; pos < text.size();) {
      const utf8::Char c = utf8::at(text, pos);
      const CharClass kind = table.of(c.code);
      columns += table.columns(c.code);
      inked += kind != CharClass::kBlank;
      pieces += kind != CharClass::kBlank && !(is_word(kind) && is_word(last));
      han += is_text(kind) && table.columns(c.code) == 2, digits += kind == CharClass::kDigit,
          blanks += kind == CharClass::kBlank;
      gulfs += kind != CharClass::kBlank && pos >= indent + 3 && text.substr(pos - 3, 3) == "   ";
      last = kind;
      pos += c.size;
    }
    const auto most = [](size_t count, size_t limit = 65535) { return std::min(count, limit); };
    EXPECT_EQ(line.begin, indent);
    EXPECT_EQ(line.end, text.size());
    EXPECT_EQ(line.indent, most(indent));
    EXPECT_EQ(line.columns, most(columns));
    EXPECT_EQ(line.characters, most(inked));
    EXPECT_EQ(line.pieces, most(pieces));
    EXPECT_EQ(line.han, most(han));
    EXPECT_EQ(line.digits, most(digits));
    EXPECT_EQ(line.blanks, most(blanks));
    EXPECT_EQ(line.gulfs, most(gulfs, 250));
  }
}

// Counting again, one character at a time and one question at a time.
// Stretches of Han characters longer than what is looked at in one go, and dense marks.
TEST(MarkFinder, AsFoundOneByOne) {
  constexpr std::string_view kParts[] = {"，", "7", "\n", " ", "é", "𠀀", "“", "柳湾", "水", "䷀"};
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  for (int round = 0; round < 300; ++round) {
    std::string text;
    std::vector<size_t> want;
    for (size_t n = random() % 300; n > 0; --n) {
      const std::string_view part = kParts[random() % std::size(kParts)];
      const bool han = static_cast<unsigned char>(part[0] - '\xE4') <= 5;
      if (!han) want.push_back(text.size());
      const size_t times = han && random() % 20 == 0 ? random() % 700 : 1;
      for (size_t k = 0; k < times; ++k) text += part;
    }
    want.push_back(text.size());
    MarkFinder marks(text);
    for (const size_t mark : want) ASSERT_EQ(marks.next(), mark) << text;
  }
}

TEST(LineTwin, CountsAgreeWithNaiveOnes) {
  const unsigned seed = 1123;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string_view parts[] = {"新", "柳湾", "图", "摄影", "，", "。", "“",  "%",
                                    "5",  "a",    " ",  "　",   "万", "𠀀", "：", "—"};
  for (int round = 0; round < 5000; ++round) {
    std::string text = "行";
    for (unsigned n = random() % 20; n > 0; --n) text += parts[random() % (round % 2 ? 16 : 4)];
    text += "行";
    const Line line = only_line(text);
    unsigned columns = 0, han = 0, inked = 0, blanks = 0, digits = 0;
    for (size_t pos = 0; pos < text.size();) {
      const utf8::Char c = utf8::at(text, pos);
      pos += c.size;
      columns += characters().columns(c.code);
      const CharClass kind = characters().of(c.code);
      han += is_text(kind) && characters().columns(c.code) == 2,
          digits += kind == CharClass::kDigit;
      ++(kind == CharClass::kBlank ? blanks : inked);
    }
    ASSERT_EQ(line.columns, columns) << text;
    ASSERT_EQ(line.han, han) << text;
    ASSERT_EQ(line.digits, digits) << text;
    ASSERT_EQ(line.characters, inked) << text;
    ASSERT_EQ(line.blanks, blanks) << text;
    ASSERT_EQ(line.end, text.size()) << text;
    const auto inside = [&](std::string_view part) { return text.find(part) != std::string::npos; };
    ASSERT_EQ(line.period_inside, inside("。")) << text;
    ASSERT_EQ(line.comma_inside, inside("，")) << text;
  }
}

// Everything a line is told by, asked again of its list of characters.
TEST(LineTwin, MarksAndPiecesAgreeWithNaiveOnes) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string_view parts[] = {"新", "柳", "，", "。", "“",  "”", "5",
                                    "a",  " ",  "万", "—",  "：", "…", "é"};
  const auto glued = [](CharClass left, CharClass right) {
    using C = CharClass;
    if (left == C::kOpen || right == C::kClose) return true;
    if (right == C::kStop || right == C::kComma || right == C::kColon) return true;
    if (is_word(left)) return is_word(right) || right == C::kOther || right == C::kUnit;
    return left == C::kDash && right == C::kDash;
  };
  // A line's first and last characters are not asked whether they are units.
  const auto plain = [](CharClass c) { return is_text(c) ? CharClass::kHan : c; };
  for (int round = 0; round < 20000; ++round) {
    std::string text = random() % 4 == 0 ? "   " : "";
    for (unsigned n = 1 + random() % 12; n > 0; --n) text += parts[random() % std::size(parts)];
    const std::vector<Line> lines = read_lines(text, characters());
    std::vector<CharClass> classes;
    std::vector<unsigned> columns;
    for (size_t pos = 0; pos < text.size();) {
      const utf8::Char c = utf8::at(text, pos);
      pos += c.size;
      classes.push_back(characters().of(c.code));
      columns.push_back(characters().columns(c.code));
    }
    const auto blank = [&](size_t i) { return classes[i] == CharClass::kBlank; };
    while (!classes.empty() && blank(classes.size() - 1)) classes.pop_back();
    size_t first = 0;
    while (first < classes.size() && blank(first)) ++first;
    ASSERT_EQ(lines.empty(), classes.empty()) << text;
    if (lines.empty()) continue;
    const Line& line = lines[0];
    unsigned unit = columns[first], pieces = 1, gulfs = 0, apart = 0;
    bool whole = true;
    for (size_t i = first + 1; i < classes.size(); ++i) {
      whole = whole && !blank(i) && glued(classes[i - 1], classes[i]);
      if (whole) unit += columns[i];
      pieces += !blank(i) && !(is_word(classes[i]) && is_word(classes[i - 1]));
      apart = blank(i) ? apart + columns[i] : 0;
      gulfs += apart == 3;
    }
    size_t tail = classes.size();
    while (tail > first && (blank(tail - 1) || classes[tail - 1] == CharClass::kClose)) --tail;
    bool stop_inside = false;
    for (size_t i = first; i + 1 < classes.size(); ++i)
      stop_inside = stop_inside || classes[i] == CharClass::kStop;
    ASSERT_EQ(line.unit, unit) << text;
    ASSERT_EQ(line.pieces, pieces) << text;
    ASSERT_EQ(line.gulfs, gulfs) << text;
    ASSERT_EQ(line.indent, std::accumulate(columns.begin(), columns.begin() + first, 0u)) << text;
    ASSERT_EQ(line.head, plain(classes[first])) << text;
    ASSERT_EQ(line.tail, tail > first ? plain(classes[tail - 1]) : CharClass::kOther) << text;
    ASSERT_EQ(line.closed, classes.back() == CharClass::kClose) << text;
    ASSERT_EQ(line.stop_inside, stop_inside) << text;
  }
}

}  // namespace
}  // namespace newsmill
