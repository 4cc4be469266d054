// The pipeline as one page. Start reading here.
//
//   read -> decompress -> decode -> segment -> filter -> assemble -> extract -> encode -> in_order
//    ^ |                                                                                     |
//    | '-- bytes taken --> budget <-- bytes given back -- write <----------------------------'
//    '---------- go -------'
//
// `read` and `write` are serial and touch files; all between them are pure and run in parallel.
// `budget` lets `read` take another batch while bytes are left, so memory in flight never exceeds
// the budget by more than one batch. Batches that an interrupted run has written are passed over
// before the graph starts (kept_batches.h). Tested by tests/flow/run_test.cc.
#include "flow/run.h"

#include <fmt/format.h>
#include <tbb/flow_graph.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <utility>

#include "assemble/assemble_issues.h"
#include "core/xxh3.h"
#include "decode/decode.h"
#include "decompress/members.h"
#include "extract/extract_metrics.h"
#include "filter/filter_ads.h"
#include "flow/kept_batches.h"
#include "flow/node.h"
#include "flow/placement.h"
#include "segment/segment_pages.h"
#include "shard/encode.h"

namespace newsmill {
namespace {

namespace flow = tbb::flow;

// A page of text becomes objects of about this many times its size on the way to the shards.
constexpr size_t kBytesInFlightPerTextByte = 8;
// Of the memory that a run may take, the rest is for reading: see share_memory() of the command.
constexpr size_t kShareInFlight = 4;
// Enough that no thread waits for `read` or for its turn to be written.
constexpr size_t kBatchesPerThread = 4;

// What `budget` hears: a batch taken (bytes < 0), one given back (bytes > 0), or the end.
struct Credit {
  int64_t bytes = 0;
  enum class From : uint8_t { kRead, kWrite, kEnd } from = From::kWrite;
};
struct Go {};

using Read = flow::multifunction_node<Go, std::tuple<Message<Batch<RawPage>>, Credit>>;
using Budget = flow::multifunction_node<Credit, std::tuple<Go>>;

// The batch that was read when looking for kept ones, then those behind it.
std::optional<Batch<RawPage>> next_batch_of(Source& source, KeptBatches& kept, bool stopped,
                                            Profile& profile) {
  if (stopped) return std::nullopt;
  Profile::Span span(profile, RunPart::kRead);
  std::optional<Batch<RawPage>> batch =
      kept.next ? std::exchange(kept.next, std::nullopt) : source.next();
  if (batch) span.passes(batch->bytes);
  return batch;
}

size_t budget_bytes(const Config& config, size_t threads) {
  const size_t busy = threads * kBatchesPerThread * config.batch_bytes;
  return std::max(config.batch_bytes,
                  std::min(busy, config.memory / kShareInFlight / kBytesInFlightPerTextByte));
}

}  // namespace

Start start_when_idle(std::shared_ptr<Profile> profile) {
  return [profile = std::move(profile)](std::function<void()> task) {
    tbb::this_task_arena::enqueue([profile, task = std::move(task)] {
      const Profile::Span span(*profile, RunPart::kAhead);
      task();
    });
  };
}

uint64_t Config::hash(const RuleSet& rules) const {
  std::string settings = fmt::format("{} {} {} {} {} {:x}", version, batch_bytes, read.describe(),
                                     level, shard_bytes, rules.hash());
  if (encoding) settings += fmt::format(" {}", name_of(*encoding));
  if (ads != AdPolicy()) settings += fmt::format(" {}", ads.describe());
  if (!issue_key.pattern().empty()) settings += fmt::format(" issue-key {}", issue_key.pattern());
  if (shard_records > 0) settings += fmt::format(" {}", shard_records);
  return XXH3_64bits(settings.data(), settings.size());
}

Manifest run(const Config& config, const RuleSet& rules, Source& source, Sink& sink,
             const std::function<void(const Progress&)>& progress, const std::atomic<bool>* stop,
             Profile* wanted) {
  Profile unwanted;
  Profile& profile = wanted != nullptr ? *wanted : unwanted;
  if (config.numa_node) stay_on_node(*config.numa_node);
  const auto threads =
      config.threads > 0 ? static_cast<size_t>(config.threads) : cores_by_node().size();
  const tbb::global_control workers(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  std::optional<PinnedThreads> pinned;
  if (config.pin) pinned.emplace(arena);
  const auto stopped = [&] { return stop != nullptr && stop->load(std::memory_order_relaxed); };
  KeptBatches kept = [&] {
    const Profile::Span span(profile, RunPart::kRead);
    return pass_over_kept(source, sink, stopped);
  }();
  uint64_t batches_read = kept.count;
  Progress written{.batches = kept.count};

  arena.execute([&] {
    flow::graph g;
    tbb::task_group making;

    Read read(g, flow::serial, [&](Go, Read::output_ports_type& out) {
      std::optional<Batch<RawPage>> batch = next_batch_of(source, kept, stopped(), profile);
      if (!batch) {
        std::get<1>(out).try_put(Credit{0, Credit::From::kEnd});
        return;
      }
      ++batches_read;
      const auto taken = static_cast<int64_t>(batch->bytes);
      std::get<0>(out).try_put(message(std::move(*batch)));
      std::get<1>(out).try_put(Credit{-taken, Credit::From::kRead});
    });

    auto decompress = parallel<Batch<RawPage>, Batch<RawPage>>(
        g, making, profile, RunPart::kDecompress,
        [&] { return DecompressMembers(config.read.max_member_bytes); });
    auto decode = parallel<Batch<RawPage>, Batch<TextPage>>(
        g, making, profile, RunPart::kDecode, [&] { return DecodeText(rules, config.encoding); });
    auto segment = parallel<Batch<TextPage>, Batch<Page>>(g, making, profile, RunPart::kSegment,
                                                          [&] { return SegmentPages(rules); });
    auto filter = parallel<Batch<Page>, Batch<ScreenedPage>>(
        g, making, profile, RunPart::kFilter, [&] { return FilterAds(rules, config.ads); });
    auto assemble = parallel<Batch<ScreenedPage>, Batch<Issue>>(
        g, making, profile, RunPart::kAssemble,
        [&] { return AssembleIssues(rules, config.issue_key); });
    auto extract = parallel<Batch<Issue>, Batch<Issue>>(g, making, profile, RunPart::kExtract,
                                                        [&] { return ExtractMetrics(rules); });
    auto encode = parallel<Batch<Issue>, EncodedBatch>(g, making, profile, RunPart::kEncode,
                                                       [&] { return EncodeShards(config.level); });
    auto in_order = by_seq<EncodedBatch>(g, kept.count);

    auto write = serial<Message<EncodedBatch>, Credit>(g, [&](const Message<EncodedBatch>& batch) {
      const uint64_t bytes = batch->bytes;
      Profile::Span span(profile, RunPart::kWrite);
      span.passes(bytes);
      sink.write(std::move(*batch));
      ++written.batches;
      written.bytes += bytes;
      if (progress) progress(written);
      return Credit{static_cast<int64_t>(bytes), Credit::From::kWrite};
    });

    Budget budget(g, flow::serial,
                  [left = static_cast<int64_t>(budget_bytes(config, threads)), reading = false,
                   ended = false](const Credit& credit, Budget::output_ports_type& out) mutable {
                    left += credit.bytes;
                    if (credit.from != Credit::From::kWrite) reading = false;
                    ended |= credit.from == Credit::From::kEnd;
                    if (ended || reading || left <= 0) return;
                    reading = true;
                    std::get<0>(out).try_put(Go{});
                  });

    flow::make_edge(flow::output_port<0>(read), decompress);
    chain(decompress, decode, segment, filter, assemble, extract, encode, in_order, write);
    chain(write, budget);
    flow::make_edge(flow::output_port<1>(read), budget);
    flow::make_edge(flow::output_port<0>(budget), read);

    making.wait();
    budget.try_put(Credit{});
    g.wait_for_all();
  });

  if (written.batches != batches_read)
    throw FatalError(fmt::format("{} batches read, but {} written", batches_read, written.batches));
  if (stopped()) throw FatalError("stopped; the same command goes on from here", kStopped);
  const Profile::Span finishing(profile, RunPart::kFinish);
  return sink.finish({.batches = batches_read, .inputs = source.inputs()});
}

}  // namespace newsmill
