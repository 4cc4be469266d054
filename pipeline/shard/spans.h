// Positions in text: bytes inside the pipeline, Unicode code points in records.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/article.h"

namespace newsmill {

namespace v1 {
class Article;
}

// Where a metric stands in its paragraph, in code points.
struct MetricSpans {
  uint32_t value_begin = 0, value_end = 0;
  uint32_t evidence_begin = 0, evidence_end = 0;
};

// The spans of article.metrics, in their order. One pass over each paragraph that has metrics.
std::vector<MetricSpans> code_point_spans(const Article& article);

// Gives the metrics of a record that was read from a shard their `surface` and `evidence`. Spans
// that do not fit their paragraph are cut to it.
void fill_spans(v1::Article& article);

}  // namespace newsmill
