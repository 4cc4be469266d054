#include "filter/filter_ads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include "core/simhash.h"
#include "core/utf8.h"
#include "filter/ad_runs.h"
#include "filter/block_evidence.h"
#include "filter/characters.h"
#include "filter/ink.h"
#include "filter/number_token.h"
#include "filter/pages.h"
#include "filter/split_notices.h"
#include "scratch.h"
#include "seed.h"

namespace newsmill {
namespace {

const RuleSet& tables() {
  static const RuleSet set = RuleSet::builtin();
  return set;
}
const FilterAds& filter() {
  static const FilterAds made(tables());
  return made;
}

std::string categories_of(const ScreenedPage& page) {
  std::string out;
  for (const Ad& ad : page.ads)
    out += std::string(out.empty() ? "" : " ") + std::string(name_of(ad.category));
  return out;
}

struct Case {
  const char* name;
  std::vector<std::string> parts;
  uint16_t columns;
  const char* want;  // categories of the ads; "" is news
};

// Twins: the same words in a notice and in news.
TEST(FilterAds, Cases) {
  for (const Case& c : std::vector<Case>{
           {"lost seal",
            {"遗失柳溪县东岸茶行公章一枚，印章编号：3301200456789，声明作废。"},
            24,
            "LOST_AND_VOID"},
           {"lost seal in the width of the news",
            {"遗失柳溪县东岸茶行公章一枚，印章编号：3301200456789，声明作废。"},
            34,
            "LOST_AND_VOID"},
           {"story of a lost seal",
            {"公章丢了以后",
             "本报讯（记者 "
             "孙一）东岸茶行的公章上月丢了。“登报声明作废，还要等一周才能刻新章。”店主说。"},
            34,
            ""},
           {"title, text, signature, date",
            {"减资公告",
             "经柳溪县东岸茶行有限公司股东会决议，拟将注册资本由五百万元减至一百万元，请债权人自公"
             "告之日起45日内申报债权。",
             "柳溪县东岸茶行有限公司", "2019年4月3日"},
            24,
            "COMPANY"},
           {"listed company in the news",
            {"东岸茶业宣布减资",
             "记者昨天从东岸茶业获悉，公司股东会通过了减资方案，注册资本将减至一亿元，债权人可要求"
             "清偿债务。"},
            34,
            ""},
           {"court",
            {"钱大河：本院受理原告孙小山诉你买卖合同纠纷一案，现依法向你公告送达民事判决书。自公告"
             "之日起60日内来本院领取，逾期视为送达。柳溪县人民法院"},
            24,
            "COURT"},
           {"court report",
            {"法院公告难倒欠债人",
             "柳溪县人民法院昨天通报，去年以来共公告送达判决书312份，有关负责人表示，将推广电子送达"
             "。"},
            34,
            ""},
           {"traditional",
            {"遺失聲明：茲遺失柳溪縣東岸茶行公章一枚，特此聲明作廢。"},
            24,
            "LOST_AND_VOID"},
           {"spaced title",
            {"公　告",
             "柳溪县东岸茶行因经营期限届满自行解散，请债权人于本月底前到本店申报债权，逾期不再受理"
             "。"},
            24,
            "COMPANY"},
           {"ends in a telephone",
            {"旺铺转让：东街60平方米，精装修，客源稳定，接手即可营业。13800000000"},
            24,
            "PROPERTY"},
           {"figures of a table",
            {"指标 2019年 2020年\n茶叶 5971 513.5\n油菜 6953 838.1\n毛竹 499 878.0\n蚕桑 3395 "
             "195.8"},
            24,
            ""},
           {"quoted words are talked about",
            {"“招聘”“出租”小广告又来了",
             "“包吃住”“月薪过万”……小广告贴满了楼道，居民们不胜其烦，社区干部每天都要清理一遍。"},
            34,
            ""}}) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(categories_of(filter().screen(page_around(c.parts, c.columns))), c.want);
  }
}

TEST(FilterAds, Records) {
  Page page;
  page.id = "00000000000000aa";
  add_block(&page, BlockKind::kFurniture, "柳溪日报 第4版 声明作废", 60);
  add_story(&page);
  add_parts(&page,
            {"减资公告",
             "经股东会决议，本公司拟将注册资本由五百万元减至一百万元，请债权人自公告之日起45日内申"
             "报债权。"},
            24);
  add_parts(&page, {"遗失柳溪县东岸茶行公章一枚，声明作废。"}, 24);
  const Page before = page;
  const ScreenedPage out = filter().screen(page);
  ASSERT_EQ(out.ads.size(), 2u);
  EXPECT_EQ(out.ads[0].id, "00000000000000aa-n1");
  EXPECT_EQ(out.ads[0].page_id, page.id);
  EXPECT_EQ(out.ads[0].text, before.blocks[4].text + "\n" + before.blocks[5].text);
  EXPECT_EQ(out.ads[0].lines,
            (Few<LineRange>{before.blocks[4].lines[0], before.blocks[5].lines[0]}));
  EXPECT_EQ(out.ads[0].fingerprint, simhash(out.ads[0].text));
  EXPECT_GT(out.ads[0].confidence, 0.9);
  EXPECT_EQ(out.ads[1].rules.front(), "lost.void");
  ASSERT_EQ(out.page.blocks.size(), before.blocks.size());
  EXPECT_EQ(out.page.blocks[0].kind, BlockKind::kFurniture);
  EXPECT_EQ(out.page.blocks[2].owner, "");
  EXPECT_EQ(out.page.blocks[5].owner, out.ads[0].id);
  EXPECT_EQ(out.page.blocks[6].kind, BlockKind::kAd);
}

TEST(FilterAds, FollowsItsPolicy) {
  const std::vector<std::string> parts = {"遗失柳溪县东岸茶行公章一枚，声明作废。"};
  const Page page = page_around(parts, 24);
  AdPolicy policy;
  policy.set_action(AdCategory::kLostAndVoid, AdAction::kKeep);
  EXPECT_TRUE(FilterAds(tables(), policy).screen(page).ads.empty());

  policy.set_action(AdCategory::kLostAndVoid, AdAction::kMark);
  const ScreenedPage marked = FilterAds(tables(), policy).screen(page);
  const ScreenedPage dropped = filter().screen(page);
  ASSERT_EQ(marked.ads.size(), 1u);
  EXPECT_TRUE(marked.ads[0].in_articles);
  EXPECT_FALSE(dropped.ads[0].in_articles);
  EXPECT_EQ(marked.ads[0].text, dropped.ads[0].text);
  for (const Block& block : marked.page.blocks) EXPECT_NE(block.kind, BlockKind::kAd);

  // A threshold is one of confidence, which it does not change.
  const double confidence = dropped.ads[0].confidence;
  policy.set_threshold(AdCategory::kLostAndVoid, confidence - 0.001);
  const ScreenedPage same = FilterAds(tables(), policy).screen(page);
  ASSERT_EQ(same.ads.size(), 1u);
  EXPECT_NEAR(same.ads[0].confidence, confidence, 1e-6);
  policy.set_threshold(AdCategory::kLostAndVoid, (1 + confidence) / 2);
  EXPECT_TRUE(FilterAds(tables(), policy).screen(page).ads.empty());
}

TEST(FilterAds, TakesBatches) {
  Batch<Page> in;
  in.seq = 7;
  in.items.push_back(page_around({"遗失柳溪县东岸茶行公章一枚，声明作废。"}, 24));
  in.items.emplace_back();
  const Batch<ScreenedPage> out = filter()(std::move(in));
  EXPECT_EQ(out.seq, 7u);
  ASSERT_EQ(out.items.size(), 2u);
  EXPECT_EQ(out.items[0].ads.size(), 1u);
  EXPECT_TRUE(out.items[1].page.blocks.empty());
}

TEST(SplitNotices, Cases) {
  const AdRules rules(tables());
  struct {
    const char* name;
    const char* text;
    size_t parts;
  } const cases[] = {
      {"one", "遗失甲茶行公章一枚，声明作废。", 1},
      {"two", "遗失甲茶行公章一枚，声明作废。遗失乙茶行财务专用章一枚，声明作废。", 2},
      {"bullets", "▲遗失甲茶行公章一枚，声明作废。▲遗失乙茶行公章一枚，声明作废。", 2},
      {"telephone", "专业搬家，随叫随到。电话80001234疏通下水道、马桶，不通不收费。80005678", 2},
      {"no closing formula", "遗失甲茶行公章一枚。遗失乙茶行公章一枚。", 1},
      {"no opening formula", "遗失甲茶行公章一枚，声明作废。甲茶行", 1},
      {"empty", "", 1},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Block block;
    block.text = c.text;
    block.lines = {{10, 15}};
    Signs signs(rules.formulae());
    signs.take(block.text);
    std::vector<Block> parts = split_notices(block, signs.of(0));
    if (parts.empty()) parts.push_back(block);
    ASSERT_EQ(parts.size(), c.parts);
    std::string text;
    for (const Block& part : parts) text += part.text;
    EXPECT_EQ(text, c.text);
    EXPECT_EQ(parts.front().lines.front().first, 10u);
    EXPECT_EQ(parts.back().lines.back().last, 15u);
  }
}

// No text is cut of which the evidence says that nothing goes on in it.
TEST(SplitNotices, AreForeseen) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const AdRules rules(tables());
  const char* const scraps[] = {"遗失", "声明作废", "。",       "公章", "▲",    "　", "遗失声明",
                                "山里", "，",       "80001234", "招聘", "转让", "“",  "”"};
  size_t cut = 0;
  for (int round = 0; round < 1000; ++round) {
    Block block;
    block.lines = {{1, 4}};
    for (size_t n = random() % 20; n > 0; --n) block.text += scraps[random() % std::size(scraps)];
    Signs signs(rules.formulae());
    signs.take(block.text);
    EvidenceScratch scratch;
    const BlockEvidence evidence = evidence_of(block, 0, PageContext(), rules, &signs, &scratch);
    if (split_notices(block, signs.of(0)).empty()) continue;
    ++cut;
    EXPECT_TRUE(evidence.goes_on) << block.text;
  }
  EXPECT_GT(cut, 100u);
}

