// Columns as pdftotext -layout draws them.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/utf8.h"

namespace newsmill {

// Each column, a list of lines, begins at a cell of its own; a cell is a code point.
inline std::string side_by_side(const std::vector<std::vector<std::string>>& columns,
                                size_t width) {
  size_t rows = 0;
  for (const std::vector<std::string>& column : columns) rows = std::max(rows, column.size());
  std::string page;
  for (size_t row = 0; row < rows; ++row) {
    std::string line;
    for (size_t i = 0; i < columns.size(); ++i) {
      const size_t begin = i * width;
      line.append(begin - std::min(begin, utf8::length(line)), ' ');
      if (row < columns[i].size()) line += columns[i][row];
    }
    page += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return page;
}

}  // namespace newsmill
