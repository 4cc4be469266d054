#include "segment/reflow.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "rules/table.h"
#include "seed.h"
#include "segment/column_widths.h"

namespace newsmill {
namespace {

// Each line goes on with the next one.
std::vector<uint32_t> all_go_on(const std::vector<Line>& lines) {
  std::vector<uint32_t> next(lines.size());
  std::iota(next.begin(), next.end(), 1u);
  if (!next.empty()) next.back() = UINT32_MAX;
  return next;
}

std::string all_of(const std::vector<Line>& lines, Spaces spaces, Reflow reflow) {
  if (!lines.empty()) reflow.add(lines, all_go_on(lines), 0, spaces);
  return std::string(reflow.text());
}

std::string joined(std::string_view text, Spaces spaces = Spaces::kWords) {
  const RuleSet rules = RuleSet::builtin();
  const Characters characters(rules.table("characters.tsv"));
  const std::vector<Line> lines = read_lines(text, characters);
  return all_of(lines, spaces, Reflow(text, characters, LatinBreaks::kBetweenWords));
}

// The lines of one paragraph, as they are broken.
std::string joined_paragraph(std::string_view text) {
  const RuleSet rules = RuleSet::builtin();
  const Characters characters(rules.table("characters.tsv"));
  std::vector<Line> lines = read_lines(text, characters);
  find_column_widths(lines);
  return all_of(lines, Spaces::kWords,
                Reflow(text, characters, find_latin_breaks(text, lines, all_go_on(lines))));
}

TEST(Reflow, Cases) {
  struct Case {
    std::string_view name, in, want;
  };
  for (const Case& c : std::vector<Case>{
           {"quote opens a line after a false blank", "种下\n\n“同心林”一片", "种下“同心林”一片"},
           {"value cut from its unit", "67\n万头", "67万头"},
           {"spread characters", "一 把 ，钥 匙 编 号 为\n8810020，请 速\n来领。",
            "一把，钥匙编号为8810020，请速来领。"},
           {"blanks round numerals", "样板 11 个，新增 66.4万人", "样板11个，新增66.4万人"},
           {"Latin words keep theirs", "参观 New York 的人", "参观New York的人"},
           {"Latin words at a break", "机构NASA\nESA合作", "机构NASA ESA合作"},
           {"an address cut in two", "见https://example.org/ab\ncd）",
            "见https://example.org/abcd）"},
           {"a list of numbers", "号码：04\n12 18", "号码：04 12 18"},
           {"the last numbers of a list", "号码：04 12\n18", "号码：04 12 18"},
           {"a value in English", "grew by 1.3\npercent year on year",
            "grew by 1.3 percent year on year"},
           {"a sentence in English", "by 2 billion yuan.\nThis year",
            "by 2 billion yuan. This year"},
           {"a number in English", "a total of\n12 new schools", "a total of 12 new schools"},
           {"a short word before a number", "rose by 9 percent a year to\n21,000",
            "rose by 9 percent a year to 21,000"},
           {"a sentence that ends in a short line", "The bridge is 2.5 km long.\nWe built it.",
            "The bridge is 2.5 km long. We built it."},
           {"a sentence behind Han characters",
            "题为Our new river port rose by 3 percent.\nWe aim高",
            "题为Our new river port rose by 3 percent. We aim高"},
           {"a compound word", "a new low-\ncarbon mill and/\nor a dam at last",
            "a new low-carbon mill and/or a dam at last"},
           {"typographic marks", "see the “old\nmill” of the town\n“Three Rivers” is\n(still) open",
            "see the “old mill” of the town “Three Rivers” is (still) open"},
           {"letters with accents", "une école à Orléan\nété comme hiver là\nou ailleurs aussi",
            "une école à Orléan été comme hiver là ou ailleurs aussi"},
           {"a date cut in two", "定于3月2\n0日上午", "定于3月20日上午"},
           {"a value cut in two", "共12\n5家", "共125家"},
           {"an identifier cut in two", "车架号LJ1AAAAA5H00\n00321", "车架号LJ1AAAAA5H0000321"},
           {"ideographic and no-break spaces", "柳　湾\u00a0桥", "柳湾桥"}}) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(joined(c.in), c.want);
  }
}

// A column of so many characters: the blanks at the edges tell where words end.
TEST(Reflow, LatinLinesBrokenAnywhere) {
  EXPECT_EQ(joined_paragraph("The old mill by the river pro\nduced 1,200 tons of flour, 1.\n"
                             "3 percent more than in the ye\nar before. Its 21 workers and\n"
                             " the miller run it day and ni\nght. A visit costs 10 yuan at\n"
                             " the gate, and 8 in a group. \nChildren pay nothing. It has 1\n"
                             "2 rooms.\n"),
            "The old mill by the river produced 1,200 tons of flour, 1.3 percent more than in the "
            "year before. Its 21 workers and the miller run it day and night. A visit costs 10 "
            "yuan at the gate, and 8 in a group. Children pay nothing. It has 12 rooms.");
  // Between words, with blanks behind some of the lines.
  EXPECT_EQ(joined_paragraph("The old mill by the river \nproduced 1,200 tons of flour,\n"
                             "1.3 percent more than in the \nyear before. Its 21 workers\n"
                             "and the miller run it day \nand night. A visit costs\n10 yuan.\n"),
            "The old mill by the river produced 1,200 tons of flour, 1.3 percent more than in the "
            "year before. Its 21 workers and the miller run it day and night. A visit costs 10 "
            "yuan.");
}

TEST(Reflow, PartsOfHeadlinesStayApart) {
  EXPECT_EQ(joined("补短板 提质效", Spaces::kParts), "补短板 提质效");
  EXPECT_EQ(joined("声 明", Spaces::kParts), "声 明");
  EXPECT_EQ(joined("公 告 公 示", Spaces::kParts), "公告公示");
}

// A line as one reads it: character by character, blanks kept in mind until ink follows.
std::string slow_line(std::string_view ink, const Line& line, const Characters& characters,
                      Spaces spaces) {
  const bool parts = line.latin() || (spaces == Spaces::kParts && !line.spread());
  std::string out;
  bool pending = false;
  for (size_t pos = 0; pos < ink.size();) {
    const utf8::Char c = utf8::at(ink, pos);
    const bool blank = characters.of(c.code) == CharClass::kBlank;
    if (!blank) {
      const bool ascii = !out.empty() && static_cast<unsigned char>(out.back()) < 0x80;
      if (pending && (parts || (ascii && c.code < 0x80))) out += ' ';
      out += ink.substr(pos, c.size);
    }
    pending = blank;
    pos += c.size;
  }
  return out;
}

TEST(Reflow, ALineAsCharacterByCharacter) {
  constexpr std::string_view kPieces[] = {"柳", "䷀", "㐀", "𠀀", "a", "7",  "，", "é",
                                          " ",  "  ", "　", " ",  "“", "）", "ｂ", "―"};
  const RuleSet rules = RuleSet::builtin();
  const Characters characters(rules.table("characters.tsv"));
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (size_t n = 1 + random() % 20; n > 0; --n)
      text += kPieces[random() % (round % 2 ? std::size(kPieces) : 8)];
    const std::vector<Line> lines = read_lines(text, characters);
    for (const Spaces spaces : {Spaces::kWords, Spaces::kParts}) {
      ASSERT_EQ(all_of(lines, spaces, Reflow(text, characters, LatinBreaks::kBetweenWords)),
                lines.empty() ? "" : slow_line(lines[0].in(text), lines[0], characters, spaces))
          << text;
    }
  }
}

