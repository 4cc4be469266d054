// Issues made up from a seed: every field is set at some time, every enum value occurs.
#pragma once

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/batch.h"
#include "core/utf8.h"

namespace newsmill {

class RandomRecords {
 public:
  explicit RandomRecords(uint64_t seed) : random_(seed) {}

  Batch<Issue> batch(uint64_t seq) {
    Batch<Issue> batch;
    batch.seq = seq;
    batch.bytes = number(1 << 20);
    for (size_t n = number(3); n > 0; --n) batch.items.push_back(issue());
    for (size_t n = number(3); n > 0; --n) batch.rejects.push_back(reject());
    return batch;
  }

  Issue issue() {
    Issue issue;
    for (size_t n = 1 + number(4); n > 0; --n) issue.pages.push_back(page());
    for (size_t n = number(4); n > 0; --n) issue.articles.push_back(article());
    for (size_t n = number(3); n > 0; --n) issue.ads.push_back(ad());
    return issue;
  }

  Page page() {
    Page page{.origin = origin(), .id = id(), .encoding = "GB18030"};
    page.repaired_bytes = number(3) * number(1000);
    page.mojibake = number(3);
    for (size_t n = number(3); n > 0; --n) page.repairs.push_back({number(1000), number(3)});
    page.masthead = {text(5), date(), text(3), text(4), texts(), texts(), texts()};
    page.layout = any<Layout>(3);
    for (size_t n = number(20); n > 0; --n) page.blocks.push_back(block());
    return page;
  }

  Article article() {
    Article article;
    article.id = id();
    for (size_t n = number(3); n > 0; --n) article.page_ids.push_back(id());
    article.publication = text(5);
    article.date = date();
    article.page_number = text(2);
    article.section = text(2);
    article.headline = {text(20), text(20), text(20)};
    article.byline = {texts(), text(4), text(6)};
    for (size_t n = number(8); n > 0; --n) article.paragraphs.push_back(paragraph());
    if (number(2)) article.jump_from = Jump{text(2), text(18)};
    if (number(2)) article.jump_to = Jump{text(2), text(18)};
    article.stats = {count(), count(), count(), count(), count(), count()};
    article.fingerprint = number(2) * random_();
    if (!article.paragraphs.empty())
      for (size_t n = number(10); n > 0; --n) article.metrics.push_back(metric(article));
    return article;
  }

  Ad ad() {
    Ad ad{id(), id(), lines(), text(200), any<AdCategory>(23), real(), rules(), random_()};
    const auto before = random_;  // the other records do not depend on what ads have
    ad.in_articles = number(2) == 1;
    for (size_t n = number(3); n > 0; --n) ad.lost.push_back({text(5), text(5), text(5), "SEAL"});
    ad.issuer = text(9);
    ad.date = date();
    for (size_t n = number(3); n > 0; --n) ad.amounts.push_back({real(), "CNY"});
    random_ = before;
    return ad;
  }

  Reject reject() {
    Reject reject{origin(), any<Stage>(7), {text(10), text(30), number(1 << 30)}, ""};
    for (size_t n = number(300); n > 0; --n) reject.bytes.push_back(static_cast<char>(random_()));
    return reject;
  }

  // Code points of one to four bytes.
  std::string text(size_t longest) {
    std::string out;
    for (size_t n = number(longest + 1); n > 0; --n) {
      static constexpr char32_t kFirst[] = {' ', 0xA0, 0x4E00, 0x20000};
      utf8::append(out, kFirst[number(4)] + static_cast<char32_t>(number(0x5E)));
    }
    return out;
  }

  // 0 … limit - 1.
  size_t number(size_t limit) { return random_() % limit; }

 private:
  template <class Enum>
  Enum any(size_t values) {
    return static_cast<Enum>(number(values));
  }
  uint32_t count() { return static_cast<uint32_t>(number(2) * number(100000)); }
  double real() { return number(3) ? static_cast<double>(number(100000)) / 7 - 5000 : 0.0; }
  std::vector<std::string> texts() {
    std::vector<std::string> out(number(3));
    for (std::string& item : out) item = text(4);  // may be empty
    return out;
  }
  std::optional<Date> date() {
    if (number(3) == 0) return std::nullopt;
    using namespace std::chrono;
    return year(1900 + static_cast<int>(number(200))) / static_cast<int>(1 + number(12)) /
           static_cast<int>(1 + number(28));
  }
  Origin origin() {
    static const auto kArchive = std::make_shared<const std::string>("daily-二月.tar.zst");
    return {kArchive, text(8) + ".txt", number(1 << 20), random_()};
  }
  RecordId id() { return text(RecordId::kLongest / 4); }
  std::vector<std::string_view> rules() {
    std::vector<std::string_view> out;
    for (size_t n = number(3); n > 0; --n) out.push_back(number(2) ? "lost.void" : "");
    return out;
  }
  Few<LineRange> lines() {
    Few<LineRange> out;
    for (size_t n = number(4); n > 0; --n)
      out.push_back({static_cast<uint32_t>(number(500)), static_cast<uint32_t>(number(500))});
    return out;
  }
  Block block() {
    Block block;
    block.kind = any<BlockKind>(8);
    block.lines = lines();
    block.owner = id();
    block.text = text(100);
    return block;
  }
  Paragraph paragraph() {
    Paragraph paragraph{any<ParagraphKind>(4), static_cast<uint8_t>(number(4)), text(200), {}};
    for (const LineRange& range : lines())
      paragraph.lines.push_back({static_cast<uint32_t>(number(3)), range});
    return paragraph;
  }
  // A byte offset where a code point of `text` begins, or its end.
  uint32_t offset(const std::string& text) {
    size_t at = number(text.size() + 1);
    while (at < text.size() && !utf8::is_start(text[at])) ++at;
    return static_cast<uint32_t>(at);
  }
  Metric metric(const Article& article) {
    Metric metric;
    metric.paragraph = static_cast<uint32_t>(number(article.paragraphs.size()));
    const std::string& where = article.paragraphs[metric.paragraph].text;
    metric.value_begin = offset(where), metric.value_end = offset(where);
    metric.evidence_begin = offset(where), metric.evidence_end = offset(where);
    metric.indicator = text(10);
    metric.value = real();
    if (number(2)) metric.value_high = real();
    if (number(2)) metric.baseline = real();
    metric.unit = text(2);
    metric.unit_implied = number(2);
    metric.kind = any<MetricKind>(9);
    metric.delta = any<Delta>(3);
    metric.direction = any<Direction>(4);
    metric.comparator = any<Comparator>(9);
    metric.period_begin = date(), metric.period_end = date();
    metric.period_aggregation = any<PeriodAggregation>(3);
    metric.period_source = any<PeriodSource>(3);
    metric.compared_with = text(3);
    metric.status = any<Status>(3);
    metric.scope = text(3), metric.denominator = text(3);
    metric.group = static_cast<int32_t>(number(4)) - 1;
    metric.group_position = static_cast<int32_t>(number(4)) - 1;
    metric.qualifier_of = static_cast<int32_t>(number(4)) - 1;
    metric.rule = "value.unit";
    metric.confidence = real();
    return metric;
  }

  std::mt19937_64 random_;
};

}  // namespace newsmill
