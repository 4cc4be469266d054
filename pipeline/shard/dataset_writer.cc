// The writer only copies: frames come ready from EncodeShards.
//
//   batch 0: articles 80 KB    part-00000: 80 KB
//   batch 1: articles 90 KB    part-00000: 170 KB >= --shard-size 100 KB, closed
//   batch 2: articles 70 KB    part-00001: 70 KB
//
// Frames go to the disk first and the log tells of them after, so a batch that the log tells of,
// and whose frames have the logged hash, is whole. Tested by tests/shard/dataset_writer_test.cc,
// and by tests/fault/ with a disk that fails and a process that is killed.
#include "shard/dataset_writer.h"

#include <fmt/format.h>

#include <functional>
#include <utility>

namespace newsmill {
namespace fs = std::filesystem;
namespace {

// The log of the run that was interrupted in this directory, if there was one.
std::optional<BatchLog> log_of_earlier_run(const fs::path& partial, const Request& request) {
  Result<BatchLog> log = BatchLog::open(partial);
  if (!log) return std::nullopt;
  if (same_command(log->request(), request)) return std::move(*log);
  throw FatalError(
      fmt::format("{} holds what another command, or another version, left unfinished: run that "
                  "again, or remove the directory",
                  partial.parent_path().string()));
}

}  // namespace

DatasetWriter::DatasetWriter(const fs::path& out, ShardTarget target, Request request)
    : directory_(out),
      target_(target),
      request_(std::move(request)),
      earlier_(log_of_earlier_run(directory_.partial(), request_)),
      log_(directory_.partial() / kBatchLogName) {
  log_.append(log_entry(request_));
}

bool DatasetWriter::keep(uint64_t seq, uint64_t read) {
  if (!earlier_ || seq != next_seq_) return false;
  std::optional<LoggedBatch> logged = earlier_->next();
  const bool same = logged && logged->batch.read == read && follows(*logged);
  const Result<EncodedBatch> batch =
      same ? load_frames(directory_.partial(), std::move(*logged)) : tl::unexpected(Error{});
  if (!batch) {
    earlier_.reset();
    return false;
  }
  log_.keep(earlier_->entry_bytes());
  for (const Dataset dataset : kDatasets) add(dataset, batch->frames[dataset], &ShardWriter::keep);
  count(*batch);
  return true;
}

void DatasetWriter::write(EncodedBatch batch) {
  if (batch.seq != next_seq_)  // a bug, but one that would mix up the output without a trace
    throw FatalError(fmt::format("batch {} came when {} was due", batch.seq, next_seq_));
  earlier_.reset();
  LoggedBatch logged;
  for (const Dataset dataset : kDatasets) {
    logged.places[dataset] = place_of(dataset);
    add(dataset, batch.frames[dataset], &ShardWriter::append);
  }
  count(batch);
  logged.written = written_hash(batch);
  logged.batch = std::move(batch);
  log_.append(log_entry(logged));
  directory_.keep();
}

Manifest DatasetWriter::finish(RunFacts facts) {
  if (facts.batches != next_seq_)
    throw FatalError(fmt::format("{} batches were read, but {} written", facts.batches, next_seq_));
  check_inputs();
  close_all();
  const Manifest written = manifest(std::move(facts));
  OutputFile file(directory_.partial() / "manifest.json");
  file.append(to_json(written));
  at_once({[&] { file.close(); }, [&] { log_.close(); }});
  directory_.commit();
  return written;
}

// ---- shards ------------------------------------------------------------------------------------

// Where the next frame goes.
ShardPlace DatasetWriter::place_of(Dataset dataset) const {
  const Shards& shards = shards_[dataset];
  return {static_cast<uint32_t>(shards.closed.size()), shards.open ? shards.open->bytes() : 0};
}

// Do the batch's frames stand just where they would be written now?
bool DatasetWriter::follows(const LoggedBatch& logged) const {
  for (const Dataset dataset : kDatasets)
    if (!logged.batch.frames[dataset].empty() && logged.places[dataset] != place_of(dataset))
      return false;
  return true;
}

void DatasetWriter::add(Dataset dataset, const std::vector<Frame>& frames,
                        void (ShardWriter::*put)(const Frame&)) {
  if (frames.empty()) return;
  Shards& shards = shards_[dataset];
  if (!shards.open)
    shards.open.emplace(directory_.partial(), shard_path(dataset, shards.closed.size()));
  for (const Frame& frame : frames) {
    (*shards.open.*put)(frame);
    shards.records += frame.records;
  }
  const bool full = shards.open->bytes() >= target_.bytes ||
                    (target_.records > 0 && shards.open->records() >= target_.records);
  if (full) close(dataset);
}

void DatasetWriter::close(Dataset dataset) {
  Shards& shards = shards_[dataset];
  shards.closed.push_back(shards.open->close());
  shards.open.reset();
}

void DatasetWriter::close_all() {
  std::vector<std::function<void()>> closing;
  for (const Dataset dataset : kDatasets)
    closing.emplace_back([this, dataset] {
      Shards& shards = shards_[dataset];
      if (!shards.open && shards.closed.empty())
        shards.open.emplace(directory_.partial(), shard_path(dataset, 0));
      if (shards.open) close(dataset);
      remove_others(dataset);
    });
  at_once(closing);
}

// Shards of an earlier run that read more.
void DatasetWriter::remove_others(Dataset dataset) const {
  std::error_code none;
  for (size_t number = shards_[dataset].closed.size();
       fs::remove(directory_.partial() / shard_path(dataset, number), none); ++number) {
  }
}

// ---- accounts ----------------------------------------------------------------------------------

void DatasetWriter::count(const EncodedBatch& batch) {
  ++next_seq_;
  metrics_ += batch.metrics;
  open_jumps_.total += batch.open_jumps.size();
  for (const OpenJump& jump : batch.open_jumps) {
    if (open_jumps_.listed.size() == OpenJumps::kMostListed) break;
    open_jumps_.listed.push_back(jump);
  }
  for (const InputCounts& counts : batch.inputs) {
    InputCounts& sum = inputs_[counts.archive ? *counts.archive : ""];
    sum.pages += counts.pages;
    sum.rejected += counts.rejected;
    sum.damage += counts.damage;
  }
}

// An input that changed in the middle of reading may be half old and half new. The next run takes
// over what is still true of it.
void DatasetWriter::check_inputs() const {
  std::vector<std::string> names;
  for (const StampedInput& input : request_.inputs) names.push_back(input.name);
  if (const std::string name = changed_input(request_.inputs, stamp_inputs(names)); !name.empty())
    throw FatalError(fmt::format("{} changed while it was read: run the same command again", name),
                     kStopped);
}

Manifest DatasetWriter::manifest(RunFacts facts) const {
  Manifest manifest;
  manifest.version = request_.version;
  manifest.configuration = request_.configuration;
  manifest.counts = {shards_[Dataset::kPages].records, shards_[Dataset::kArticles].records,
                     metrics_, shards_[Dataset::kAds].records, shards_[Dataset::kRejects].records};
  manifest.inputs = std::move(facts.inputs);
  add_counts(manifest.inputs);
  for (const Dataset dataset : kDatasets)
    for (const ShardFacts& shard : shards_[dataset].closed) manifest.shards.push_back(shard);
  manifest.open_jumps = open_jumps_;
  return manifest;
}

void DatasetWriter::add_counts(std::vector<InputFacts>& inputs) const {
  std::map<std::string, InputCounts, std::less<>> left = inputs_;
  for (InputFacts& input : inputs) {
    if (const auto counts = left.extract(input.name)) {
      input.pages = counts.mapped().pages;
      input.rejected = counts.mapped().rejected;
      input.damage = counts.mapped().damage;
    }
    if (!input.adds_up())
      throw FatalError(fmt::format("{}: {} members, but {} pages + {} rejected + {} skipped",
                                   input.name, input.members, input.pages, input.rejected,
                                   input.skipped));
  }
  if (!left.empty())
    throw FatalError(fmt::format("records of {}, which is no input", left.begin()->first));
}

}  // namespace newsmill
