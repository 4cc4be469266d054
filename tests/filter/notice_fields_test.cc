#include "filter/notice_fields.h"

#include <gtest/gtest.h>

#include <random>

#include "core/result.h"
#include "seed.h"

namespace newsmill {
namespace {

const RuleSet& tables() {
  static const RuleSet set = RuleSet::builtin();
  return set;
}
const NoticeWords& words() {
  static const NoticeWords made(tables());
  return made;
}

Ad read(AdCategory category, std::string_view text) {
  Ad ad;
  ad.category = category;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool line = text.substr(i).starts_with("\\n");  // as the tables write it
    ad.text += line ? '\n' : text[i];
    i += line;
  }
  read_fields(words(), &ad);
  return ad;
}

std::string described(const Ad& ad) {
  std::string out;
  for (const LostItem& lost : ad.lost)
    out += lost.holder + "|" + lost.item + "|" + lost.number + "|" + std::string(lost.certificate) +
           ";";
  return out;
}

TEST(LostItems, Cases) {
  const struct {
    const char* text;
    const char* want;
  } cases[] = {
      {"遗失柳溪县东岸茶行公章一枚，印章编号：3301200456789，声明作废。",
       "柳溪县东岸茶行|公章|3301200456789|SEAL;"},
      {"▲柳溪县东岸茶行遗失营业执照副本、公章各一枚，编号：330120000456、330120000457，声明作废。",
       "柳溪县东岸茶行|营业执照副本|330120000456|BUSINESS_LICENCE;"
       "柳溪县东岸茶行|公章|330120000457|SEAL;"},
      {"遗失声明\n本人孙小山，因保管不善，将身份证遗失，号码330120199****0015，电话13900004567，"
       "声明作废。",
       "孙小山|身份证|330120199****0015|IDENTITY;"},
      {"遗失由柳溪县市场监督管理局2018年6月12日核发的东岸茶行营业执照正、副本，统一社会信用代码："
       "92330120MA29Q00Y5K，声明作废。",
       "东岸茶行|营业执照正、副本|92330120MA29Q00Y5K|BUSINESS_LICENCE;"},
      {"钱大河（身份证号330120********2213）遗失社会保障卡，特此声明。",
       "钱大河|社会保障卡||IDENTITY;"},
      {"本人不慎遗失保证金收据，金额：20000元，收据号0003417，声明作废。",
       "|保证金收据|0003417|RECEIPT;"},
      {"东岸出租汽车公司车辆营运证，丢失声明", "东岸出租汽车公司|车辆营运证||VEHICLE;"},
      {"孙小山因不慎把特种作业操作证弄丢，证号T3301200045，登报作废。",
       "孙小山|特种作业操作证|T3301200045|QUALIFICATION;"},
      {"孙小山遗失身份证，号码330120199****0015；钱大河遗失驾驶证，声明作废。",
       "孙小山|身份证|330120199****0015|IDENTITY;钱大河|驾驶证||VEHICLE;"},
      {"孙小山遗失学生证，学号1932100045，钱大河遗失学生证，学号1932100046，声明作废。",
       "孙小山|学生证|1932100045|EDUCATION;钱大河|学生证|1932100046|EDUCATION;"},
      {"遗失声明\n孙小山的身份证遗失。\n钱大河的户口簿遗失。",
       "孙小山|身份证||IDENTITY;钱大河|户口簿||IDENTITY;"},
      {"孙小山遗失身份证，号码330120199****0015。因身份证遗失引起的后果与本人无关。",
       "孙小山|身份证|330120199****0015|IDENTITY;"},
      {"东岸茶行遗失公章，发现时财务章也已遗失，声明作废。",
       "东岸茶行|公章||SEAL;东岸茶行|财务章||SEAL;"},
      {"孙小山遗失身份证；其妻李小溪遗失结婚证。另户口簿也丢失，声明作废。",
       "孙小山|身份证||IDENTITY;李小溪|结婚证||BIRTH;李小溪|户口簿||IDENTITY;"},
      {"孙小山遗失护士执业证书，编号（2018）0012217，声明作废。",
       "孙小山|护士执业证书|（2018）0012217|QUALIFICATION;"},
      {"东岸茶行遗失营业执照，编号SJ(2014)000318，声明作废。",
       "东岸茶行|营业执照|SJ(2014)000318|BUSINESS_LICENCE;"},
      {"声明作废。", ""},
      {"遗失", ""},
      {"", ""},
  };
  for (const auto& c : cases)
    EXPECT_EQ(described(read(AdCategory::kLostAndVoid, c.text)), c.want) << c.text;
}

TEST(NoticeFields, Cases) {
  const struct {
    AdCategory category;
    const char* text;
    const char* issuer;
    const char* date;
    std::vector<double> amounts;
  } cases[] = {
      {AdCategory::kCompany,
       "减资公告\n经股东会决议，本公司注册资本由8,000万元减至3000.5万元。\n"
       "柳溪县东岸茶行有限公司\n2019年4月3日",
       "柳溪县东岸茶行有限公司",
       "2019-04-03",
       {80000000, 30005000}},
      {AdCategory::kCourt,
       "钱大河：本院受理原告孙小山诉你买卖合同纠纷一案，请来本院领取判决书。柳溪县人民法院"
       "二〇一五年三月二十一日",
       "柳溪县人民法院",
       "2015-03-21",
       {}},
      {AdCategory::kAuction,
       "柳溪县公物拍卖行定于2013年11月6日拍卖旧车5辆，保证金3000元，备案号7。",
       "柳溪县公物拍卖行",
       "2013-11-06",
       {3000}},
      {AdCategory::kCourt,
       "东岸县检察院\n咨询电话80001234，本院拟提起公益诉讼。",
       "东岸县检察院",
       "",
       {}},
      {AdCategory::kTender, "中标价：863.25万元，2019年13月40日", "", "", {8632500}},
      {AdCategory::kCredit, "", "", "", {}},
      {AdCategory::kCredit, "1", "", "", {}},
      {AdCategory::kProduct, "柳溪县东岸茶行有限公司，3000元", "", "", {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Ad ad = read(c.category, c.text);
    EXPECT_EQ(ad.issuer, c.issuer);
    std::string date;
    if (ad.date) {
      char text[16];
      std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(ad.date->year()),
                    unsigned(ad.date->month()), unsigned(ad.date->day()));
      date = text;
    }
    EXPECT_EQ(date, c.date);
    std::vector<double> amounts;
    for (const Amount& amount : ad.amounts) amounts.push_back(amount.value);
    EXPECT_EQ(amounts, c.amounts);
  }
}

TEST(NoticeWords, EveryRowFindsItsExample) {
  const RuleTable& items = tables().table("notices.items.tsv");
  for (const RuleRow& row : items.rows()) {
    const Ad ad = read(AdCategory::kLostAndVoid, row[items.column("example")]);
    ASSERT_FALSE(ad.lost.empty()) << row[0];
    EXPECT_EQ(ad.lost[0].certificate, row[0]);
    EXPECT_NE(ad.lost[0].holder, "") << row[0];
  }
  const RuleTable& table = tables().table("notices.words.tsv");
  for (const RuleRow& row : table.rows()) {
    const std::string_view example = row[table.column("example")];
    const Ad lost = read(AdCategory::kLostAndVoid, example);
    const std::string found =
        lost.lost.empty() ? read(AdCategory::kCompany, example).issuer : lost.lost[0].holder;
    EXPECT_EQ(found, row[table.column("value")]) << row[0];
  }
}

TEST(NoticeFields, ReadAnything) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> pieces = {"遗失", "公章", "编号", "123456", "2019", "年", "4月",
                                           "3日",  "，",   "。",   "的",     "由",   "1",  ".",
                                           ",",    "万元", "公司", "\n",     "（",   "十", "声明"};
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (size_t n = random() % 30; n > 0; --n) text += pieces[random() % pieces.size()];
    read(AdCategory::kLostAndVoid, text);
    read(AdCategory::kCompany, text);
  }
}

}  // namespace
}  // namespace newsmill
