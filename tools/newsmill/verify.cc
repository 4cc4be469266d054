// Tested by tests/command/command_test.py.
#include "verify.h"

#include <fmt/format.h>

#include <cstdio>

#include "exit_code.h"
#include "shard/manifest.h"
#include "shard/verify.h"

namespace newsmill {

int verify_command(const VerifyOptions& options) {
  const std::vector<Error> errors =
      verify(options.directory, options.deep ? Depth::kRecords : Depth::kTables);
  for (const Error& error : errors)
    fmt::print(stderr, "newsmill: {} ({})\n", error.message, error.code);
  if (!errors.empty()) return kCannotGoOn;
  if (options.quiet) return kAllWell;
  const Counts counts = read_manifest(options.directory)->counts;
  fmt::print(stderr, "{} pages, {} articles, {} ads, {} rejects: {}\n", counts.pages,
             counts.articles, counts.ads, counts.rejects,
             options.deep ? "every record is as it was written"
                          : "nothing is missing (--deep reads every record)");
  return kAllWell;
}

}  // namespace newsmill