// Short lines are copied with what follows them, long ones and the last ones are not.
TEST(Reflow, LinesOfAllLengths) {
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  for (int round = 0; round < 100; ++round) {
    std::string text, want;
    for (size_t n = random() % 12; n > 0; --n) {
      std::string line;
      for (size_t k = 1 + random() % 40; k > 0; --k) line += random() % 3 ? "柳" : "湾";
      text += line + '\n';
      want += line;
    }
    ASSERT_EQ(joined(text), want);
  }
}

// What is there already stays, and the lines come behind it.
TEST(Reflow, AppendsToWhatIsThere) {
  const RuleSet rules = RuleSet::builtin();
  const Characters characters(rules.table("characters.tsv"));
  const std::string_view text = "机构NASA\n  ESA合\n\n  作 了\n";
  const std::vector<Line> lines = read_lines(text, characters);
  Reflow reflow(text, characters, LatinBreaks::kBetweenWords);
  const std::vector<uint32_t> next = {2, 2, UINT32_MAX};
  EXPECT_EQ(reflow.add(lines, next, 0, Spaces::kWords), 0u);
  EXPECT_EQ(reflow.text(), "机构NASA");
  EXPECT_EQ(reflow.add(lines, next, 1, Spaces::kWords), 2u);
  EXPECT_EQ(reflow.text(), "机构NASA ESA合作了");
  reflow.clear();
  EXPECT_EQ(reflow.text(), "");
}

// Rows and cells stay apart.
TEST(Reflow, Rows) {
  const RuleSet rules = RuleSet::builtin();
  const Characters characters(rules.table("characters.tsv"));
  const std::string_view text = "柳湾 12\n\n 新桥 7";
  Reflow reflow(text, characters, LatinBreaks::kBetweenWords);
  for (const Line& line : read_lines(text, characters)) reflow.add_row(line);
  EXPECT_EQ(reflow.text(), "柳湾 12\n新桥 7");
}

}  // namespace
}  // namespace newsmill
