#include "decompress/input_list.h"

#include <gtest/gtest.h>

#include "core/result.h"
#include "decompress/packing.h"

namespace newsmill {
namespace {

using Strings = std::vector<std::string>;

Strings names(const Strings& paths) {
  Strings all;
  for (const Input& input : list_inputs(paths)) all.push_back(*input.name);
  return all;
}

TEST(ListInputs, InOrderAndOnce) {
  EXPECT_EQ(names({"b.tar", "-", "a.txt", "b.tar", "@"}), (Strings{"b.tar", "-", "a.txt", "@"}));
}

TEST(ExpandLists, LinesOrNuls) {
  const std::filesystem::path dir = fresh_directory("input_list");
  write_file(dir / "lines", "b.tar\r\n\n@x\nc d.txt");
  write_file(dir / "nul", std::string("b.tar\0e\nf.txt\0", 14));
  EXPECT_EQ(expand_lists({"a", "@" + (dir / "lines").string(), "@"}),
            (Strings{"a", "b.tar", "@x", "c d.txt", "@"}));
  EXPECT_EQ(expand_lists({"@" + (dir / "nul").string()}), (Strings{"b.tar", "e\nf.txt"}));
  EXPECT_THROW(expand_lists({"@" + (dir / "none").string()}), FatalError);
}

TEST(ListInputs, DirectoryIsOneInputAndItsArchivesAreOthers) {
  const std::filesystem::path dir = fresh_directory("input_list_directory");
  for (const char* name : {"b/02.txt", "b/01.txt.gz", "a.jsonl.zst", "c.zip", "d.jpg", ".e.txt"})
    write_file(dir / name, "x");
  std::filesystem::create_symlink(dir, dir / "loop");
  const std::vector<Input> inputs = list_inputs({dir.string()});
  ASSERT_EQ(inputs.size(), 3u);
  EXPECT_TRUE(inputs[0].is_directory);
  EXPECT_EQ(inputs[0].pages, (Strings{"b/01.txt.gz", "b/02.txt"}));
  EXPECT_EQ(inputs[0].skipped, 3u);
  EXPECT_EQ(*inputs[1].name, (dir / "a.jsonl.zst").string());
  EXPECT_EQ(*inputs[2].name, (dir / "c.zip").string());
}

}  // namespace
}  // namespace newsmill
