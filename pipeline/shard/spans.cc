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
#include <utility>

#include "core/byte_masks.h"
#include "core/utf8.h"
#include "newsmill/v1/article.pb.h"

namespace newsmill {
namespace {

using utf8::kBlock;
constexpr size_t kUsual = 32;  // blocks of a paragraph, or less

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

MetricSpans CodePointCounter::spans_of(const Metric& metric) {
  assert(metric.paragraph < article_.paragraphs.size());  // extraction numbers what it was given
  if (metric.paragraph >= article_.paragraphs.size()) return {};
  const auto size = static_cast<uint32_t>(article_.paragraphs[metric.paragraph].text.size());
  if (std::exchange(paragraph_, metric.paragraph) != metric.paragraph) {
    blocks_.clear();
    blocks_.reserve(std::max(kUsual, size / kBlock + 1));
    counted_ = 0;
  }
  const auto cut = [size](uint32_t byte) {
    assert(byte <= size);  // extraction found it there
    return std::min(byte, size);
  };
  count_to(std::max({cut(metric.value_begin), cut(metric.value_end), cut(metric.evidence_begin),
                     cut(metric.evidence_end)}));
  const auto before = [&](uint32_t byte) {
    const Marks& block = blocks_[cut(byte) / kBlock];
    return block.before +
           utf8::count_bits(block.begins & ((uint64_t{1} << cut(byte) % kBlock) - 1));
  };
  return {before(metric.value_begin), before(metric.value_end), before(metric.evidence_begin),
          before(metric.evidence_end)};
}

void CodePointCounter::count_to(size_t byte) {
  const std::string& text = article_.paragraphs[paragraph_].text;
  while (blocks_.size() <= byte / kBlock) {
    const size_t pos = blocks_.size() * kBlock;
    uint64_t begins = 0;
    if (pos + kBlock <= text.size()) {
      begins = utf8::byte_masks(text.data() + pos).begins;  // the NUL is there
    } else {
      std::array<char, kBlock + 1> rest{};
      std::copy(text.data() + pos, text.data() + text.size(), rest.data());
      begins = utf8::byte_masks(rest.data()).begins;
    }
    blocks_.push_back({begins, counted_});
    counted_ += utf8::count_bits(begins);
  }
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