// What is found at each place, by trying every word there.
TEST(Formulae, AgreeWithNaiveSearch) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const char* const letters[] = {"遗", "失", "声", "明", "a", "1", "é", "\xF0\xA0\x80\x80"};
  const auto text = [&](size_t n) {
    std::string s;
    while (n-- > 0) s += letters[random() % std::size(letters)];
    return s;
  };
  const Traditional traditional(tables().table("ads.hant.tsv"));
  for (int round = 0; round < 100; ++round) {
    Formulae formulae;
    std::vector<std::string> words;
    for (uint16_t i = 0; i < 12; ++i) {
      words.push_back(text(1 + random() % (round % 2 == 0 ? 4 : 8)));
      formulae.add(words.back(), i, AdRule(), traditional);
    }
    formulae.compile();
    std::string hay = text(60) + traditional.usual(text(60));
    for (const std::string& word : words) hay += word + text(random() % 3);
    for (size_t pos = 0; pos < hay.size(); ++pos) {
      if (!utf8::is_start(hay[pos])) continue;
      std::set<uint16_t> want, found;
      for (uint16_t i = 0; i < words.size(); ++i) {
        for (const std::string& form : {words[i], traditional.usual(words[i])}) {
          if (hay.compare(pos, form.size(), form) == 0) want.insert(i);
        }
      }
      const uint16_t form = formulae.find(hay, pos);
      if (form != Formulae::kNo) {
        for (const Formulae::Hit hit : formulae.hits(form)) found.insert(hit.rule);
      }
      EXPECT_EQ(found, want) << hay << " at " << pos;
    }
  }
}

