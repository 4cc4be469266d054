// Do the columns of a page follow each other, or were they set side by side?
#pragma once

#include <span>

#include "core/page.h"
#include "segment/line.h"

namespace newsmill {

// kInterleaved when many lines hold pieces of several columns (pdftotext -layout), kFlowed
// otherwise, kUnknown for a page of a few lines.
Layout find_layout(std::span<const Line> lines);

}  // namespace newsmill
