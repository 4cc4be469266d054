#include "run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "ads_policy.h"
#include "decompress/input_list.h"
#include "exit_code.h"
#include "flow/run.h"
#include "newsmill/v1/reject.pb.h"
#include "run_profile.h"
#include "shard/batch_log.h"
#include "shard/dataset_writer.h"
#include "shard/reader.h"
#include "stop_on_signal.h"
#include "version.h"

namespace newsmill {
namespace {

// One line that rewrites itself, on a terminal only.
class ProgressLine {
 public:
  explicit ProgressLine(bool wanted) : shown_(wanted && isatty(STDERR_FILENO) != 0) {}
  ~ProgressLine() {
    if (shown_) fmt::print(stderr, "\r\033[K");
  }
  void operator()(const Progress& progress) {
    const Clock::time_point now = Clock::now();
    if (!shown_ || now < next_) return;
    next_ = now + std::chrono::milliseconds(200);
    const double seconds = std::chrono::duration<double>(now - start_).count();
    fmt::print(stderr, "\r\033[K{:.1f} MB, {:.1f} MB/s", static_cast<double>(progress.bytes) / 1e6,
               static_cast<double>(progress.bytes) / 1e6 / seconds);
    std::fflush(stderr);
  }

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  Clock::time_point start_ = Clock::now(), next_ = start_ + std::chrono::milliseconds(300);
};

struct Totals {
  uint64_t members = 0, skipped = 0;
};

Totals totals(const Manifest& manifest) {
  Totals sum;
  for (const InputFacts& input : manifest.inputs)
    sum.members += input.members, sum.skipped += input.skipped;
  return sum;
}

void print_json(const Manifest& manifest, double seconds, uint64_t text_bytes,
                const Profile* profile) {
  const Totals sum = totals(manifest);
  const Counts& counts = manifest.counts;
  nlohmann::ordered_json json = {{"inputs", manifest.inputs.size()},
                                 {"members", sum.members},
                                 {"pages", counts.pages},
                                 {"rejects", counts.rejects},
                                 {"skipped", sum.skipped},
                                 {"articles", counts.articles},
                                 {"ads", counts.ads},
                                 {"metrics", counts.metrics},
                                 {"shards", manifest.shards.size()},
                                 {"bytes", text_bytes},
                                 {"seconds", seconds}};
  if (profile != nullptr) json["profile"] = to_json(*profile);
  fmt::print("{}\n", json.dump());
}

void print_summary(const RunOptions& options, const Manifest& manifest, double seconds,
                   uint64_t text_bytes) {
  const Totals sum = totals(manifest);
  const Counts& counts = manifest.counts;
  const double megabytes = static_cast<double>(text_bytes) / 1e6;
  fmt::print(stderr, "{} inputs, {} members: {} pages, {} rejected, {} skipped\n",
             manifest.inputs.size(), sum.members, counts.pages, counts.rejects, sum.skipped);
  fmt::print(stderr, "{} articles, {} metrics, {} ads -> {}\n", counts.articles, counts.metrics,
             counts.ads, options.out);
  if (seconds == 0) return;
  fmt::print(stderr, "{:.1f} MB of text in {:.2f} s ({:.0f} MB/s)\n", megabytes, seconds,
             megabytes / seconds);
}

std::string describe(const v1::Reject& reject) {
  const std::string& member = reject.source().member();
  return fmt::format("{}{}{}: {} (offset {})", reject.source().archive(),
                     member.empty() ? "" : ": ", member, reject.message(), reject.offset());
}

// The first few rejects in words; all of them stand in the rejects dataset.
void print_rejects(const RunOptions& options, const Manifest& manifest) {
  constexpr uint64_t kShown = 10;
  uint64_t shown = 0;
  for (const ShardFacts& shard : manifest.shards) {
    if (!shard.path.starts_with(dataset_name(Dataset::kRejects))) continue;
    Result<ShardReader> reader = ShardReader::open(std::filesystem::path(options.out) / shard.path);
    std::string_view message;
    while (reader && shown < kShown && reader->next(message).value_or(false)) {
      v1::Reject reject;
      if (reject.ParseFromArray(message.data(), static_cast<int>(message.size())))
        fmt::print(stderr, "newsmill: {}\n", describe(reject)), ++shown;
    }
  }
  if (manifest.counts.rejects > shown)
    fmt::print(stderr, "newsmill: and {} more: newsmill cat {} --records rejects\n",
               manifest.counts.rejects - shown, options.out);
}

int summarize(const RunOptions& options, const Manifest& manifest, double seconds,
              uint64_t text_bytes, const Profile* profile) {
  if (options.json)
    print_json(manifest, seconds, text_bytes, profile);
  else if (!options.quiet)
    print_summary(options, manifest, seconds, text_bytes);
  if (profile != nullptr && !options.json) fmt::print(stderr, "{}", to_table(*profile));
  return manifest.counts.rejects > 0 ? kQuarantined : kAllWell;
}

// How the memory that a run may take is shared out: a quarter for pages in flight (flow/run.cc),
// half for what eight open archives look back to, a quarter for what is read ahead of them.
void share_memory(const size_t memory, ReadOptions& read) {
  read.max_window = std::min(kMaxWindow, memory / 2 / kMostInputsAhead);
  read.ahead_bytes = memory / 8;  // as members, and as much again as frames
}

// What a run writes would be input of the next one.
void check_not_below(const std::string& out, const std::vector<std::string>& inputs) {
  namespace fs = std::filesystem;
  std::error_code none;
  const fs::path below = fs::weakly_canonical(out, none);
  for (const std::string& input : inputs) {
    const fs::path above = fs::weakly_canonical(input, none);
    if (fs::is_directory(above, none) &&
        std::mismatch(above.begin(), above.end(), below.begin(), below.end()).first == above.end())
      throw FatalError(fmt::format("{} lies in the input {}; choose another directory", out, input),
                       kUsage);
  }
}

// The run is over already, if it was this one: nothing is left to do.
int already_done(const RunOptions& options, const Request& request) {
  const Result<Manifest> manifest = read_manifest(options.out);
  const Result<BatchLog> log = BatchLog::open(options.out);
  if (!manifest || !log || !same_command(log->request(), request))
    throw FatalError(
        fmt::format("{} holds a finished run of another command or version", options.out));
  if (const std::string name = changed_input(log->request().inputs, request.inputs); !name.empty())
    throw FatalError(
        fmt::format("{} holds a finished run, but {} has changed since", options.out, name));
  tidy(options.out);
  if (!options.quiet && !options.json) fmt::print(stderr, "{} is finished already\n", options.out);
  return summarize(options, *manifest, 0, 0, nullptr);
}

}  // namespace

int run_command(RunOptions options) {
  const auto profile = std::make_shared<Profile>();
  std::optional<Profile::Span> preparing(std::in_place, *profile, RunPart::kPrepare);
  const RuleSet rules =
      options.rules.empty() ? RuleSet::builtin() : RuleSet::with_directory(options.rules);
  options.config.version = kVersion;
  share_memory(options.config.memory, options.config.read);
  if (!options.ads.empty()) options.config.ads = read_ads_policy(options.ads);
  options.inputs = expand_lists(options.inputs);
  if (options.config.threads != 1) options.config.read.start = start_when_idle(profile);
  check_not_below(options.out, options.inputs);
  Request request{kVersion, options.config.hash(rules), stamp_inputs(options.inputs)};
  if (output_state(options.out) == OutputState::kFinished) return already_done(options, request);
  const std::unique_ptr<Source> source = open_inputs(
      options.inputs, {options.config.batch_bytes, options.config.read, options.config.issue_key});
  DatasetWriter writer(options.out, {options.config.shard_bytes, options.config.shard_records},
                       std::move(request));
  const StopOnSignal signals;
  ProgressLine line(!options.quiet && !options.json);
  uint64_t text_bytes = 0;
  preparing.reset();

  const auto start = std::chrono::steady_clock::now();
  const Manifest manifest = run(
      options.config, rules, *source, writer,
      [&](const Progress& progress) {
        text_bytes = progress.bytes;
        line(progress);
      },
      &signals.stop(), profile.get());
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

  print_rejects(options, manifest);
  return summarize(options, manifest, seconds, text_bytes,
                   options.profile ? profile.get() : nullptr);
}

}  // namespace newsmill
