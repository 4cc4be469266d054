#include "extract/units.h"

#include <gtest/gtest.h>

#include "core/utf8.h"
#include "extract/cues.h"
#include "extract/quantity.h"
#include "extract/reading.h"

namespace newsmill {
namespace {

struct Readers {
  Numerals numerals{rules().table("numerals.zh.tsv")};
  Units units{rules().table("units.zh.tsv")};
  Cues cues{rules()};
  QuantityReader quantities{numerals, units, cues};
};

const Readers& readers() {
  static const Readers all;
  return all;
}

Quantity read(std::string_view text) {
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = utf8::at(text, pos).code;
    Quantity quantity;
    size_t end = pos + utf8::at(text, pos).size;
    if (readers().numerals.starts(c) || c == U'第' || c == U'前' || c == U'翻')
      end = readers().quantities.read(text, pos, readers().numerals.read(text, pos), quantity);
    const bool bare =
        quantity.unit == nullptr && !quantity.fraction && quantity.sort == QuantitySort::kAmount;
    if (quantity.end != 0 && !bare) return quantity;  // 队伍, 零下: numeral characters in words
    pos = end;
  }
  return {};
}

TEST(Units, EachRowReadsItsExample) {
  const RuleTable& table = rules().table("units.zh.tsv");
  for (const RuleRow& row : table.rows()) {
    SCOPED_TRACE(std::string(row[5]));
    ASSERT_NE(row[5].find(row[0]), std::string_view::npos);
    const Quantity quantity = read(row[5]);
    if (row[3] == "label") {
      EXPECT_EQ(quantity.end, 0u) << "a label counts nothing";
    } else if (row[3] == "none") {
      EXPECT_TRUE(quantity.end == 0 || quantity.unit == nullptr);
    } else {
      EXPECT_NE(quantity.end, 0u);
      EXPECT_EQ(quantity.unit_name(), row[1]);
      EXPECT_DOUBLE_EQ(quantity.value.nearest(), std::stod(std::string(row[6])));
    }
  }
}

struct Case {
  const char* text;
  const char* surface;
  double value;
  const char* unit;
  Comparator comparator = Comparator::kEq;
  double high = 0;
};

TEST(Quantity, Cases) {
  for (const Case& c : std::vector<Case>{
           {"投入3.2亿元以上", "3.2亿元以上", 3.2e8, "CNY", Comparator::kGe},
           {"样板 11 个", "11 个", 11, "个"},
           {"抢收70多亩", "70多亩", 70, "mu", Comparator::kGt},
           {"60余项", "60余项", 60, "项", Comparator::kGt},
           {"5万多种", "5万多种", 50000, "种", Comparator::kGt},
           {"3至5个", "3至5个", 3, "个", Comparator::kEq, 5},
           {"6.5%—7%", "6.5%—7%", 6.5, "%", Comparator::kEq, 7},
           {"12万至70万日元", "12万至70万日元", 120000, "JPY", Comparator::kEq, 700000},
           {"3至5万元", "3至5万元", 30000, "CNY", Comparator::kEq, 50000},
           {"5000至1万元", "5000至1万元", 5000, "CNY", Comparator::kEq, 10000},
           {"7天半", "7天半", 7.5, "天"},
           {"三成左右", "三成左右", 30, "%", Comparator::kApprox},
           {"一半以上", "一半以上", 50, "%", Comparator::kGe},
           {"3/4", "3/4", 75, "%"},
           {"三分之二", "三分之二", 200.0 / 3, "%"},
           {"28微克/立方米", "28微克/立方米", 28, "ug/m3"},
           {"950公斤/亩", "950公斤/亩", 950, "kg/mu"},
           {"4万辆（架、艘）次", "4万辆（架、艘）次", 40000, "辆（架、艘）次"},
           {"3台（套）", "3台（套）", 3, "台（套）"},
           {"零下15摄氏度", "零下15摄氏度", -15, "摄氏度"},
           {"第3位", "第3位", 3, "rank"},
           {"前十", "前十", 10, "rank", Comparator::kTop},
           {"翻了两番", "翻了两番", 3, "x"},
           {"翻番", "翻番", 1, "x"},
           {"3亿千瓦时", "3亿千瓦时", 3e8, "kW.h"},
           {"5年以内", "5年以内", 5, "年", Comparator::kLe}}) {
    SCOPED_TRACE(c.text);
    const Quantity quantity = read(c.text);
    ASSERT_NE(quantity.end, 0u);
    EXPECT_EQ(std::string_view(c.text).substr(quantity.begin, quantity.end - quantity.begin),
              c.surface);
    EXPECT_NEAR(quantity.value.nearest(), c.value, 1e-9 * std::abs(c.value));
    EXPECT_EQ(quantity.unit_name(), c.unit);
    EXPECT_EQ(quantity.comparator, c.comparator);
    EXPECT_EQ(quantity.range, c.high != 0);
    EXPECT_DOUBLE_EQ(quantity.range ? quantity.high.nearest() : 0, c.high);
  }
}

TEST(Quantity, Idle) {
  using Idle = Quantity::Idle;
  const auto idle = [](std::string_view text) {
    Quantity quantity;
    readers().quantities.read(text, 0, readers().numerals.read(text, 0), quantity);
    EXPECT_NE(quantity.end, 0u) << text;
    return quantity.idle();
  };
  for (const char* one : {"一个项目", "一座，", "一名"}) EXPECT_EQ(idle(one), Idle::kOne) << one;
  for (const char* bare : {"三，", "二十"}) EXPECT_EQ(idle(bare), Idle::kBare) << bare;
  for (const char* told : {"两个", "1个", "一倍", "一元", "一半", "一个百分点", "百分之一", "三万",
                           "第一", "一百个", "5"})
    EXPECT_EQ(idle(told), Idle::kNo) << told;
}

TEST(Quantity, NamesAndLabelsAreNone) {
  for (const char* text : {"5G", "S1线", "V317车型", "6·13事故", "4+1", "12:30", "几十名", "数百家",
                           "第三次", "第二产业", "3号楼", "5A级", "2.0版", "351国道",
                           "千亿元级平台", "2时45分", "每3个", "七一一所", "2022/23"}) {
    SCOPED_TRACE(text);
    const Quantity quantity = read(text);
    EXPECT_TRUE(quantity.end == 0 || (quantity.unit == nullptr && !quantity.scaled));
  }
}

}  // namespace
}  // namespace newsmill
