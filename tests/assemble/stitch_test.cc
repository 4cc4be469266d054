#include <gtest/gtest.h>

#include "assemble/draft.h"

namespace newsmill {
namespace {

Part part(uint32_t page, std::optional<std::string> from, std::optional<std::string> to) {
  Part part;
  part.page = page;
  part.jump_from = std::move(from);
  part.jump_to = std::move(to);
  return part;
}

// Which part carries each one on, - for none.
std::string links(std::vector<Part> parts, const std::vector<std::string>& numbers) {
  Vocabulary words;
  stitch(std::vector<Page>(numbers.size()), numbers, parts, words);
  std::string all;
  for (const Part& part : parts)
    all += part.next == Part::kNoPart ? "-" : std::to_string(part.next);
  return all;
}

// PAGES.md 6.
TEST(Stitch, Cases) {
  EXPECT_EQ(links({part(0, {}, "3"), part(1, "1", {})}, {"1", "3"}), "1-");
  EXPECT_EQ(links({part(0, {}, "A3"), part(1, "A1", {})}, {"A1", "A3"}), "1-");
  EXPECT_EQ(links({part(0, {}, "2"), part(1, "1", "3"), part(2, "2", {})}, {"1", "2", "3"}), "12-");
  EXPECT_EQ(links({part(0, {}, "3"), part(1, "2", {})}, {"1", "3"}), "--");  // names another page
  EXPECT_EQ(links({part(0, {}, "3"), part(0, {}, "3"), part(1, "1", {})}, {"1", "3"}),
            "---");  // which one?
  EXPECT_EQ(links({part(0, "2", "2"), part(1, "1", "1")}, {"1", "2"}).find("01"),
            std::string::npos);  // no circle
  EXPECT_EQ(links({part(0, {}, "3"), part(1, "1", {})}, {"", ""}), "--");
}

// Which marks stay open although the other side has some, too: t(o), f(rom), - for none.
TEST(Stitch, SeveralThatCouldBeMeantAreAmbiguous) {
  const auto ambiguous = [](std::vector<Part> parts) {
    Vocabulary words;
    stitch(std::vector<Page>(2), {"1", "3"}, parts, words);
    std::string all;
    for (const Part& part : parts) all += part.ambiguous_to ? 't' : part.ambiguous_from ? 'f' : '-';
    return all;
  };
  EXPECT_EQ(ambiguous({part(0, {}, "3"), part(0, {}, "3"), part(1, "1", {})}), "ttf");
  EXPECT_EQ(ambiguous({part(0, {}, "3"), part(1, "1", {})}), "--");
  EXPECT_EQ(ambiguous({part(0, {}, "3"), part(1, "2", {})}), "--");  // unmatched both
}

TEST(Stitch, MarksWithoutTheLetterOfTheirPage) {
  EXPECT_EQ(links({part(0, {}, "2"), part(1, "1", {})}, {"1", "A2"}), "1-");
  EXPECT_EQ(links({part(0, {}, "2"), part(1, "1", {})}, {"A1", "A2", "B2"}), "--");  // which 2?
  EXPECT_EQ(links({part(0, {}, "2"), part(1, "1", {})}, {"1", "2", "A2"}), "1-");    // the very 2
}

TEST(Stitch, MarksThatNameNoPage) {
  EXPECT_EQ(links({part(0, {}, "3"), part(1, "", {})}, {"1", "3"}), "1-");
  EXPECT_EQ(links({part(0, {}, ""), part(1, "1", {})}, {"1", "3"}), "1-");
  EXPECT_EQ(links({part(0, {}, ""), part(1, "", {})}, {"1", "3"}), "--");
  EXPECT_EQ(links({part(0, {}, "3"), part(0, {}, "3"), part(1, "", {})}, {"1", "3"}), "---");
}

// Two texts go on at the same page: the words that come back tell which is which.
TEST(Stitch, SeveralAreToldApartByTheirWords) {
  std::vector<Page> pages(2);
  const auto add = [&](uint32_t page, const char* text) {
    pages[page].blocks.emplace_back().text = text;
    return static_cast<uint32_t>(pages[page].blocks.size() - 1);
  };
  std::vector<Part> parts = {part(0, {}, "3"), part(0, {}, "3"), part(1, "1", {}),
                             part(1, "1", {})};
  parts[0].blocks = {add(0, "柳浦大桥的钢箱梁昨天合龙，桥面铺装下月开始，钢箱梁重达三千吨。")};
  parts[1].blocks = {add(0, "葡萄园里搭起避雨棚，果农说避雨棚让葡萄少生病，也能早上市。")};
  parts[2].blocks = {add(1, "果农还给葡萄园装上滴灌，避雨棚下的葡萄一亩能多卖两千元。")};
  parts[3].blocks = {add(1, "桥面铺装之后，柳浦大桥将做荷载试验，钢箱梁上已装好监测仪。")};
  Vocabulary words;
  stitch(pages, {"1", "3"}, parts, words);
  EXPECT_EQ(parts[0].next, 3u);
  EXPECT_EQ(parts[1].next, 2u);
  // One pair has words in common, and the other is what is left.
  for (Part& part : parts) part.next = part.previous = Part::kNoPart;
  pages[1].blocks[1].text = "本报讯";
  stitch(pages, {"1", "3"}, parts, words);
  EXPECT_EQ(parts[1].next, 2u);
  EXPECT_EQ(parts[0].next, 3u);
  // Nothing tells these apart.
  for (Part& part : parts) part.next = part.previous = Part::kNoPart;
  for (Block& block : pages[1].blocks) block.text = "本报讯";
  stitch(pages, {"1", "3"}, parts, words);
  for (const Part& part : parts) EXPECT_EQ(part.next, Part::kNoPart);
}

}  // namespace
}  // namespace newsmill
