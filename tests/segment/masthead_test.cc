#include "segment/masthead.h"

#include <gtest/gtest.h>

#include <iterator>
#include <random>

#include "core/utf8.h"
#include "seed.h"
#include "segment/masthead_reading.h"

namespace newsmill {
namespace {

// PAGES.md 5.
TEST(MastheadReader, FusedWithCredits) {
  using namespace std::chrono;
  const Masthead m =
      read({"责编/版式：李小四 王五 电话:88880001 88880002 邮箱:news@example.com7 要闻 "
            "2019年3月5日 星期二"});
  EXPECT_EQ(m.editors, (std::vector<std::string>{"李小四", "王五"}));
  EXPECT_EQ(m.phones, (std::vector<std::string>{"88880001", "88880002"}));
  EXPECT_EQ(m.emails, (std::vector<std::string>{"news@example.com"}));
  EXPECT_EQ(m.page_number, "7");
  EXPECT_EQ(m.section, "要闻");
  EXPECT_EQ(m.date, Date(2019y / 3 / 5));
}

TEST(MastheadReader, PageNumbers) {
  struct Case {
    std::string_view name;
    std::vector<std::string_view> lines;
    std::string_view want;
  };
  for (const Case& c : std::vector<Case>{
           {"第2版", {"柳湾晚报 第二版"}, "2"},
           {"A03", {"A03"}, "A03"},
           {"7 版", {"7 版"}, "7"},
           {"a label beats a stray figure", {"3", "柳湾晚报 第二版"}, "2"},
           {"a figure beside the date beats a stray one", {"5", "4 文化 2019年3月5日 星期二"}, "4"},
           {"bars", {"A6 | 健康 | 责任编辑 李四 美编 王五 校对 赵六 | 2019年3月5日"}, "A6"},
           {"section and page", {"县域·3"}, "3"},
           {"a front page", {"9", "国内统一连续出版物号 CN 12-3456 邮发代号 7-8"}, "1"},
           {"今日8版 counts pages", {"第12345号 今日8版"}, ""},
           {"old style", {"中華民國二十八年四月三十日 星期日 第八版"}, "8"}}) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(read(c.lines).page_number, c.want);
  }
}

TEST(MastheadReader, Editors) {
  EXPECT_EQ(read({"本版责编：任小彤 李 四"}).editors, (std::vector<std::string>{"任小彤", "李四"}));
  EXPECT_EQ(read({"编辑：黄一 组版：马二三 校读：严四五"}).editors,
            (std::vector<std::string>{"黄一"}));
}

TEST(MastheadReader, CueTellsMastheadsFromText) {
  const auto known = [](std::string_view line) {
    const MastheadCue cue = reader().cue(line);
    return cue.known == cue.characters;
  };
  EXPECT_TRUE(known("柳湾晚报 2019年3月5日 星期二"));
  EXPECT_TRUE(known("社址：某某路1号 邮编：100000 广告部：88880000 零售每份1.00元"));
  EXPECT_TRUE(known("03"));
  EXPECT_FALSE(known("2019年3月5日，市区下了一场雪"));
  EXPECT_FALSE(known("经济学家来了"));
  EXPECT_FALSE(known("编辑部的故事"));
}

// Of what may_know() passes over, nothing is known.
TEST(MastheadReader, MayKnowAllThatIsKnown) {
  constexpr std::string_view kPieces[] = {"柳",   "湾",   "新桥",   "晚报", "日报", "周刊", "要闻",
                                          "责编", "校对", "星期二", "第",   "二版", "年",   "〇",
                                          "农",   "中",   "国",     "三月", "六日", "八",   "十"};
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  int passed_over = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string line;
    for (size_t n = 1 + random() % 6; n > 0; --n) line += kPieces[random() % std::size(kPieces)];
    if (reader().may_know(line)) continue;
    ++passed_over;
    EXPECT_EQ(reader().cue(line, utf8::length(line) * 3 / 10).known, 0) << line;
  }
  EXPECT_GT(passed_over, 1000);
}

TEST(MastheadReader, LongLinesAreNoMasthead) {
  const std::string line(1 << 20, 'a');
  EXPECT_EQ(reader().cue(line).known, 0);
  EXPECT_TRUE(read({line}).emails.empty());
}

TEST(MastheadReader, EveryRowsExample) {
  const RuleSet rules = RuleSet::builtin();
  const RuleTable& table = rules.table("masthead.tsv");
  for (const RuleRow& row : table.rows()) {
    SCOPED_TRACE(row[table.column("word")]);
    const MastheadCue cue = reader().cue(row[table.column("example")]);
    EXPECT_GT(cue.known, 0);
  }
}

}  // namespace
}  // namespace newsmill
