#include "segment/old_print.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/result.h"
#include "segment/segment_pages.h"

namespace newsmill {
namespace {

class OldPrintTest : public testing::Test {
 protected:
  const RuleSet rules_ = RuleSet::builtin();
  const OldPrint old_print_{rules_.table("old_print.tsv")};
  const SegmentPages segment_{rules_};

  std::vector<std::string> blocks(const std::string& text) const {
    TextPage page;
    page.origin.member = "01.txt";
    page.text = text;
    std::vector<std::string> texts;
    const Result<Page> segmented = segment_.segment(page);
    for (const Block& block : segmented->blocks) texts.push_back(block.text);
    return texts;
  }
};

TEST_F(OldPrintTest, TellsOldPapersFromModernOnes) {
  struct Case {
    const char* what;
    const char* text;
    bool old;
  };
  for (const Case& c : {
           Case{"old shapes and pauses", "他囘到城裏、已是黃昏、衆人都說、橋修成了、", true},
           Case{"old shapes, modern marks", "他囘到城裏，已是黃昏。衆人都說橋修成了。", true},
           Case{"pauses for commas, shapes put right", "記者昨到城裡、問工程師、橋何時開、", true},
           Case{"modern marks", "記者昨天回到城裡，已是黃昏。眾人都說橋修成了。", false},
           Case{"a modern list", "記者昨天訪問柳灣、新橋、東門，看過新建的學校，很高興。", false},
           Case{"simplified", "记者昨天回到城里、学校、工厂、车站、码头、商店，看见了很多变化。",
                false},
           Case{"a quotation",
                "题匾上写着“囘春堂”三个字，是从前一位老中医留下来的，"
                "如今挂在镇上的小博物馆里，前来看的人很多，都说写得好。",
                false},
           Case{"nothing", "", false},
           Case{"no Han", "The 囘 Daily, page 3", true},
       })
    EXPECT_EQ(old_print_.holds(c.text), c.old) << c.what;
}

TEST_F(OldPrintTest, EveryRowsExample) {
  const RuleTable& table = rules_.table("old_print.tsv");
  const size_t old = table.column("old"), example = table.column("example");
  for (const RuleRow& row : table.rows())
    EXPECT_EQ(old_print_.holds(row[example]), row[old] == "yes") << row[example];
}

TEST_F(OldPrintTest, ALineThatEndsEarlyWithAPauseEndsItsParagraph) {
  const auto found = blocks(
      "橋工吿竣\n"
      "（柳灣一日電）昨日新橋落成、觀者如堵、卽\n"
      "鄉間父老、亦多扶杖而來、聞橋身長三十丈、爲\n"
      "本省所僅見、\n"
      "（柳灣二日電）新橋旣成、車輛往來甚衆、昨日\n"
      "一日之間、過橋者逾千輛、路局擬加設路燈、以\n"
      "便夜行云、\n");
  const std::vector<std::string> expected = {"橋工吿竣",
                                             "（柳灣一日電）昨日新橋落成、觀者如堵、卽鄉間父老、亦"
                                             "多扶杖而來、聞橋身長三十丈、爲本省所僅見、",
                                             "（柳灣二日電）新橋旣成、車輛往來甚衆、昨日一日之間、"
                                             "過橋者逾千輛、路局擬加設路燈、以便夜行云、"};
  EXPECT_EQ(found, expected);
}

TEST_F(OldPrintTest, ALineMayBeginWithAPause) {
  const auto found = blocks(
      "雜記\n"
      "▲昨日天雨、路上行人甚少、然橋上仍有人往來\n"
      "、問之、則皆云囘鄉、蓋時已歲暮、\n"
      "▲東門外新設書塲一所、卽舊茶館改建、每晚客\n"
      "滿、\n");
  const std::vector<std::string> expected = {
      "雜記", "▲昨日天雨、路上行人甚少、然橋上仍有人往來、問之、則皆云囘鄉、蓋時已歲暮、",
      "▲東門外新設書塲一所、卽舊茶館改建、每晚客滿、"};
  EXPECT_EQ(found, expected);
}

TEST_F(OldPrintTest, TableMustBeWhole) {
  EXPECT_THROW(OldPrint(RuleTable("o.tsv", "# o\n# kind\tcharacters\nshape\t囘\n")), FatalError);
}

}  // namespace
}  // namespace newsmill
