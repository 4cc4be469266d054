#include "core/rare.h"

#include <gtest/gtest.h>

#include <string>

namespace newsmill {
namespace {

using Text = Rare<std::string>;

TEST(Rare, IsThereOrNot) {
  EXPECT_FALSE(Text());
  EXPECT_FALSE(Text(std::optional<std::string>()));
  const Text text = std::string("3");
  ASSERT_TRUE(text);
  EXPECT_EQ(*text, "3");
  EXPECT_EQ(text->size(), 1u);
  EXPECT_TRUE(Text(std::string())) << "an empty text is one";
}

TEST(Rare, CopiesAreTheirOwn) {
  Text text = std::string("3"), copy = text;
  *copy = "A3";
  EXPECT_EQ(text, "3");
  text = copy;
  EXPECT_EQ(text, "A3");
  const Text moved = std::move(text);
  EXPECT_EQ(moved, copy);
  copy = Text();
  EXPECT_FALSE(copy);
  EXPECT_FALSE(moved == copy);
  EXPECT_TRUE(copy == Text());
}

}  // namespace
}  // namespace newsmill
