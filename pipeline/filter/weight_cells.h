// Numbers in the cells of tables of weights.
#pragma once

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

#include "rules/table.h"

namespace newsmill {

// Throws FatalError, of the row, when the cell is no Number.
template <class Number>
Number number_in(const RuleTable& table, const RuleRow& row, std::string_view cell) {
  Number value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size())
    table.fail(row, "not a number, or too great: " + std::string(cell));
  return value;
}

// Takes the first of some words parted by blanks off them.
inline std::string_view next_word(std::string_view* words) {
  const std::string_view word = words->substr(0, words->find(' '));
  words->remove_prefix(std::min(words->size(), word.size() + 1));
  return word;
}

}  // namespace newsmill
