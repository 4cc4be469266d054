#include "segment/numerals.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

TEST(ReadNumber, Cases) {
  struct Case {
    std::string_view text;
    unsigned value;
    size_t end;
  };
  for (const Case& c : std::vector<Case>{{"12版", 12, 2},
                                         {"１２", 12, 6},
                                         {"十二版", 12, 6},
                                         {"一二", 12, 6},
                                         {"廿三", 23, 6},
                                         {"二〇二一年", 2021, 12},
                                         {"二十八", 28, 9},
                                         {"三百零五", 305, 12},
                                         {"十", 10, 3},
                                         {"两", 2, 3},
                                         {"贰拾捌", 28, 9}}) {
    SCOPED_TRACE(c.text);
    const auto number = read_number(c.text, 0);
    ASSERT_TRUE(number);
    EXPECT_EQ(number->value, c.value);
    EXPECT_EQ(number->end, c.end);
  }
  EXPECT_FALSE(read_number("版", 0));
  EXPECT_FALSE(read_number("", 0));
}

TEST(ReadPage, Cases) {
  const auto page = [](std::string_view text) {
    const auto read = read_page(text, 0);
    return read ? read->value : "";
  };
  EXPECT_EQ(page("2"), "2");
  EXPECT_EQ(page("03版"), "3");
  EXPECT_EQ(page("A03"), "A3");
  EXPECT_EQ(page("Ａ３版"), "A3");
  EXPECT_EQ(page("十二"), "12");
  EXPECT_EQ(page("B一"), "B1");
  EXPECT_EQ(page("版"), "");
  EXPECT_EQ(page("20210210"), "");  // no paper has that many pages
}

TEST(ReadDate, Cases) {
  using namespace std::chrono;
  struct Case {
    std::string_view text;
    Date want;
  };
  for (const Case& c : std::vector<Case>{{"2019年3月5日", 2019y / 3 / 5},
                                         {"2019 年 3 月 5 日", 2019y / 3 / 5},
                                         {"2019.3.5 星期二", 2019y / 3 / 5},
                                         {"2019-03-05", 2019y / 3 / 5},
                                         {"二〇一九年三月五日", 2019y / 3 / 5},
                                         {"二〇一九年十二月三十一日", 2019y / 12 / 31},
                                         {"中華民國二十八年四月三十日", 1939y / 4 / 30},
                                         {"民國廿五年一月二日", 1936y / 1 / 2}}) {
    SCOPED_TRACE(c.text);
    const auto date = read_date(c.text, 0);
    ASSERT_TRUE(date);
    EXPECT_EQ(date->value, c.want);
  }
  for (const std::string_view text :
       {"2019年2月30日", "2019年", "3月5日", "19年3月5日", "2019.3", "电话88880000"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(read_date(text, 0));
  }
}

}  // namespace
}  // namespace newsmill
