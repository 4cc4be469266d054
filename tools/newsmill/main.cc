// newsmill: from archives of newspaper pages to shards of records. The command line, and nothing
// else: what a subcommand does stands in a file of its name.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <new>

#include "cat.h"
#include "completion.h"
#include "core/result.h"
#include "exit_code.h"
#include "export.h"
#include "inspect.h"
#include "merge.h"
#include "plan.h"
#include "report.h"
#include "run.h"
#include "stat.h"
#include "verify.h"
#include "version.h"

namespace newsmill {
namespace {

// Each subcommand adds itself to the command line and, when chosen, leaves here what main() then
// runs; its result is the exit code.
using Command = std::function<int()>;

void add_read_options(CLI::App& command, ReadOptions& read) {
  const auto bytes = CLI::AsSizeValue(false);
  command.add_option("--max-member", read.max_member_bytes, "A larger page is refused")
      ->transform(bytes)
      ->capture_default_str();
  command
      .add_option("--max-ratio", read.max_ratio,
                  "What unpacks to more times its size than this is refused")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      .add_option_function<std::vector<std::string>>(
          "--field",
          [&read](const std::vector<std::string>& fields) {
            for (const std::string& field : fields)
              if (!read.fields.set(field)) throw CLI::ValidationError("--field " + field);
          },
          "Where JSON has text, id, publication, date or page: date=metadata.printed")
      ->type_name("NAME=PATH");
}

void add_run(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("run", "Reads pages and archives of pages, and writes shards");
  const auto options = std::make_shared<RunOptions>();
  const auto bytes = CLI::AsSizeValue(false);
  command
      ->add_option(
          "input", options->inputs,
          "Pages (.txt), archives (.tar, .zip, .7z), JSON lines, each also compressed (.zst, "
          ".gz, .bz2, .xz), directories of them, - for standard input, @FILE for a list")
      ->required();
  command
      ->add_option("-o,--out", options->out,
                   "Directory for the output; empty, new, or of this run interrupted")
      ->required();
  command->add_option("-j,--threads", options->config.threads, "Threads (0: one a core)")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command->add_flag("--pin", options->config.pin, "Each thread stays on a core of its own");
  command
      ->add_option("--numa-node", options->config.numa_node,
                   "Work on the cores of this NUMA node, with its memory")
      ->check(CLI::NonNegativeNumber);
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
  command->add_option("--shard-records", options->config.shard_records,
                      "The same for a number of records; 0 is any");
  command->add_option("--batch-size", options->config.batch_bytes, "Page text handled at once")
      ->transform(bytes)
      ->capture_default_str();
  add_read_options(*command, options->config.read);
  command
      ->add_option_function<std::string>(
          "--encoding",
          [options](const std::string& name) {
            options->config.encoding = encoding_of_name(name);
            if (!options->config.encoding) throw CLI::ValidationError("--encoding " + name);
          },
          "What pages that are not UTF-8 are in (gb18030, big5, euc-tw, utf-16le, ...); else it is "
          "detected")
      ->type_name("NAME");
  command
      ->add_option_function<std::string>(
          "--issue-key",
          [options](const std::string& pattern) {
            Result<IssueKey> key = IssueKey::from_pattern(pattern);
            if (!key) throw CLI::ValidationError("--issue-key", key.error().message);
            options->config.issue_key = std::move(*key);
          },
          "Regular expression (RE2) over names: pages are of one issue whose groups match the "
          "same; "
          "else directory and date tell")
      ->type_name("PATTERN");
  command
      ->add_option("--rules", options->rules,
                   "Directory of rule tables to use in place of those built in")
      ->check(CLI::ExistingDirectory);
  command
      ->add_option("--ads", options->ads,
                   "What becomes of ads and notices: news (all dropped), analytics, everything, or "
                   "a policy file")
      ->type_name("POLICY");
  command->add_flag("-q,--quiet", options->quiet, "Say nothing but errors");
  command->add_flag("--json", options->json, "Summary as one JSON object on standard output");
  command->add_flag("--profile", options->profile, "Also say where the time went");
  command->callback([options, &chosen] { chosen = [options] { return run_command(*options); }; });
}

void add_plan(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("plan", "Shows what a run would read, and reads nothing");
  const auto options = std::make_shared<PlanOptions>();
  command->add_option("input", options->inputs, "As for run")->required();
  command->add_flag("--json", options->json, "As JSON, an object an input");
  command->callback([options, &chosen] { chosen = [options] { return plan_command(*options); }; });
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
  command->add_option("--from", options->selection.from, "Number of the first record, from 0");
  command->add_option("--limit", options->selection.limit, "How many records")->default_str("all");
  command->add_option("--id", options->selection.ids, "Only the records with these ids");
  command->callback([options, &chosen] { chosen = [options] { return cat_command(*options); }; });
}

const std::map<std::string, FileFormat> kFileFormats = {
    {"parquet", FileFormat::kParquet}, {"jsonl", FileFormat::kJsonl}, {"csv", FileFormat::kCsv}};

void add_export(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("export", "Writes the records of a finished run to a file");
  const auto options = std::make_shared<ExportOptions>();
  command->add_option("directory", options->directory, "The run's output directory")->required();
  command->add_option("-o,--out", options->file, "The file to write")->required();
  command->add_option("-r,--records", options->records, "What to write")
      ->transform(CLI::CheckedTransformer(kRecords).description(""))
      ->type_name("NAME")
      ->default_str("articles");
  command->add_option("-f,--format", options->format, "parquet, jsonl or csv")
      ->transform(CLI::CheckedTransformer(kFileFormats).description(""))
      ->type_name("NAME")
      ->default_str("jsonl");
  command->add_flag("-q,--quiet", options->quiet, "Say nothing but errors");
  command->callback(
      [options, &chosen] { chosen = [options] { return export_command(*options); }; });
}

void add_verify(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("verify", "Checks that a finished run's output is still what was written");
  const auto options = std::make_shared<VerifyOptions>();
  command->add_option("directory", options->directory, "The run's output directory")->required();
  command->add_flag("--deep", options->deep, "Read every record, not only the tables");
  command->add_flag("-q,--quiet", options->quiet, "Say nothing but what is wrong");
  command->callback(
      [options, &chosen] { chosen = [options] { return verify_command(*options); }; });
}

void add_merge(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("merge", "Joins the outputs of several runs to one");
  const auto options = std::make_shared<MergeOptions>();
  command->add_option("outputs", options->outputs, "The runs' output directories")->required();
  command->add_option("-o,--out", options->out, "Directory for the joined output")->required();
  command
      ->add_option("--shard-size", options->target.bytes,
                   "A shard is closed at the first batch past this")
      ->transform(CLI::AsSizeValue(false))
      ->capture_default_str();
  command->add_option("--shard-records", options->target.records,
                      "The same for a number of records; 0 is any");
  command->add_flag("-q,--quiet", options->quiet, "Say nothing but errors");
  command->callback([options, &chosen] { chosen = [options] { return merge_command(*options); }; });
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
  command
      ->add_option("--html", options->html,
                   "Write it as one HTML file: the page as printed beside what was read from it")
      ->type_name("FILE");
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

void add_stat(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("stat", "Counts what a finished run's output holds");
  const auto options = std::make_shared<StatOptions>();
  command->add_option("directory", options->directory, "The run's output directory")->required();
  command->add_option("--top", options->top, "Length of the lists")->capture_default_str();
  command->add_flag("--json", options->json, "As one JSON object");
  command->callback([options, &chosen] { chosen = [options] { return stat_command(*options); }; });
}

void add_report(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "report", "Tells what a finished run read, rejected and wrote, as Markdown");
  const auto options = std::make_shared<ReportOptions>();
  command->add_option("directory", options->directory, "The run's output directory")->required();
  command->callback(
      [options, &chosen] { chosen = [options] { return report_command(*options); }; });
}

void add_completion(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "completion",
      "Prints a script that completes this command: source <(newsmill completion bash)");
  const auto shell = std::make_shared<std::string>("bash");
  command->add_option("shell", *shell, "bash, zsh or fish")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}))
      ->capture_default_str();
  command->callback([shell, &app, &chosen] {
    chosen = [shell, &app] {
      fmt::print("{}", completion_script(app, *shell));
      return int{kAllWell};
    };
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
  add_plan(app, chosen);
  add_cat(app, chosen);
  add_inspect(app, chosen);
  add_export(app, chosen);
  add_merge(app, chosen);
  add_stat(app, chosen);
  add_report(app, chosen);
  add_verify(app, chosen);
  add_completion(app, chosen);
  try {
    app.parse(argc, argv);
    return chosen();
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kAllWell : kUsage;
  } catch (const FatalError& error) {
    fmt::print(stderr, "newsmill: {}\n", error.what());
    return error.exit_code();
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "newsmill: out of memory\n");
    return kCannotGoOn;
  } catch (const std::exception& error) {
    fmt::print(stderr, "newsmill: {}\n", error.what());
    return kCannotGoOn;
  }
}
