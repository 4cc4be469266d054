// Reads the tables' cells into rules:
//
//   lost.void  LOST_AND_VOID  any  closes  3  声明作废|登报作废   ->  AdRule and its words
//
// Test: AdTables.EveryRowFindsItsExample.
#include "filter/ad_rules.h"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "core/result.h"

namespace newsmill {
namespace {

constexpr std::array<std::string_view, kLayoutFeatures> kLayoutNames = {
    "phone",    "phone-last", "serial",    "masked",      "fields",   "bullet",  "date-line",
    "speech",   "long",       "unpointed", "no-stop",     "times",    "block",   "narrow",
    "sentence", "signed",     "ad-page",   "notice-page", "headline", "caption", "byline",
    "header",   "names",      "sum",       "figures"};

template <size_t N>
std::optional<size_t> index_in(const std::array<std::string_view, N>& names,
                               std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<size_t>(found - names.begin());
}

float number_in(const RuleTable& table, const RuleRow& row, size_t column) {
  float value = 0;
  const std::string_view cell = row[column];
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size()) {
    table.fail(row, "not a number: " + std::string(cell));
  }
  return value;
}

// What speaks against notices is on the side of news.
float weight_in(const RuleTable& table, const RuleRow& row, size_t column) {
  const float weight = number_in(table, row, column);
  if (!(weight >= 0)) table.fail(row, "negative weight: " + std::string(row[column]));
  return weight;
}

Side side_in(const RuleTable& table, const RuleRow& row, size_t column) {
  const std::string_view cell = row[column];
  if (cell == "NOTICE") return Side::notice();
  if (cell == "NEWS") return Side::news();
  const std::optional<AdCategory> category = ad_category(cell);
  if (!category) table.fail(row, "no such category: " + std::string(cell));
  return Side(*category);
}

Place place_in(const RuleTable& table, const RuleRow& row, size_t column) {
  constexpr std::array<std::string_view, 5> kNames = {"any", "start", "end", "whole", "title"};
  const std::optional<size_t> place = index_in(kNames, row[column]);
  if (!place) table.fail(row, "no such place: " + std::string(row[column]));
  return static_cast<Place>(*place);
}

Mark mark_in(const RuleTable& table, const RuleRow& row, size_t column) {
  constexpr std::array<std::string_view, 3> kNames = {"", "opens", "closes"};
  const std::optional<size_t> mark = index_in(kNames, row[column]);
  if (!mark) table.fail(row, "no such mark: " + std::string(row[column]));
  return static_cast<Mark>(*mark);
}

// The written forms of a cell: 遗失|挂失.
std::vector<std::string_view> alternatives(std::string_view cell) {
  std::vector<std::string_view> words;
  while (!cell.empty()) {
    const size_t bar = cell.find('|');
    if (bar != 0) words.push_back(cell.substr(0, bar));
    cell = bar == std::string_view::npos ? std::string_view() : cell.substr(bar + 1);
  }
  return words;
}

}  // namespace

AdRules::AdRules(const RuleSet& tables, const AdPolicy& policy)
    : policy_(policy),
      formulae_(tables.table("ads.hant.tsv")),
      headers_(tables.table("ads.headers.tsv")),
      rolls_(tables.table("ads.surnames.tsv")) {
  for (const char* name : {"ads.tsv", "ads.old.tsv"}) add_formulae(tables.table(name));
  formulae_.compile();
  if (formulae_.simplified().words() > 0xFFFF)
    throw FatalError("ads*.tsv: more than 65535 words", 2);
  add_layout(tables.table("ads.layout.tsv"));
  add_told(tables.table("ads.told.tsv"));
  const RuleTable& sections = tables.table("ads.sections.tsv");
  for (const RuleRow& row : sections.rows()) {
    const std::optional<size_t> feature = index_in(kLayoutNames, row[sections.column("page")]);
    if (!feature) sections.fail(row, "no such page: " + std::string(row[sections.column("page")]));
    sections_.add(row[sections.column("section")], static_cast<int>(*feature));
  }
  const RuleTable& categories = tables.table("ads.categories.tsv");
  for (const RuleRow& row : categories.rows()) {
    const Side side = side_in(categories, row, categories.column("category"));
    if (!side.is_category()) categories.fail(row, "not a category");
    thresholds_[static_cast<size_t>(side.category())] =
        number_in(categories, row, categories.column("threshold")) + policy.eased(side.category());
  }
  if (rules_.size() > kMaxAdRules) throw FatalError("ads*.tsv: more than 704 rules", 2);
  rank_rules();
}

void AdRules::rank_rules() {
  at_rank_.resize(rules_.size());
  std::iota(at_rank_.begin(), at_rank_.end(), uint16_t{0});
  std::stable_sort(at_rank_.begin(), at_rank_.end(),
                   [&](uint16_t a, uint16_t b) { return rules_[a].weight > rules_[b].weight; });
  ranks_.resize(rules_.size());
  for (size_t i = 0; i < at_rank_.size(); ++i) ranks_[at_rank_[i]] = static_cast<uint16_t>(i);
  for (const std::string_view name : names_) {
    const auto first = std::find(names_.begin(), names_.end(), name);
    namesakes_.push_back(static_cast<uint16_t>(first - names_.begin()));
  }
}

void AdRules::add_formulae(const RuleTable& table) {
  for (const RuleRow& row : table.rows()) {
    const uint16_t number = static_cast<uint16_t>(rules_.size());
    const AdRule rule = {
        weight_in(table, row, table.column("weight")), side_in(table, row, table.column("side")),
        place_in(table, row, table.column("place")), mark_in(table, row, table.column("mark"))};
    rules_.push_back(rule);
    names_.push_back(row[table.column("name")]);
    const std::vector<std::string_view> words = alternatives(row[table.column("words")]);
    if (words.empty()) table.fail(row, "no words");
    for (const std::string_view word : words) formulae_.add(word, number, rule);
  }
}

void AdRules::add_layout(const RuleTable& table) {
  for (const RuleRow& row : table.rows()) {
    const std::string_view name = row[table.column("name")];
    constexpr std::string_view kStem = "layout.";
    const std::optional<size_t> feature =
        name.starts_with(kStem) ? index_in(kLayoutNames, name.substr(kStem.size())) : std::nullopt;
    if (!feature) table.fail(row, "no such layout feature: " + std::string(name));
    const AdRule rule = {weight_in(table, row, table.column("weight")),
                         side_in(table, row, table.column("side"))};
    layout_.push_back(
        {static_cast<LayoutFeature>(*feature), static_cast<uint16_t>(rules_.size()), rule});
    ++layout_at_[*feature + 1];
    rules_.push_back(rule);
    names_.push_back(name);
    layout_weights_[*feature] += rule.side.is_news() ? -rule.weight : rule.weight;
  }
  std::stable_sort(layout_.begin(), layout_.end(),
                   [](const LayoutRule& a, const LayoutRule& b) { return a.feature < b.feature; });
  std::partial_sum(layout_at_.begin(), layout_at_.end(), layout_at_.begin());
}

void AdRules::add_told(const RuleTable& table) {
  for (const RuleRow& row : table.rows()) {
    const Mark mark = mark_in(table, row, table.column("mark"));
    for (const std::string_view word : alternatives(row[table.column("words")]))
      told_[static_cast<size_t>(mark)].add(word, 0);
  }
}

std::optional<LayoutFeature> AdRules::section(std::string_view name) const {
  const int feature = sections_.find(name);
  if (feature < 0) return std::nullopt;
  return static_cast<LayoutFeature>(feature);
}

}  // namespace newsmill
