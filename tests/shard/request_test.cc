#include "shard/request.h"

#include <gtest/gtest.h>

#include <functional>

#include "scratch.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;

TEST(Request, NoticesWhatChanged) {
  struct Case {
    const char* name;
    std::function<void(const fs::path&)> change;
    bool noticed;
  };
  for (const Case& c : std::vector<Case>{
           {"nothing", [](const fs::path&) {}, false},
           {"a longer page", [](const fs::path& in) { write_file(in / "a/01.txt", "longer"); },
            true},
           {"a page touched",
            [](const fs::path& in) {
              fs::last_write_time(in / "a/01.txt",
                                  fs::file_time_type::clock::now() + std::chrono::seconds(1));
            },
            true},
           {"a new page", [](const fs::path& in) { write_file(in / "b/01.txt", "x"); }, true},
           {"a page gone", [](const fs::path& in) { fs::remove(in / "a/01.txt"); }, true},
           {"a page renamed",
            [](const fs::path& in) { fs::rename(in / "a/01.txt", in / "a/02.txt"); }, true}}) {
    SCOPED_TRACE(c.name);
    const Scratch scratch;
    write_file(scratch / "in/a/01.txt", "x");
    const std::vector<std::string> names = {(scratch / "none").string(), (scratch / "in").string()};
    const std::vector<StampedInput> before = stamp_inputs(names);
    c.change(scratch / "in");
    EXPECT_EQ(changed_input(before, stamp_inputs(names)), c.noticed ? names[1] : "");
  }
}

TEST(Request, SameCommand) {
  const Request one{"0.1.0", 7, {{"a.tar", 1}}};
  Request other = one;
  other.inputs[0].stamp = 2;
  EXPECT_TRUE(same_command(one, other));
  other.inputs[0].name = "b.tar";
  EXPECT_FALSE(same_command(one, other));
  other = one;
  other.configuration = 8;
  EXPECT_FALSE(same_command(one, other));
}

}  // namespace
}  // namespace newsmill
