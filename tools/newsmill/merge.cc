// newsmill merge DAY1 DAY2 -o WEEK
//
// The batches that the outputs' logs tell of are written once more, by the writer that every run
// has:
//
//   DAY1 batches 0 1 2, DAY2 batches 0 1  ->  WEEK batches 0 1 2 3 4
//
// Tested by tests/tools/merge_test.cc.
#include "merge.h"

#include <fmt/format.h>

#include <cstdio>
#include <set>

#include "each_record.h"
#include "exit_code.h"
#include "shard/batch_log.h"

namespace newsmill {
namespace fs = std::filesystem;
namespace {

template <class T>
T value_or_throw(Result<T> result) {
  if (!result) throw FatalError(result.error().message);
  return std::move(*result);
}

// What all the outputs say of their inputs.
std::vector<InputFacts> all_inputs(const std::vector<std::string>& outputs, const Manifest& first) {
  std::vector<InputFacts> inputs;
  std::set<std::string> names;
  for (const std::string& output : outputs) {
    Manifest manifest = finished_manifest(output);
    if (manifest.version != first.version || manifest.configuration != first.configuration)
      throw FatalError(fmt::format(
          "{} was written by another version or with other options than {}", output, outputs[0]));
    for (InputFacts& input : manifest.inputs) {
      if (!names.insert(input.name).second)
        throw FatalError(
            fmt::format("{}: {} was read by a run before it, too", output, input.name));
      inputs.push_back(std::move(input));
    }
  }
  return inputs;
}

// Hands all batches of one output to the writer; gives the number that the next one has.
uint64_t copy(const std::string& output, uint64_t seq, DatasetWriter& writer) {
  BatchLog log = value_or_throw(BatchLog::open(output));
  for (; std::optional<LoggedBatch> logged = log.next(); ++seq) {
    if (writer.keep(seq, logged->batch.read)) continue;
    EncodedBatch batch = value_or_throw(load_frames(output, std::move(*logged)));
    batch.seq = seq;
    writer.write(std::move(batch));
  }
  if (!log.at_end())
    throw FatalError(fmt::format("{}/{} is damaged or cut", output, kBatchLogName));
  return seq;
}

}  // namespace

Manifest merge(const std::vector<std::string>& outputs, const fs::path& out, ShardTarget target) {
  const Manifest first = finished_manifest(outputs.at(0));
  RunFacts facts{.inputs = all_inputs(outputs, first)};
  DatasetWriter writer(out, target, {first.version, first.configuration, stamp_inputs(outputs)});
  for (const std::string& output : outputs) facts.batches = copy(output, facts.batches, writer);
  return writer.finish(std::move(facts));
}

int merge_command(const MergeOptions& options) {
  const Manifest manifest = merge(options.outputs, options.out, options.target);
  if (!options.quiet)
    fmt::print(stderr, "{} pages, {} articles, {} ads of {} inputs -> {}\n", manifest.counts.pages,
               manifest.counts.articles, manifest.counts.ads, manifest.inputs.size(), options.out);
  return kAllWell;
}

}  // namespace newsmill