// Every character that is no ordinary Han, and every one that starts a formula, by asking each.
TEST(Signs, AgreeWithNaiveReading) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const AdRules rules(tables());
  const Formulae& formulae = rules.formulae();
  const char* const scraps[] = {"遗失",
                                "声明作废",
                                "的",
                                "山里",
                                "，",
                                "”",
                                " ",
                                "　",
                                "1",
                                "No",
                                "é",
                                "在",
                                "启",
                                "㎡",
                                "a",
                                "年",
                                "\xF0\xA0\x80\x80"};
  Signs signs(formulae);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (size_t n = random() % (round % 10 == 0 ? 2000 : 12); n > 0; --n) {
      text += scraps[random() % std::size(scraps)];
    }
    signs.clear();
    signs.take("前");
    signs.take(text);
    const SignedText read = signs.of(1);
    size_t sign = 0, found = 0;
    uint32_t characters = 0;
    uint8_t classes = 0;
    for (size_t pos = 0; pos < text.size(); pos += size_of(text[pos]), ++characters) {
      if (const uint16_t form = formulae.find(text, pos); form != Formulae::kNo) {
        ASSERT_LT(found, read.forms.size());
        ASSERT_EQ(read.forms[found].pos, pos);
        ASSERT_EQ(read.forms[found++].form, form);
      }
      if (is_ordinary_han(text[pos])) continue;
      ASSERT_LT(sign, read.signs.size());
      const Sign& next = read.signs[sign++];
      const char32_t code = utf8::at(text, pos).code;
      ASSERT_EQ(next.pos, pos);
      ASSERT_EQ(next.character, characters);
      ASSERT_EQ(next.code, code);
      ASSERT_EQ(next.classes, classes_of(code));
      ASSERT_EQ(next.size, size_of(text[pos]));
      classes |= next.classes;
    }
    ASSERT_EQ(found, read.forms.size());
    ASSERT_EQ(sign, read.signs.size());
    ASSERT_EQ(read.characters, characters);
    ASSERT_EQ(read.classes, classes);
  }
}

