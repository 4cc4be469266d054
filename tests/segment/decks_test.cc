#include "segment/decks.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

// k kicker, t title, s subtitle, one letter for each headline.
std::string roles_of(const std::vector<std::string>& headlines) {
  std::vector<Block> blocks;
  uint32_t line = 0;
  for (const std::string& text : headlines) {
    Block block;
    block.kind = BlockKind::kHeadline;
    block.text = text;
    ++line;
    block.lines = {{line, line}};
    blocks.push_back(block);
  }
  blocks.emplace_back().kind = BlockKind::kParagraph;
  read_decks(CueReader(RuleSet::builtin()), blocks);
  EXPECT_TRUE(blocks[0].starts_article);
  std::string roles;
  for (size_t i = 0; i < headlines.size(); ++i)
    roles += blocks[i].role == HeadlineRole::kKicker  ? 'k'
             : blocks[i].role == HeadlineRole::kTitle ? 't'
                                                      : 's';
  return roles;
}

// PAGES.md 7.
TEST(ReadDecks, Cases) {
  struct Case {
    std::string_view name;
    std::vector<std::string> headlines;
    std::string_view want;
  };
  for (const Case& c : std::vector<Case>{
           {"title", {"新桥通车"}, "t"},
           {"kicker that ends with a dash", {"柳湾市——", "新桥今日正式建成通车"}, "kt"},
           {"subtitle that opens with a dash", {"新桥通车", "——历时三年终于建成"}, "ts"},
           {"all three", {"三年建设画上句号", "新桥通车", "两岸居民过河只要五分钟"}, "kts"},
           {"the longer line is the smaller type",
            {"柳湾市重点工程建设取得新进展", "新桥通车"},
            "kt"},
           {"… behind it too", {"新桥通车", "两岸居民过河只要五分钟"}, "ts"}}) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(roles_of(c.headlines), c.want);
  }
}

}  // namespace
}  // namespace newsmill
