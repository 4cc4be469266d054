// newsgen: writes synthetic newspapers, for trying newsmill out, testing and timing it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <map>

#include "core/result.h"
#include "newsgen/archive.h"
#include "newsgen/press.h"

namespace newsmill::newsgen {
namespace {

struct Command {
  Options options;
  std::string output, truth;
  Format format = Format::kTarZst;
  Compression compression;
  uint64_t frames = 1;
};

const std::map<std::string, uint64_t> kSuffixes = {{"K", 1000},          {"M", 1'000'000},
                                                   {"G", 1'000'000'000}, {"KiB", 1ull << 10},
                                                   {"MiB", 1ull << 20},  {"GiB", 1ull << 30}};

void declare(CLI::App& app, Command& command) {
  const auto bytes = CLI::AsNumberWithUnit(kSuffixes);
  app.add_option("--size", command.options.bytes,
                 "bytes of text, with suffix K, M, G, KiB, MiB or GiB")
      ->transform(bytes)
      ->type_name("BYTES")
      ->default_str("8M");
  app.add_option("--seed", command.options.seed, "the same seed gives the same bytes")
      ->capture_default_str();
  app.add_option("-o,--output", command.output, "archive or folder to write; - is standard output")
      ->required();
  app.add_option("--format", command.format, "dir, tar or tar.zst; else from the output's name")
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, Format>{{"dir", Format::kDir},
                                                                {"tar", Format::kTar},
                                                                {"tar.zst", Format::kTarZst}})
              .description(""))
      ->type_name("NAME");
  app.add_option("--level", command.compression.level, "zstd level")
      ->check(CLI::Range(-7, 22))
      ->capture_default_str();
  CLI::Option* frames = app.add_option("--frames", command.frames, "about so many zstd frames")
                            ->check(CLI::Range(1, 1'000'000));
  app.add_option("--frame-size", command.compression.frame_bytes,
                 "bytes of tar in a zstd frame, cut between pages")
      ->transform(bytes)
      ->type_name("BYTES")
      ->excludes(frames);
  app.add_option("--papers", command.options.papers, "number of newspapers")
      ->check(CLI::Range(uint32_t{1}, kMaxPapers))
      ->capture_default_str();
  app.add_option("--density", command.options.density,
                 "of quantities: ordinary (news) or report (a government's work report)")
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, Density>{{"ordinary", Density::kOrdinary},
                                                                 {"report", Density::kReport}})
              .description(""))
      ->type_name("NAME");
  app.add_option("--truth", command.truth,
                 "also write what is on the pages, one JSON object a page");
  app.footer("Example: newsgen --size 8M --seed 1 -o sample.tar.zst --truth truth.jsonl");
}

Format format_of(const std::string& output) {
  if (output.ends_with(".tar")) return Format::kTar;
  if (output == "-" || output.ends_with(".zst")) return Format::kTarZst;
  return Format::kDir;
}

void write(const Command& command) {
  Press press(command.options);
  const std::unique_ptr<Archive> archive =
      open_archive(command.output, command.format, command.compression);
  std::ofstream truth;
  if (!command.truth.empty()) {
    truth.open(command.truth, std::ios::binary);
    if (!truth) throw FatalError(fmt::format("cannot create {}", command.truth));
  }
  for (PrintedIssue issue; press.next(issue);) {
    for (const PrintedPage& page : issue.pages) {
      archive->add(page.name, page.text);
      if (truth.is_open()) truth << truth_line(page.truth);
    }
  }
  archive->finish();
  truth.flush();
  if (!truth) throw FatalError(fmt::format("cannot write {}", command.truth));
}

}  // namespace
}  // namespace newsmill::newsgen

int main(int argc, char** argv) {
  using namespace newsmill;
  CLI::App app(
      "Writes synthetic Chinese newspapers as pdftotext would print them: paper/date/page.txt in "
      "an archive.",
      "newsgen");
  newsgen::Command command;
  newsgen::declare(app, command);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    if (app.count("--format") == 0) command.format = newsgen::format_of(command.output);
    command.options.truth = !command.truth.empty();
    if (command.frames > 1) {
      // A member costs a header and half a block of padding beside its text.
      constexpr uint64_t kTarOverhead = 20;  // text bytes per byte of them
      const uint64_t tar = command.options.bytes + command.options.bytes / kTarOverhead;
      command.compression.frame_bytes = std::max<uint64_t>(1, tar / command.frames);
    }
    newsgen::write(command);
  } catch (const FatalError& error) {
    fmt::print(stderr, "newsgen: {}\n", error.what());
    return error.exit_code();
  } catch (const std::exception& error) {
    fmt::print(stderr, "newsgen: {}\n", error.what());
    return 1;
  }
  return 0;
}
