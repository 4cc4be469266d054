#include "assemble/vocabulary.h"

#include <gtest/gtest.h>

#include <memory>

namespace newsmill {
namespace {

Vocabulary words(std::string_view text) {
  Vocabulary vocabulary;
  vocabulary.add(text);
  return vocabulary;
}

TEST(Vocabulary, PairsOfNeighbours) {
  EXPECT_EQ(words("新桥通车").size(), 3u);
  EXPECT_EQ(words("新，桥").size(), 0u);
  EXPECT_EQ(words("新桥通车").shared(words("今天新桥开放")), 1u);
  EXPECT_GT(words("新桥通车").contained_in(words("柳湾新桥通车了")), 0.9);
  EXPECT_EQ(words("").likeness(words("新桥")), 0);
}

TEST(Vocabulary, CommonPairsTellNothing) {
  auto common = std::make_unique<CommonPairs>();
  common->count(words("记者说新桥"));
  common->count(words("记者说老街"));
  Vocabulary first = words("记者说新桥");
  first.remove(common->held_by(2));
  EXPECT_EQ(first.size(), 2u);  // 说新 新桥
}

}  // namespace
}  // namespace newsmill
