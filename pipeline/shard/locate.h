// Where a record stands, by its number in its dataset or by its page's id: a look at batches.pb,
// none at the shards.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "shard/batch_log.h"

namespace newsmill {

// The records of one batch in one dataset, of which the wanted one is some.
struct Spot {
  ShardPlace place;      // of the first of them
  uint64_t number = 0;   // of the first of them, counted from 0 over the whole dataset
  uint64_t records = 0;  // how many
};

// Nothing when the dataset has no such record. Errors: those of BatchLog.
Result<std::optional<Spot>> locate_number(const std::filesystem::path& out, Dataset dataset,
                                          uint64_t number);

// `id`: of a page, or of an article or ad, which begins with its page's. Several spots where a page
// was read several times. Errors: those of BatchLog.
Result<std::vector<Spot>> locate_id(const std::filesystem::path& out, Dataset dataset,
                                    std::string_view id);

// The id that a page's, article's or ad's message begins with; empty when it begins otherwise.
std::string_view id_of(std::string_view message);

}  // namespace newsmill
