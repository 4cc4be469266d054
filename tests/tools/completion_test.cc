#include "newsmill/completion.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "scratch.h"

namespace newsmill {
namespace {

struct Example {
  Example() {
    CLI::App* run = app.add_subcommand("run", "Reads pages, writes \"shards\"");
    run->add_option("input", text, "no option");
    run->add_option("-o,--out", text, "the reader's output");
    run->add_flag("--json", json, "JSON");
    app.add_subcommand("stat", "Counts");
  }
  CLI::App app{"", "newsmill"};
  std::string text;
  bool json = false;
};

TEST(Completion, NamesEachSubcommandAndOption) {
  const Example example;
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const std::string script = completion_script(example.app, shell);
    SCOPED_TRACE(script);
    for (const char* word : {"run", "stat", "out", "json"})
      EXPECT_NE(script.find(word), std::string::npos) << shell << " " << word;
  }
}

TEST(Completion, BashCompletes) {
  if (std::system("bash --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "no bash";
  const Example example;
  const Scratch scratch;
  write_file(scratch / "script", completion_script(example.app, "bash"));
  const auto completed = [&](const std::string& words, int current) {
    const std::string out = scratch / "out";
    const std::string command = "bash -c '. " + (scratch / "script").string() + "; COMP_WORDS=(" +
                                words + "); COMP_CWORD=" + std::to_string(current) +
                                "; _newsmill; echo ${COMPREPLY[@]}' > " + out;
    EXPECT_EQ(std::system(command.c_str()), 0);
    return contents(out);
  };
  EXPECT_EQ(completed("newsmill s", 1), "stat\n");
  EXPECT_EQ(completed("newsmill run --o", 2), "--out\n");
  EXPECT_EQ(completed("newsmill run --", 2), "--help --out --json\n");
}

}  // namespace
}  // namespace newsmill
