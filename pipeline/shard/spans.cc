// Byte offsets to code points and back.
//
//   新增8万人    value_begin  6 bytes is 2 code points, value_end 13 bytes is 5 code points
//
// Counting from the start of the paragraph for each offset would be quadratic, so each paragraph
// that has metrics is counted through once, with a mark at every 64th byte; an offset is then a
// mark and a few bytes. Tested by tests/shard/spans_test.cc.
#include "shard/spans.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <string>

#include "core/utf8.h"
#include "newsmill/v1/article.pb.h"

namespace newsmill {
namespace {

// The eight bytes at `pos`; beyond the end of the text, zeros.
uint64_t word_at(std::string_view text, size_t pos) {
  uint64_t word = 0;
  if (pos + sizeof word <= text.size())
    std::memcpy(&word, text.data() + pos, sizeof word);
  else
    std::memcpy(&word, text.data() + pos, text.size() - pos);
  return word;
}

// How many of eight bytes are 10xxxxxx: those that begin no code point.
uint32_t continuations(uint64_t word) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  const uint64_t marked = (word >> 7) & ~(word >> 6) & kOnes;
  return static_cast<uint32_t>(marked * kOnes >> 56);  // their sum
}

// The code points that begin from byte `pos` to byte `end`, eight bytes at a time: spans are short,
// so a plain loop over their bytes takes as long as all the rest of encoding.
uint32_t code_points(std::string_view text, size_t pos, size_t end) {
  uint32_t count = static_cast<uint32_t>(end - pos);
  for (; pos + 8 <= end; pos += 8) count -= continuations(word_at(text, pos));
  if (pos == end) return count;
  return count - continuations(word_at(text, pos) << 8 * (8 - (end - pos)));
}

// The code points that begin in kStep bytes. So many have a sum that fits a byte: the compiler
// counts 16 bytes at once.
constexpr size_t kStep = 64;
uint32_t code_points_in_step(const char* bytes) {
  unsigned char count = 0;
  for (size_t i = 0; i < kStep; ++i) count += utf8::is_start(bytes[i]);
  return count;
}

// Tells how many code points stand before a byte of a paragraph.
class CodePointCounter {
 public:
  explicit CodePointCounter(const std::vector<Paragraph>& paragraphs)
      : first_marks_(paragraphs.size(), kNotCounted) {
    size_t marks = 0;
    for (const Paragraph& paragraph : paragraphs) marks += paragraph.text.size() / kStep + 1;
    marks_.reserve(marks);
  }

  uint32_t before(uint32_t paragraph, std::string_view text, uint32_t byte) {
    assert(byte <= text.size());  // extraction found it there
    byte = std::min(byte, static_cast<uint32_t>(text.size()));
    const size_t step = byte / kStep;
    return marks_[first_mark(paragraph, text) + step] + code_points(text, step * kStep, byte);
  }

 private:
  static constexpr size_t kNotCounted = SIZE_MAX;

  size_t first_mark(uint32_t paragraph, std::string_view text) {
    size_t& first = first_marks_[paragraph];
    if (first == kNotCounted) {
      first = marks_.size();
      count(text);
    }
    return first;
  }

  void count(std::string_view text) {
    uint32_t sum = 0;
    marks_.push_back(sum);
    for (size_t at = 0; at + kStep <= text.size(); at += kStep)
      marks_.push_back(sum += code_points_in_step(text.data() + at));
  }

  std::vector<size_t> first_marks_;  // where the marks of each paragraph begin
  std::vector<uint32_t> marks_;      // at every kStep bytes: the code points before them
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
    const std::string_view text = article.paragraphs[metric.paragraph].text;
    const auto before = [&](uint32_t byte) { return counter.before(metric.paragraph, text, byte); };
    span = {before(metric.value_begin), before(metric.value_end), before(metric.evidence_begin),
            before(metric.evidence_end)};
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