// No look at a place may miss a form.
TEST(FormSet, MissesNoForm) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const RuleTable& table = tables().table("ads.tsv");
  const size_t words = table.column("words");
  std::vector<std::string> forms = {"a", "3D", "é"};
  for (const RuleRow& row : table.rows()) {
    const std::string_view cell = row[words];
    forms.emplace_back(cell.substr(0, cell.find('|')));
    forms.emplace_back(cell.substr(cell.rfind('|') + 1));  // all of a cell that has no bar
  }
  const char* const scraps[] = {"山", "，", "7", "3", "é", "\xF0\xA0\x80\x80", "山里的人"};
  for (int round = 0; round < 100; ++round) {
    FormSet set;
    std::vector<std::string> held;
    for (size_t n = random() % 40; n > 0; --n) {
      held.push_back(forms[random() % forms.size()]);
      set.add(held.back());
    }
    std::string text;
    for (size_t n = random() % 20; n > 0; --n) {
      text += forms[random() % forms.size()];
      if (random() % 2 == 0) text += scraps[random() % std::size(scraps)];
    }
    std::vector<uint32_t> places(text.size() + FormSet::kRoom);
    PaddedText padded;
    padded.assign(text);
    places.resize(set.find_starts(padded, places.data()));
    EXPECT_LE(places.size(), utf8::length(text));
    for (size_t pos = 0; pos < text.size(); pos += size_of(text[pos])) {
      const bool stands = std::any_of(held.begin(), held.end(), [&](const std::string& form) {
        return std::string_view(text).substr(pos).starts_with(form);
      });
      if (!stands) continue;
      EXPECT_TRUE(std::binary_search(places.begin(), places.end(), pos)) << text.substr(pos);
    }
  }
}

TEST(SectionHeaders, Cases) {
  const SectionHeaders headers(tables().table("ads.headers.tsv"));
  for (const char* yes : {"招聘求职", "房屋租售信息", "便民·服务", "遗失 声明", "法律文书公告栏"})
    EXPECT_TRUE(headers.is_one(yes)) << yes;
  for (const char* no : {"招聘", "信息服务", "招聘会", "教育局", "房产信息公开", ""})
    EXPECT_FALSE(headers.is_one(no)) << no;
}

TEST(Rolls, Cases) {
  const Rolls rolls(tables().table("ads.surnames.tsv"));
  for (const char* yes : {"王小五 孙小山 李小溪 钱大河", " 欧阳山　王五\n李小溪  钱大河 "})
    EXPECT_TRUE(rolls.are_names(yes)) << yes;
  for (const char* no :
       {"王小五 孙小山 李小溪", "王小五孙小山李小溪钱大河", "记者 王小五 孙小山 李小溪",
        "王小五 孙小山 李小溪 3人", "茶山 采茶 制茶 卖茶", ""})
    EXPECT_FALSE(rolls.are_names(no)) << no;
  for (const char* yes : {"孙小山 35000元", "3.5万元", "５元"})
    EXPECT_TRUE(ends_in_sum(yes)) << yes;
  for (const char* yes :
       {"白菜0.60 青椒3.20 黄瓜2.10", "猪 肉 12.80　鸡蛋 4.6　草鱼 8.5",
        "1 茶山苑 32套 2 桥头里 21套 3 岚河湾 17套", "美元 7.1，欧元7.9 日元0.06"})
    EXPECT_TRUE(are_figures(yes)) << yes;
  for (const char* no :
       {"白菜0.60 青椒3.20", "2019年6月6日10时30分", "6月6日，在茶行二楼，看样3天，先到先得，共8间",
        "茶山种茶三百亩的老周说他去年收茶12万斤今年收茶18万斤明年想收茶20万斤他很高兴", ""})
    EXPECT_FALSE(are_figures(no)) << no;
  for (const char* no : {"元", "万元", "多元", "35000", ""}) EXPECT_FALSE(ends_in_sum(no)) << no;
}

TEST(Characters, HaveTheirClasses) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const bool blank = utf8::is_blank(c) || c == '\n';
    ASSERT_EQ((classes_of(c) & kBlankOrBreak) != 0, blank) << uint32_t(c);
    ASSERT_EQ((classes_of(c) & kTokenPart) != 0, token_char(c) != 0) << uint32_t(c);
    if (utf8::is_digit(c)) {
      ASSERT_TRUE(classes_of(c) & kDatePart) << uint32_t(c);
    }
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    utf8::append(text, c);
    ASSERT_EQ(size_of(text[0]), text.size()) << uint32_t(c);
    ASSERT_EQ(without_blanks(text).empty(), blank) << uint32_t(c);
    if (is_ordinary_han(text[0])) {
      ASSERT_EQ(classes_of(c) & ~kDatePart, 0) << uint32_t(c);
    }
  }
  EXPECT_EQ(classes_of(U'章'), 0);
  EXPECT_EQ(classes_of(U'▲'), kOrnament);
  EXPECT_EQ(classes_of(U'】'), kBracket);
  EXPECT_EQ(classes_of(U'；'), kPoint);
  EXPECT_EQ(classes_of(U'年'), kDatePart);
  EXPECT_EQ(classes_of(U'”'), kBracket | kTelling);
}

