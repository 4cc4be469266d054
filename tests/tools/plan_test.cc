#include "newsmill/plan.h"

#include <gtest/gtest.h>

#include "decompress/packing.h"

namespace newsmill {
namespace {

TEST(Plan, SaysWhatEachInputIs) {
  const std::filesystem::path dir = fresh_directory("plan");
  const std::string tar = pack_tar({{"d/01.txt", "一"}});
  write_file(dir / "in/01.txt", "一二三");
  write_file(dir / "in/02.jpg", "?");
  write_file(dir / "in/a.tar.zst", pack_zstd(tar));
  write_file(dir / "b.zip", pack_zip({{"d/01.txt", "一"}}));
  write_file(dir / "c.7z", pack_7z({{"d/01.txt", "一"}}));
  write_file(dir / "d.jsonl.gz", pack(Codec::kGzip, "{\"text\":\"一\"}\n"));
  write_file(dir / "e.docx", "?");
  write_file(dir / "list.txt", (dir / "b.zip").string() + "\n" + (dir / "c.7z").string() + "\n");
  const auto path = [&](const char* name) { return (dir / name).string(); };
  std::vector<std::string> lines;
  for (const PlannedInput& input :
       planned({path("in"), "@" + path("list.txt"), path("d.jsonl.gz"), path("in/01.txt"),
                path("e.docx"), path("none.tar"), "-"},
               {}))
    lines.push_back(std::filesystem::path(input.name).filename().string() + " " + input.kind + " " +
                    std::to_string(input.pages) + "+" + std::to_string(input.skipped) +
                    (input.problem.empty() ? "" : " !"));
  EXPECT_EQ(lines, (std::vector<std::string>{
                       "in pages 1+1", "a.tar.zst tar.zst 0+0", "b.zip zip 0+0", "c.7z 7z 0+0",
                       "d.jsonl.gz jsonl.gz 0+0", "01.txt page 0+0", "e.docx unknown 0+0 !",
                       "none.tar tar 0+0 !", "- stream 0+0"}));
}

TEST(Plan, Bytes) {
  const std::filesystem::path dir = fresh_directory("plan_bytes");
  write_file(dir / "01.txt", "一");
  write_file(dir / "02.txt", "二二");
  EXPECT_EQ(planned({dir.string()}, {})[0].bytes, 9u);
  EXPECT_EQ(planned({(dir / "02.txt").string()}, {})[0].bytes, 6u);
}

}  // namespace
}  // namespace newsmill
