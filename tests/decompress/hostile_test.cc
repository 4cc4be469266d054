// Inputs that are made to do harm: bombs, names that lead elsewhere, members too large for any
// memory.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "decompress/members.h"
#include "decompress/packing.h"
#include "decompress/source.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

// "member=bytes", "member:CODE", ":CODE" of what comes out of an input.
Strings outcome_of(const fs::path& path, const ReadOptions& options = {}) {
  const DecompressMembers decompress(options.max_member_bytes);
  const std::unique_ptr<Source> source = open_inputs({path.string()}, {.read = options});
  Strings lines;
  uint64_t members = 0, named = 0, skipped = 0;
  while (std::optional<Batch<RawPage>> read = source->next()) {
    const Batch<RawPage> batch = decompress(std::move(*read));
    for (const RawPage& page : batch.items)
      lines.push_back(page.origin.member + "=" + std::string(page.bytes));
    for (const Reject& reject : batch.rejects)
      lines.push_back(reject.origin.member + ":" + reject.error.code);
    named += batch.items.size();
    for (const Reject& reject : batch.rejects) named += !reject.origin.member.empty();
  }
  for (const InputFacts& facts : source->inputs())
    members += facts.members, skipped += facts.skipped;
  EXPECT_EQ(members, named + skipped);
  return lines;
}

Strings outcome_of(const std::string& name, const std::string& bytes,
                   const ReadOptions& options = {}) {
  const fs::path path = fresh_directory("hostile") / name;
  write_file(path, bytes);
  return outcome_of(path, options);
}

// The most that the process had in memory until now, in bytes.
size_t peak_memory() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<size_t>(usage.ru_maxrss) << 10;
}

TEST(Faults, BombByRatio) {
  const std::string zeros(80 << 20, '\0');
  for (const Codec codec : {Codec::kZstd, Codec::kBzip2, Codec::kXz}) {
    const Strings lines = outcome_of("bomb.tar.zst", pack(codec, zeros));
    EXPECT_EQ(lines, Strings{":RATIO_TOO_HIGH"});
  }
}

TEST(Faults, BombOfOneMember) {
  const std::string page(40 << 20, '\n');
  EXPECT_EQ(
      outcome_of("a.tar.gz", pack(Codec::kGzip, pack_tar({{"01.txt", page}, {"02.txt", "二"}})),
                 {.max_member_bytes = 1 << 20}),
      (Strings{"02.txt=二", "01.txt:TOO_LARGE"}));
  EXPECT_EQ(outcome_of("a.tar", pack_tar({{"01.txt.zst", pack_zstd(page)}, {"02.txt", "二"}}),
                       {.max_member_bytes = 1 << 20}),
            (Strings{"02.txt=二", "01.txt.zst:TOO_LARGE"}));
}

TEST(Faults, BombByWindow) {
  // A frame of one empty block that wants to look back 2 GiB.
  const std::string frame("\x28\xB5\x2F\xFD\x00\xA8\x01\x00\x00", 9);
  EXPECT_EQ(outcome_of("a.tar.zst", frame), Strings{":ZSTD_WINDOW_TOO_LARGE"});
  const std::string xz = pack(Codec::kXz, pack_tar({{"01.txt", "一"}}));
  EXPECT_EQ(outcome_of("a.tar.xz", xz), Strings{"01.txt=一"});
  EXPECT_EQ(outcome_of("a.tar.xz", xz, {.max_window = 1 << 20}), Strings{":XZ_WINDOW_TOO_LARGE"});
  const std::string seven = pack_7z({{"01.txt", "一"}});
  EXPECT_EQ(outcome_of("a.7z", seven), Strings{"01.txt=一"});
  EXPECT_EQ(outcome_of("a.7z", seven, {.max_window = 1 << 20}), Strings{":7Z_WINDOW_TOO_LARGE"});
}

TEST(Faults, BombOfNestedArchives) {
  const std::string tar = pack_tar({{"01.txt", "一"}});
  const Members nested = {
      {"a.tar", tar}, {"b.txt", tar}, {"c.txt.gz", pack(Codec::kGzip, pack(Codec::kGzip, "c"))}};
  const Strings want = {"a.tar:NESTED_ARCHIVE", "b.txt:NESTED_ARCHIVE", "c.txt.gz:NESTED_ARCHIVE"};
  EXPECT_EQ(outcome_of("outer.tar", pack_tar(nested)), want);
  EXPECT_EQ(outcome_of("outer.zip", pack_zip(nested)), want);
  EXPECT_EQ(outcome_of("outer.7z", pack_7z(nested)), want);
}

TEST(Faults, PathTricks) {
  const Members pages = {
      {"../../etc/01.txt", "一"}, {"/etc/02.txt", "二"}, {"a/./../03.txt", "三"}};
  const Strings want = {"../../etc/01.txt=一", "/etc/02.txt=二", "a/./../03.txt=三"};
  EXPECT_EQ(outcome_of("a.tar", pack_tar(pages)), want);
  EXPECT_EQ(outcome_of("a.zip", pack_zip(pages)), want);
  EXPECT_EQ(outcome_of("a.7z", pack_7z(pages)), want);
  const std::string odd_name("\xFF\n\x1B[31m.txt");
  EXPECT_EQ(outcome_of("a.tar", pack_tar({{odd_name, "四"}})), Strings{odd_name + "=四"});
}

TEST(Faults, AFileOfTenGigabytesIsRefused) {
  const fs::path dir = fresh_directory("ten_gigabytes");
  write_file(dir / "01.txt", "一");
  write_file(dir / "02.txt", "二");
  std::error_code error;
  fs::resize_file(dir / "01.txt", 10ull << 30, error);
  if (error) GTEST_SKIP() << "no room for a file with holes: " << error.message();
  const size_t before = peak_memory();
  EXPECT_EQ(outcome_of(dir), (Strings{"02.txt=二", "01.txt:TOO_LARGE"}));
  EXPECT_LT(peak_memory() - before, 300u << 20);
}

TEST(Faults, UnreadableFile) {
  const fs::path dir = fresh_directory("unreadable");
  write_file(dir / "01.txt", "一");
  write_file(dir / "02.txt", "二");
  fs::permissions(dir / "01.txt", fs::perms::none);
  // Root reads everything, so that it becomes somebody else for a while.
  const bool root = ::geteuid() == 0;
  constexpr uid_t kNobody = 65534;
  if (root) fs::permissions(dir.parent_path(), static_cast<fs::perms>(0755));
  if (root && ::seteuid(kNobody) != 0) GTEST_SKIP() << "root reads everything";
  const Strings lines = outcome_of(dir);
  ASSERT_EQ(root ? ::seteuid(0) : 0, 0);
  EXPECT_EQ(lines, (Strings{"02.txt=二", "01.txt:CANNOT_OPEN"}));
}

}  // namespace
}  // namespace newsmill