TEST(Ink, FindsWhereWordsStand) {
  const std::string text = "▲【遗失声明】东岸茶行，作废。";
  const Ink ink = ink_of(text);
  EXPECT_TRUE(ink.bullet);
  EXPECT_TRUE(ink.stopped);
  EXPECT_FALSE(ink.phrase);
  EXPECT_EQ(text.substr(ink.head, ink.lead - ink.head), "遗失声明");
  EXPECT_TRUE(text.substr(0, ink.tail).ends_with("作废"));
  EXPECT_EQ(ink_of("环评公示（第二次）").title, std::string("环评公示").size());
  EXPECT_EQ(ink_of(" 公告").head, 1u);
  EXPECT_EQ(without_blanks("公　告 "), "公告");
}

TEST(NumberToken, Cases) {
  struct {
    const char* text;
    bool phone, serial, masked;
  } const cases[] = {{"80001234", true, false, false},      {"0571-80001234", true, false, false},
                     {"13800000000", true, false, false},   {"400-800-1234", true, false, false},
                     {"20190403", false, false, false},     {"2019", false, false, false},
                     {"3301200456789", false, true, false}, {"JY33012004", false, true, false},
                     {"3301****0015", false, false, true},  {"5G", false, false, false}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    NumberToken token;
    for (const char digit : std::string(c.text)) token.take(digit);
    EXPECT_EQ(token.is_phone(), c.phone);
    EXPECT_EQ(token.is_serial(), c.serial);
    EXPECT_EQ(token.is_masked(), c.masked);
  }
}

// Reads a page whose blocks' evidence is given: for LOST_AND_VOID, against news.
std::string runs_in(const std::vector<float>& scores, const std::vector<bool>& opens) {
  static const AdRules rules(tables());
  Page page;
  std::vector<BlockEvidence> evidence(scores.size());
  for (size_t i = 0; i < scores.size(); ++i) {
    add_block(&page, BlockKind::kParagraph, "字", 24);
    evidence[i].score.fill(scores[i] - 1);
    evidence[i].score[static_cast<size_t>(AdCategory::kLostAndVoid)] = scores[i];
    evidence[i].opens = opens[i];
  }
  std::string out(scores.size(), '.');
  char name = 'a';
  for (const AdRun& run : ad_runs(page, evidence, rules)) {
    for (const size_t block : run.blocks) out[block] = name;
    ++name;
  }
  return out;
}

TEST(AdRuns, Cases) {
  EXPECT_EQ(runs_in({}, {}), "");
  EXPECT_EQ(runs_in({-2, -2, -2}, {false, false, false}), "...");
  EXPECT_EQ(runs_in({-2, 9, -2}, {false, true, false}), ".a.");
  // A weak block between strong ones belongs to their notice; an opening formula starts another.
  EXPECT_EQ(runs_in({9, -1, 9}, {true, false, false}), "aaa");
  EXPECT_EQ(runs_in({9, 9, 9}, {true, true, false}), "abb");
  // What is too faint for a notice of its own, and stands between two, opens the next.
  EXPECT_EQ(runs_in({9, 1.2f, 9}, {true, true, true}), "abb");
  EXPECT_EQ(runs_in({9, 1.2f, -9, 9}, {true, true, true, true}), "a..b");
  // Many faint hints are no notice.
  EXPECT_EQ(runs_in(std::vector<float>(40, 0.4f), std::vector<bool>(40, false)),
            std::string(40, '.'));
}

// A title without any known word, over a text that is a notice and does not say so at its start.
TEST(AdRuns, TakeTheTitleOfASureNotice) {
  const std::string sure =
      "兹有东岸茶行公章一枚于上月丢失，印章编号：3301200456789，声明作废。东岸茶行";
  const std::string faint = "兹有东岸茶行于上月不见钥匙一串。";
  const auto title_goes = [](const std::string& text) {
    Page page;
    page.id = "p";
    add_story(&page);
    add_block(&page, BlockKind::kHeadline, "桥头老店的几句话", kNoticeColumns);
    add_block(&page, BlockKind::kParagraph, text, kNoticeColumns);
    add_story(&page);
    const ScreenedPage out = filter().screen(std::move(page));
    return !out.ads.empty() && out.ads.front().text.starts_with("桥头");
  };
  EXPECT_TRUE(title_goes(sure));
  EXPECT_FALSE(title_goes(faint));
}

