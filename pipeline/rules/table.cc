// Reads rule tables. Tested by tests/rules/table_test.cc.
#include "rules/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/result.h"
#include "core/xxh3.h"
#include "rules/builtin.h"

namespace newsmill {
namespace {

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  for (;;) {
    const size_t end = line.find(separator);
    cells.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return cells;
    line.remove_prefix(end + 1);
  }
}

constexpr int kUsageError = 2;

// Is the table part of the code that uses it, and no other will do? Its first line says so.
bool is_built_in(std::string_view text) {
  return text.substr(0, text.find('\n')).find("| built into ") != std::string_view::npos;
}

}  // namespace

RuleTable::RuleTable(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)) {
  int number = 0;
  for (std::string_view line : split(text_, '\n')) {
    ++number;
    if (line.starts_with("# ")) {
      if (number == 2) columns_ = split(line.substr(2), '\t');
      continue;
    }
    if (line.empty()) continue;
    RuleRow row(split(line, '\t'), number);
    if (columns_.empty()) fail(row, "the second line must name the columns: # first<TAB>second…");
    if (row.size() > columns_.size())
      fail(row, fmt::format("{} cells, but the table has {} columns", row.size(), columns_.size()));
    rows_.push_back(std::move(row));
  }
}

size_t RuleTable::column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end())
    throw FatalError(fmt::format("{}:2: no column {}", name_, name), kUsageError);
  return static_cast<size_t>(found - columns_.begin());
}

void RuleTable::fail(const RuleRow& row, const std::string& reason) const {
  throw FatalError(fmt::format("{}:{}: {}", name_, row.line(), reason), kUsageError);
}

void RuleSet::add(const std::string& name, std::string text) {
  XXH64_hash_t parts[3] = {hash_, XXH3_64bits(name.data(), name.size()),
                           XXH3_64bits(text.data(), text.size())};
  hash_ = XXH3_64bits(parts, sizeof parts);
  tables_.try_emplace(name, name, std::move(text));
}

RuleSet RuleSet::builtin() {
  RuleSet set;
  for (const BuiltinTable& table : builtin_tables())
    set.add(std::string(table.name), std::string(table.text));
  return set;
}

RuleSet RuleSet::with_directory(const std::string& directory) {
  RuleSet set;
  for (const BuiltinTable& table : builtin_tables()) {
    const std::filesystem::path path = std::filesystem::path(directory) / table.name;
    std::ostringstream text;
    if (std::ifstream file(path, std::ios::binary); file)
      text << file.rdbuf();
    else
      text << table.text;
    if (is_built_in(table.text) && text.view() != table.text)
      throw FatalError(fmt::format("{} is built into the program: change it there", table.name),
                       kUsageError);
    set.add(std::string(table.name), text.str());
  }
  return set;
}

const RuleTable& RuleSet::table(std::string_view name) const {
  const auto found = tables_.find(name);
  if (found == tables_.end()) throw FatalError(fmt::format("no rule table {}", name), kUsageError);
  return found->second;
}

std::vector<std::string> RuleSet::names() const {
  std::vector<std::string> names;
  for (const auto& [name, table] : tables_) names.push_back(name);
  return names;
}

}  // namespace newsmill
