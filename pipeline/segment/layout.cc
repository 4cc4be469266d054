// A line of a page whose columns were kept side by side has wide blanks between stretches of text:
//   春耕时节，田间地头一片繁忙。农        村的人家，早早地起了床，忙着准
// Tested by tests/segment/layout_test.cc.
#include "segment/layout.h"

#include <algorithm>

namespace newsmill {
namespace {

constexpr size_t kFewLines = 3;
constexpr size_t kEnoughLines = 8;

}  // namespace

Layout find_layout(std::span<const Line> lines) {
  if (lines.size() < kFewLines) return Layout::kUnknown;
  const size_t parted = static_cast<size_t>(
      std::count_if(lines.begin(), lines.end(), [](const Line& line) { return line.gulfs > 0; }));
  return lines.size() >= kEnoughLines && parted * 4 >= lines.size() ? Layout::kInterleaved
                                                                    : Layout::kFlowed;
}

}  // namespace newsmill
