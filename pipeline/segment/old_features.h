// What the line model looks at on pages of old papers besides (OldPrint tells them).
#pragma once

#include <span>

#include "segment/line.h"
#include "segment/line_features.h"
#include "segment/line_traits.h"

namespace newsmill {

// Adds to the features of each line those that only old papers have: NEWSMILL_OLD_LINE_FEATURES and
// NEWSMILL_OLD_BREAK_FEATURES. One of `traits` and of `features` for each line. Linear.
void add_old_features(std::span<const Line> lines, std::span<const uint64_t> traits,
                      std::span<LineFeatures> features);

}  // namespace newsmill
