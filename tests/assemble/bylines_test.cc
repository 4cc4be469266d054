#include "assemble/bylines.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

using Names = std::vector<std::string>;

const BylineReader& reader() {
  static const RuleSet rules = RuleSet::builtin();
  static const BylineReader bylines(rules.table("bylines.tsv"));
  return bylines;
}

// PAGES.md 8.
TEST(BylineReader, Lines) {
  struct Case {
    std::string_view line;
    Names authors;
  };
  for (const Case& c : std::vector<Case>{{"□ 本报记者 李四 通讯员 王五", {"李四", "王五"}},
                                         {"本报记者 张三 通讯员 李 四", {"张三", "李四"}},
                                         {"新华社记者 李四、王五", {"李四", "王五"}},
                                         {"■记者 李四 文/摄", {"李四"}},
                                         {"文/李四 图/王五", {"李四", "王五"}},
                                         {"本报评论员", {}}}) {
    SCOPED_TRACE(c.line);
    Byline byline;
    reader().read_line(c.line, byline);
    EXPECT_EQ(byline.authors, c.authors);
  }
}

TEST(BylineReader, Openings) {
  struct Case {
    std::string_view text, agency, dateline;
    Names authors;
  };
  for (const Case& c : std::vector<Case>{
           {"新华社南山7月1日电（记者李四、王五）今天", "新华社", "南山7月1日", {"李四", "王五"}},
           {"本报南山7月1日电（记者李四）今天", "", "南山7月1日", {"李四"}},
           {"本报讯（记者李四 通讯员王五）今天", "", "", {"李四", "王五"}},
           {"据新华社南山7月1日电 今天", "新华社", "南山7月1日", {}},
           {"本报南山的读者来电说", "", "", {}},
           {"今天，本报讯息台开通", "", "", {}}}) {
    SCOPED_TRACE(c.text);
    Byline byline;
    reader().read_opening(c.text, byline);
    EXPECT_EQ(byline.agency, c.agency);
    EXPECT_EQ(byline.dateline, c.dateline);
    EXPECT_EQ(byline.authors, c.authors);
  }
}

TEST(BylineReader, EveryRowsExample) {
  const RuleSet rules = RuleSet::builtin();
  const RuleTable& table = rules.table("bylines.tsv");
  for (const RuleRow& row : table.rows()) {
    const std::string_view example = row[table.column("example")];
    SCOPED_TRACE(example);
    Byline byline;
    reader().read_line(example, byline);
    reader().read_opening(example, byline);
    for (const std::string& author : byline.authors)
      EXPECT_TRUE(author == "李四" || author.find("电") != author.npos || row[0] == "agency")
          << author;
    if (row[0] == "agency") {
      EXPECT_EQ(byline.agency, row[1]);
    }
  }
}

}  // namespace
}  // namespace newsmill
