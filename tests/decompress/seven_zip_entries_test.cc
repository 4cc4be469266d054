#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "decompress/entries.h"
#include "decompress/packing.h"
#include "seed.h"

namespace newsmill {
namespace {

const Members kPages = {{"jt/2024-05-01/01.txt", "头版\n"},
                        {"jt/2024-05-01/02.txt", page_text(3000)},
                        {"jt/三版.txt", "x"}};

std::vector<Entry> entries_of(const std::string& bytes, size_t limit = 1 << 20) {
  static const std::filesystem::path path = fresh_directory("seven_zip_entries") / "a.7z";
  write_file(path, bytes);
  FileStream file(path.string());
  return all_entries(*seven_zip_entries(file, limit, 1000));
}

TEST(SevenZipEntries, EachCompression) {
  std::vector<std::string> want;
  for (const auto& [name, bytes] : kPages) want.push_back(name + "=" + bytes);
  for (const char* method : {"store", "deflate", "bzip2", "lzma1", "lzma2", "ppmd"})
    EXPECT_EQ(
        summary(entries_of(pack_7z(kPages, ("7zip:compression=" + std::string(method)).c_str()))),
        want)
        << method;
}

TEST(SevenZipEntries, Empty) {
  EXPECT_EQ(summary(entries_of(pack_7z({}))), std::vector<std::string>{":EMPTY_7Z"});
}

TEST(SevenZipEntries, TruncatedAnywhere) {
  const std::string whole = pack_7z(kPages);
  for (size_t cut = 6; cut < whole.size(); cut += 5) {
    const std::vector<Entry> entries = entries_of(whole.substr(0, cut));
    ASSERT_EQ(entries.size(), 1u) << cut;  // its directory stands at its end
    EXPECT_TRUE(entries[0].error.code == "TRUNCATED_7Z" || entries[0].error.code == "BAD_7Z")
        << entries[0].error.message;
  }
}

TEST(SevenZipEntries, BitFlipIsDetected) {
  const std::string whole = pack_7z(kPages, "7zip:compression=store");
  for (size_t at = 32; at < whole.size(); at += 11) {
    std::string bytes = whole;
    bytes[at] ^= 4;
    const std::vector<Entry> entries = entries_of(bytes);
    EXPECT_TRUE(std::ranges::any_of(entries, [](const Entry& e) {
      return e.kind == Entry::Kind::kBad;
    })) << at;
  }
}

TEST(SevenZipEntries, MemberOverTheLimit) {
  const std::vector<Entry> entries = entries_of(pack_7z(kPages), 1000);
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[1].error.code, "TOO_LARGE");
  EXPECT_EQ(entries[2].bytes, "x");
}

TEST(SevenZipEntries, Bomb) {
  Members members;
  for (int i = 0; i < 30; ++i) members.push_back({std::to_string(i), std::string(4 << 20, '\0')});
  EXPECT_EQ(entries_of(pack_7z(members), 8 << 20).back().error.code, "RATIO_TOO_HIGH");
}

TEST(SevenZipEntries, RandomDamage) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string whole = pack_7z(kPages);
  for (int round = 0; round < 1000; ++round) {
    std::string bytes = whole;
    for (unsigned n = 1 + random() % 4; n > 0; --n)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    EXPECT_LT(entries_of(bytes).size(), 100u);
  }
}

}  // namespace
}  // namespace newsmill
