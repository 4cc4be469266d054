// newsmill cat: the records of a finished output as text.
#pragma once

#include <cstdint>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "print.h"

namespace newsmill {

// Which records: all of them, a range of them, or those with given ids.
struct Selection {
  uint64_t from = 0;              // number in the dataset, from 0
  uint64_t limit = ~uint64_t{0};  // how many
  std::vector<std::string> ids;   // if any, only these; in the order given
};

// Prints records of one kind in the order of their shards, as far as they can be read. Metrics are
// selected by their articles. A range or an id is gone to without reading what is before. Damage
// is told on `messages` and skipped, as is an id that is not there; the exit code is then
// kCannotGoOn. Throws FatalError when `directory` holds no finished output. Stops early when `out`
// takes no more.
int cat(const std::filesystem::path& directory, Records records, Format format, std::ostream& out,
        std::ostream& messages, const Selection& selection = {});

struct CatOptions {
  std::string directory;
  Records records = Records::kArticles;
  Format format = Format::kJsonl;
  Selection selection;
};

// The same to standard output, where a reader that has seen enough (`| head`) is no error.
int cat_command(const CatOptions& options);

}  // namespace newsmill