// What stands right behind a notice belongs to it only where it reads like notices.
TEST(AdRuns, LeaveTheStoryBehindANotice) {
  const auto taken = [](const std::vector<std::string>& notice, const std::string& next,
                        bool headline, std::optional<std::string> jump_from) {
    Page page;
    page.id = "p";
    add_story(&page);
    add_parts(&page, notice, kNoticeColumns);
    add_block(&page, headline ? BlockKind::kHeadline : BlockKind::kParagraph, next,
              headline ? kNoticeColumns : kNewsColumns);
    page.blocks.back().jump_from = std::move(jump_from);
    const size_t last = page.blocks.size() - 1;
    if (headline) add_block(&page, BlockKind::kByline, "本报记者 孙一", kNewsColumns);
    add_story(&page);
    const ScreenedPage out = filter().screen(std::move(page));
    EXPECT_FALSE(out.ads.empty()) << notice.back();
    return out.page.blocks[last].kind == BlockKind::kAd;
  };
  const std::string story =
      "茶厂的灯亮到深夜，老师傅守着铁锅，说火候差一分，味道就差一截，这门手艺学了三十年还没有"
      "学完。";
  const std::vector<std::string> lost = {"遗失柳溪县东岸茶行公章一枚，声明作废。"};
  const std::vector<std::string> rent = {"旺铺出租", "东街60平方米，精装修。电话：80001234"};
  for (const auto& notice : {lost, rent}) {
    EXPECT_FALSE(taken(notice, "北山村：茶厂夜里也开工", true, {}));
    EXPECT_FALSE(taken(notice, story, false, {}));
    EXPECT_FALSE(taken(notice, story, false, "1"));
  }
  // Titles that say all by themselves need no text.
  EXPECT_FALSE(taken({"爱护茶山 守护清泉 柳溪县林业局宣"}, story, false, {}));
  EXPECT_FALSE(taken({"热烈祝贺柳溪县东岸茶行开业 柳溪县北山茶厂敬贺"}, story, false, {}));
  EXPECT_FALSE(taken({"本报广告热线：80001234"}, story, false, {}));
  // A field is a notice's, wherever its colon stands.
  EXPECT_TRUE(taken(rent, "联系人：孙先生", true, {}));
}

// A page called 广告 may hold stories as well; what its text does not contradict is paid for.
TEST(FilterAds, BelievesASectionThatItsTextBearsOut) {
  const std::string story =
      "茶厂的灯亮到深夜，老师傅守着铁锅，说火候差一分，味道就差一截，这门手艺学了三十年还没有"
      "学完，徒弟们听了都笑，手里的活一刻也没有停下来，直到天亮。";
  const std::string text =
      "山里停水以后，茶农要赶在末班车开走前下山挑水，脚步踩在石阶上，又沉又急。";
  const auto ads = [&](int stories) {
    Page page;
    page.id = "p";
    page.masthead.section = "广告";
    for (int i = 0; i < stories; ++i) add_block(&page, BlockKind::kParagraph, story, kNewsColumns);
    add_block(&page, BlockKind::kParagraph, text, kNewsColumns);
    return filter().screen(std::move(page)).ads.size();
  };
  EXPECT_EQ(ads(0), 1u);
  EXPECT_EQ(ads(2), 0u);
}

// Who writes rules is told where they are wrong.
TEST(AdTables, NameTheFaultyRow) {
  struct {
    const char* table;
    const char* row;
    const char* reason;
  } const cases[] = {
      {"ads.tsv", "a.b\tLOST\tany\t\t1\t遗失\t遗失", "no such category: LOST"},
      {"ads.tsv", "a.b\tCOURT\tamid\t\t1\t遗失\t遗失", "no such place: amid"},
      {"ads.tsv", "a.b\tCOURT\tany\tends\t1\t遗失\t遗失", "no such mark: ends"},
      {"ads.tsv", "a.b\tCOURT\tany\t\tmuch\t遗失\t遗失", "not a number: much"},
      {"ads.tsv", "a.b\tCOURT\tany\t\t-1\t遗失\t遗失", "negative weight: -1"},
      {"ads.tsv", "a.b\tCOURT\tany\t\t1\t|\t遗失", "no words"},
      {"ads.layout.tsv", "layout.size\tNEWS\t1\tlarge", "no such layout feature: layout.size"},
      {"ads.categories.tsv", "NEWS\t1\tnews", "not a category"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.row);
    const Scratch folder;
    const std::map<std::string, std::string> heads = {
        {"ads.tsv", "name\tside\tplace\tmark\tweight\twords"},
        {"ads.layout.tsv", "name\tside\tweight"},
        {"ads.categories.tsv", "category\tthreshold"}};
    write_file(folder / c.table, std::string("# ") + c.table + "\n# " + heads.at(c.table) +
                                     "\texample\n" + c.row + '\n');
    const RuleSet faulty = RuleSet::with_directory((folder / "").string());
    try {
      const AdRules rules(faulty);
      ADD_FAILURE() << "read";
    } catch (const FatalError& error) {
      EXPECT_EQ(error.exit_code(), 2);
      EXPECT_EQ(error.what(), std::string(c.table) + ":3: " + c.reason);
    }
  }
}

