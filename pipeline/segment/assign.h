// Pairs of two lists, for the most points in all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsmill {

constexpr size_t kMostAssigned = 8;  // of the second list
constexpr size_t kNotAssigned = SIZE_MAX;

// worth[a * seconds + b] are the points of the a-th of the first list with the b-th of the second.
// For each of the first list its partner; each has one at the most, and no pair of no points or
// less is made. At most kMostAssigned `seconds`: the time grows with two to their number.
std::vector<size_t> assign(const std::vector<int>& worth, size_t seconds);

}  // namespace newsmill
