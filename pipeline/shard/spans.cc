// Byte offsets to code points and back.
//
//   新增8万人    value_begin  6 bytes is 2 code points, value_end 13 bytes is 5 code points
//
// Counting from the start of the paragraph for each offset would be quadratic, so each paragraph
// that has metrics is gone through once. Of every 64 bytes is kept which of them begin a code point
// and how many come before; an offset is then a look and a count of bits. Tested by
// tests/shard/spans_test.cc.
#include "shard/spans.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>

#include "core/byte_masks.h"
#include "core/utf8.h"
#include "newsmill/v1/article.pb.h"

namespace newsmill {
namespace {

// Tells how many code points stand before a byte of a paragraph.
class CodePointCounter {
 public:
  explicit CodePointCounter(const std::vector<Paragraph>& paragraphs)
      : paragraphs_(paragraphs), first_(paragraphs.size(), kNotCounted) {
    size_t blocks = 0;
    for (const Paragraph& paragraph : paragraphs) blocks += paragraph.text.size() / kBlock + 1;
    blocks_.reserve(blocks);
  }

  MetricSpans spans(const Metric& metric) {
    const std::string& text = paragraphs_[metric.paragraph].text;
    size_t& first = first_[metric.paragraph];
    if (first == kNotCounted) {
      first = blocks_.size();
      count(text);
    }
    const auto before = [&](uint32_t byte) {
      assert(byte <= text.size());  // extraction found it there
      byte = std::min(byte, static_cast<uint32_t>(text.size()));
      const Marks& block = blocks_[first + byte / kBlock];
      return block.before + utf8::count_bits(block.begins & ((uint64_t{1} << byte % kBlock) - 1));
    };
    return {before(metric.value_begin), before(metric.value_end), before(metric.evidence_begin),
            before(metric.evidence_end)};
  }

 private:
  static constexpr size_t kBlock = utf8::kBlock;
  static constexpr size_t kNotCounted = SIZE_MAX;
  struct Marks {
    uint64_t begins;  // a bit a byte: those that begin a code point
    uint32_t before;  // code points in the blocks before
  };

  void count(const std::string& text) {
    uint32_t sum = 0;
    const auto add = [&](const char* bytes) {
      blocks_.push_back({utf8::byte_masks(bytes).begins, sum});
      sum += utf8::count_bits(blocks_.back().begins);
    };
    size_t pos = 0;
    for (; pos + kBlock <= text.size(); pos += kBlock) add(text.data() + pos);  // the NUL is there
    std::array<char, kBlock + 1> rest{};
    std::copy(text.data() + pos, text.data() + text.size(), rest.data());
    add(rest.data());
  }

  const std::vector<Paragraph>& paragraphs_;
  std::vector<size_t> first_;  // where the blocks of each paragraph begin
  std::vector<Marks> blocks_;
};

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
  std::vector<MetricSpans> spans;
  if (article.metrics.empty()) return spans;
  spans.reserve(article.metrics.size());
  CodePointCounter counter(article.paragraphs);
  for (const Metric& metric : article.metrics) {
    assert(metric.paragraph < article.paragraphs.size());  // extraction numbers what it was given
    MetricSpans& span = spans.emplace_back();
    if (metric.paragraph >= article.paragraphs.size()) continue;
    span = counter.spans(metric);
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
