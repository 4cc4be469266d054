#include "decompress/seven_zip_window.h"

#include <gtest/gtest.h>

#include <random>

#include "decompress/packing.h"
#include "seed.h"

namespace newsmill {
namespace {

uint64_t window_of(const std::string& archive, uint64_t most = 1 << 30) {
  const std::filesystem::path path = fresh_directory("seven_zip_window") / "a.7z";
  write_file(path, archive);
  FileStream file(path.string());
  return seven_zip_window(file, most);
}

std::string packed(const std::string& compression, const std::string& level = "6",
                   size_t pages = 3) {
  Members members;
  for (size_t i = 0; i < pages; ++i)
    members.push_back({"d/" + std::to_string(i) + ".txt", page_text(500 + i)});
  return pack_7z(members,
                 ("7zip:compression=" + compression + ",7zip:compression-level=" + level).c_str());
}

TEST(SevenZipWindow, EachCompression) {
  struct Case {
    const char* compression;
    const char* level;
    uint64_t window;
  };
  for (const Case& c : {Case{"store", "0", 0}, Case{"deflate", "6", 0}, Case{"bzip2", "6", 0},
                        Case{"lzma1", "6", 8 << 20}, Case{"lzma1", "9", 64 << 20},
                        Case{"lzma2", "6", 8 << 20}, Case{"ppmd", "6", 1 << 24}}) {
    SCOPED_TRACE(c.compression);
    EXPECT_GE(window_of(packed(c.compression, c.level)), c.window);
    constexpr uint64_t kOfDirectory = 8 << 20;  // which is packed as well
    EXPECT_LE(window_of(packed(c.compression, c.level)), std::max(2 * c.window, kOfDirectory));
    EXPECT_GE(window_of(packed(c.compression, c.level, 400)), c.window);
  }
}

TEST(SevenZipWindow, TooLargeIsRefusedBeforeAnythingIsRead) {
  const std::filesystem::path path = fresh_directory("seven_zip_window") / "a.7z";
  write_file(path, packed("lzma1", "9"));
  FileStream file(path.string());
  EXPECT_EQ(summary(all_entries(*seven_zip_entries(file, 1 << 20, 1000, 32 << 20))),
            std::vector<std::string>{":7Z_WINDOW_TOO_LARGE"});
  FileStream again(path.string());
  EXPECT_EQ(all_entries(*seven_zip_entries(again, 1 << 20, 1000, 64 << 20)).size(), 3u);
}

TEST(SevenZipWindow, DamageEnds) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string whole = packed("lzma2", "1", 400);
  for (int round = 0; round < 300; ++round) {
    std::string damaged = whole;
    const size_t near_the_end = random() % std::min<size_t>(damaged.size(), 400) + 1;
    damaged[damaged.size() - near_the_end] = static_cast<char>(random());
    damaged[12 + random() % 20] ^= static_cast<char>(random() % 4 ? 0 : random());
    window_of(damaged);
    window_of(damaged.substr(0, random() % damaged.size()));
  }
}

}  // namespace
}  // namespace newsmill
