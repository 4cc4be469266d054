#include "assemble/vocabulary.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

Vocabulary words(std::string_view text) {
  VocabularyReader reader;
  reader.add(text);
  return reader.take();
}

PairSet set_of(std::string_view text) {
  PairSet set;
  set.add(words(text));
  return set;
}

TEST(Vocabulary, PairsOfNeighbours) {
  EXPECT_EQ(words("新桥通车").size(), 3u);
  EXPECT_EQ(words("新桥新桥").size(), 2u);  // 新桥 桥新
  EXPECT_EQ(words("新，桥").size(), 0u);
}

TEST(VocabularyReader, TakesWhatWasAdded) {
  VocabularyReader reader;
  reader.add("新桥通");
  reader.add("桥通车");
  EXPECT_EQ(reader.take().pairs(), words("新桥通车").pairs());
  reader.add("新桥通车");  // what it saw before does not matter
  EXPECT_EQ(reader.take().pairs(), words("新桥通车").pairs());
  EXPECT_EQ(reader.take().size(), 0u);
}

TEST(Vocabulary, CommonPairsTellNothing) {
  std::vector<Vocabulary> all = {words("记者说新桥"), words("记者说老街")};
  Vocabulary::remove_common(all, 2);
  EXPECT_EQ(all[0].pairs(), words("说新桥").pairs());
  EXPECT_EQ(all[1].pairs(), words("说老街").pairs());
}

TEST(PairSet, HoldsWhatItWasGiven) {
  EXPECT_GT(set_of("柳湾新桥通车了").holds(words("新桥通车")), 0.9);
  EXPECT_LT(set_of("柳湾新桥通车了").holds(words("今天新桥开放")), 0.3);
  EXPECT_EQ(set_of("新桥").holds(words("")), 0);
}

TEST(PairSet, LikenessIsOfTheSmaller) {
  EXPECT_GT(set_of("新桥").likeness(words("柳湾新桥通车了")), 0.9);
  EXPECT_GT(set_of("柳湾新桥通车了").likeness(words("新桥")), 0.9);
  EXPECT_EQ(set_of("").likeness(words("新桥")), 0);
}

TEST(PairSet, ClearedIsEmpty) {
  const Vocabulary text = words("柳湾新桥通车了");
  PairSet set;
  set.add(text);
  set.clear(text);
  EXPECT_EQ(set.size(), 0u);
  EXPECT_EQ(set.holds(text), 0);
}

}  // namespace
}  // namespace newsmill
