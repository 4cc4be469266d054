// newsmill completion: what a shell must know to complete the command line.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace newsmill {

// A script for `shell` (bash, zsh or fish) that knows the subcommands of `app` and their options.
//
//   source <(newsmill completion bash)
std::string completion_script(const CLI::App& app, const std::string& shell);

}  // namespace newsmill
