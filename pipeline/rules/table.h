// Linguistic knowledge as data: tab-separated tables, compiled into the program and reviewed like
// code. A table starts with two comment lines,
//
//   # units.zh.tsv | used by extract/ | one row per written form
//   # written   canonical   factor   example   value
//
// the second naming its columns; then one row a line. Lists of words that are "built into" a folder
// (lists.cmake) are known to the compiler. Further lines that start with "# " are
// comments; empty lines are skipped. A cell may be empty; a row may leave out empty cells at its
// end. Every row carries its own example, which is its test.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace newsmill {

// One row; cells are views into the text its table was made from.
class RuleRow {
 public:
  RuleRow(std::vector<std::string_view> cells, int line) : cells_(std::move(cells)), line_(line) {}
  std::string_view operator[](size_t column) const {
    return column < cells_.size() ? cells_[column] : std::string_view();
  }
  size_t size() const { return cells_.size(); }
  int line() const { return line_; }

 private:
  std::vector<std::string_view> cells_;
  int line_;
};

class RuleTable {
 public:
  // Throws FatalError (exit code 2) with file, line and reason when the text is no such table.
  RuleTable(std::string name, std::string text);
  RuleTable(const RuleTable&) = delete;
  RuleTable& operator=(const RuleTable&) = delete;

  const std::string& name() const { return name_; }
  const std::vector<RuleRow>& rows() const { return rows_; }
  // The index of a column. Throws FatalError when the table has none of that name.
  size_t column(std::string_view name) const;
  // Throws FatalError: "units.zh.tsv:12: factor is not a number: 1o".
  [[noreturn]] void fail(const RuleRow& row, const std::string& reason) const;

 private:
  std::string name_, text_;
  std::vector<std::string_view> columns_;
  std::vector<RuleRow> rows_;
};

// All tables by file name, made once before the graph exists; stages keep references into it.
class RuleSet {
 public:
  // The tables that the program was built with.
  static RuleSet builtin();
  // The same, with each table that stands in `directory` under the same name in place of it.
  // Throws FatalError when that is another than the one built into the code.
  static RuleSet with_directory(const std::string& directory);
  // Throws FatalError when there is no such table.
  const RuleTable& table(std::string_view name) const;
  // Names of all tables, sorted.
  std::vector<std::string> names() const;
  // XXH3-64 over the names and texts of all tables: part of the configuration's hash.
  uint64_t hash() const { return hash_; }

 private:
  std::map<std::string, RuleTable, std::less<>> tables_;
  uint64_t hash_ = 0;
  void add(const std::string& name, std::string text);
};

}  // namespace newsmill
