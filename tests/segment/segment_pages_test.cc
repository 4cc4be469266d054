#include "segment/segment_pages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <sstream>

#include "core/page_id.h"
#include "core/utf8.h"

namespace newsmill {
namespace {

const SegmentPages& stage() {
  static const SegmentPages segment{RuleSet::builtin()};
  return segment;
}

Page page_of(std::string_view text) {
  TextPage page;
  page.origin.member = "柳湾/01.txt";
  page.text = text;
  return *stage().segment(page);
}

using Texts = std::vector<std::string>;

// One text, so that a difference is shown line by line.
std::string joined(const Texts& texts) {
  std::string all;
  for (const std::string& text : texts) all += text + "\n";
  return all;
}

Texts texts(const Page& page, BlockKind kind) {
  Texts found;
  for (const Block& block : page.blocks)
    if (block.kind == kind) found.push_back(block.text);
  return found;
}
// Every line that is not blank stands in one block, or in two.
void expect_every_line_once(const Page& page, std::string_view text) {
  std::vector<int> blocks(1);
  std::vector<bool> filled(1);
  for (size_t pos = 0; pos <= text.size();) {
    const size_t end = std::min(text.find('\n', pos), text.size());
    filled.push_back(!utf8::trim(text.substr(pos, end - pos)).empty());
    pos = end + 1;
  }
  blocks.resize(filled.size());
  for (const Block& block : page.blocks)
    for (const LineRange& range : block.lines) {
      ASSERT_LE(range.first, range.last);
      ASSERT_LT(range.last, filled.size());
      for (uint32_t n = range.first; n <= range.last; ++n) ++blocks[n];
    }
  for (size_t n = 1; n < filled.size(); ++n) {
    if (filled[n]) {
      EXPECT_GE(blocks[n], 1) << "line " << n;
    }
    EXPECT_LE(blocks[n], 2) << "line " << n;
  }
}

// A page of a paper that does not exist, with most of PAGES.md 1 to 8 on it.
constexpr std::string_view kPage =
    "责编/版式：李小四 王五六 电话:88880001 邮箱:news@example.com2 要闻 2019年3月5日 星期二\n"
    "\n"
    "遗失柳湾三友商\n"
    "行的公章一枚，公章\n"
    "编 号 为 ： 3310880\n"
    "，声明作废。\n"
    "\n"
    "（上接第一版）的工作经验，得到各县区\n"
    "的好评，并在全市推广开来。一年来，全\n"
    "市新增 6.4万人就业，新改建农村公路\n"
    "120 公里，完成老旧小区改造十二个，基\n"
    "本实现了年初定下的各项目标。\n"
    "\n"
    "一年来，我们持续改善民生。全市建\n"
    "成美丽河湖十一条，柳湾的水更清了，来\n"
    "河边散步的人也多了起来，大家都说变\n"
    "\n"
    "“大样”了，这样的日子有奔头。\n"
    "\n"
    "二、今年的主要任务\n"
    "\n"
    "今年是全面推进的一年。我们要抓住\n"
    "机遇，迎难而上，努力完成各项任务，不\n"
    "辜负全市人民的期望。\n"
    "\n"
    "（一）实施项目投资行动\n"
    "坚持项目为先、项目为要，在全市上\n"
    "\n"
    "下掀起新一轮项目建设的热潮，全年完成\n"
    "投资三百亿元以上。\n"
    "\n"
    "建设创新平台。全力创建高新技术园\n"
    "区，形成区域创新的布局，争取更多的机\n"
    "构落户。 （下转第三版）\n";

TEST(SegmentPages, ReportPage) {
  const Page page = page_of(kPage);
  expect_every_line_once(page, kPage);
  EXPECT_EQ(page.layout, Layout::kFlowed);
  EXPECT_EQ(page.masthead.page_number, "2");
  EXPECT_EQ(page.masthead.section, "要闻");
  EXPECT_EQ(texts(page, BlockKind::kFurniture).size(), 1u);
  EXPECT_EQ(texts(page, BlockKind::kHeading),
            (Texts{"二、今年的主要任务", "（一）实施项目投资行动"}));
  EXPECT_EQ(
      joined(texts(page, BlockKind::kParagraph)),
      joined(
          {"遗失柳湾三友商行的公章一枚，公章编号为：3310880，声明作废。",
           "的工作经验，得到各县区的好评，并在全市推广开来。一年来，全市新增6."
           "4万人就业，新改建农村公路"
           "120公里，完成老旧小区改造十二个，基本实现了年初定下的各项目标。",
           "一年来，我们持续改善民生。全市建成美丽河湖十一条，柳湾的水更清了，来河边散步的人也多了"
           "起来，"
           "大家都说变“大样”了，这样的日子有奔头。",
           "今年是全面推进的一年。我们要抓住机遇，迎难而上，努力完成各项任务，不辜负全市人民的期望"
           "。",
           "坚持项目为先、项目为要，在全市上下掀起新一轮项目建设的热潮，全年完成投资三百亿元以上。",
           "建设创新平台。全力创建高新技术园区，形成区域创新的布局，争取更多的机构落户。"}));
  for (const Block& block : page.blocks) {
    EXPECT_NE(block.kind, BlockKind::kAd);
    EXPECT_TRUE(block.owner.empty());
    if (block.text.starts_with("的工作")) {
      EXPECT_EQ(block.jump_from, "1");
      EXPECT_TRUE(block.open_start) << "the mark stands where an indent would";
    }
    if (block.text.starts_with("建设创")) {
      EXPECT_EQ(block.jump_to, "3");
    }
    if (block.text.starts_with("二、")) {
      EXPECT_EQ(block.level, 1);
    }
    if (block.text.starts_with("（一）")) {
      EXPECT_EQ(block.level, 2);
    }
    if (block.text.starts_with("遗失")) {
      EXPECT_LE(block.columns, 24);
    }
    if (block.text.starts_with("今年是")) {
      EXPECT_NEAR(block.columns, 34, 2);
    }
  }
}

// Headline, byline, dateline, caption; no blank line between (pdftotext -raw).
constexpr std::string_view kRaw =
    "柳湾晚报 2019年3月5日 星期二 第三版\n"
    "柳湾新桥今日通车\n"
    "□ 本报记者 李四 通讯员 王五\n"
    "本报讯（记者李四）柳湾新桥昨\n"
    "日通车。桥长一千二百米，两岸居民\n"
    "过河只要五分钟，比过去快了许多。\n"
    "家住东岸的赵大爷起了个大早，\n"
    "为的是第一个过桥。他说，盼了三\n"
    "年，终于盼到了今天。\n"
    "市交通局介绍，新桥日通行能力\n"
    "达三万辆。\n"
    "本版责编：任小彤 李 四\n";

TEST(SegmentPages, RawPage) {
  const Page page = page_of(kRaw);
  expect_every_line_once(page, kRaw);
  EXPECT_EQ(texts(page, BlockKind::kHeadline), (Texts{"柳湾新桥今日通车"}));
  EXPECT_EQ(texts(page, BlockKind::kByline), (Texts{"□ 本报记者 李四 通讯员 王五"}));
  EXPECT_EQ(texts(page, BlockKind::kParagraph).size(), 3u);
  EXPECT_EQ(page.masthead.page_number, "3");
  EXPECT_EQ(page.masthead.editors, (Texts{"任小彤", "李四"}));
}

// PAGES.md 10: old papers open lines with marks and end sentences with 、.
// A mark on a line of its own tells that the text before it was cut, and the text behind it too.
TEST(SegmentPages, MarksOnTheirOwnLines) {
  const Page page = page_of(
      "全市建成美丽河湖十一条柳湾水更\n"
      "清了，来河边散步的人也越来越多了。\n"
      "一年来我们持续改善民生全市新改\n"
      "建农村公路八十公里，新增就业六万人\n"
      "，基本实\n"
      "（下转第三版）\n"
      "\n"
      "（上接第一版）\n"
      "现了目标，得到各县区的好评和肯定。\n"
      "村里装上了充电桩乡亲们出门方便\n"
      "多了，大家都说日子越过越有奔头啦。\n");
  std::map<std::string, const Block*> by_start;
  for (const Block& block : page.blocks) by_start[block.text.substr(0, 6)] = &block;
  ASSERT_TRUE(by_start.contains("一年") && by_start.contains("现了"));
  EXPECT_TRUE(by_start["一年"]->open_end);
  EXPECT_TRUE(by_start["现了"]->open_start);
  EXPECT_FALSE(by_start["全市"]->open_end || by_start["村里"]->open_start);
}

// Digits wider than half a character: 2000盏灯、300座桥，还有 is full, and so is the line of 4000.
TEST(SegmentPages, WideDigitsLeaveNoRoom) {
  const Page page = page_of(
      "柳湾新桥今日通车\n"
      "清晨的柳湾，河面上升起薄薄一\n"
      "层雾气，两岸人家早早地推开窗户\n"
      "，数了数有2000盏灯，还有许多\n"
      "渡船停在岸边，等着看这一天热闹\n"
      "的人一共来了1200位，他们从四\n"
      "面八方赶来，在桥头站了很久的时\n"
      "候，桥上走过了3500名小学生，\n"
      "他们唱着歌，挥着手里的小红旗子\n"
      "，一直走到了4000平方米广场。\n"
      "桥头的老人说，这样的日子真好啊\n"
      "，孩子们都点头，说明年还要再来\n"
      "看一看新桥，看一看桥下的流水。\n");
  EXPECT_EQ(texts(page, BlockKind::kParagraph).size(), 1u);
}

TEST(SegmentPages, LinesOfVerseStayApart) {
  const Page page = page_of(
      "　　柳湾的清晨从河边开始，桥头\n"
      "的人家推开窗户，望见一片新绿，\n"
      "都说今年的春天来得比往年要早，\n"
      "孩子们也在桥上跑来跑去，他们的\n"
      "笑声传得很远，远处的山都醒了。\n"
      "老人们坐在门口晒着太阳说闲话，\n"
      "有人想起从前的诗，便念了出来。\n"
      "春风吹柳岸，\n"
      "细雨润桃花。\n");
  EXPECT_EQ(texts(page, BlockKind::kParagraph).size(), 3u);
}

TEST(SegmentPages, BylinesAreNoHeadlines) {
  const Page page = page_of(
      "柳湾治水系列报道\n"
      "\n"
      "新桥连两岸：乡亲们由衷地竖起大拇指\n"
      "\n"
      "记者 方小禾 文/摄\n"
      "昨日，柳湾新桥通车，两岸居民出行方\n"
      "便多了，孩子们上学不用再坐渡船。\n");
  EXPECT_EQ(texts(page, BlockKind::kHeadline),
            (std::vector<std::string>{"柳湾治水系列报道", "新桥连两岸：乡亲们由衷地竖起大拇指"}));
  EXPECT_EQ(texts(page, BlockKind::kByline), (std::vector<std::string>{"记者 方小禾 文/摄"}));
}

TEST(SegmentPages, DatelinesBeginArticles) {
  const Page page = page_of(
      "一年来，柳湾的水更清了，来河边散\n"
      "步的人也多了起来。\n"
      "本报柳湾3月4日电 （记者李四）新\n"
      "桥昨天通车，两岸居民出行方便多了。\n");
  ASSERT_EQ(page.blocks.size(), 2u);
  EXPECT_FALSE(page.blocks[0].starts_article);
  EXPECT_TRUE(page.blocks[1].starts_article);
}

TEST(SegmentPages, OldPaper) {
  const std::string_view text =
      "（柳灣廿日電）政府定於明年、在此\n間舉辦市集、頃於本日動工建造會場\n、首相親自主持奠基禮、幷"
      "發表演說\n、力言國志在和平、\n";
  const Page page = page_of(text);
  expect_every_line_once(page, text);
  EXPECT_EQ(
      texts(page, BlockKind::kParagraph),
      (Texts{
          "（柳灣廿日電）政府定於明年、在此間舉辦市集、頃於本日動工建造會場、首相親自主持奠基禮、"
          "幷發表演說、力言國志在和平、"}));
}

// PAGES.md 9: columns side by side.
TEST(SegmentPages, InterleavedColumnsAreParted) {
  const Page page = page_of(
      "           县里办起农技夜校\n"
      "  春耕时节，田间地头一片繁忙。      去年，县里建成三座农机站，请\n"
      "农技人员走村入户，忙着给农户讲解    来二十名技师。他们带着工具下乡，\n"
      "技术要点。               哪里有了故障就到哪里。\n"
      "  “今年的雨水来得早，麦苗长得比     入春以来，已修好拖拉机和水泵\n"
      "去年好。”种粮大户陈有田说，他家    三百多台。\n"
      "的百亩麦田都已浇过返青水。         县农机局说，夜校还要办下去，\n"
      "  农资也备得足。供销社的仓库里，   让更多年轻人学会开新式农机，把麦\n"
      "化肥、农药和良种都码得整整齐齐。    收、插秧的活儿接过来。\n");
  EXPECT_EQ(page.layout, Layout::kInterleaved);
  EXPECT_EQ(texts(page, BlockKind::kHeadline), Texts{"县里办起农技夜校"});
  EXPECT_EQ(
      texts(page, BlockKind::kParagraph),
      (Texts{
          "春耕时节，田间地头一片繁忙。农技人员走村入户，忙着给农户讲解技术要点。",
          "“今年的雨水来得早，麦苗长得比去年好。”种粮大户陈有田说，他家的百亩麦田都已浇过返青水。",
          "农资也备得足。供销社的仓库里，化肥、农药和良种都码得整整齐齐。",
          "去年，县里建成三座农机站，请来二十名技师。他们带着工具下乡，哪里有了故障就到哪里。",
          "入春以来，已修好拖拉机和水泵三百多台。",
          "县农机局说，夜校还要办下去，让更多年轻人学会开新式农机，把麦收、插秧的活儿接过来。"}));
  EXPECT_EQ(page.blocks[1].lines, (Few<LineRange>{{2, 4}}));
}

TEST(SegmentPages, AChapterRightBelowAHeadline) {
  const Page page = page_of(
      "2024年1月20日 星期六 第2版 要闻\n"
      "\n"
      "政府工作报告\n"
      "\n"
      "一、2023年工作回顾\n"
      "过去一年，全市地区生产总值达到3268.4亿元、增长6.3%，规模以上工业增加值增长8.1%"
      "，固定资产投资增长9%，社会消费品零售总额突破1200亿元。一般公共预算收入214."
      "6亿元，同口径增长5.9%，税收占比72.3%"
      "。城镇、农村居民人均可支配收入分别达到43210元、21876元，分别增长5.2%和7.6%。\n"
      "新登记经营主体6.8万户，总数达41."
      "3万户，居全省第三位。净增规上工业企业126家、高新技术企业83家，科技型中小企业入库突破1000家。"
      "研发投入强度由1.86%提高到2.11%。\n"
      "粮食总产量连续10年稳定在50亿斤以上。建成高标准农田32万亩，农村自来水普及率达95.8%"
      "，较上年提高1.2个百分点。脱贫人口人均纯收入增长12.4%。\n"
      "空气质量优良天数比例为88.2%，PM2.5平均浓度下降7.1%，国控断面水质优良率100%"
      "。单位GDP能耗下降3.2%。\n"
      "新增城镇就业5.1万人，城镇调查失业率控制在5.5%以内。改造老旧小区218个、惠及居民3."
      "6万户。每千人口执业医师数达3.4人，人均预期寿命提高到78.9岁。\n");
  EXPECT_EQ(texts(page, BlockKind::kHeadline), Texts{"政府工作报告"});
  EXPECT_EQ(texts(page, BlockKind::kHeading), Texts{"一、2023年工作回顾"});
}

// A line of figures between two stories is a paragraph of the first.
TEST(SegmentPages, EnglishParagraphsOfFigures) {
  const Page page = page_of(
      "City council approves budget\n\n"
      "The council voted 7-2 on Monday to approve a $412 million budget for fiscal 2025, up from "
      "$389 "
      "million this year. Property taxes will rise 3.5 percent, or about $84 a year for the "
      "average "
      "household.\n\n"
      "Police spending accounts for 31% of the general fund. The plan adds 24 officers and cuts "
      "library "
      "hours by 10 percent.\n\n"
      "Wheat harvest falls\n\n"
      "Farmers in the county brought in 1.2 million bushels of wheat, the smallest crop since 2012 "
      "and 18 "
      "percent below the five-year average. Yields averaged 41 bushels per acre.\n");
  EXPECT_EQ(texts(page, BlockKind::kHeadline),
            (Texts{"City council approves budget", "Wheat harvest falls"}));
  EXPECT_EQ(texts(page, BlockKind::kParagraph).size(), 3u);
  EXPECT_EQ(texts(page, BlockKind::kFurniture), Texts{});
}

TEST(SegmentPages, EnglishMastheadsAndJumpLines) {
  const Page page = page_of(
      "A6 | The Daily Chronicle | Tuesday, March 4, 2025\n"
      "\n"
      "BUDGET\n"
      "From Page A1\n"
      "\n"
      "in the evening also to the hospital on\n"
      "the hill. The opposition had asked for\n"
      "fewer buses and lower fees, and for no\n"
      "new ones until the year after the next\n"
      "Continued on Page A9\n");
  EXPECT_EQ(page.masthead.publication, "The Daily Chronicle");
  EXPECT_EQ(page.masthead.page_number, "A6");
  EXPECT_EQ(texts(page, BlockKind::kHeadline), Texts{"BUDGET"});
  EXPECT_EQ(texts(page, BlockKind::kFurniture).size(), 2u);
  EXPECT_EQ(texts(page, BlockKind::kParagraph).size(), 1u);
  EXPECT_EQ(page.blocks[2].jump_from, "A1");
  EXPECT_EQ(page.blocks[3].jump_to, "A9");
}

// Nothing is dropped, nothing is made up.
// Columns side by side whose lines are those of two columns in turn.
TEST(SegmentPages, TangledColumnsSideBySide) {
  constexpr std::string_view kWords[] = {"农业", "生产", "技术", "人员", "发展", "经济",
                                         "工作", "群众", "组织", "建设", "项目", "市场",
                                         "柳湾", "新桥", "水渠", "果树", "葡萄", "蝴蝶"};
  std::mt19937 random(1);
  Texts paragraphs;
  std::vector<std::vector<std::string>> columns(4);
  for (std::vector<std::string>& column : columns)
    while (column.size() < 40) {
      std::string paragraph;
      for (size_t n = 22 + random() % 30; n > 0; --n)
        paragraph += kWords[random() % std::size(kWords)];
      paragraphs.push_back(paragraph + "。");
      for (size_t from = 0, size = 14; from < paragraphs.back().size(); from += 3 * size, size = 16)
        column.push_back(paragraphs.back().substr(from, 3 * size));
    }
  std::string text;
  for (size_t i = 0; i < 40; ++i)
    for (const size_t c : {0, 1})
      text += columns[c][i] + std::string(20 - utf8::length(columns[c][i]), ' ') +
              columns[c + 2][i] + "\n";
  const Page page = page_of(text);
  EXPECT_EQ(page.layout, Layout::kInterleaved);
  const Texts found = texts(page, BlockKind::kParagraph);
  const auto right = std::ranges::count_if(paragraphs, [&](const std::string& paragraph) {
    return std::ranges::find(found, paragraph) != found.end();
  });
  EXPECT_GE(right * 3, static_cast<std::ptrdiff_t>(paragraphs.size()) * 2);
}
TEST(SegmentPages, ColumnsWithoutClearGuttersStayWhole) {
  std::string text;
  for (int i = 0; i < 20; ++i)
    text += std::string(static_cast<size_t>(i % 7), ' ') + "春耕时节     田间地头一片      繁忙\n";
  const Page page = page_of(text);
  EXPECT_EQ(page.layout, Layout::kInterleaved);
  ASSERT_EQ(page.blocks.size(), 1u);
  EXPECT_EQ(page.blocks[0].kind, BlockKind::kFurniture);
  expect_every_line_once(page, text);
}

TEST(SegmentPages, IdIsMadeOfNameAndBytes) {
  Origin origin;
  origin.member = "a.txt";
  origin.xxh3 = 7;
  const std::string id(page_id(origin));
  EXPECT_EQ(id.size(), 16u);
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
  origin.xxh3 = 8;
  EXPECT_NE(page_id(origin), id);
  origin.xxh3 = 7;
  origin.member = "b.txt";
  EXPECT_NE(page_id(origin), id);
}

TEST(SegmentPages, BatchKeepsItsNumber) {
  Batch<TextPage> in;
  in.seq = 7;
  EXPECT_EQ(stage()(std::move(in)).seq, 7u);
}

// Damage: no text crashes, hangs or loses a line.
TEST(SegmentPages, AnyText) {
  const uint32_t seed = 20190306;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::u32string_view alphabet =
      U"柳湾新桥今日通车，。、“”（）《》——：；一二三第版年月日0123456789aZ@.:/ "
      U"　\u00a0\u200b\ue111\ufffd\U0001F600\n\n\n\n";
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (size_t i = 0, n = random() % 800; i < n; ++i)
      utf8::append(text, alphabet[random() % alphabet.size()]);
    expect_every_line_once(page_of(text), text);
  }
}

TEST(SegmentPages, WordsInAnyOrder) {
  const uint32_t seed = 20190307;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string_view> words = {
      "（上接第一版）", "（下转第三版）",  "本报讯",     "责编：李四", "导读", "→3版",
      "一、",           "图①：",           "李四摄",     "遗失",       "\n",   "\n\n",
      "2019年3月5日",   "□ 本报记者 李四", "今天开工。", "12 34",      "柳湾", "——",
      "要闻",           "http://e.org/a"};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (size_t i = 0, n = random() % 120; i < n; ++i) text += words[random() % words.size()];
    expect_every_line_once(page_of(text), text);
  }
}

