#include "extract/extract_metrics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "extract/reading.h"
#include "seed.h"

namespace newsmill {
namespace {

constexpr const char* kDeltas[] = {"", " rel", " abs"};

// "indicator=value unit kind direction comparator delta", values joined by "; "
std::string told(const std::vector<Metric>& metrics) {
  std::string out;
  for (const Metric& m : metrics) {
    if (!out.empty()) out += "; ";
    out += told(m) + kDeltas[static_cast<size_t>(m.delta)];
  }
  return out;
}

struct Case {
  const char* name;
  const char* text;
  const char* want;
};

TEST(ExtractMetrics, Cases) {
  for (const Case& c : std::vector<Case>{
           {"subject and change", "全镇工业产值增长5.5%。", "全镇工业产值=5.5% change up rel"},
           {"decrease", "一般性支出压减13%。", "一般性支出=13% change down rel"},
           {"from to", "垃圾分类得分率从62%上升到71%。", "垃圾分类得分率=71<62% transition up"},
           {"from to, fall", "城乡收入差距由2.5倍缩小到2.1倍。",
            "城乡收入差距=2.1<2.5x transition down"},
           {"from to across a comma", "入住率，从五年前的不足40%，提升至如今的75%左右。",
            "入住率=75<40% transition up ~"},
           {"to-value", "报销比例提高到75%。", "报销比例=75% level up"},
           {"verb first", "新建文化礼堂400家。", "文化礼堂=400家 count"},
           {"verb shared along a list", "新增高速公路20公里、绿道15公里。",
            "高速公路=20km level up abs; 绿道=15km level up abs"},
           {"value before its noun", "改造36个老旧小区。", "老旧小区=36个 count"},
           {"share before its noun", "60%以上行政村建成美丽乡村。",
            "建成美丽乡村的行政村占比=60% share >="},
           {"implied unit", "新增20.5万农村居民。", "农村居民=205000人 count up abs"},
           {"respectively", "财政收入和税收收入分别达到68亿元和40亿元。",
            "财政收入=6800000000CNY level; 税收收入=4000000000CNY level"},
           {"respectively, shared head", "甲县、乙县粮食产量分别增长3%、5%。",
            "甲县粮食产量=3% change up rel; 乙县粮食产量=5% change up rel"},
           {"respectively, elided subjects", "出口3亿元，进口2亿元，同比分别增长4%、6%。",
            "出口=300000000CNY level; 进口=200000000CNY level; 出口=4% change up rel; 进口=6% "
            "change up rel"},
           {"each", "亩均产值、亩均税收均增长6%以上。",
            "亩均产值=6% change up >= rel; 亩均税收=6% change up >= rel"},
           {"unit shared backwards", "东部、中部和西部城市指数分别回升0.2、0.6和0.3个百分点。",
            "东部城市指数=0.2pp change up abs; 中部城市指数=0.6pp change up abs; "
            "西部城市指数=0.3pp change up abs"},
           {"threshold in the noun", "实施3亿元以上工业项目25个以上。",
            "工业项目=300000000CNY threshold >=; 3亿元以上工业项目=25个 count >="},
           {"comparator does not reach back", "新增研究院2家、研发机构100家以上。",
            "研究院=2家 count up abs; 研发机构=100家 count up >= abs"},
           {"crossing", "全市客流突破100万人次。", "全市客流=1000000人次 count up >"},
           {"step", "全县产值跃上50亿元台阶。", "全县产值=5000000000CNY level up >="},
           {"held", "粮食面积稳定在120万亩以上。", "粮食面积=1200000mu level flat >="},
           {"kept within", "失业率控制在5%以内。", "失业率=5% level <="},
           {"less than", "工期不到3天。", "工期=3天 level <"},
           {"times is growth", "订单增长3.5倍。", "订单=3.5x change up rel"},
           {"doubled", "作业效率翻倍。", "作业效率=1x change up rel"},
           {"share", "教育支出占财政支出24%。", "教育支出占财政支出=24% share"},
           {"share of elided subject", "风电发电量增至80亿千瓦时，占总发电量的30%。",
            "风电发电量=8000000000kW.h level up; 风电发电量占总发电量=30% share"},
           {"gap", "增速比城镇快1个百分点。", "增速=1pp change up abs"},
           {"rank", "获奖数居全省第一。", "获奖数=1rank rank"},
           {"top", "综合评价位列前十。", "综合评价=10rank rank top"},
           {"saving is no about", "成本每吨可节约80元以上。", "成本=80CNY change down >= abs"},
           {"range", "进出口增长3%—5%。", "进出口=3..5% change up .. rel"},
           {"negatives",
            "数据显示，5G零售进一步统一，“456”计划实施第十四个五年规划，融入长三角，拨打88516033，"
            "沿351国道到三亚。",
            ""}}) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(told(metrics_of(c.text)), c.want);
  }
}

// Sentences that name nothing but 一个, or numbers in words without a unit, are not kept. Nothing
// is lost: where one is kept, as it names a period, too, none of these becomes a metric, whatever
// words stand round them.
TEST(ExtractMetrics, IdleValuesAreNone) {
  for (const char* name :
       {"verbs.zh.tsv", "comparators.zh.tsv", "particles.zh.tsv", "nouns.zh.tsv"}) {
    for (const RuleRow& row : rules().table(name).rows()) {
      const std::string word(row[0]);
      const auto has = [&](const char* part) { return word.find(part) != std::string::npos; };
      if (has("前") || has("连续") || has("十")) continue;  // 前一名, 连续一个, 十一座 are others
      EXPECT_EQ(told(metrics_of("今年全县" + word + "一个" + word + "、一座公园。")), "");
      EXPECT_EQ(told(metrics_of("今年从一个" + word + "到一座，均" + word + "一名。")), "");
      EXPECT_EQ(told(metrics_of("今年全县" + word + "三，分别" + word + "四、五。")), "");
    }
  }
}

TEST(ExtractMetrics, SpansAndEvidence) {
  const std::string text = "今年，新建公园5个以上，绿地3公顷。";
  const std::vector<Metric> metrics = metrics_of(text);
  ASSERT_EQ(metrics.size(), 2u);
  EXPECT_EQ(text.substr(metrics[0].value_begin, metrics[0].value_end - metrics[0].value_begin),
            "5个以上");
  EXPECT_EQ(
      text.substr(metrics[0].evidence_begin, metrics[0].evidence_end - metrics[0].evidence_begin),
      "新建公园5个以上");
}

struct PeriodCase {
  const char* text;
  const char* first;
  const char* last;
  PeriodSource source = PeriodSource::kExplicit;
};

TEST(ExtractMetrics, Periods) {  // the article is of 20 May 2022
  for (const PeriodCase& c : std::vector<PeriodCase>{
           {"新建公园5个。", "2022-01-01", "2022-12-31", PeriodSource::kImplicit},
           {"去年新建公园5个。", "2021-01-01", "2021-12-31"},
           {"今年一季度，新建公园5个。", "2022-01-01", "2022-03-31"},
           {"1—4月，新建公园5个。", "2022-01-01", "2022-04-30"},
           {"前4个月新建公园5个。", "2022-01-01", "2022-04-30"},
           {"12月新建公园5个。", "2021-12-01", "2021-12-31"},
           {"截至2021年底，共有公园5个。", "2021-01-01", "2021-12-31"},
           {"今年截至5月10日，新建公园5个。", "2022-01-01", "2022-05-10"},
           {"2015年至2020年，新建公园5个。", "2015-01-01", "2020-12-31"},
           {"自2018年以来新建公园5个。", "2018-01-01", "2022-12-31"},
           {"近5年，新建公园5个。", "2017-01-01", "2022-12-31"},
           {"“十三五”时期，新建公园5个。", "2016-01-01", "2020-12-31"},
           {"5月1日至13日，新建公园5个。", "2022-05-01", "2022-05-13"},
           {"4月22日至5月3日，新建公园5个。", "2022-04-22", "2022-05-03"},
           {"11日至14日，新建公园5个。", "2022-05-11", "2022-05-14"},
           {"截至31日，新建公园5个。", "2022-03-31", "2022-03-31"},
           {"到2025年，建成公园5个。", "2025-01-01", "2025-12-31"},
           {"公园总数较2016年增加5个。", "2016-01-01", "2022-12-31", PeriodSource::kImplicit},
           {"去年同比增长。一季度新建公园5个。", "2022-01-01", "2022-03-31"},
           {"4月，产值增长3%。新建公园5个。", "2022-04-01", "2022-04-30", PeriodSource::kExplicit},
           {"5月1日夜间至3日白天，新建公园5个。", "2022-05-01", "2022-05-03"},
           {"公园总数较2019年同期增加5个。", "2022-01-01", "2022-12-31", PeriodSource::kImplicit},
           {"5月19日，展会落下帷幕。共建公园5个。", "2022-01-01", "2022-12-31",
            PeriodSource::kImplicit},
           {"5月19日，暴雨袭来。公园5个被淹。", "2022-05-19", "2022-05-19"},
           {"病例出现在城区，公园5个关闭。", "2022-01-01", "2022-12-31", PeriodSource::kImplicit},
           {"17日8时至19日8时，公园5个被淹。", "2022-05-17", "2022-05-19"},
           {"今天到22日，公园5个开放。", "2022-05-20", "2022-05-22"},
           {"上周，公园5个开放。", "2022-05-09", "2022-05-15"},
           {"四季度，新建公园5个。", "2021-10-01", "2021-12-31"},
           {"一季度末，公园5个。", "2022-03-01", "2022-03-31"},
           {"去年10月以来，新建公园5个。", "2021-10-01", "2022-05-31"},
           {"2019年至今，新建公园5个。", "2019-01-01", "2022-12-31"},
           {"“十四五”以来，新建公园5个。", "2021-01-01", "2022-12-31"},
           {"2021年11月至今年4月，新建公园5个。", "2022-04-01", "2022-04-30"},
           {"4月29日至5月5日“五一”假期运输期间，公园5个开放。", "2022-04-29", "2022-05-05"},
           {"今明两年，新建公园5个。", "2022-01-01", "2023-12-31"},
           {"春节假期，公园5个开放。", "2022-01-31", "2022-02-06"},
           {"“五一”假期首日，公园5个开放。", "2022-04-30", "2022-04-30"},
           {"去年国庆假期，公园5个开放。", "2021-10-01", "2021-10-07"},
           {"2020年中秋国庆假期，公园5个开放。", "2020-10-01", "2020-10-08"}}) {
    SCOPED_TRACE(c.text);
    const std::vector<Metric> metrics = metrics_of(c.text);
    ASSERT_FALSE(metrics.empty());
    EXPECT_EQ(iso(metrics[0].period_begin), c.first);
    EXPECT_EQ(iso(metrics[0].period_end), c.last);
    EXPECT_EQ(metrics[0].period_source, c.source);
  }
}

// The period of the last value: what the sentences before it set, and what ends that.
TEST(ExtractMetrics, PeriodsOfWhatFollows) {  // the article is of 20 May 2022
  for (const PeriodCase& c : std::vector<PeriodCase>{
           // 全年 is the year of the months before
           {"去年上半年，产值增长3%。全年新建公园5个。", "2021-01-01", "2021-12-31"},
           // 假期 is the days that were named
           {"5月1日至5日，客流3万人次。去年，客流2万人次。假期新建公园5个。", "2022-05-01",
            "2022-05-05"},
           // a plan is of no time that is over
           {"1—4月，产值增长3%。公司拟投资5亿元。", "2022-01-01", "2022-12-31",
            PeriodSource::kImplicit},
           // what is done is not of the days to come
           {"预计21日至23日雨量30毫米。水库水位已上涨5米。", "2022-01-01", "2022-12-31",
            PeriodSource::kImplicit},
           // the years of a change end with its sentence
           {"去年，户均人口2人，比2018年减少1人。新建公园5个。", "2021-01-01", "2021-12-31",
            PeriodSource::kInherited},
           // a change on the year before took no longer than its period
           {"1—4月，排队时间由去年的42分钟压缩到19分钟。", "2022-01-01", "2022-04-30"},
           // the same day, that year, so many years on
           {"5月3日，客流3万人次。当天新建公园5个。", "2022-05-03", "2022-05-03"},
           {"变化发生在2019年。这一年，新建公园5个。", "2019-01-01", "2019-12-31"},
           {"2016年，新建绿道3公里。次年，新建公园5个。", "2017-01-01", "2017-12-31"},
           {"2016年，新建绿道3公里。三年后，新建公园5个。", "2019-01-01", "2019-12-31"},
           {"工程1998年动工，7年间，新建公园5个。", "1998-01-01", "2005-12-31"},
           // an average is of the years that a year was named among
           {"过去五年，公园2020年达到3个，累计新建公园5个。", "2017-01-01", "2022-12-31",
            PeriodSource::kInherited},
           {"过去五年，公园2020年达到3个；新建绿道5公里。", "2017-01-01", "2022-12-31",
            PeriodSource::kInherited},
           // what recurs or has been done is of now
           {"去年，产值3亿元。公园每天接待游客5万人。", "2022-01-01", "2022-12-31",
            PeriodSource::kImplicit},
           {"去年，产值3亿元。已建成公园5个。", "2022-01-01", "2022-12-31",
            PeriodSource::kImplicit},
           {"去年，产值3亿元。产值已连续下降5%。", "2021-01-01", "2021-12-31",
            PeriodSource::kInherited},
           {"设备去年11月安装，每天要检查5人。", "2022-01-01", "2022-12-31",
            PeriodSource::kImplicit},
           {"去年，每天检查5人。", "2021-01-01", "2021-12-31"},
           // a year that only tells which flood it was
           {"5月18日，河里出现今年第1号洪水，水位3米。", "2022-05-18", "2022-05-18"}}) {
    SCOPED_TRACE(c.text);
    const std::vector<Metric> metrics = metrics_of(c.text);
    ASSERT_FALSE(metrics.empty());
    EXPECT_EQ(iso(metrics.back().period_begin), c.first);
    EXPECT_EQ(iso(metrics.back().period_end), c.last);
    EXPECT_EQ(metrics.back().period_source, c.source);
  }
}

// Paragraphs that name no period: of what the first values were of, if these are many and are over.
TEST(ExtractMetrics, ParagraphsOfOnePeriod) {
  const auto last_of = [](const char* first) {
    Article article = article_of({first, "客流3万人次。", "目前，公园5个。"});
    extractor().extract(article);
    EXPECT_EQ(iso(article.metrics.back().period_end), "2022-12-31");
    return iso(article.metrics.at(article.metrics.size() - 2).period_end);
  };
  EXPECT_EQ(last_of("“五一”假期，客流5万人次，增长3%，收入3亿元。"), "2022-05-04");
  EXPECT_EQ(last_of("“五一”假期，客流5万人次。"), "2022-12-31");
  EXPECT_EQ(last_of("市法院通报，去年收案5件，增长3%，结案5件。"), "2021-12-31");
  EXPECT_EQ(last_of("村里去年收粮5吨，增长3%，种树5棵。"), "2022-12-31");
  EXPECT_EQ(last_of("1—4月，客流5万人次，增长3%，收入3亿元。"), "2022-12-31");
}

// A headline of last year is of all that the article tells, but for what it says to be of now.
TEST(ExtractMetrics, HeadlinesSetTheScene) {
  Article article = article_of({"出生人口5万人。", "目前，公园5个。"});
  article.headline.title = "去年末常住人口87万人";
  extractor().extract(article);
  ASSERT_EQ(article.metrics.size(), 2u);
  EXPECT_EQ(iso(article.metrics[0].period_end), "2021-12-31");
  EXPECT_EQ(iso(article.metrics[1].period_end), "2022-12-31");
}

TEST(ExtractMetrics, EarlyInAYearItLooksBack) {
  Article article = article_of({"一年来，新建公园5个。"});
  article.date = std::chrono::year(2022) / std::chrono::January / 20;
  extractor().extract(article);
  EXPECT_EQ(iso(article.metrics.at(0).period_end), "2021-12-31");
}

TEST(ExtractMetrics, StatusOfAReport) {
  Article article = article_of({"各位代表：过去一年，我们攻坚克难。新建公园5个，产值达到3亿元。",
                                "五年来，新增绿道20公里，覆盖率达到80%。", "二、2022年工作安排",
                                "新建公园6个。", "到2025年，产值突破5亿元。"});
  article.date = std::chrono::year(2022) / std::chrono::January / 20;
  article.paragraphs[2].kind = ParagraphKind::kHeading;
  extractor().extract(article);
  ASSERT_EQ(article.metrics.size(), 6u);
  struct Want {
    const char *first, *last;
    Status status;
  };
  const std::vector<Want> want = {{"2021-01-01", "2021-12-31", Status::kAchieved},
                                  {"2021-01-01", "2021-12-31", Status::kAchieved},
                                  {"2017-01-01", "2021-12-31", Status::kAchieved},
                                  {"2021-01-01", "2021-12-31", Status::kAchieved},
                                  {"2022-01-01", "2022-12-31", Status::kTarget},
                                  {"2025-01-01", "2025-12-31", Status::kTarget}};
  for (size_t i = 0; i < want.size(); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(iso(article.metrics[i].period_begin), want[i].first);
    EXPECT_EQ(iso(article.metrics[i].period_end), want[i].last);
    EXPECT_EQ(article.metrics[i].status, want[i].status);
  }
}

TEST(ExtractMetrics, StatusByWords) {
  const auto status = [](const char* text) { return metrics_of(text).at(0).status; };
  EXPECT_EQ(status("力争新建公园5个。"), Status::kTarget);
  EXPECT_EQ(status("预计客流达到3万人次。"), Status::kExpected);
  EXPECT_EQ(status("已安排资金3亿元。"), Status::kAchieved);
  EXPECT_EQ(status("到2030年，产值达到3亿元。"), Status::kTarget);
  EXPECT_EQ(status("报告提出，今年，新建公园5个。"), Status::kTarget);
  EXPECT_EQ(status("规划提出，去年，新建公园5个。"), Status::kAchieved);  // what is past is no goal
  EXPECT_EQ(status("专家预计，到2035年，客流将超过3万人次。"), Status::kExpected);
  EXPECT_EQ(status("预计到本世纪末，降水量增加9%。"), Status::kExpected);
  EXPECT_EQ(status("海关预计将新增查验线6条。"), Status::kExpected);
  EXPECT_EQ(status("方案明确，已新建公园5个，新建绿道3公里。"), Status::kAchieved);
}

TEST(ExtractMetrics, ComparedWith) {
  EXPECT_EQ(metrics_of("产值同比增长3%。").at(0).compared_with, "yoy");
  EXPECT_EQ(metrics_of("产值较上月增长3%。").at(0).compared_with, "mom");
  EXPECT_EQ(metrics_of("产值比全省高3个百分点。").at(0).compared_with, "全省");
}

TEST(ExtractMetrics, BatchKeepsItsNumberAndFillsEveryArticle) {
  Batch<Issue> batch;
  batch.seq = 7;
  batch.items.emplace_back();
  batch.items.back().articles.push_back(article_of({"新建公园5个。"}));
  const Batch<Issue> out = extractor()(std::move(batch));
  EXPECT_EQ(out.seq, 7u);
  EXPECT_EQ(out.items.at(0).articles.at(0).metrics.size(), 1u);
}

// Sentences are read together across paragraphs and articles; each is of its own all the same.
TEST(ExtractMetrics, BatchReadsArticlesAsEachAlone) {
  const std::vector<Article> kinds = [] {
    Article plain =
        article_of({"去年，全县新建公园5个。", "其中，绿道3公里，增长8%。", "连续三年。"});
    Article report = article_of({"各位代表：", "2021年工作回顾", "新建公园5个。粮食产量3万吨。",
                                 "2022年，力争新建公园9个。", "完成投资7亿元。"});
    report.date = std::chrono::year(2022) / std::chrono::February / 3;
    report.paragraphs[1].kind = ParagraphKind::kHeading;
    Article mixed = article_of({"4月份，物价上涨2%。", "Prices rose by 3 percent in April 2022.",
                                "比上月上涨1%，达9元。"});
    Article undated = article_of({"2019年，产值5亿元。", "3月，产值2亿元。"});
    undated.date.reset();
    Article headed = article_of({"一季度，出口9亿元。", "今年目标", "进口增长6%。"});
    headed.headline.title = "4月货运指数为51%";
    headed.paragraphs[1].kind = ParagraphKind::kHeading;
    return std::vector<Article>{plain, report, mixed, undated, headed, Article()};
  }();
  const auto described = [](const Article& article) {
    std::string out = told(article.metrics);
    for (const Metric& m : article.metrics)
      out += "\n" + std::to_string(m.paragraph) + " " + iso(m.period_begin) + " " +
             iso(m.period_end) + " " + std::to_string(static_cast<int>(m.status)) + " " +
             std::to_string(static_cast<int>(m.period_source)) + " " + m.compared_with;
    return out;
  };
  Batch<Issue> batch;
  std::mt19937 random(test_seed());
  for (size_t i = 0; i < 300; ++i) {
    if (i % 50 == 0) batch.items.emplace_back();
    batch.items.back().articles.push_back(kinds[random() % kinds.size()]);
  }
  const Batch<Issue> read = extractor()(batch);
  for (size_t i = 0; i < batch.items.size(); ++i)
    for (size_t j = 0; j < batch.items[i].articles.size(); ++j) {
      extractor().extract(batch.items[i].articles[j]);
      ASSERT_EQ(described(read.items[i].articles[j]), described(batch.items[i].articles[j]))
          << "seed " << test_seed();
    }
  for (const Issue& issue : read.items)
    ASSERT_TRUE(std::ranges::any_of(
        issue.articles, [](const Article& article) { return article.metrics.size() > 2; }));
}

TEST(ExtractMetrics, WithoutDateOrText) {
  Article article = article_of({"", "去年新建公园5个。"});
  article.date.reset();
  extractor().extract(article);
  ASSERT_EQ(article.metrics.size(), 1u);
  EXPECT_FALSE(article.metrics[0].period_end.has_value());
}

}  // namespace
}  // namespace newsmill
