// One message in, lines out:
//
//   {"id":"9f86d081884c7d65-a1","page_ids":["9f86d081884c7d65"],"headline":{"title":"…"},…}
//
// Tested by tests/tools/cat_test.cc.
#include "print.h"

#include <google/protobuf/util/json_util.h>

#include <nlohmann/json.hpp>

#include "newsmill/v1/ad.pb.h"
#include "newsmill/v1/article.pb.h"
#include "newsmill/v1/page.pb.h"
#include "newsmill/v1/reject.pb.h"
#include "print_csv.h"
#include "print_text.h"
#include "shard/spans.h"

namespace newsmill {
namespace {

using google::protobuf::Message;

bool is_json(Format format) {
  return format == Format::kJsonl || format == Format::kWholeJsonl;
}

std::string json_of(const Message& message, Format format) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = format == Format::kWholeJsonl;
  std::string json;
  // Cannot fail on a message that was parsed: its strings are valid.
  (void)google::protobuf::util::MessageToJsonString(message, &json, options);
  return json;
}

std::string whole_text(const v1::Article& article) {
  std::string text;
  for (const v1::Article::Paragraph& paragraph : article.paragraphs()) {
    if (!text.empty()) text += '\n';
    text += paragraph.text();
  }
  return text;
}

// ---- a metric and the article it stands in -----------------------------------------------------

struct ArticleColumn {
  const char* name;
  const std::string& (*of)(const v1::Article&);
};

const ArticleColumn kArticleColumns[] = {
    {"article_id", [](const v1::Article& a) -> const std::string& { return a.id(); }},
    {"publication", [](const v1::Article& a) -> const std::string& { return a.publication(); }},
    {"date", [](const v1::Article& a) -> const std::string& { return a.date(); }},
    {"page_number", [](const v1::Article& a) -> const std::string& { return a.page_number(); }},
    {"title", [](const v1::Article& a) -> const std::string& { return a.headline().title(); }},
};

std::string metric_json(const v1::Article& article, const v1::Metric& metric, Format format) {
  nlohmann::ordered_json head;
  for (const ArticleColumn& column : kArticleColumns) head[column.name] = column.of(article);
  std::string json = head.dump();
  json.back() = ',';
  return json + json_of(metric, format).substr(1);  // never {}: a metric has a value
}

void metric_row(const v1::Article& article, const v1::Metric& metric, CsvRow& row) {
  for (const ArticleColumn& column : kArticleColumns) row.cell(column.of(article));
  csv_cells(metric, row);
  row.end();
}

void print_metrics(const v1::Article& article, Format format, std::string& out) {
  CsvRow row(out);
  for (const v1::Metric& metric : article.metrics()) {
    if (is_json(format)) out += metric_json(article, metric, format) + "\n";
    if (format == Format::kCsv) metric_row(article, metric, row);
    if (format == Format::kText) print_text(metric, article, out);
  }
}

// ---- the other records -------------------------------------------------------------------------

template <class Record>
void print_record(const Record& record, Format format, std::string& out) {
  if (is_json(format)) out += json_of(record, format) + "\n";
  if (format == Format::kText) print_text(record, out);
  if (format != Format::kCsv) return;
  CsvRow row(out);
  csv_cells(record, row);
  if constexpr (std::is_same_v<Record, v1::Article>) row.cell(whole_text(record));
  row.end();
}

template <class Record, class Print>
Result<void> parse(std::string_view message, const Print& print_parsed) {
  Record record;
  if (!record.ParseFromArray(message.data(), static_cast<int>(message.size())))
    return tl::unexpected(
        Error{"BAD_MESSAGE", "not a message newsmill.v1." + record.GetDescriptor()->name(), 0});
  print_parsed(record);
  return {};
}

}  // namespace

const google::protobuf::Descriptor& type_of(Records records) {
  switch (records) {
    case Records::kPages:
      return *v1::Page::descriptor();
    case Records::kArticles:
      return *v1::Article::descriptor();
    case Records::kAds:
      return *v1::Ad::descriptor();
    case Records::kRejects:
      return *v1::Reject::descriptor();
    case Records::kMetrics:
      break;
  }
  return *v1::Metric::descriptor();
}

std::vector<std::string_view> article_columns(Records records) {
  std::vector<std::string_view> names;
  if (records == Records::kMetrics)
    for (const ArticleColumn& column : kArticleColumns) names.emplace_back(column.name);
  return names;
}

Dataset dataset_of(Records records) {
  return records == Records::kMetrics ? Dataset::kArticles : static_cast<Dataset>(records);
}

std::string print_header(Records records, Format format) {
  std::string out;
  if (format != Format::kCsv) return out;
  CsvRow row(out);
  for (const std::string_view name : article_columns(records)) row.cell(name);
  csv_columns(type_of(records), "", row);
  if (records == Records::kArticles) row.cell("text");
  row.end();
  return out;
}

Result<void> print(std::string_view message, Records records, Format format, std::string& out) {
  const auto as_is = [&](const auto& record) { print_record(record, format, out); };
  switch (records) {
    case Records::kPages:
      return parse<v1::Page>(message, as_is);
    case Records::kAds:
      return parse<v1::Ad>(message, as_is);
    case Records::kRejects:
      return parse<v1::Reject>(message, as_is);
    case Records::kArticles:
    case Records::kMetrics:
      break;
  }
  return parse<v1::Article>(message, [&](v1::Article& article) {
    fill_spans(article);
    if (records == Records::kArticles)
      print_record(article, format, out);
    else
      print_metrics(article, format, out);
  });
}

}  // namespace newsmill
