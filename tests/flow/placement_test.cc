#include "flow/placement.h"

#include <gtest/gtest.h>
#include <sched.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "core/result.h"

namespace newsmill {
namespace {

int cores_of_this_thread() {
  cpu_set_t set;
  CPU_ZERO(&set);
  sched_getaffinity(0, sizeof set, &set);
  return CPU_COUNT(&set);
}

TEST(Placement, EveryCoreOnce) {
  std::vector<int> cores = cores_by_node();
  EXPECT_EQ(static_cast<int>(cores.size()), cores_of_this_thread());
  std::ranges::sort(cores);
  EXPECT_EQ(std::ranges::adjacent_find(cores), cores.end());
}

TEST(Placement, OneNode) {
  std::thread([] {
    EXPECT_THROW(stay_on_node(4096), FatalError);
    const int before = cores_of_this_thread();
    stay_on_node(0);
    EXPECT_LE(cores_of_this_thread(), before);
    EXPECT_GE(cores_of_this_thread(), 1);
  }).join();
}

TEST(Placement, ThreadsStayOnACoreWhileTheyWork) {
  const int before = cores_of_this_thread();
  tbb::task_arena arena(2);
  {
    const PinnedThreads pinned(arena);
    std::atomic<int> wrong = 0;
    arena.execute(
        [&] { tbb::parallel_for(0, 64, [&](int) { wrong += cores_of_this_thread() != 1; }); });
    EXPECT_EQ(wrong, 0);
  }
  EXPECT_EQ(cores_of_this_thread(), before);
}

}  // namespace
}  // namespace newsmill
