// Two ends and two starts: 60 and 40 points, 50 and 10. 50 + 40 is more than 60 + 10, so the best
// pair is not made. A state is the set of those of the second list that have a partner. Tested by
// tests/segment/assign_test.cc.
#include "segment/assign.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace newsmill {

std::vector<size_t> assign(const std::vector<int>& worth, size_t seconds) {
  assert(seconds > 0 && seconds <= kMostAssigned);
  struct Best {
    int points = -1;                  // no way leads here
    uint8_t partner = kMostAssigned;  // of the last one
  };
  const size_t firsts = worth.size() / seconds, sets = size_t{1} << seconds;
  std::vector<Best> best((firsts + 1) * sets);  // by how many of the first list, by state
  best[0].points = 0;
  for (size_t a = 0; a < firsts; ++a)
    for (size_t state = 0; state < sets; ++state) {
      const int points = best[a * sets + state].points;
      if (points < 0) continue;
      const auto offer = [&](size_t to, int total, size_t partner) {
        Best& there = best[(a + 1) * sets + to];
        if (total > there.points) there = {total, static_cast<uint8_t>(partner)};
      };
      offer(state, points, kMostAssigned);
      for (size_t b = 0; b < seconds; ++b)
        if (const int more = worth[a * seconds + b]; more > 0 && !(state >> b & 1))
          offer(state | size_t{1} << b, points + more, b);
    }
  const auto last = best.end() - static_cast<std::ptrdiff_t>(sets);
  const auto most = std::max_element(
      last, best.end(), [](const Best& x, const Best& y) { return x.points < y.points; });
  std::vector<size_t> partners(firsts, kNotAssigned);
  for (size_t a = firsts, state = static_cast<size_t>(most - last); a > 0; --a) {
    const size_t partner = best[a * sets + state].partner;
    if (partner == kMostAssigned) continue;
    partners[a - 1] = partner;
    state &= ~(size_t{1} << partner);
  }
  return partners;
}

}  // namespace newsmill
