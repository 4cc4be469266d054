// newsmill cat: the records of a finished output as text.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>

#include "print.h"

namespace newsmill {

// Prints all records of one kind in the order of their shards, as far as they can be read. Damage
// is told on `messages` and skipped; the exit code is then kCannotGoOn. Throws FatalError when
// `directory` holds no finished output. Stops early when `out` takes no more.
int cat(const std::filesystem::path& directory, Records records, Format format, std::ostream& out,
        std::ostream& messages);

struct CatOptions {
  std::string directory;
  Records records = Records::kArticles;
  Format format = Format::kJsonl;
};

// The same to standard output, where a reader that has seen enough (`| head`) is no error.
int cat_command(const CatOptions& options);

}  // namespace newsmill
