// Truth as JSON Lines; keys are those of the records that newsmill writes, where it has them.
// Tested by tests/newsgen/press_test.cc.
#include "newsgen/truth.h"

#include <nlohmann/json.hpp>

#include "core/utf8.h"

namespace newsmill::newsgen {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kLabels[] = {"blank",  "furniture", "ad",   "headline",
                                        "byline", "heading",   "body", "caption"};

Json json(const Lines& lines) {
  return {lines.first, lines.last};
}

Json json(const MastheadTruth& masthead) {
  return {{"publication", masthead.publication},
          {"date", masthead.date},
          {"page_number", masthead.page_number},
          {"section", masthead.section},
          {"editors", masthead.editors},
          {"phones", masthead.phones},
          {"emails", masthead.emails}};
}

Json json(const ParagraphTruth& paragraph) {
  return {{"kind", paragraph.kind},
          {"text", paragraph.text},
          {"lines", json(paragraph.lines)},
          {"open_start", paragraph.open_start},
          {"open_end", paragraph.open_end}};
}

Json json(const MetricTruth& metric, std::string_view paragraph) {
  const std::string_view surface = paragraph.substr(metric.begin, metric.end - metric.begin);
  const size_t begin = utf8::length(paragraph.substr(0, metric.begin));
  Json out = {{"paragraph", metric.paragraph},
              {"value_begin", begin},
              {"value_end", begin + utf8::length(surface)},
              {"surface", surface},
              {"indicator", metric.indicator},
              {"value", metric.value},
              {"unit", metric.unit},
              {"kind", metric.kind},
              {"delta", metric.delta},
              {"direction", metric.direction},
              {"comparator", metric.comparator},
              {"compared_with", metric.compared_with},
              {"status", metric.status},
              {"period_begin", metric.period.begin},
              {"period_end", metric.period.end},
              {"period_source", metric.period.source}};
  if (metric.baseline) out["baseline"] = *metric.baseline;
  return out;
}

Json json(const ArticleTruth& article) {
  Json paragraphs = Json::array(), metrics = Json::array();
  for (const ParagraphTruth& paragraph : article.paragraphs) paragraphs.push_back(json(paragraph));
  for (const MetricTruth& metric : article.metrics)
    metrics.push_back(json(metric, article.paragraphs[metric.paragraph].text));
  return {
      {"story", article.story},
      {"headline",
       {{"kicker", article.kicker}, {"title", article.title}, {"subtitle", article.subtitle}}},
      {"byline",
       {{"authors", article.authors}, {"agency", article.agency}, {"dateline", article.dateline}}},
      {"jump_from", article.jump_from},
      {"jump_to", article.jump_to},
      {"paragraphs", std::move(paragraphs)},
      {"metrics", std::move(metrics)}};
}

}  // namespace

std::string truth_line(const PageTruth& page) {
  Json labels = Json::array(), articles = Json::array(), ads = Json::array(), marks = Json::array();
  for (const Label label : page.labels) labels.push_back(kLabels[static_cast<size_t>(label)]);
  for (const ArticleTruth& article : page.articles) articles.push_back(json(article));
  for (const AdTruth& ad : page.ads)
    ads.push_back({{"category", ad.category}, {"lines", json(ad.lines)}, {"text", ad.text}});
  for (const MarkTruth& mark : page.marks)
    marks.push_back({{"line", mark.line}, {"text", mark.text}});
  const Json out = {{"page", page.page},
                    {"mode", page.mode},
                    {"masthead", json(page.masthead)},
                    {"labels", std::move(labels)},
                    {"articles", std::move(articles)},
                    {"ads", std::move(ads)},
                    {"marks", std::move(marks)}};
  return out.dump() + "\n";
}

}  // namespace newsmill::newsgen
