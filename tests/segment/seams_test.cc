#include "segment/seams.h"

#include <gtest/gtest.h>

#include <random>

#include "seed.h"
#include "segment/column_widths.h"
#include "segment/line_cues.h"

namespace newsmill {
namespace {

// For each line the number of the line that carries it on, -1 at an end. Roles: b i r, h =
// headline.
std::vector<int> next_of(std::string_view text, std::string_view letters,
                         std::string* after = nullptr) {
  const RuleSet rules = RuleSet::builtin();
  std::vector<Line> lines = read_lines(text, Characters(rules.table("characters.tsv")));
  find_column_widths(lines);
  std::vector<LineRole> roles;
  for (const char c : letters)
    roles.push_back(c == 'b'   ? LineRole::kBegin
                    : c == 'i' ? LineRole::kInner
                    : c == 'r' ? LineRole::kResume
                               : LineRole::kHead);
  EXPECT_EQ(lines.size(), roles.size());
  const std::vector<uint32_t> next =
      find_seams(text, lines, std::vector<uint32_t>(lines.size()),
                 CommonPairs(rules.table("common_pairs.zh.tsv")), roles);
  if (after)
    for (const LineRole role : roles)
      *after += role == LineRole::kBegin    ? 'b'
                : role == LineRole::kInner  ? 'i'
                : role == LineRole::kResume ? 'r'
                                            : 'h';
  std::vector<int> out;
  for (const uint32_t n : next) out.push_back(n == kNoLine ? -1 : static_cast<int>(n));
  return out;
}

TEST(FindSeams, BlankLineInsideAParagraph) {
  EXPECT_EQ(next_of("春耕时节田间地头\n一片繁忙景象处处\n\n可见农技人员走村\n入户。\n", "biii"),
            (std::vector<int>{1, 2, 3, -1}));
}

TEST(FindSeams, HeadlineInsideAParagraph) {
  std::string roles;
  EXPECT_EQ(next_of("春耕时节田间地头\n一片繁忙景象处处\n\n新桥通车\n\n可见农技人员走村\n入户。\n",
                    "bihri", &roles),
            (std::vector<int>{1, 3, -1, 4, -1}));
  EXPECT_EQ(roles, "bihii");
}

TEST(FindSeams, TwoEndsChooseByTheWordsThatMeet) {
  // 老院 stands elsewhere on the page, 老菜 does not.
  const std::string_view text =
      "养老院里有养老院\n孩子们走进了养老\n\n菜市场里人来人往\n十分热闹。\n新桥\n分步实施先难后易\n"
      "\n院的老人们很高兴\n养老院好。\n";
  const std::vector<int> next = next_of(text, "biiihbri");
  EXPECT_EQ(next[1], 6);  // 养老|院的
  EXPECT_NE(next[1], 2);
  EXPECT_EQ(next[6], 7);
}

TEST(FindSeams, AnEndWithoutAStartStaysOpen) {
  std::string roles;
  EXPECT_EQ(next_of("春耕时节田间地头\n一片繁忙景象处处\n新桥通车\n", "bih", &roles),
            (std::vector<int>{1, -1, -1}));
  roles.clear();
  EXPECT_EQ(next_of("新桥通车\n一片繁忙。\n", "hr", &roles), (std::vector<int>{-1, -1}));
  EXPECT_EQ(roles, "hr");
}

// What was called a paragraph's first line has no indent where the page's others have one.
TEST(FindSeams, FirstLinesWithoutIndentMayGoOn) {
  const std::string_view text =
      "去年秋天新桥通\n车，两岸居民出行\n方便多了。\n今年春天新渠通\n水，下游农田灌溉\n不愁了。\n"
      "春耕时节田间地\n头一片繁忙景象处\n新桥通车\n可见农技人员走村\n入户。\n";
  std::string roles;
  EXPECT_EQ(next_of(text, "biibiibihbi", &roles),
            (std::vector<int>{1, 2, -1, 4, 5, -1, 7, 9, -1, 10, -1}));
  EXPECT_EQ(roles, "biibiibihii");
  // Nothing waits for it: it begins.
  const std::string_view no_end =
      "去年秋天新桥通\n车，两岸居民出行\n方便多了。\n今年春天新渠通\n水，下游农田灌溉\n不愁了。\n"
      "新桥通车\n可见农技人员走村\n入户。\n";
  roles.clear();
  next_of(no_end, "biibiihbi", &roles);
  EXPECT_EQ(roles, "biibiihbi");
}

// Pages whose first lines have an indent.
constexpr std::string_view kIndentedPage =
    "去年秋天新桥通\n车，两岸居民出行\n方便多了。\n今年春天新渠通\n水，下游农田灌溉\n不愁了。\n";

// The line that carries on the n-th line behind those of kIndentedPage, counted from there.
int next_behind(std::string_view text, std::string_view roles, size_t n) {
  const std::vector<int> next =
      next_of(std::string(kIndentedPage) + std::string(text), "biibii" + std::string(roles));
  return next[6 + n] < 0 ? -1 : next[6 + n] - 6;
}

// 打 and 来 are both left open; furniture stands before each start.
TEST(FindSeams, ReadingOrderWhereNoWordDecides) {
  const std::string_view text =
      "春耕时节田间地\n头人声鼎沸、机声、\n责编柳湾\n灯光处处十分热闹\n非凡。\n今年人们都回来\n"
      "了种田的种田打工\n责编新桥\n的打工各有各的活\n计。\n";
  EXPECT_EQ(next_behind(text, "bihbibihbi", 1), 3);
  EXPECT_EQ(next_behind(text, "bihbibihbi", 6), 8);
}

// 咨询电话：80 leaves room for what stands behind the blank line: that is the notice's end. What
// goes on there was left open before the notice.
TEST(FindSeams, ANoticeInTheMiddleOfAColumn) {
  const std::string_view text =
      "春耕时节田间地\n头一片繁忙农机手\n\n有新闻请打热线电\n话八八七七。\n\n床垫优惠酬宾三\n"
      "天咨询：\n\n驾驶农机一路向前\n农机声声。\n";
  EXPECT_EQ(next_behind(text, "biiibiii", 1), 6);
  // Without that start the lines behind the first blank line go on.
  EXPECT_EQ(next_behind("春耕时节田间地\n头一片繁忙农机手\n\n有新闻请打热线电\n话八八七七。\n",
                        "biii", 1),
            2);
}

// The lines beside a large initial are shorter than the column: 人 is no first line.
TEST(FindSeams, AnEndBesideALargeInitial) {
  EXPECT_EQ(next_behind("二月四日，立春\n田间地头处\n\n处人声鼎沸机声阵\n阵。\n", "bibi", 1), 2);
}

// A full line may end a sentence, not a paragraph: the next has no indent, and speaks of the same.
TEST(FindSeams, ASentenceThatEndsWithItsColumn) {
  EXPECT_EQ(next_behind("春耕时节田间地\n头农机手开着农机。\n\n农机手笑逐颜开田\n间农机声声。\n",
                        "bibi", 1),
            2);
  EXPECT_EQ(next_behind("春耕时节田间地\n头农机手开着农机。\n\n新桥两岸张灯结彩\n热闹非凡。\n",
                        "bibi", 1),
            -1);
}

// “ is closed two lines behind the start.
TEST(FindSeams, ABracketClosedLater) {
  EXPECT_EQ(
      next_behind("“春耕时节田间\n地里一片繁忙都说\n新桥通车\n今年新渠通水沿岸\n农田不愁了。\n"
                  "灌溉\n年景年年都是这样\n好。”他说。\n",
                  "bihbihbi", 1),
      6);
}

// 葡萄 and 蝴蝶 stand nowhere else on the page, but do so in any text.
TEST(FindSeams, CharactersThatOftenStandTogether) {
  const std::string_view text =
      "春耕时节田间地\n头村坡上新栽了葡\n新桥通车\n蝶飞来落满了枝头\n十分好看。\n\n"
      "今年人人都看见\n了许多金色的大蝴\n老街新颜\n萄架下乘凉又谈天\n十分舒服。\n";
  EXPECT_EQ(next_behind(text, "bihribihri", 1), 8);
  EXPECT_EQ(next_behind(text, "bihribihri", 6), 3);
}

// 旧貌换新颜 was taken for the rest of a paragraph, but would end it without a stop.
TEST(FindSeams, ATitleBehindABlankLine) {
  const std::string_view start =
      "春耕时节田间地\n头一片繁忙农机手\n\n旧貌换新颜\n今年新渠通水沿\n岸不愁。\n";
  std::string longer(start);
  longer += "新桥通车\n驾驶农机一路向前\n农机声声。\n";
  EXPECT_EQ(next_behind(longer, "biibihri", 1), 6);
  EXPECT_EQ(next_behind(start, "biibi", 1), 2);  // nothing else goes on
}

// Three ends and three starts, one of which was drawn above the others: the best pair alone is not
// the best for all.
TEST(FindSeams, TheBestForAllTogether) {
  std::string text, roles;
  const auto add = [&](std::string_view lines, std::string_view letters) {
    text += lines;
    roles += letters;
  };
  add("新桥通车\n算清账目各人有份\n皆大欢喜。\n老街新颜\n说起往事不胜感慨\n万千啊。\n", "hrihri");
  for (int n = 0; n < 6; ++n) add("秋云腾致雨露结\n玄黄宇宙洪荒日月\n收冬藏。\n", "bii");
  add("丑己庚辛壬癸子\n寅卯辰巳午未重新\n新桥通车\n甲申酉戌亥霜金\n丽水玉出昆冈诉\n", "bihbi");
  EXPECT_EQ(next_behind(text, roles, 25), 1);
  EXPECT_EQ(next_behind(text, roles, 28), 4);
}

// What stands right below a title begins there, full as it is.
TEST(FindSeams, AFullLineBelowATitle) {
  const auto next = [](std::string_view gap, std::string_view role) {
    std::string text = "新桥通车\n" + std::string(gap) + "丑己庚辛壬癸子寅\n皆大欢喜。\n";
    std::string roles = "h" + std::string(role) + "i";
    for (int n = 0; n < 6; ++n)
      text += "秋云腾致雨露结\n玄黄宇宙洪荒日月\n收冬藏。\n", roles += "bii";
    text += "甲申酉戌亥霜金\n丽水玉出昆冈剑号\n";
    return next_behind(text, roles + "bi", 22);
  };
  EXPECT_EQ(next("", "b"), -1);
  EXPECT_EQ(next("\n", "b"), 1);
  EXPECT_EQ(next("", "r"), 1);
}

// A note in brackets is whole, and a column does not go on further up.
TEST(FindSeams, WhatIsNoEnd) {
  const std::string_view note = "（作者为柳湾人）\n新桥通车\n一片繁忙景象处处\n可见。\n";
  EXPECT_EQ(next_behind(note, "bhri", 0), -1);
  const std::string_view above =
      "新桥通车\n农机手开着农机来\n到田间。\n农机手笑逐颜开\n农机手开着农机又\n";
  EXPECT_EQ(next_behind(above, "hribi", 4), -1);
}

// A first line leaves room for an indent: 请专家会诊 leaves two columns, for which 病历， is too
// wide.
TEST(FindSeams, ALineBrokenEarlyMayGoOn) {
  const std::string_view text =
      "春耕时节田间地\n头一片繁忙农机手\n新桥通车\n请专家会诊看病\n历，人人都来看病\n了。\n";
  EXPECT_EQ(next_behind(text, "bihbii", 1), 3);
}

// Whatever the page: lines that stand together stay together, each is carried on by one line at the
// most and carries on one, no paragraph goes on with itself, and the roles say what was joined.
TEST(FindSeams, AnyPage) {
  constexpr std::string_view kPieces[] = {"柳", "湾", "桥", "通", "车", "，",
                                          "。", "（", "）", "2",  " "};
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  for (int round = 0; round < 300; ++round) {
    std::string text, roles, after;
    std::vector<bool> gap;
    for (size_t n = 1 + random() % 80; n > 0; --n) {
      gap.push_back(random() % 5 == 0);
      if (gap.back()) text += '\n';
      text += "新";
      for (size_t k = random() % 12; k > 0; --k) text += kPieces[random() % std::size(kPieces)];
      text += '\n';
      const bool may_go_on = !roles.empty() && roles.back() != 'h';
      roles += may_go_on && random() % 4 ? 'i' : "bbrh"[random() % 4];
    }
    const std::vector<int> next = next_of(text, roles, &after);
    std::vector<int> before(next.size(), -1);
    for (size_t i = 0; i < next.size(); ++i) {
      if (next[i] < 0) continue;
      ASSERT_EQ(before[static_cast<size_t>(next[i])], -1) << text;
      before[static_cast<size_t>(next[i])] = static_cast<int>(i);
    }
    for (size_t i = 0; i < next.size(); ++i) {
      if (roles[i] == 'i' && !gap[i]) {
        ASSERT_EQ(before[i], static_cast<int>(i) - 1) << text;
      }
      ASSERT_EQ(after[i] == 'i', before[i] >= 0) << text << roles << i;
      ASSERT_EQ(roles[i] == 'h', after[i] == 'h');
      size_t steps = 0;
      for (int at = static_cast<int>(i); at >= 0; at = before[static_cast<size_t>(at)])
        ASSERT_LE(++steps, next.size()) << text;
    }
  }
}

// No word tells, but one end and one start are left, in columns of their own.
TEST(FindSeams, TheLastTwoAreLeftForEachOther) {
  const auto next = [](int paragraphs) {
    std::string text = "天地\n\n丑己庚辛壬癸子寅卯辰\n巳午未。\n", letters = "hri";
    for (int n = 0; n < paragraphs; ++n)
      text += "秋云腾致雨露结为\n玄黄宇宙洪荒日月盈昃\n收冬藏。\n", letters += "bii";
    text += "甲申酉戌亥霜金生\n丽水玉出昆冈剑号巨阙\n珠称夜光果珍李柰菜重\n", letters += "bii";
    return next_of(text, letters).back();
  };
  EXPECT_EQ(next(6), 1);
  EXPECT_EQ(next(1), -1);  // right below: of one column
}

}  // namespace
}  // namespace newsmill
