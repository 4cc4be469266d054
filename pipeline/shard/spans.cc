// Byte offsets to code points and back.
//
//   新增8万人    value_begin  6 bytes is 2 code points, value_end 13 bytes is 5 code points
//
// The offsets of all metrics are sorted, so that each paragraph is counted through once however
// many metrics it has and in whatever order they come. Tested by tests/shard/spans_test.cc.
#include "shard/spans.h"

#include <algorithm>
#include <cassert>
#include <string>

#include "core/utf8.h"
#include "newsmill/v1/article.pb.h"

namespace newsmill {
namespace {

// A byte offset that waits for its code point.
struct Pending {
  uint32_t paragraph, byte;
  uint32_t* code_point;
};

std::vector<Pending> pending_offsets(const Article& article, std::vector<MetricSpans>& spans) {
  std::vector<Pending> pending;
  pending.reserve(4 * article.metrics.size());
  for (size_t i = 0; i < article.metrics.size(); ++i) {
    const Metric& metric = article.metrics[i];
    assert(metric.paragraph < article.paragraphs.size());  // extraction numbers what it was given
    if (metric.paragraph >= article.paragraphs.size()) continue;
    pending.push_back({metric.paragraph, metric.value_begin, &spans[i].value_begin});
    pending.push_back({metric.paragraph, metric.value_end, &spans[i].value_end});
    pending.push_back({metric.paragraph, metric.evidence_begin, &spans[i].evidence_begin});
    pending.push_back({metric.paragraph, metric.evidence_end, &spans[i].evidence_end});
  }
  std::sort(pending.begin(), pending.end(), [](const Pending& a, const Pending& b) {
    return a.paragraph != b.paragraph ? a.paragraph < b.paragraph : a.byte < b.byte;
  });
  return pending;
}

// Byte offsets of the code points of `text`, and its size.
std::vector<uint32_t> starts_of(std::string_view text) {
  std::vector<uint32_t> starts;
  for (uint32_t i = 0; i < text.size(); ++i)
    if (utf8::is_start(text[i])) starts.push_back(i);
  starts.push_back(static_cast<uint32_t>(text.size()));
  return starts;
}

std::string slice(const std::string& text, const std::vector<uint32_t>& starts, uint32_t begin,
                  uint32_t end) {
  const uint32_t length = static_cast<uint32_t>(starts.size() - 1);
  end = std::min(end, length);
  begin = std::min(begin, end);
  return text.substr(starts[begin], starts[end] - starts[begin]);
}

}  // namespace

std::vector<MetricSpans> code_point_spans(const Article& article) {
  std::vector<MetricSpans> spans(article.metrics.size());
  uint32_t paragraph = 0, byte = 0, code_point = 0;
  for (const Pending& next : pending_offsets(article, spans)) {
    if (next.paragraph != paragraph) byte = code_point = 0;
    paragraph = next.paragraph;
    const std::string_view text = article.paragraphs[paragraph].text;
    assert(next.byte <= text.size());  // as above
    const uint32_t until = std::min(next.byte, static_cast<uint32_t>(text.size()));
    code_point += static_cast<uint32_t>(utf8::length(text.substr(byte, until - byte)));
    byte = until;
    *next.code_point = code_point;
  }
  return spans;
}

void fill_spans(v1::Article& article) {
  std::vector<std::vector<uint32_t>> starts(article.paragraphs_size());
  for (v1::Metric& metric : *article.mutable_metrics()) {
    if (metric.paragraph() >= starts.size()) continue;
    const std::string& text = article.paragraphs(static_cast<int>(metric.paragraph())).text();
    std::vector<uint32_t>& at = starts[metric.paragraph()];
    if (at.empty()) at = starts_of(text);
    metric.set_surface(slice(text, at, metric.value_begin(), metric.value_end()));
    metric.set_evidence(slice(text, at, metric.evidence_begin(), metric.evidence_end()));
  }
}

}  // namespace newsmill
