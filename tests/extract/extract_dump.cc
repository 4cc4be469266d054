// usage: extract_dump < ARTICLES.jsonl > METRICS.jsonl
//
// Reads articles ({"id", "date", "title"?, "paras": [text or {"kind", "text"}]}), extracts their
// metrics and prints them as the contract words them: paragraphs[].text, metrics[] in code points.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "core/utf8.h"
#include "extract/extract_metrics.h"

namespace {

using newsmill::Article;
using newsmill::Metric;
using nlohmann::json;

constexpr const char* kKinds[] = {"UNSPECIFIED", "LEVEL", "COUNT",  "CHANGE",   "TRANSITION",
                                  "SHARE",       "RANK",  "STREAK", "THRESHOLD"};
constexpr const char* kDeltas[] = {"NONE", "REL", "ABS"};
constexpr const char* kDirections[] = {"NONE", "INCREASE", "DECREASE", "FLAT"};
constexpr const char* kComparators[] = {"EQ",     "GE",  "GT",    "LE",   "LT",
                                        "APPROX", "TOP", "ORDER", "RANGE"};
constexpr const char* kAggregations[] = {"POINT", "TOTAL", "ANNUAL_AVERAGE"};
constexpr const char* kSources[] = {"IMPLICIT", "INHERITED", "EXPLICIT"};
constexpr const char* kStatus[] = {"ACHIEVED", "TARGET", "EXPECTED"};

std::string iso(const newsmill::Date& date) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(date.year()), unsigned(date.month()),
                unsigned(date.day()));
  return text;
}

Article read(const json& in) {
  Article article;
  article.id = in.value("id", "");
  article.headline.title = in.value("title", "");
  int y = 0;
  unsigned m = 0, d = 0;
  if (std::sscanf(in.value("date", "").c_str(), "%d-%u-%u", &y, &m, &d) == 3)
    article.date = std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d);
  for (const json& para : in["paras"]) {
    newsmill::Paragraph paragraph;
    paragraph.text = para.is_string() ? para.get<std::string>() : para["text"].get<std::string>();
    if (para.is_object() && para.value("kind", "") == "HEADING")
      paragraph.kind = newsmill::ParagraphKind::kHeading;
    article.paragraphs.push_back(std::move(paragraph));
  }
  return article;
}

template <class Enum, size_t N>
const char* name(const char* const (&names)[N], Enum value) {
  return names[static_cast<size_t>(value)];
}

json write(const Metric& metric, const std::string& text) {
  const auto point = [&](uint32_t byte) {
    return newsmill::utf8::length(std::string_view(text).substr(0, byte));
  };
  json out{
      {"paragraph", metric.paragraph},
      {"value_begin", point(metric.value_begin)},
      {"value_end", point(metric.value_end)},
      {"evidence_begin", point(metric.evidence_begin)},
      {"evidence_end", point(metric.evidence_end)},
      {"surface", text.substr(metric.value_begin, metric.value_end - metric.value_begin)},
      {"evidence", text.substr(metric.evidence_begin, metric.evidence_end - metric.evidence_begin)},
      {"indicator", metric.indicator},
      {"value", metric.value},
      {"unit", metric.unit},
      {"unit_implied", metric.unit_implied},
      {"kind", name(kKinds, metric.kind)},
      {"delta", name(kDeltas, metric.delta)},
      {"direction", name(kDirections, metric.direction)},
      {"comparator", name(kComparators, metric.comparator)},
      {"period_aggregation", name(kAggregations, metric.period_aggregation)},
      {"period_source", name(kSources, metric.period_source)},
      {"compared_with", metric.compared_with},
      {"status", name(kStatus, metric.status)},
      {"scope", metric.scope},
      {"denominator", metric.denominator},
      {"group", metric.group},
      {"group_position", metric.group_position},
      {"qualifier_of", metric.qualifier_of},
      {"rule", std::string(metric.rule)},
      {"confidence", metric.confidence}};
  if (metric.value_high) out["value_high"] = *metric.value_high;
  if (metric.baseline) out["baseline"] = *metric.baseline;
  if (metric.period_begin) out["period_begin"] = iso(*metric.period_begin);
  if (metric.period_end) out["period_end"] = iso(*metric.period_end);
  return out;
}

}  // namespace

int main() {
  const newsmill::RuleSet rules = newsmill::RuleSet::builtin();
  const newsmill::ExtractMetrics extract(rules);
  for (std::string line; std::getline(std::cin, line);) {
    Article article = read(json::parse(line));
    extract.extract(article);
    json out{{"id", std::string_view(article.id)},
             {"paragraphs", json::array()},
             {"metrics", json::array()}};
    for (const newsmill::Paragraph& paragraph : article.paragraphs)
      out["paragraphs"].push_back({{"text", paragraph.text}});
    for (const Metric& metric : article.metrics)
      out["metrics"].push_back(write(metric, article.paragraphs[metric.paragraph].text));
    std::cout << out.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
  }
}
