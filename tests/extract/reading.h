// Shared by the tests of extract/: rules once per program, and an article of one paragraph.
#pragma once

#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract_metrics.h"

namespace newsmill {

inline const RuleSet& rules() {
  static const RuleSet set = RuleSet::builtin();
  return set;
}

inline const ExtractMetrics& extractor() {
  static const ExtractMetrics extract(rules());
  return extract;
}

// An article of 20 May 2022.
inline Article article_of(std::vector<std::string> texts) {
  Article article;
  article.date = std::chrono::year(2022) / std::chrono::May / 20;
  for (std::string& text : texts) {
    Paragraph paragraph;
    paragraph.text = std::move(text);
    article.paragraphs.push_back(std::move(paragraph));
  }
  return article;
}

inline std::vector<Metric> metrics_of(std::string text) {
  Article article = article_of({std::move(text)});
  extractor().extract(article);
  return article.metrics;
}

inline std::string iso(const std::optional<Date>& date) {
  if (!date) return "-";
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(int(date->year())) + "-" + two(unsigned(date->month())) + "-" +
         two(unsigned(date->day()));
}

// "indicator=value unit kind direction comparator"
inline std::string told(const Metric& m) {
  constexpr const char* kKinds[] = {"?",     "level", "count",  "change",   "transition",
                                    "share", "rank",  "streak", "threshold"};
  constexpr const char* kDirections[] = {"", " up", " down", " flat"};
  constexpr const char* kComparators[] = {"",   " >=",  " >",     " <=", " <",
                                          " ~", " top", " order", " .."};
  const auto number = [](const char* format, double value) {
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return std::string(text);
  };
  std::string out = m.indicator + "=" + number("%.10g", m.value);
  if (m.value_high) out += number("..%.10g", *m.value_high);
  if (m.baseline) out += number("<%.10g", *m.baseline);
  return out + m.unit + " " + kKinds[static_cast<size_t>(m.kind)] +
         kDirections[static_cast<size_t>(m.direction)] +
         kComparators[static_cast<size_t>(m.comparator)];
}

// "indicator=value unit kind direction comparator", then what else is known: "of" the denominator,
// "in" the scope, "vs" the base, the status; joined by "; ".
inline std::string all_told(const std::vector<Metric>& metrics) {
  std::string out;
  for (const Metric& m : metrics) {
    if (!out.empty()) out += "; ";
    out += told(m);
    if (!m.denominator.empty()) out += " of " + m.denominator;
    if (!m.scope.empty()) out += " in " + m.scope;
    if (!m.compared_with.empty()) out += " vs " + m.compared_with;
    if (m.status == Status::kTarget) out += " target";
    if (m.status == Status::kExpected) out += " expected";
  }
  return out;
}

}  // namespace newsmill
