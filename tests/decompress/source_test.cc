#include "decompress/source.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>

#include "decompress/packing.h"

namespace newsmill {
namespace {

struct Reading {
  std::vector<Batch<RawPage>> batches;
  std::vector<InputFacts> inputs;
  std::vector<std::string> members, rejects;
};

Reading read_inputs(const std::vector<std::string>& paths, SourceOptions options = {}) {
  Reading reading;
  const std::unique_ptr<Source> source = open_inputs(paths, options);
  while (std::optional<Batch<RawPage>> batch = source->next()) {
    EXPECT_EQ(batch->seq, reading.batches.size());
    for (const RawPage& page : batch->items)
      reading.members.push_back(page.origin.member + "=" + std::string(page.bytes));
    for (const Reject& reject : batch->rejects)
      reading.rejects.push_back(reject.origin.member + ":" + reject.error.code);
    reading.batches.push_back(std::move(*batch));
  }
  reading.inputs = source->inputs();
  uint64_t members = 0;
  for (const InputFacts& input : reading.inputs) members += input.members - input.skipped;
  const auto named = [](const std::string& reject) { return !reject.starts_with(":"); };
  EXPECT_EQ(members, reading.members.size() +
                         static_cast<size_t>(std::ranges::count_if(reading.rejects, named)));
  return reading;
}

TEST(Source, ArchivesAndFilesInOrder) {
  const std::filesystem::path dir = fresh_directory("source");
  const std::string tar =
      pack_tar({{"jt/d1/01.txt", "a"}, {"jt/d1/x.png", "?"}, {"jt/d1/02.txt", "b"}});
  write_file(dir / "a.tar.zst", pack_zstd(tar, 700));
  write_file(dir / "b.tar", tar);
  write_file(dir / "c.txt", "c");
  const Reading r = read_inputs(
      {(dir / "c.txt").string(), (dir / "a.tar.zst").string(), (dir / "b.tar").string()});
  EXPECT_EQ(r.members, (std::vector<std::string>{"c.txt=c", "jt/d1/01.txt=a", "jt/d1/02.txt=b",
                                                 "jt/d1/01.txt=a", "jt/d1/02.txt=b"}));
  ASSERT_EQ(r.inputs.size(), 3u);
  EXPECT_EQ(r.inputs[1].members, 3u);
  EXPECT_EQ(r.inputs[1].skipped, 1u);
  EXPECT_TRUE(r.inputs[1].verifiable);
  EXPECT_FALSE(r.inputs[2].verifiable);  // tar holds no checksum of the data
  EXPECT_EQ(r.inputs[2].bytes, tar.size());
}

TEST(Source, DirectorySortedWithItsArchives) {
  const std::filesystem::path dir = fresh_directory("source_dir");
  write_file(dir / "jt/d2/01.txt", "2");
  write_file(dir / "jt/d1/02.txt", "1b");
  write_file(dir / "jt/d1/01.txt", "1a");
  write_file(dir / "jt/d1/cover.jpg", "x");
  write_file(dir / "old.tar", pack_tar({{"m.txt", "m"}}));
  std::filesystem::create_directory_symlink(dir, dir / "jt/loop");
  const Reading r = read_inputs({dir.string()});
  EXPECT_EQ(r.members, (std::vector<std::string>{"jt/d1/01.txt=1a", "jt/d1/02.txt=1b",
                                                 "jt/d2/01.txt=2", "m.txt=m"}));
  EXPECT_EQ(r.inputs[0].skipped, 2u);  // the picture and the link
}

TEST(Source, BatchesEndWithAnIssue) {
  Members members;
  for (int day = 0; day < 6; ++day)
    for (int page = 0; page < 4; ++page)
      members.push_back({"jt/d" + std::to_string(day) + "/" + std::to_string(page) + ".txt",
                         std::string(100, 'x')});
  const std::filesystem::path path = fresh_directory("source_batches") / "a.tar";
  write_file(path, pack_tar(members));
  const Reading r = read_inputs({path.string()}, {.batch_bytes = 500});
  ASSERT_EQ(r.batches.size(), 3u);  // 500 bytes are reached inside the second issue
  for (const Batch<RawPage>& batch : r.batches) {
    EXPECT_EQ(batch.items.size(), 8u);
    EXPECT_EQ(batch.bytes, 800u);
  }
  EXPECT_EQ(read_inputs({path.string()}, {.batch_bytes = 50}).batches.size(),
            12u);  // four times that is the most
}

TEST(Source, AnIssueStaysTogether) {
  Members members;
  for (int page = 0; page < 40; ++page)
    members.push_back(
        {"all/jt_" + std::to_string(20240501 + page / 20) + "_" + std::to_string(page) + ".txt",
         std::string(100, 'x')});
  const std::filesystem::path path = fresh_directory("source_issue") / "a.tar";
  write_file(path, pack_tar(members));
  EXPECT_EQ(read_inputs({path.string()}, {.batch_bytes = 100}).batches.size(), 2u);
  EXPECT_EQ(read_inputs({path.string()}, {.batch_bytes = 50}).batches.size(), 4u)
      << "32 times the size of a batch is the most";
  EXPECT_EQ(read_inputs({path.string()},
                        {.batch_bytes = 50, .issue_key = *IssueKey::from_pattern("_([0-9]+).txt")})
                .batches.size(),
            40u);
}

TEST(Source, TellsWhereAPageStood) {
  const std::filesystem::path dir = fresh_directory("source_within");
  write_file(dir / "d/1.txt", "a");
  write_file(dir / "2.txt.zst", pack_zstd("b"));
  write_file(dir / "3.tar", pack_tar({{"1.txt", "c"}}));
  const Reading r =
      read_inputs({(dir / "d").string(), (dir / "2.txt.zst").string(), (dir / "3.tar").string()});
  std::vector<Origin::Within> within;
  for (const Batch<RawPage>& batch : r.batches)
    for (const RawPage& page : batch.items) within.push_back(page.origin.within);
  EXPECT_EQ(within, (std::vector<Origin::Within>{Origin::Within::kDirectory, Origin::Within::kFile,
                                                 Origin::Within::kArchive}));
}

TEST(Source, SameBytesUnderAnotherNameAreReadOnce) {
  const std::filesystem::path dir = fresh_directory("source_twice");
  const std::string tar = pack_tar({{"a.txt", "a"}});
  std::string other = tar;
  other[other.find("a.txt")] = 'a';
  other[512] = 'b';  // as long, not the same
  for (const char* name : {"1.tar", "2.tar", "4.tar"}) write_file(dir / name, tar);
  write_file(dir / "3.tar", other);
  const Reading r = read_inputs({(dir / "1.tar").string(), (dir / "2.tar").string(),
                                 (dir / "3.tar").string(), (dir / "4.tar").string()});
  EXPECT_EQ(r.members, (std::vector<std::string>{"a.txt=a", "a.txt=b"}));
  ASSERT_EQ(r.inputs.size(), 4u);
  EXPECT_EQ(r.inputs[1].duplicate_of, (dir / "1.tar").string());
  EXPECT_EQ(r.inputs[1].members, 0u);
  EXPECT_EQ(r.inputs[1].xxh3, r.inputs[0].xxh3);
  EXPECT_EQ(r.inputs[2].duplicate_of, "");
  EXPECT_EQ(r.inputs[3].duplicate_of, (dir / "1.tar").string());
}

TEST(Source, UnreadableInputs) {
  const std::filesystem::path dir = fresh_directory("source_bad");
  write_file(dir / "good.txt", "g");
  const std::string tar = pack_tar({{"a.txt", std::string(9000, 'a')}});
  const std::string first_frame = pack_zstd(tar.substr(0, 4096));
  const std::string cut_in_the_second_frame =
      pack_zstd(tar, 4096).substr(0, first_frame.size() + 9);
  write_file(dir / "cut.tar.zst", cut_in_the_second_frame);
  write_file(dir / "x.docx", "?");
  const Reading r = read_inputs({(dir / "none.txt").string(), (dir / "none.tar").string(),
                                 (dir / "cut.tar.zst").string(), (dir / "x.docx").string(),
                                 (dir / "good.txt").string()});
  EXPECT_EQ(r.members, (std::vector<std::string>{"good.txt=g"}));
  EXPECT_EQ(r.rejects, (std::vector<std::string>{"none.txt:CANNOT_OPEN", ":CANNOT_OPEN",
                                                 "a.txt:TRUNCATED_ZSTD", ":UNKNOWN_FORMAT"}));
}

}  // namespace
}  // namespace newsmill
