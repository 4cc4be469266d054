#include "segment/assign.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "seed.h"

namespace newsmill {
namespace {

TEST(Assign, Cases) {
  constexpr size_t kNone = kNotAssigned;
  struct Case {
    const char* name;
    std::vector<int> worth;
    size_t seconds;
    std::vector<size_t> want;
  };
  for (const Case& c : std::vector<Case>{{"the best pair is not made", {60, 40, 50, 10}, 2, {1, 0}},
                                         {"the best pair is made", {60, 10, 50, 10}, 2, {0, 1}},
                                         {"one is left", {60, 70}, 1, {kNone, 0}},
                                         {"none is worth it", {0, -5, -60, 0}, 2, {kNone, kNone}},
                                         {"more partners than needed", {1, 2, 3}, 3, {2}},
                                         {"nothing to pair", {}, 3, {}}}) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(assign(c.worth, c.seconds), c.want);
  }
}

// As many points as the best of all orders has.
TEST(Assign, AgreesWithTryingAllOrders) {
  std::mt19937 random(test_seed());
  SCOPED_TRACE(test_seed());
  for (int round = 0; round < 200; ++round) {
    const size_t firsts = random() % 6, seconds = 1 + random() % 5;
    std::vector<int> worth(firsts * seconds);
    for (int& points : worth) points = static_cast<int>(random() % 60) - 20;
    std::vector<size_t> order(std::max(firsts, seconds));
    std::iota(order.begin(), order.end(), size_t{0});
    int best = 0;
    do {
      int total = 0;
      for (size_t a = 0; a < firsts; ++a)
        if (order[a] < seconds) total += std::max(0, worth[a * seconds + order[a]]);
      best = std::max(best, total);
    } while (std::next_permutation(order.begin(), order.end()));
    int total = 0;
    std::vector<bool> taken(seconds);
    const std::vector<size_t> partners = assign(worth, seconds);
    for (size_t a = 0; a < firsts; ++a) {
      if (partners[a] == kNotAssigned) continue;
      ASSERT_FALSE(taken[partners[a]]);
      taken[partners[a]] = true;
      total += worth[a * seconds + partners[a]];
    }
    ASSERT_EQ(total, best);
  }
}

}  // namespace
}  // namespace newsmill