TEST(SegmentPages, BigPagesOfAnyShape) {
  std::string one_line, single, gaps, marks;
  while (one_line.size() < (2u << 20)) one_line += "柳湾新桥今日通车，两岸居民过河只要五分钟。";
  for (int i = 0; i < 200000; ++i)
    single += "柳\n", gaps += i % 2 ? "柳湾新桥今日通车\n\n" : "湾\n\n",
        marks += "（上接第一版）\n";
  for (const std::string& text :
       {one_line, single, gaps, marks, std::string(1 << 20, '('), std::string(1 << 20, '\n')})
    EXPECT_LE(page_of(text).blocks.size(), 400000u);
}

// ---- the sample page ---------------------------------------------------------------------------

const std::filesystem::path kSeed = std::filesystem::path(NEWSMILL_SHARED) / "data/seed";

std::string slurp(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string without(std::string text, std::string_view mark) {
  if (const size_t found = text.find(mark); found != std::string::npos)
    text.erase(found, mark.size());
  return std::string(utf8::trim(text));
}

class SamplePage : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kSeed)) GTEST_SKIP() << "no data";
    text_ = slurp(kSeed / "page.txt");
    page_ = page_of(text_);
  }
  std::string text_;
  Page page_;
};

TEST_F(SamplePage, ParagraphsCharacterForCharacter) {
  std::istringstream gold(slurp(kSeed / "paragraphs.txt"));
  Texts want;
  for (std::string line; std::getline(gold, line);)
    want.push_back(without(without(line, "（上接第一版）"), "（下转第三版）"));
  Texts got = texts(page_, BlockKind::kParagraph);
  ASSERT_GE(got.size(), 2u);
  const Texts notices(got.begin(), got.begin() + 2);
  got.erase(got.begin(), got.begin() + 2);
  EXPECT_EQ(joined(got), joined(want));
  for (const std::string& notice : notices) EXPECT_TRUE(notice.ends_with("声明作废。")) << notice;
}

