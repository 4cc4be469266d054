#include "run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "exit_code.h"
#include "flow/run.h"
#include "newsmill/v1/reject.pb.h"
#include "shard/dataset_writer.h"
#include "shard/reader.h"
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

void print_json(const Manifest& manifest, double seconds, uint64_t text_bytes) {
  const Totals sum = totals(manifest);
  const Counts& counts = manifest.counts;
  const nlohmann::ordered_json json = {{"inputs", manifest.inputs.size()},
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

}  // namespace

int run_command(RunOptions options) {
  const RuleSet rules =
      options.rules.empty() ? RuleSet::builtin() : RuleSet::with_directory(options.rules);
  options.config.version = kVersion;
  const std::unique_ptr<Source> source =
      open_inputs(options.inputs, {options.config.batch_bytes, options.config.max_member_bytes});
  DatasetWriter writer(options.out, options.config.shard_bytes);
  ProgressLine line(!options.quiet && !options.json);
  uint64_t text_bytes = 0;

  const auto start = std::chrono::steady_clock::now();
  const Manifest manifest =
      run(options.config, rules, *source, writer, [&](const Progress& progress) {
        text_bytes = progress.bytes;
        line(progress);
      });
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

  print_rejects(options, manifest);
  if (options.json)
    print_json(manifest, seconds, text_bytes);
  else if (!options.quiet)
    print_summary(options, manifest, seconds, text_bytes);
  return manifest.counts.rejects > 0 ? kQuarantined : kAllWell;
}

}  // namespace newsmill