// What the looks of a text say, by the text alone.
TEST(AdTables, LayoutIsSeen) {
  const AdRules rules(tables());
  struct {
    const char* rule;
    const char* yes;
    const char* no;
  } const cases[] = {
      {"layout.signed", "东岸茶行旧章停用，往来客商请见谅。东岸茶行有限公司",
       "东岸茶行旧章停用，往来客商请见谅。老板说，"},
      {"layout.signed", "东岸茶行旧章停用，往来客商请见谅。东岸茶行", "东岸茶行旧章停用。请见谅。"},
      {"layout.times", "《茶山》10:00 14:20 19:10", "《茶山》10:00 14:20"},
      {"layout.phone-last", "看房电话80001234", "电话80001234，请勿扰，谢绝来访"},
      {"layout.names", "王小五 孙小山 李小溪 钱大河", "茶山 采茶 制茶 卖茶"},
      {"layout.figures", "青椒3.20 豆角2.50 莴苣1.60", "青椒3.20 豆角2.50 莴苣"},
      {"layout.sum", "孙小山 3.5万元", "孙小山 3.5万元。东岸茶行，"},
      {"layout.header", "招聘·求职", "招聘会"},
      {"layout.unpointed", "东岸茶行东岸茶行东岸茶行东岸茶行东岸茶行", "东岸茶行，东岸茶行"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.rule);
    const auto speaks = [&](const char* text) {
      Block block;
      block.text = text;
      Signs signs(rules.formulae());
      signs.take(block.text);
      EvidenceScratch scratch;
      const BlockEvidence evidence = evidence_of(block, 0, PageContext(), rules, &signs, &scratch);
      bool found = false;
      evidence.rules.for_each([&](uint16_t rule) { found |= rules.name(rule) == c.rule; });
      return found;
    };
    EXPECT_TRUE(speaks(c.yes)) << c.yes;
    EXPECT_FALSE(speaks(c.no)) << c.no;
  }
}

// Every row of ads.tsv and ads.old.tsv has an example in which it speaks.
// What opens or closes a notice does not where a sentence goes on from it.
TEST(AdTables, FormulaeAreToldOf) {
  const AdRules rules(tables());
  const auto read = [&](std::string text) {
    Block block;
    block.text = std::move(text);
    Signs signs(rules.formulae());
    EvidenceScratch scratch;
    signs.take(block.text);
    return evidence_of(block, 0, PageContext(), rules, &signs, &scratch);
  };
  const RuleTable& table = tables().table("ads.told.tsv");
  for (const RuleRow& row : table.rows()) {
    const BlockEvidence told = read(std::string(row[table.column("example")]));
    EXPECT_FALSE(told.opens || told.closes) << row[table.column("example")];
  }
  EXPECT_TRUE(read("停水通知：老街明日停水。").opens);
  EXPECT_TRUE(read("本公司的旧章停用，特此公告。").opens);
  EXPECT_TRUE(read("柳溪县东岸茶行公章登报作废，特此公告。").closes);
}

TEST(AdTables, EveryRowFindsItsExample) {
  const AdRules rules(tables());
  size_t number = 0;
  for (const char* name : {"ads.tsv", "ads.old.tsv"}) {
    const RuleTable& table = tables().table(name);
    for (const RuleRow& row : table.rows()) {
      Block block;
      block.text = row[table.column("example")];
      Signs signs(rules.formulae());
      EvidenceScratch scratch;
      signs.take(block.text);
      EXPECT_TRUE(evidence_of(block, 0, PageContext(), rules, &signs, &scratch).rules[number++])
          << row[0] << ": " << block.text;
    }
  }
}

// A block is read alike with a scratch of its own and with one that others were read with.
TEST(BlockEvidence, LeavesItsScratchEmpty) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const AdRules rules(tables());
  const char* const scraps[] = {"遗失", "声明作废", "本报讯", "记者", "的",   "山里",     "，",
                                "“",    "”",        "　",     "公告", "拍卖", "80001234", "。"};
  EvidenceScratch used;
  for (int round = 0; round < 300; ++round) {
    Block block;
    for (size_t n = random() % 60; n > 0; --n) block.text += scraps[random() % std::size(scraps)];
    Signs signs(rules.formulae());
    signs.take(block.text);
    EvidenceScratch fresh;
    const BlockEvidence one = evidence_of(block, 0, PageContext(), rules, &signs, &fresh);
    const BlockEvidence two = evidence_of(block, 0, PageContext(), rules, &signs, &used);
    EXPECT_EQ(one.score, two.score) << block.text;
    EXPECT_EQ(one.best, two.best) << block.text;
    EXPECT_GE(one.best, *std::max_element(one.score.begin(), one.score.end())) << block.text;
    for (size_t i = 0; i < rules.size(); ++i) EXPECT_EQ(one.rules[i], two.rules[i]) << block.text;
  }
}

