// What was named on the command line -> the inputs to read.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace newsmill {

// An archive, a page, standard input ("-"), or the pages of a directory.
struct Input {
  std::shared_ptr<const std::string> name;  // as named; its path, unless it is of a directory
  bool is_directory = false;
  std::vector<std::string> pages;  // of a directory, relative to it, sorted
  uint64_t skipped = 0;            // found in the directory, and neither page nor archive
};

// With each @list.txt replaced by the paths in that file, one a line (or each ended by NUL, as
// `find -print0` does); @- reads them from standard input. Throws FatalError (exit code 2) when a
// list cannot be read.
std::vector<std::string> expand_lists(const std::vector<std::string>& paths);

// In the order given. A directory becomes one input of its pages (by name), and one for each
// archive in it; links and special files in it are skipped and counted. A path that is named twice
// is read once.
std::vector<Input> list_inputs(const std::vector<std::string>& paths);

}  // namespace newsmill
