// How the line model keeps the roles apart: which start a block, and where each one's score stands.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "segment/line_model.h"

namespace newsmill {

// Which of the twins of a break's features count behind a line of the role: none, the first.
constexpr size_t break_after(LineRole role) {
  switch (role) {
    case LineRole::kBegin:
      return 1;
    case LineRole::kInner:
    case LineRole::kResume:
    case LineRole::kCaption:
    case LineRole::kCaptionInner:
      return 2;
    default:
      return 0;
  }
}

// The first four start what the carrying ones carry on.
constexpr LineRole kStarting[] = {LineRole::kBegin,     LineRole::kHead,   LineRole::kSub,
                                  LineRole::kCaption,   LineRole::kResume, LineRole::kByline,
                                  LineRole::kFurniture, LineRole::kCell};
constexpr LineRole kCarrying[] = {LineRole::kInner, LineRole::kHeadInner, LineRole::kSubInner,
                                  LineRole::kCaptionInner};
constexpr size_t kPairs = std::size(kCarrying);
static_assert(std::size(kStarting) + kPairs == kRoleCount);
static_assert([] {
  for (size_t k = 0; k < kPairs; ++k)
    if (!may_follow(kStarting[k], kCarrying[k])) return false;
  return true;
}());
// Where a role's score stands in Scores: the carrying ones from 8.
constexpr std::array<uint8_t, kRoleCount> kPlace = [] {
  std::array<uint8_t, kRoleCount> place{};
  uint8_t next = 0;
  for (const LineRole role : kStarting) place[static_cast<size_t>(role)] = next++;
  for (const LineRole role : kCarrying) place[static_cast<size_t>(role)] = next++;
  return place;
}();

template <class Visit>
void for_each_role(const Visit& visit) {
  for (size_t role = 0; role < kRoleCount; ++role) visit(static_cast<LineRole>(role));
}

}  // namespace newsmill
