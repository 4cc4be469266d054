#include "core/few.h"

#include <gtest/gtest.h>

#include <random>
#include <utility>
#include <vector>

#include "seed.h"

namespace newsmill {
namespace {

TEST(Few, HoldsOneAndMore) {
  Few<int> few;
  EXPECT_TRUE(few.empty());
  few = {7};
  EXPECT_EQ(few.size(), 1u);
  EXPECT_EQ(few.front(), 7);
  EXPECT_EQ(few.back(), 7);
  few.push_back(8);
  EXPECT_EQ(few, (Few<int>{7, 8}));
  few.clear();
  EXPECT_EQ(few, Few<int>());
}

TEST(Few, MovedFromIsEmpty) {
  Few<int> from = {1, 2, 3};
  const Few<int> to = std::move(from);
  EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move): that is what is tested
  EXPECT_EQ(to, (Few<int>{1, 2, 3}));
  from.push_back(4);
  EXPECT_EQ(from, Few<int>{4});
}

TEST(Few, EqualsAVector) {
  const uint32_t seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  Few<uint32_t> few, other;
  std::vector<uint32_t> twin, other_twin;
  for (int step = 0; step < 5000; ++step) {
    switch (random() % 16) {
      case 0:
        few.clear(), twin.clear();
        break;
      case 1:
        other = few, other_twin = twin;
        break;
      case 2:
        few = std::move(other), twin = std::exchange(other_twin, {});
        other.clear();
        break;
      case 3:
        std::swap(few, other), std::swap(twin, other_twin);
        break;
      default:
        twin.push_back(random()), few.push_back(twin.back());
    }
    ASSERT_EQ(std::vector<uint32_t>(few.begin(), few.end()), twin);
  }
}

}  // namespace
}  // namespace newsmill