// Rows of a table of texts: category, text with / between its paragraphs.
std::vector<std::pair<std::string, std::string>> texts(const std::string& name) {
  std::ifstream file(std::string(NEWSMILL_SOURCE) + "/tests/filter/" + name);
  EXPECT_TRUE(file) << name;
  std::vector<std::pair<std::string, std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    const size_t tab = line.find('\t');
    if (!line.starts_with("# ") && tab != std::string::npos)
      rows.emplace_back(line.substr(0, tab), line.substr(tab + 1));
  }
  return rows;
}

TEST(FilterAds, FindsInventedNotices) {
  size_t found = 0, right = 0;
  const auto rows = texts("notices.tsv");
  for (const auto& [category, text] : rows) {
    const ScreenedPage page = filter().screen(page_around(split(text, '/'), kNoticeColumns));
    size_t taken = 0;
    for (const Ad& ad : page.ads) taken += characters_in(ad.text);
    const bool whole = 10 * taken >= 9 * characters_in(text);
    const bool category_right = whole && categories_of(page).starts_with(category);
    found += whole;
    right += category_right;
    if (!category_right)
      std::printf("  %s as %s: %s\n", category.c_str(), categories_of(page).c_str(), text.c_str());
  }
  EXPECT_GE(100 * found, 97 * rows.size());
  EXPECT_GE(100 * right, 93 * rows.size());
}

// Notices and news in wordings that neither the rules nor the model were made from.
TEST(FilterAds, ReadsUnseenWordings) {
  size_t notices = 0, found = 0, right = 0, news = 0, kept = 0;
  for (const auto& [category, text] : texts("unseen.tsv")) {
    const bool is_news = category == "NEWS";
    const ScreenedPage page =
        filter().screen(page_around(split(text, '/'), is_news ? kNewsColumns : kNoticeColumns));
    size_t taken = 0;
    for (const Ad& ad : page.ads) taken += characters_in(ad.text);
    if (is_news) {
      ++news;
      kept += 2 * taken < characters_in(text);
      continue;
    }
    ++notices;
    if (10 * taken < 9 * characters_in(text)) continue;
    ++found;
    right += categories_of(page).starts_with(category);
  }
  std::printf("  notices %zu, found %zu, right %zu; news %zu, kept %zu\n", notices, found, right,
              news, kept);
  EXPECT_GE(100 * found, 90 * notices);
  EXPECT_GE(100 * right, 81 * notices);
  EXPECT_GE(100 * kept, 99 * news);
}

TEST(FilterAds, KeepsInventedNews) {
  for (const auto& [category, text] : texts("news.tsv")) {
    EXPECT_EQ(categories_of(filter().screen(page_around(split(text, '/'), kNewsColumns))), "")
        << text;
  }
}

// Whatever the blocks, all text stays, in order, and every ad's blocks say whose they are.
TEST(FilterAds, KeepsEveryCharacterOfRandomPages) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  std::vector<std::string> scraps = {"，", "。",          "“", "”",  "：",
                                     " ",  "　",          "▲", "（", "）",
                                     "1",  "13800000000", "a", "*",  "\xF0\xA0\x80\x80",
                                     "\n", "章",          "的"};
  const RuleTable& table = tables().table("ads.tsv");
  for (const RuleRow& row : table.rows()) {
    for (const std::string& word : split(row[table.column("words")], '|')) scraps.push_back(word);
  }
  for (int round = 0; round < 300; ++round) {
    Page page;
    page.id = "p";
    for (size_t n = random() % 12; n > 0; --n) {
      std::string text;
      for (size_t k = random() % 30; k > 0; --k) text += scraps[random() % scraps.size()];
      add_block(&page, static_cast<BlockKind>(random() % 8), text,
                static_cast<uint16_t>(random() % 80));
    }
    std::string before, after;
    for (const Block& block : page.blocks) before += block.text;
    const ScreenedPage out = filter().screen(page);
    std::map<RecordId, std::string> by_owner;
    for (const Block& block : out.page.blocks) {
      after += block.text;
      if (!block.owner.empty()) by_owner[block.owner] += block.text;
    }
    // Splitting trims blanks between notices.
    const auto no_blanks = [](std::string s) {
      std::erase_if(s, [](char c) { return c == ' ' || c == '\n'; });
      for (size_t at; (at = s.find("　")) != std::string::npos;) s.erase(at, 3);
      return s;
    };
    ASSERT_EQ(no_blanks(before), no_blanks(after));
    ASSERT_EQ(by_owner.size(), out.ads.size());
    for (const Ad& ad : out.ads) {
      EXPECT_EQ(no_blanks(ad.text), no_blanks(by_owner[ad.id]));
      EXPECT_FALSE(ad.lines.empty());
      EXPECT_GE(ad.confidence, 0);
      EXPECT_LE(ad.confidence, 1);
    }
  }
}

}  // namespace
}  // namespace newsmill
