// newsmill: from archives of newspaper pages to shards of records.
#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "command.h"
#include "core/result.h"
#include "version.h"

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
