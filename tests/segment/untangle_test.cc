#include "segment/untangle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "core/utf8.h"
#include "rules/table.h"
#include "seed.h"
#include "segment/characters.h"
#include "segment/column_widths.h"
#include "segment/early_breaks.h"
#include "segment/line_cues.h"

namespace newsmill {
namespace {

using Column = std::vector<std::string>;

const RuleSet& rules() {
  static const RuleSet all = RuleSet::builtin();
  return all;
}
const CommonPairs& common_pairs() {
  static const CommonPairs pairs(rules().table("common_pairs.zh.tsv"));
  return pairs;
}
std::vector<Line> lines_of(const std::string& text) {
  static const Characters characters(rules().table("characters.tsv"));
  std::vector<Line> lines = read_lines(text, characters);
  find_column_widths(lines);
  read_early_breaks(text, characters, lines);
  return lines;
}
std::optional<PartedColumns> read(const std::string& text) {
  static const CueReader cues(rules());
  const std::vector<Line> lines = lines_of(text);
  return untangle(text, lines, cues.read(text, lines), common_pairs());
}

// Paragraphs in a column of sixteen characters, of words of three that come again and again.
Column column_of(size_t lines, std::mt19937& random) {
  const auto any = [&](size_t most) {
    return std::uniform_int_distribution<size_t>(1, most)(random);
  };
  std::vector<std::u32string> words(30);
  for (std::u32string& word : words)
    for (int n = 0; n < 3; ++n) word += static_cast<char32_t>(0x4E00 + any(4000));
  Column column;
  while (column.size() < lines) {
    std::u32string paragraph = U"　　";
    for (size_t n = 20 + any(20); n > 0; --n) {
      paragraph += words[any(words.size()) - 1];
      if (any(8) == 1 && n > 1) paragraph += U'，';
    }
    paragraph += U'。';
    for (size_t from = 0; from < paragraph.size() && column.size() < lines; from += 16) {
      std::string line;
      for (const char32_t c : paragraph.substr(from, 16))
        if (c != U'　') utf8::append(line, c);  // as pdftotext prints it
      column.push_back(line);
    }
  }
  return column;
}

std::string joined(const std::vector<Column>& columns) {
  std::string text;
  for (const Column& column : columns)
    for (const std::string& line : column) text += line + '\n';
  return text;
}

std::string in_turn(const std::vector<Column>& columns) {
  std::string text;
  for (size_t i = 0; i < columns[0].size(); ++i)
    for (const Column& column : columns) text += column[i] + '\n';
  return text;
}

std::string without_blank_lines(const std::string& text) {
  std::string kept;
  for (size_t pos = 0; pos < text.size(); ++pos)
    if (text[pos] != '\n' || (pos > 0 && text[pos - 1] != '\n')) kept += text[pos];
  return kept;
}

TEST(Untangle, ColumnsDrawnInTurn) {
  std::mt19937 random(test_seed());
  for (size_t count = 2; count <= 4; ++count) {
    SCOPED_TRACE(count);
    std::vector<Column> columns;
    for (size_t c = 0; c < count; ++c) columns.push_back(column_of(40, random));
    const std::string text = in_turn(columns);
    const std::optional<PartedColumns> parted = read(text);
    ASSERT_TRUE(parted);
    // Chance may tear a line or two.
    const std::string found = without_blank_lines(parted->text);
    size_t pairs = 0, right = 0;
    for (const Column& column : columns)
      for (size_t i = 1; i < column.size(); ++i, ++pairs)
        right += found.find(column[i - 1] + '\n' + column[i] + '\n') != found.npos;
    EXPECT_GE(right * 10, pairs * 8) << "seed " << test_seed();
    // Each line once, under its number.
    std::vector<uint32_t> numbers = parted->numbers;
    std::erase(numbers, 0u);
    std::ranges::sort(numbers);
    ASSERT_EQ(numbers.size(), 40 * count);
    for (uint32_t i = 0; i < numbers.size(); ++i) EXPECT_EQ(numbers[i], i + 1);
    EXPECT_EQ(std::ranges::count(parted->text, '\n'),
              static_cast<std::ptrdiff_t>(parted->numbers.size()));
  }
}

TEST(Untangle, OrdinaryPagesStayAsTheyAre) {
  std::mt19937 random(test_seed());
  std::vector<Column> columns;
  for (size_t c = 0; c < 4; ++c) columns.push_back(column_of(40, random));
  EXPECT_FALSE(read(joined(columns))) << "seed " << test_seed();
  EXPECT_FALSE(read(joined({columns[0]})));
  std::string english;
  for (int i = 0; i < 60; ++i) english += "the council voted on the bridge and went home\n";
  EXPECT_FALSE(read(english));
}

TEST(Untangle, AnyTextIsRead) {
  EXPECT_FALSE(read(""));
  EXPECT_FALSE(read("桥\n"));
  std::mt19937 random(test_seed());
  for (int n = 0; n < 50; ++n) {
    std::string text;
    for (int i = 0; i < 100; ++i) {
      const unsigned size = std::uniform_int_distribution<unsigned>(0, 14)(random);
      for (unsigned k = 0; k < size; ++k)
        text += std::uniform_int_distribution<int>(0, 9)(random) == 0 ? "。" : "桥";
      text += '\n';
    }
    const auto parted = read(text);
    if (!parted) continue;
    EXPECT_EQ(std::ranges::count(parted->text, '\n'),
              static_cast<std::ptrdiff_t>(parted->numbers.size()));
  }
}

// A chart's title and the editors' names stand between the lines of the columns, which end at
// different heights.
TEST(Untangle, TitlesAndFurnitureStandApart) {
  std::mt19937 random(test_seed());
  size_t pairs = 0, right = 0;
  for (int page = 0; page < 10; ++page) {
    std::vector<Column> columns;
    for (size_t c = 0; c < 2; ++c) columns.push_back(column_of(60, random));
    std::string text;
    for (size_t i = 0; i < 60; ++i) {
      for (const Column& column : columns) text += column[i] + '\n';
      if (i == 20) text += "\n柳湾新桥的长和宽\n\n";
      if (i == 40) text += "本版责编：李 四 王 五\n";
    }
    const std::optional<PartedColumns> parted = read(text);
    ASSERT_TRUE(parted);
    const std::string found = without_blank_lines(parted->text);
    for (const Column& column : columns)
      for (const size_t i : {21, 41}) {
        ++pairs;
        right += found.find(column[i - 1] + '\n' + column[i] + '\n') != found.npos;
      }
  }
  EXPECT_GE(right * 4, pairs * 3) << "seed " << test_seed();
}

// Columns of words that are common in any text.
Column common_column(size_t lines, std::mt19937& random) {
  constexpr std::string_view kWords[] = {"农业", "生产", "技术", "人员", "发展", "经济",
                                         "工作", "群众", "组织", "建设", "项目", "市场"};
  Column column;
  while (column.size() < lines) {
    std::string paragraph;
    for (size_t n = 40; n > 0; --n) paragraph += kWords[random() % std::size(kWords)];
    paragraph += "。";
    size_t from = 0;
    for (size_t size = 14; from < paragraph.size() && column.size() < lines; size = 16) {
      // An odd line cuts words in two.
      const size_t bytes = 3 * (size - (column.size() % 2));
      column.push_back(paragraph.substr(from, bytes));
      from += bytes;
    }
  }
  return column;
}

TEST(Untangle, TornLinesMakeItWorthATry) {
  std::mt19937 random(test_seed());
  std::vector<Column> columns;
  for (size_t c = 0; c < 3; ++c) columns.push_back(common_column(60, random));
  const auto may_be = [](const std::string& text) {
    return may_be_tangled(text, lines_of(text), common_pairs());
  };
  EXPECT_FALSE(may_be(joined(columns))) << "seed " << test_seed();
  EXPECT_TRUE(may_be(in_turn(columns))) << "seed " << test_seed();
  EXPECT_FALSE(may_be(""));
}

}  // namespace
}  // namespace newsmill
