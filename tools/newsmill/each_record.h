// All records of one dataset of a finished output, parsed.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <string_view>

#include "shard/dataset.h"
#include "shard/manifest.h"
#include "shard/output_directory.h"
#include "shard/reader.h"

namespace newsmill {

// The manifest of a finished output. Throws FatalError when it holds none.
inline Manifest finished_manifest(const std::filesystem::path& directory) {
  if (output_state(directory) != OutputState::kFinished)
    throw FatalError(fmt::format("{} holds no finished run", directory.string()));
  Result<Manifest> manifest = read_manifest(directory);
  if (!manifest) throw FatalError(manifest.error().message);
  return std::move(*manifest);
}

// Calls visit(record) for each, in order. Throws FatalError for damage.
template <class Record, class Visit>
void each_record(const std::filesystem::path& directory, const Manifest& manifest, Dataset dataset,
                 const Visit& visit) {
  Record record;
  for (const ShardFacts& shard : manifest.shards) {
    if (!shard.path.starts_with(fmt::format("{}/", dataset_name(dataset)))) continue;
    Result<ShardReader> reader = ShardReader::open(directory / shard.path);
    if (!reader) throw FatalError(reader.error().message);
    for (std::string_view message;;) {
      const Result<bool> more = reader->next(message);
      if (!more) throw FatalError(more.error().message);
      if (!*more) break;
      if (!record.ParseFromArray(message.data(), static_cast<int>(message.size())))
        throw FatalError(fmt::format("{}: a record cannot be parsed", shard.path));
      visit(record);
    }
  }
}

}  // namespace newsmill
