// newsmill cat OUT --records articles --format jsonl
//
// Shard by shard and frame by frame, so that memory does not grow with the output.
// Tested by tests/tools/cat_test.cc.
#include "cat.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <map>
#include <memory>
#include <string>

#include "exit_code.h"
#include "shard/manifest.h"
#include "shard/output_directory.h"
#include "shard/reader.h"

namespace newsmill {
namespace fs = std::filesystem;
namespace {

// Prints one shard after the other and keeps in mind whether all could be read.
class Cat {
 public:
  Cat(Records records, Format format, std::ostream& out, std::ostream& messages)
      : records_(records), format_(format), out_(out), messages_(messages) {}

  void header() { out_ << print_header(records_, format_); }

  void shard(const fs::path& path, uint64_t expected_records) {
    Result<ShardReader> reader = ShardReader::open(path);
    if (!reader) return complain(reader.error());
    uint64_t read = 0;
    while (out_ && next(*reader, path, read)) {
    }
    if (out_ && !damaged_ && read != expected_records)
      complain({"LOST_RECORDS", fmt::format("{}: {} records, but {} in the manifest", path.string(),
                                            read, expected_records)});
  }

  bool damaged() const { return damaged_; }

 private:
  // False at the end of the shard.
  bool next(ShardReader& reader, const fs::path& path, uint64_t& read) {
    std::string_view message;
    const Result<bool> more = reader.next(message);
    if (!more) return complain(more.error()), true;
    if (!*more) return false;
    ++read;
    text_.clear();
    if (Result<void> printed = print(message, records_, format_, text_); !printed)
      return complain({printed.error().code, fmt::format("{}: record {}: {}", path.string(), read,
                                                         printed.error().message)}),
             true;
    out_ << text_;
    return true;
  }

  void complain(const Error& error) {
    damaged_ = true;
    fmt::print(messages_, "newsmill: {} ({} at byte {})\n", error.message, error.code,
               error.offset);
  }

  Records records_;
  Format format_;
  std::ostream& out_;
  std::ostream& messages_;
  std::string text_;
  bool damaged_ = false;
};

}  // namespace

int cat(const fs::path& directory, Records records, Format format, std::ostream& out,
        std::ostream& messages) {
  if (output_state(directory) != OutputState::kFinished)
    throw FatalError(fmt::format("{} holds no finished run", directory.string()));
  const Result<Manifest> manifest = read_manifest(directory);
  if (!manifest) throw FatalError(manifest.error().message);
  Cat cat(records, format, out, messages);
  cat.header();
  const std::string folder = fmt::format("{}/", dataset_name(dataset_of(records)));
  for (const ShardFacts& shard : manifest->shards)
    if (shard.path.starts_with(folder)) cat.shard(directory / shard.path, shard.records);
  return cat.damaged() ? kCannotGoOn : kAllWell;
}

int cat_command(const CatOptions& options) {
  std::ios::sync_with_stdio(false);
  errno = 0;
  const int code = cat(options.directory, options.records, options.format, std::cout, std::cerr);
  std::cout.flush();
  if (std::cout || errno == EPIPE) return code;
  throw FatalError(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
}

}  // namespace newsmill
