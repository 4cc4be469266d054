// newsmill cat OUT --records articles --format jsonl
//
// Shard by shard and frame by frame, so that memory does not grow with the output. What is asked
// for by number or id is found by way of batches.pb. Tested by tests/tools/cat_test.cc.
#include "cat.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>
#include <optional>
#include <string>
#include <utility>

#include "each_record.h"
#include "exit_code.h"
#include "shard/locate.h"

namespace newsmill {
namespace fs = std::filesystem;
namespace {

// Prints records, and keeps in mind whether all could be read.
class Cat {
 public:
  Cat(const fs::path& directory, Records records, Format format, std::ostream& out,
      std::ostream& messages)
      : directory_(directory),
        records_(records),
        dataset_(dataset_of(records)),
        format_(format),
        out_(out),
        messages_(messages) {}

  void header() { out_ << print_header(records_, format_); }

  void range(const Manifest& manifest, uint64_t from, uint64_t limit) {
    Spot spot;
    if (from > 0) {
      const Result<std::optional<Spot>> found = locate_number(directory_, dataset_, from);
      if (!found) return complain(found.error());
      if (!*found) return;
      spot = **found;
    }
    uint64_t skip = from - spot.number;
    for (const ShardFacts& shard : manifest.shards)
      if (shard.path >= shard_path(dataset_, spot.place.shard) && in_dataset(shard) && limit > 0)
        this->shard(shard, std::exchange(spot.place.offset, 0), std::exchange(skip, 0), limit);
  }

  void id(const std::string& wanted) {
    const Result<std::vector<Spot>> spots = locate_id(directory_, dataset_, wanted);
    if (!spots) return complain(spots.error());
    bool found = false;
    for (const Spot& spot : *spots) found |= print_id(wanted, spot);
    if (!found) complain({"NOT_FOUND", fmt::format("{}: no such record", wanted), 0});
  }

  bool damaged() const { return damaged_; }

 private:
  bool in_dataset(const ShardFacts& shard) const {
    return shard.path.starts_with(fmt::format("{}/", dataset_name(dataset_)));
  }

  // Prints up to `limit` records behind the first `skip` from byte `begin` on.
  void shard(const ShardFacts& facts, uint64_t begin, uint64_t skip, uint64_t& limit) {
    const fs::path path = directory_ / facts.path;
    Result<ShardReader> reader = ShardReader::open(path);
    if (!reader) return complain(reader.error());
    if (!reader->seek(begin))
      return complain({"BAD_LOG", path.string() + ": no frame there", begin});
    uint64_t read = 0;
    for (std::string_view message; out_ && limit > 0;) {
      const Result<bool> more = reader->next(message);
      if (more && !*more) break;
      if (!more) {
        complain(more.error());
        continue;
      }
      if (++read <= skip) continue;
      --limit;
      record(message, path.string());
    }
    if (out_ && !damaged_ && limit > 0 && begin == 0 && read != facts.records)
      complain({"LOST_RECORDS", fmt::format("{}: {} records, but {} in the manifest", path.string(),
                                            read, facts.records)});
  }

  bool print_id(const std::string& wanted, const Spot& spot) {
    const fs::path path = directory_ / shard_path(dataset_, spot.place.shard);
    Result<ShardReader> reader = ShardReader::open(path);
    if (!reader || !reader->seek(spot.place.offset)) return false;
    std::string_view message;
    for (uint64_t i = 0; i < spot.records; ++i) {
      const Result<bool> more = reader->next(message);
      if (!more) complain(more.error());
      if (!more.value_or(false)) return false;
      if (id_of(message) == wanted) return record(message, path.string()), true;
    }
    return false;
  }

  void record(std::string_view message, const std::string& name) {
    text_.clear();
    if (const Result<void> printed = print(message, records_, format_, text_); !printed)
      return complain({printed.error().code, fmt::format("{}: {}", name, printed.error().message)});
    out_ << text_;
  }

  void complain(const Error& error) {
    damaged_ = true;
    fmt::print(messages_, "newsmill: {} ({} at byte {})\n", error.message, error.code,
               error.offset);
  }

  const fs::path& directory_;
  Records records_;
  Dataset dataset_;
  Format format_;
  std::ostream& out_;
  std::ostream& messages_;
  std::string text_;
  bool damaged_ = false;
};

}  // namespace

int cat(const fs::path& directory, Records records, Format format, std::ostream& out,
        std::ostream& messages, const Selection& selection) {
  const Manifest manifest = finished_manifest(directory);
  if (records == Records::kRejects && !selection.ids.empty())
    throw FatalError("rejects have no ids", kUsage);
  Cat cat(directory, records, format, out, messages);
  cat.header();
  for (const std::string& id : selection.ids) cat.id(id);
  if (selection.ids.empty()) cat.range(manifest, selection.from, selection.limit);
  return cat.damaged() ? kCannotGoOn : kAllWell;
}

int cat_command(const CatOptions& options) {
  std::ios::sync_with_stdio(false);
  std::signal(SIGPIPE, SIG_IGN);  // `cat OUT | head`: the write fails instead
  errno = 0;
  const int code = cat(options.directory, options.records, options.format, std::cout, std::cerr,
                       options.selection);
  std::cout.flush();
  if (std::cout || errno == EPIPE) return code;
  throw FatalError(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
}

}  // namespace newsmill
