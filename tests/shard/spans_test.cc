#include "shard/spans.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/utf8.h"
#include "newsmill/v1/article.pb.h"
#include "shard/random_records.h"
#include "shard/twin.h"

namespace newsmill {
namespace {

Metric span(uint32_t paragraph, uint32_t begin, uint32_t end) {
  Metric metric;
  metric.paragraph = paragraph;
  metric.value_begin = begin, metric.value_end = end;
  metric.evidence_begin = 0, metric.evidence_end = end;
  return metric;
}

std::vector<MetricSpans> code_point_spans(const Article& article) {
  CodePointCounter counter(article);
  std::vector<MetricSpans> spans;
  for (const Metric& metric : article.metrics) spans.push_back(counter.spans_of(metric));
  return spans;
}

TEST(Spans, BytesToCodePoints) {
  Article article;
  for (const char* text : {"新增8万人", "", "𠀀占5%"}) article.paragraphs.push_back({.text = text});
  article.metrics = {span(2, 7, 9), span(0, 6, 13), span(1, 0, 0), span(0, 0, 6)};
  const std::vector<MetricSpans> spans = code_point_spans(article);
  ASSERT_EQ(spans.size(), 4u);
  EXPECT_EQ(spans[0].value_begin, 2u);
  EXPECT_EQ(spans[0].value_end, 4u);
  EXPECT_EQ(spans[0].evidence_begin, 0u);
  EXPECT_EQ(spans[1].value_begin, 2u);
  EXPECT_EQ(spans[1].value_end, 5u);
  EXPECT_EQ(spans[2].value_end, 0u);
  EXPECT_EQ(spans[3].value_end, 2u);
}

TEST(Spans, EveryByteOfTextsAboutAsLongAsBlocks) {
  for (const size_t size : {1, 62, 63, 64, 65, 127, 128, 129, 192}) {
    std::string text = "新增8万人，𠀀占5%é";
    while (text.size() < size) text += text;
    text = utf8::beginning(text, size);
    text.resize(size, ' ');
    Article article;
    article.paragraphs.push_back({.text = text});
    for (uint32_t byte = 0; byte <= size; ++byte) article.metrics.push_back(span(0, byte, byte));
    const std::vector<MetricSpans> spans = code_point_spans(article);
    for (uint32_t byte = 0; byte <= size; ++byte)
      ASSERT_EQ(spans[byte].value_end, twin::code_points(text, byte)) << size;
  }
}

TEST(Spans, TwinOnRandomArticles) {
  constexpr uint64_t kSeed = 20210210;
  SCOPED_TRACE(kSeed);
  RandomRecords random(kSeed);
  for (int i = 0; i < 300; ++i) {
    const Article article = random.article();
    const std::vector<MetricSpans> spans = code_point_spans(article);
    for (size_t m = 0; m < spans.size(); ++m) {
      const Metric& metric = article.metrics[m];
      const std::string& text = article.paragraphs[metric.paragraph].text;
      ASSERT_EQ(spans[m].value_begin, twin::code_points(text, metric.value_begin));
      ASSERT_EQ(spans[m].value_end, twin::code_points(text, metric.value_end));
      ASSERT_EQ(spans[m].evidence_begin, twin::code_points(text, metric.evidence_begin));
      ASSERT_EQ(spans[m].evidence_end, twin::code_points(text, metric.evidence_end));
    }
  }
}

TEST(Spans, FillGivesTheTextBack) {
  constexpr uint64_t kSeed = 7;
  SCOPED_TRACE(kSeed);
  RandomRecords random(kSeed);
  for (int i = 0; i < 300; ++i) {
    const Article article = random.article();
    v1::Article record = twin::record(article);
    fill_spans(record);
    for (size_t m = 0; m < article.metrics.size(); ++m) {
      const Metric& metric = article.metrics[m];
      const std::string& text = article.paragraphs[metric.paragraph].text;
      const auto part = [&](uint32_t begin, uint32_t end) {
        return begin < end ? text.substr(begin, end - begin) : "";
      };
      const v1::Metric& got = record.metrics(static_cast<int>(m));
      ASSERT_EQ(got.surface(), part(metric.value_begin, metric.value_end));
      ASSERT_EQ(got.evidence(), part(metric.evidence_begin, metric.evidence_end));
    }
  }
}

TEST(Spans, FillCutsSpansThatDoNotFit) {
  v1::Article record;
  record.add_paragraphs()->set_text("八个字");
  v1::Metric* const over = record.add_metrics();
  over->set_value_begin(2), over->set_value_end(4000000000u);
  over->set_evidence_begin(9), over->set_evidence_end(3);
  record.add_metrics()->set_paragraph(1);
  fill_spans(record);
  EXPECT_EQ(record.metrics(0).surface(), "字");
  EXPECT_EQ(record.metrics(0).evidence(), "");
  EXPECT_EQ(record.metrics(1).surface(), "");
}

}  // namespace
}  // namespace newsmill
