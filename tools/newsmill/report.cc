// newsmill report OUT
//
//   # shards
//
//   | input | members | pages | rejected | skipped | damage | checksums | |
//   |---|--:|--:|--:|--:|--:|---|---|
//   | 2021.tar.zst | 478 | 477 | 1 | 0 | 0 | yes | |
//   …
//
// Tested by tests/tools/report_test.cc.
#include "report.h"

#include <fmt/format.h>

#include <cstdio>
#include <map>

#include "each_record.h"
#include "exit_code.h"
#include "newsmill/v1/reject.pb.h"

namespace newsmill {
namespace fs = std::filesystem;
namespace {

// In one cell of a table.
std::string cell(std::string text) {
  constexpr size_t kLongest = 300;
  std::string safe;
  for (const char c : text.substr(0, kLongest)) {
    if (c == '|' || c == '\\') safe += '\\';
    safe += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return safe;
}

std::string inputs_of(const Manifest& manifest) {
  std::string text =
      "| input | members | pages | rejected | skipped | damage | checksums | |\n"
      "|---|--:|--:|--:|--:|--:|---|---|\n";
  for (const InputFacts& input : manifest.inputs)
    text += fmt::format(
        "| {} | {} | {} | {} | {} | {} | {} | {} |\n", cell(input.name), input.members, input.pages,
        input.rejected, input.skipped, input.damage, input.verifiable ? "yes" : "no",
        input.duplicate_of.empty() ? std::string()
                                   : cell(fmt::format("same as {}", input.duplicate_of)));
  return text;
}

std::string rejects_of(const fs::path& directory, const Manifest& manifest) {
  if (manifest.counts.rejects == 0) return {};
  struct Code {
    uint64_t times = 0;
    std::string first;
  };
  std::map<std::string, Code> codes;
  each_record<v1::Reject>(directory, manifest, Dataset::kRejects, [&](const v1::Reject& reject) {
    Code& code = codes[reject.code()];
    if (++code.times > 1) return;
    code.first = fmt::format("{} {}: {} (offset {})", reject.source().archive(),
                             reject.source().member(), reject.message(), reject.offset());
  });
  std::string text = "\n## Rejected\n\n| code | times | first |\n|---|--:|---|\n";
  for (const auto& [name, code] : codes)
    text += fmt::format("| {} | {} | {} |\n", cell(name), code.times, cell(code.first));
  return text;
}

std::string datasets_of(const Manifest& manifest) {
  std::string text = "\n## Written\n\n| dataset | records | shards | bytes |\n|---|--:|--:|--:|\n";
  for (const Dataset dataset : kDatasets) {
    uint64_t records = 0, shards = 0, bytes = 0;
    for (const ShardFacts& shard : manifest.shards) {
      if (!shard.path.starts_with(fmt::format("{}/", dataset_name(dataset)))) continue;
      records += shard.records, bytes += shard.bytes, ++shards;
    }
    text += fmt::format("| {} | {} | {} | {} |\n", dataset_name(dataset), records, shards, bytes);
  }
  return text;
}

}  // namespace

std::string report_of(const fs::path& directory) {
  const Manifest manifest = finished_manifest(directory);
  std::string text = fmt::format("# {}\n\nnewsmill {}, configuration {:016x}\n\n",
                                 directory.string(), manifest.version, manifest.configuration);
  text += inputs_of(manifest) + rejects_of(directory, manifest) + datasets_of(manifest);
  text +=
      fmt::format("\n{} metrics; {} articles are continued from or on a page that was not found.\n",
                  manifest.counts.metrics, manifest.open_jumps.total);
  return text;
}

int report_command(const ReportOptions& options) {
  fmt::print("{}", report_of(options.directory));
  return kAllWell;
}

}  // namespace newsmill