TEST_F(SamplePage, LinesAndLevels) {
  expect_every_line_once(page_, text_);
  std::istringstream gold(slurp(kSeed / "blocks.txt"));
  std::vector<std::pair<uint32_t, int>> want, got;
  for (std::string row; std::getline(gold, row);) {  // H1 <tab> lines 240-240 <tab> …
    if (!row.starts_with("H1\tlines ") && !row.starts_with("H2\tlines ")) continue;
    want.emplace_back(static_cast<uint32_t>(std::stoul(row.substr(9))), row[1] - '0');
  }
  for (const Block& block : page_.blocks) {
    if (block.kind == BlockKind::kHeading) got.emplace_back(block.lines[0].first, block.level);
    EXPECT_NE(block.kind, BlockKind::kHeadline) << block.text;
  }
  EXPECT_EQ(want.size(), 10u);
  EXPECT_EQ(got, want);
}

TEST_F(SamplePage, MastheadAndMarks) {
  using namespace std::chrono;
  const Masthead& m = page_.masthead;
  EXPECT_EQ(m.date, Date(2021y / 2 / 10));
  EXPECT_EQ(m.page_number, "2");
  EXPECT_EQ(m.section, "要闻");
  EXPECT_EQ(m.editors.size(), 2u);
  EXPECT_EQ(m.phones.size(), 2u);
  ASSERT_EQ(m.emails.size(), 1u);
  EXPECT_TRUE(m.emails[0].ends_with(".com"));  // without the number glued to it
  Texts from, to;
  for (const Block& block : page_.blocks) {
    if (block.jump_from) from.push_back(*block.jump_from);
    if (block.jump_to) to.push_back(*block.jump_to);
  }
  EXPECT_EQ(from, (Texts{"1"}));
  EXPECT_EQ(to, (Texts{"3"}));
}

}  // namespace
}  // namespace newsmill
