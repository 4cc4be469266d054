// A record stands in the batch of its page, so the log need list no more than pages.
//
//   batch 0: 3 articles   batch 1: 4 articles   article number 5 -> batch 1, the third of its
//   records
//
// Tested by tests/shard/locate_test.cc.
#include "shard/locate.h"

#include <algorithm>

#include "shard/wire.h"

namespace newsmill {
namespace {

// Calls visit(batch, spot) for each batch that has records of the dataset, until it says false.
template <class Visit>
Result<void> each_spot(const std::filesystem::path& out, Dataset dataset, const Visit& visit) {
  Result<BatchLog> log = BatchLog::open(out);
  if (!log) return tl::unexpected(log.error());
  uint64_t number = 0;
  while (const std::optional<LoggedBatch> logged = log->next()) {
    Spot spot{logged->places[dataset], number, 0};
    for (const Frame& frame : logged->batch.frames[dataset]) spot.records += frame.records;
    number += spot.records;
    if (spot.records > 0 && !visit(logged->batch, spot)) return {};
  }
  if (log->at_end()) return {};
  return tl::unexpected(Error{"BAD_LOG", (out / kBatchLogName).string() + " is damaged or cut", 0});
}

}  // namespace

Result<std::optional<Spot>> locate_number(const std::filesystem::path& out, Dataset dataset,
                                          uint64_t number) {
  std::optional<Spot> found;
  const Result<void> read = each_spot(out, dataset, [&](const EncodedBatch&, const Spot& spot) {
    if (number < spot.number + spot.records) found = spot;
    return !found;
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::vector<Spot>> locate_id(const std::filesystem::path& out, Dataset dataset,
                                    std::string_view id) {
  const uint64_t key = page_key(id);
  std::vector<Spot> found;
  const Result<void> read =
      each_spot(out, dataset, [&](const EncodedBatch& batch, const Spot& spot) {
        if (std::find(batch.page_ids.begin(), batch.page_ids.end(), key) != batch.page_ids.end())
          found.push_back(spot);
        return true;
      });
  if (!read) return tl::unexpected(read.error());
  return found;
}

std::string_view id_of(std::string_view message) {
  constexpr char kIdTag = 1 << 3 | 2;
  size_t pos = 1;
  uint64_t size = 0;
  if (message.empty() || message[0] != kIdTag || !read_varint(message, pos, size)) return {};
  return message.substr(pos, size);
}

}  // namespace newsmill
