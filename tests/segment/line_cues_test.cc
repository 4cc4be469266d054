#include "segment/line_cues.h"

#include <gtest/gtest.h>

#include <iterator>
#include <map>
#include <random>

#include "seed.h"

namespace newsmill {
namespace {

class LineCues : public testing::Test {
 protected:
  const RuleSet rules_ = RuleSet::builtin();
  const Characters characters_{rules_.table("characters.tsv")};
  const CueReader reader_{rules_};

  uint32_t cues(std::string_view line) {
    const std::vector<Line> lines = read_lines(line, characters_);
    return lines.empty() ? 0 : reader_.cues(lines[0].in(line), lines[0]);
  }
};

TEST_F(LineCues, EveryRowsExample) {
  const std::map<std::string_view, uint32_t> bits = {
      {"dateline", kDatelineCue}, {"byline", kBylineCue}, {"caption", kCaptionCue},
      {"credit", kCreditCue},     {"guide", kGuideCue},   {"notice", kNoticeCue}};
  const RuleTable& table = rules_.table("line_cues.tsv");
  for (const RuleRow& row : table.rows()) {
    SCOPED_TRACE(row.line());
    EXPECT_TRUE(cues(row[table.column("example")]) & bits.at(row[0])) << row[2];
  }
}

TEST_F(LineCues, Cases) {
  struct Case {
    std::string_view name, line;
    uint32_t with, without;
  };
  for (const Case& c : std::vector<Case>{
           {"a paper's own dateline", "本报南山1月2日电（记者李四）", kDatelineCue, 0},
           {"… spread out", "本 报 南 山 1 月 2 日 电", kDatelineCue, 0},
           {"本报 alone is none", "本报读者来电反映", 0, kDatelineCue},
           {"chapter", "二、“新柳湾”建设经过", kChapterCue, kSectionCue},
           {"section", "（八）种树护林行动", kSectionCue, kChapterCue},
           {"item", "1.强基础", kItemCue, 0},
           {"a decimal is no item", "1.5万人", 0, kItemCue},
           {"a list of three is no chapter", "一、二、三年级", kChapterCue, 0},
           {"pictures inside the line", "李四摄图②：夜色", kCaptionCue, 0},
           {"a sentence about a reporter is no byline", "本报记者从市里获悉，新桥通车", 0,
            kBylineCue},
           {"guide", "新桥今日通车 →2版", kGuideCue, 0},
           {"jump mark alone", "（下转第三版）", kJumpToCue | kJumpAloneCue, 0},
           {"two parts", "补短板 提质效", kSpacedCue, 0},
           {"masthead", "7 综合 2019年3月5日 星期二", kMastheadCue, kLabelCue},
           {"label", "要闻", kLabelCue, kMastheadCue}}) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(cues(c.line) & c.with, c.with);
    EXPECT_EQ(cues(c.line) & c.without, 0u);
  }
}

// Pictures are looked for on the whole page at once, not in one line after the other.
TEST_F(LineCues, PicturesOfAPageAgreeWithThoseOfItsLines) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string_view parts[] = {"图",   "曾",   "国", "摄图", "图②",
                                    "图：", "新桥", "\n", "a",    " "};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    const size_t kinds = round % 2 ? std::size(parts) : 3;
    for (unsigned n = random() % 80; n > 0; --n)
      text += random() % 4 ? "柳湾" : parts[std::size(parts) - 1 - random() % kinds];
    const std::vector<Line> lines = read_lines(text, characters_);
    const std::vector<uint32_t> cues = reader_.read(text, lines);
    for (size_t i = 0; i < lines.size(); ++i)
      EXPECT_EQ(cues[i] & ~kLooseCue, reader_.cues(lines[i].in(text), lines[i])) << text;
  }
}

// The words of the table, looked for one by one, against the hints of first and last characters.
TEST_F(LineCues, WordsAgreeWithANaiveSearch) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const RuleTable& table = rules_.table("line_cues.tsv");
  const size_t cue = table.column("cue"), place = table.column("place"),
               word = table.column("word");
  std::vector<std::string> words = {"柳湾", "，", "一", "3", "版", "见", "本", "。", "桥"};
  for (const RuleRow& row : table.rows()) words.emplace_back(row[word]);
  for (int round = 0; round < 5000; ++round) {
    std::string line;
    for (unsigned n = 1 + random() % 3; n > 0; --n) line += words[random() % words.size()];
    std::map<std::string_view, std::pair<size_t, std::string_view>> longest;
    for (const RuleRow& row : table.rows()) {
      const bool found = row[place] == "start" ? line.starts_with(row[word])
                         : row[place] == "end" ? line.ends_with(row[word])
                                               : line == row[word];
      auto& best = longest[row[place]];
      if (found && row[word].size() > best.first) best = {row[word].size(), row[cue]};
    }
    for (const auto& [where, best] : longest) {
      if (best.second == "notice") {
        EXPECT_TRUE(reader_.words(line) & kNoticeCue) << line;
      }
      if (best.second == "credit") {
        EXPECT_TRUE(reader_.words(line) & kCreditCue) << line;
      }
    }
  }
}

TEST_F(LineCues, CharactersThatFellApart) {
  const std::string text = "平台\n网\n页\n（\n可以查询";
  const std::vector<uint32_t> all = reader_.read(text, read_lines(text, characters_));
  EXPECT_FALSE(all[0] & kLooseCue);
  EXPECT_TRUE(all[1] & kLooseCue);
  EXPECT_TRUE(all[3] & kLooseCue);
  EXPECT_FALSE(all[4] & kLooseCue);
}

}  // namespace
}  // namespace newsmill
