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

// Counts the code points before the metrics of one article, which must outlive it. A paragraph is
// passed over once, and no further than its metrics stand, when they are asked for in order.
class CodePointCounter {
 public:
  explicit CodePointCounter(const Article& article) : article_(article) {}
  MetricSpans spans_of(const Metric& metric);

 private:
  // Of so many bytes of the paragraph.
  struct Marks {
    uint64_t begins;  // a bit a byte: those that begin a code point
    uint32_t before;  // code points in the blocks before
  };
  void count_to(size_t byte);

  const Article& article_;
  uint32_t paragraph_ = UINT32_MAX;  // whose blocks these are
  std::vector<Marks> blocks_;        // as far as they were asked for
  uint32_t counted_ = 0;             // code points in them
};

// Gives the metrics of a record that was read from a shard their `surface` and `evidence`. Spans
// that do not fit their paragraph are cut to it.
void fill_spans(v1::Article& article);

}  // namespace newsmill
