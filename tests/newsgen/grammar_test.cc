#include "newsgen/grammar.h"

#include <gtest/gtest.h>

#include <set>

#include "core/result.h"

namespace newsmill::newsgen {
namespace {

const Grammar& grammar() {
  static const Grammar made;
  return made;
}

TEST(Grammar, EverySymbolExpandsInEveryTopic) {
  const Slots slots;
  for (uint32_t topic = 0; topic < grammar().topics().size(); ++topic) {
    Random dice(7, topic);
    Grammar::Context context{dice, slots, topic, 0, nullptr};
    for (const char* symbol :
         {"plain", "act", "vn", "clause", "title", "caption", "hardneg", "notice.COURT",
          "notice.LOST_AND_VOID", "furniture.front", "furniture.foot"}) {
      SCOPED_TRACE(symbol);
      const std::string text = grammar().text(grammar().symbol(symbol), context);
      EXPECT_FALSE(text.empty());
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
    }
  }
}

TEST(Grammar, SameDiceSameText) {
  const Slots slots;
  const auto text = [&](uint64_t seed) {
    Random dice(seed, 0);
    Grammar::Context context{dice, slots, 0, 0, nullptr};
    return grammar().text(grammar().symbol("plain"), context);
  };
  EXPECT_EQ(text(1), text(1));
  std::set<std::string> texts;
  for (uint64_t seed = 0; seed < 100; ++seed) texts.insert(text(seed));
  EXPECT_GT(texts.size(), 95u);
}

TEST(Grammar, UnknownSymbolIsAnError) {
  EXPECT_THROW(grammar().symbol("no such thing"), FatalError);
}

TEST(Random, StaysInRange) {
  Random dice(3, 4);
  std::set<int64_t> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(dice.between(-2, 3));
  EXPECT_EQ(seen, (std::set<int64_t>{-2, -1, 0, 1, 2, 3}));
}

}  // namespace
}  // namespace newsmill::newsgen
