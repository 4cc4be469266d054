// newsmill: from archives of newspaper pages to shards of records. The command line, and nothing
// else: what a subcommand does stands in a file of its name.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <memory>

#include "cat.h"
#include "core/result.h"
#include "exit_code.h"
#include "inspect.h"
#include "run.h"
#include "version.h"

namespace newsmill {
namespace {

// Each subcommand adds itself to the command line and, when chosen, leaves here what main() then
// runs; its result is the exit code.
using Command = std::function<int()>;

void add_run(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("run", "Reads pages and archives of pages, and writes shards");
  const auto options = std::make_shared<RunOptions>();
  const auto bytes = CLI::AsSizeValue(false);
  command
      ->add_option("input", options->inputs,
                   "Pages (.txt, .txt.zst), archives (.tar, .tar.zst), directories of them")
      ->required();
  command
      ->add_option("-o,--out", options->out, "Directory for the output; must not hold anything yet")
      ->required();
  command->add_option("-j,--threads", options->config.threads, "Threads (0: one a core)")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command->add_option("--memory", options->config.memory, "Bound on the memory for pages in flight")
      ->transform(bytes)
      ->capture_default_str();
  command->add_option("--level", options->config.level, "zstd level of the shards")
      ->check(CLI::Range(-7, 19))
      ->capture_default_str();
  command
      ->add_option("--shard-size", options->config.shard_bytes,
                   "A shard is closed at the first batch past this")
      ->transform(bytes)
      ->capture_default_str();
  command->add_option("--batch-size", options->config.batch_bytes, "Page text handled at once")
      ->transform(bytes)
      ->capture_default_str();
  command
      ->add_option("--rules", options->rules,
                   "Directory of rule tables to use in place of those built in")
      ->check(CLI::ExistingDirectory);
  command->add_flag("-q,--quiet", options->quiet, "Say nothing but errors");
  command->add_flag("--json", options->json, "Summary as one JSON object on standard output");
  command->callback([options, &chosen] { chosen = [options] { return run_command(*options); }; });
}

const std::map<std::string, Records> kRecords = {{"pages", Records::kPages},
                                                 {"articles", Records::kArticles},
                                                 {"ads", Records::kAds},
                                                 {"rejects", Records::kRejects},
                                                 {"metrics", Records::kMetrics}};
const std::map<std::string, Format> kFormats = {
    {"jsonl", Format::kJsonl}, {"csv", Format::kCsv}, {"text", Format::kText}};

void add_cat(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("cat", "Prints the records of a finished run");
  const auto options = std::make_shared<CatOptions>();
  command->add_option("directory", options->directory, "The run's output directory")->required();
  command->add_option("-r,--records", options->records, "What to print")
      ->transform(CLI::CheckedTransformer(kRecords).description(""))
      ->type_name("NAME")
      ->default_str("articles");
  command->add_option("-f,--format", options->format, "How to print it")
      ->transform(CLI::CheckedTransformer(kFormats).description(""))
      ->type_name("NAME")
      ->default_str("jsonl");
  command->callback([options, &chosen] { chosen = [options] { return cat_command(*options); }; });
}

const std::map<std::string, InspectOptions::Colour> kColours = {
    {"auto", InspectOptions::Colour::kAuto},
    {"always", InspectOptions::Colour::kAlways},
    {"never", InspectOptions::Colour::kNever}};

void add_inspect(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("inspect", "Shows what became of each line of one page, and why");
  const auto options = std::make_shared<InspectOptions>();
  const auto as_json = std::make_shared<std::string>("text");
  command->add_option("page", options->input, "A page, or an archive that holds it")->required();
  command->add_option("--member", options->member, "Which page of the archive");
  command->add_option("-f,--format", *as_json, "How to print it")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->add_option("--color", options->colour, "auto, always or never")
      ->transform(CLI::CheckedTransformer(kColours).description(""))
      ->type_name("WHEN")
      ->default_str("auto");
  command
      ->add_option("--rules", options->rules,
                   "Directory of rule tables to use in place of those built in")
      ->check(CLI::ExistingDirectory);
  command->callback([options, as_json, &chosen] {
    options->json = *as_json == "json";
    chosen = [options] { return inspect_command(*options); };
  });
}

}  // namespace
}  // namespace newsmill

int main(int argc, char** argv) {
  using namespace newsmill;
  CLI::App app(
      "Turns archives of newspaper page text into protobuf shards of articles, ads, pages and "
      "metrics.",
      "newsmill");
  app.set_version_flag("--version", std::string("newsmill ") + kVersion);
  app.require_subcommand(1);
  Command chosen;
  add_run(app, chosen);
  add_cat(app, chosen);
  add_inspect(app, chosen);
  try {
    app.parse(argc, argv);
    return chosen();
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kAllWell : kUsage;
  } catch (const FatalError& error) {
    fmt::print(stderr, "newsmill: {}\n", error.what());
    return error.exit_code();
  } catch (const std::exception& error) {
    fmt::print(stderr, "newsmill: {}\n", error.what());
    return kCannotGoOn;
  }
}
