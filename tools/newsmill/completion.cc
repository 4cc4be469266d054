// The subcommands and options are asked of the command line itself, so that none is forgotten.
// Tested by tests/tools/completion_test.cc.
#include "completion.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace newsmill {
namespace {

using Options = std::vector<const CLI::Option*>;

// Those that have a long name.
Options options_of(const CLI::App& command) {
  Options options;
  for (const CLI::Option* option : command.get_options())
    if (!option->get_lnames().empty()) options.push_back(option);
  return options;
}

std::string words_of(const CLI::App& command) {
  std::string words;
  for (const CLI::Option* option : options_of(command))
    for (const std::string& name : option->get_lnames()) words += " --" + name;
  return words.empty() ? words : words.substr(1);
}

std::string commands_of(const CLI::App& app) {
  std::string names;
  for (const CLI::App* command : app.get_subcommands({})) names += " " + command->get_name();
  return names.empty() ? names : names.substr(1);
}

std::string bash(const CLI::App& app) {
  std::string cases;
  for (const CLI::App* command : app.get_subcommands({}))
    cases += fmt::format("    {}) words='{}' ;;\n", command->get_name(), words_of(*command));
  return fmt::format(R"(_newsmill() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} words=''
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W '{} --help --version' -- "$word"))
    return
  fi
  case ${{COMP_WORDS[1]}} in
{}  esac
  case $word in
    -*) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}}
complete -o filenames -F _newsmill newsmill
)",
                     commands_of(app), cases);
}

std::string zsh(const CLI::App& app) {
  return "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n" +
         bash(app);
}

std::string quoted(std::string text) {
  std::ranges::replace(text, '\'', '"');
  return "'" + text + "'";
}

std::string fish(const CLI::App& app) {
  std::string script;
  for (const CLI::App* command : app.get_subcommands({})) {
    const std::string& name = command->get_name();
    script += fmt::format("complete -c newsmill -n __fish_use_subcommand -f -a {} -d {}\n", name,
                          quoted(command->get_description()));
    for (const CLI::Option* option : options_of(*command)) {
      script += fmt::format("complete -c newsmill -n '__fish_seen_subcommand_from {}' -l {}", name,
                            option->get_lnames().front());
      if (!option->get_snames().empty()) script += " -s " + option->get_snames().front();
      if (option->get_items_expected_max() > 0) script += " -r";
      script += fmt::format(" -d {}\n", quoted(option->get_description()));
    }
  }
  return script;
}

}  // namespace

std::string completion_script(const CLI::App& app, const std::string& shell) {
  return shell == "fish" ? fish(app) : shell == "zsh" ? zsh(app) : bash(app);
}

}  // namespace newsmill
