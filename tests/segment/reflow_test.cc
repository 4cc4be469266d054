#include "segment/reflow.h"

#include <gtest/gtest.h>

#include "rules/table.h"

namespace newsmill {
namespace {

std::string joined(std::string_view text, Spaces spaces = Spaces::kWords) {
  const RuleSet rules = RuleSet::builtin();
  const Characters characters(rules.table("characters.tsv"));
  const std::vector<Line> lines = read_lines(text, characters);
  std::string out;
  reflow(text, lines, characters, spaces, out);
  return out;
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
           {"a date cut in two", "定于3月2\n0日上午", "定于3月20日上午"},
           {"a value cut in two", "共12\n5家", "共125家"},
           {"an identifier cut in two", "车架号LJ1AAAAA5H00\n00321", "车架号LJ1AAAAA5H0000321"},
           {"ideographic and no-break spaces", "柳　湾\u00a0桥", "柳湾桥"}}) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(joined(c.in), c.want);
  }
}

TEST(Reflow, PartsOfHeadlinesStayApart) {
  EXPECT_EQ(joined("补短板 提质效", Spaces::kParts), "补短板 提质效");
  EXPECT_EQ(joined("声 明", Spaces::kParts), "声 明");
  EXPECT_EQ(joined("公 告 公 示", Spaces::kParts), "公告公示");
}

}  // namespace
}  // namespace newsmill
