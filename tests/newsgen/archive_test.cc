#include "newsgen/archive.h"

#include <gtest/gtest.h>
#include <zstd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/result.h"

namespace newsmill::newsgen {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

class ArchiveTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::path(testing::TempDir()) /
        (std::string("newsgen_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, Format format, const Compression& compression = {}) {
    const fs::path path = folder_ / name;
    const std::unique_ptr<Archive> archive = open_archive(path.string(), format, compression);
    for (int i = 0; i < 20; ++i)
      archive->add("jiangtan/2024-03-18/" + std::to_string(10 + i) + ".txt",
                   std::string(static_cast<size_t>(i) * 137, 'a'));
    archive->finish();
    return path;
  }

  fs::path folder_;
};

TEST_F(ArchiveTest, TarIsReadByTar) {
  const fs::path path = write("a.tar", Format::kTar);
  const std::string tar = slurp(path);
  EXPECT_EQ(tar.size() % 512, 0u);
  EXPECT_EQ(tar.substr(tar.size() - 1024), std::string(1024, '\0'));
  const std::string list = (folder_ / "list").string();
  const std::string command = "tar tvf '" + path.string() + "' > '" + list + "' 2>&1";
  ASSERT_EQ(std::system(command.c_str()), 0) << slurp(list);
  EXPECT_NE(slurp(list).find("2603 "), std::string::npos) << slurp(list);  // 19 * 137 bytes
  EXPECT_NE(slurp(list).find("jiangtan/2024-03-18/29.txt"), std::string::npos);
}

TEST_F(ArchiveTest, BytesAreStable) {
  EXPECT_EQ(slurp(write("a.tar", Format::kTar)), slurp(write("b.tar", Format::kTar)));
}

TEST_F(ArchiveTest, FramesHoldTheTar) {
  const std::string tar = slurp(write("a.tar", Format::kTar));
  for (const uint64_t frame_bytes : {0ul, 1ul, 5000ul}) {
    SCOPED_TRACE(frame_bytes);
    const std::string packed =
        slurp(write("a.tar.zst", Format::kTarZst, {.level = 1, .frame_bytes = frame_bytes}));
    std::string unpacked;
    int frames = 0;
    for (size_t pos = 0; pos < packed.size(); ++frames) {
      const size_t size = ZSTD_findFrameCompressedSize(packed.data() + pos, packed.size() - pos);
      ASSERT_FALSE(ZSTD_isError(size));
      std::string frame(tar.size(), '\0');
      const size_t got = ZSTD_decompress(frame.data(), frame.size(), packed.data() + pos, size);
      ASSERT_FALSE(ZSTD_isError(got));
      unpacked.append(frame, 0, got);
      pos += size;
    }
    EXPECT_EQ(unpacked, tar);
    EXPECT_EQ(frames > 1, frame_bytes > 0);
  }
}

TEST_F(ArchiveTest, FolderHoldsFiles) {
  const fs::path path = write("folder", Format::kDir);
  EXPECT_EQ(slurp(path / "jiangtan/2024-03-18/11.txt"), std::string(137, 'a'));
}

TEST_F(ArchiveTest, UnwritablePlace) {
  EXPECT_THROW(open_archive((folder_ / "no/such/a.tar").string(), Format::kTar, {}), FatalError);
  if (fs::exists("/dev/full")) {
    const std::unique_ptr<Archive> archive = open_archive("/dev/full", Format::kTar, {});
    EXPECT_THROW(
        {
          archive->add("a", std::string(100'000, 'a'));
          archive->finish();
        },
        FatalError);
  }
}

}  // namespace
}  // namespace newsmill::newsgen
