#include "assemble/lost_headlines.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

Block block(BlockKind kind, const char* text) {
  Block block;
  block.kind = kind;
  block.text = text;
  return block;
}

const char* const kBridge =
    "柳浦大桥的钢箱梁昨天合龙，建设者在江面上完成了最后一次吊装。大桥全长两公里，钢箱梁重达三千吨，"
    "桥面铺装下月开始。";
const char* const kBridgeGoesOn =
    "桥面铺装之后，柳浦大桥还要做荷载试验，钢箱梁上已装好监测仪，建设者说，大桥年底通车没有问题，江"
    "面"
    "两岸的居民盼了十年。";
const char* const kVineyard =
    "果农老郑今年头一回给葡萄搭上避雨棚，少打了四遍药，枝头的果子个个结实，城里人周末开车进村采摘，"
    "一筐"
    "一筐往后备箱装。";

// h headline, H heading, p paragraph.
std::string kinds(std::vector<Block> blocks) {
  Page page;
  page.blocks = std::move(blocks);
  Vocabulary words;
  find_lost_headlines(page, words);
  std::string kinds;
  for (const Block& block : page.blocks)
    kinds += block.kind == BlockKind::kHeadline  ? 'h'
             : block.kind == BlockKind::kHeading ? 'H'
             : block.kind == BlockKind::kByline  ? 'b'
                                                 : 'p';
  return kinds;
}

TEST(LostHeadlines, Cases) {
  const auto paragraph = [](const char* text) { return block(BlockKind::kParagraph, text); };
  const auto heading = [](const char* text) { return block(BlockKind::kHeading, text); };
  EXPECT_EQ(kinds({paragraph(kBridge), heading("葡萄有了新伞"), paragraph(kVineyard)}), "php");
  EXPECT_EQ(kinds({paragraph(kBridge), heading("年底通车"), paragraph(kBridgeGoesOn)}), "pHp");
  // A byline or 本报讯 behind it settles the matter.
  EXPECT_EQ(kinds({paragraph(kBridge), heading("年底通车"),
                   block(BlockKind::kByline, "本报记者 田禾"), paragraph(kBridgeGoesOn)}),
            "phbp");
  // Two lines of one deck.
  EXPECT_EQ(kinds({paragraph(kBridge), heading("避雨棚进了果园"), heading("葡萄有了新伞"),
                   paragraph(kVineyard)}),
            "phhp");
  // Nothing behind it, or too little to tell.
  EXPECT_EQ(kinds({paragraph(kBridge), heading("葡萄有了新伞")}), "pH");
  EXPECT_EQ(kinds({paragraph(kBridge), heading("葡萄有了新伞"), paragraph("且看下文。")}), "pHp");
  // A question ends like a paragraph.
  EXPECT_EQ(kinds({paragraph(kBridge), paragraph("葡萄为何打伞？"), paragraph(kVineyard)}), "php");
  EXPECT_EQ(kinds({paragraph(kBridge), paragraph("何时通车？"), paragraph(kBridgeGoesOn)}), "ppp");
  // A label of one of its sections.
  EXPECT_EQ(kinds({paragraph(kBridge), heading("【点评】"), paragraph(kVineyard)}), "pHp");
  // Numbered headings and notes of the source are what they are.
  Block numbered = heading("二、葡萄有了新伞");
  numbered.level = 1;
  EXPECT_EQ(kinds({paragraph(kBridge), numbered, paragraph(kVineyard)}), "pHp");
  EXPECT_EQ(kinds({paragraph(kBridge), heading("（摘自《果园》）"), paragraph(kVineyard)}), "pHp");
  // The text before was cut, so it may go on behind.
  Block cut = paragraph(kBridge);
  cut.open_end = true;
  EXPECT_EQ(kinds({cut, heading("葡萄有了新伞"), paragraph(kVineyard)}), "pHp");
}

// What stands before the headline of the article before is another story and counts for nothing.
TEST(LostHeadlines, LooksBackToTheHeadlineBefore) {
  EXPECT_EQ(
      kinds({block(BlockKind::kParagraph, kVineyard), block(BlockKind::kHeadline, "大桥合龙"),
             block(BlockKind::kParagraph, kBridge), block(BlockKind::kHeading, "葡萄有了新伞"),
             block(BlockKind::kParagraph, kVineyard)}),
      "phphp");
}

// Read as a paragraph, but no stop ends it, and the story behind says what it says.
TEST(LostHeadlines, ReadAsParagraphs) {
  const auto paragraph = [](const char* text) { return block(BlockKind::kParagraph, text); };
  EXPECT_EQ(kinds({paragraph(kBridge), paragraph("给葡萄搭上“避雨棚”"), paragraph(kVineyard)}),
            "php");
  EXPECT_EQ(kinds({paragraph(kBridge), paragraph("给葡萄搭上“避雨棚”"),
                   block(BlockKind::kHeading, "田禾"), paragraph(kVineyard)}),
            "phbp");
  // A stop; the end of a text; nothing of the story; the text before speaks of it as well.
  EXPECT_EQ(kinds({paragraph(kBridge), paragraph("给葡萄搭上避雨棚。"), paragraph(kVineyard)}),
            "ppp");
  EXPECT_EQ(kinds({paragraph(kBridge), paragraph("（葡萄园避雨棚）"), paragraph(kVineyard)}),
            "ppp");
  EXPECT_EQ(kinds({paragraph(kBridge), paragraph("年底不同寻常"), paragraph(kVineyard)}), "ppp");
  EXPECT_EQ(kinds({paragraph(kBridge), paragraph("大桥合龙与果农采摘"), paragraph(kVineyard)}),
            "ppp");
}

}  // namespace
}  // namespace newsmill
