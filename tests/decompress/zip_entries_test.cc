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

std::vector<Entry> entries_of(const std::string& zip, size_t limit = 1 << 20,
                              uint64_t ratio = 1000) {
  static const std::filesystem::path path = fresh_directory("zip_entries") / "a.zip";
  write_file(path, zip);
  FileStream file(path.string());
  return all_entries(*zip_entries(file, limit, ratio));
}

std::vector<std::string> good(const Members& members) {
  std::vector<std::string> lines;
  for (const auto& [name, bytes] : members) lines.push_back(name + "=" + bytes);
  return lines;
}

TEST(ZipEntries, StoredDeflatedAndZip64) {
  for (const char* options : {"", "zip:compression=store", "zip:zip64"})
    EXPECT_EQ(summary(entries_of(pack_zip(kPages, options))), good(kPages)) << options;
}

TEST(ZipEntries, FromAStream) {
  Blocks stream(pack_zip(kPages), 100);
  EXPECT_EQ(summary(all_entries(*zip_entries(stream, 1 << 20))), good(kPages));
}

TEST(ZipEntries, BadCrc) {
  std::string zip = pack_zip(kPages, "zip:compression=store");
  zip[zip.find("头版") + 1] ^= 1;
  const std::vector<Entry> entries = entries_of(zip);
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].kind, Entry::Kind::kBad);
  EXPECT_EQ(entries[0].name, kPages[0].first);
  EXPECT_EQ(entries[0].error.code, "BAD_ZIP_CHECKSUM");
  EXPECT_EQ(entries[2].kind, Entry::Kind::kMember);
}

TEST(ZipEntries, EncryptedMembers) {
  for (const char* options : {"zip:encryption=traditional", "zip:encryption=aes256"}) {
    const std::vector<Entry> entries = entries_of(pack_zip(kPages, options));
    ASSERT_EQ(entries.size(), 3u) << options;
    for (const Entry& e : entries) EXPECT_EQ(e.error.code, "ENCRYPTED");
  }
}

TEST(ZipEntries, TruncatedAnywhere) {
  const std::string zip = pack_zip(kPages, "zip:compression=store");
  for (size_t cut = 4; cut < zip.size(); cut += 7) {
    SCOPED_TRACE(cut);
    const std::vector<Entry> entries = entries_of(zip.substr(0, cut));
    ASSERT_FALSE(entries.empty());
    EXPECT_EQ(entries.back().kind, Entry::Kind::kBad);
    EXPECT_EQ(entries.back().error.code, "TRUNCATED_ZIP");
    for (size_t i = 0; i + 1 < entries.size(); ++i) EXPECT_EQ(entries[i].bytes, kPages[i].second);
  }
}

TEST(ZipEntries, GarbageAfterTheEnd) {
  const std::vector<Entry> entries = entries_of(pack_zip(kPages) + "garbage");
  ASSERT_EQ(entries.size(), 4u);
  EXPECT_EQ(entries[3].error.code, "GARBAGE_AFTER_END");
  EXPECT_EQ(entries[1].bytes, kPages[1].second);
}

TEST(ZipEntries, PathsLinksAndArchives) {
  EXPECT_EQ(
      summary(entries_of(pack_zip({{"../../etc/01.txt", "y"}, {"b.zip", "x"}, {"c.jpg", "x"}}))),
      (std::vector<std::string>{"../../etc/01.txt=y", "b.zip:NESTED_ARCHIVE", "c.jpg"}));
  const std::string link =
      pack_archive(archive_write_set_format_zip, {{"01.txt", "/etc/passwd"}}, "", AE_IFLNK);
  EXPECT_EQ(summary(entries_of(link)), std::vector<std::string>{"01.txt"});
}

TEST(ZipEntries, MemberOverTheLimit) {
  const std::vector<Entry> entries = entries_of(pack_zip(kPages), 1000);
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[1].error.code, "TOO_LARGE");
  EXPECT_EQ(entries[2].bytes, "x");
}

TEST(ZipEntries, BombOfManyMembers) {
  Members members;
  for (int i = 0; i < 30; ++i) members.push_back({std::to_string(i), std::string(4 << 20, '\0')});
  const std::vector<Entry> entries = entries_of(pack_zip(members), 8 << 20, 100);
  EXPECT_EQ(entries.back().error.code, "RATIO_TOO_HIGH");
  EXPECT_LT(entries.size(), 20u);
}

TEST(ZipEntries, Empty) {
  EXPECT_EQ(summary(entries_of(pack_zip({}))), std::vector<std::string>{":EMPTY_ZIP"});
}

TEST(ZipEntries, RandomDamage) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string whole = pack_zip(kPages);
  for (int round = 0; round < 1000; ++round) {
    std::string zip = whole;
    for (unsigned n = 1 + random() % 4; n > 0; --n)
      zip[random() % zip.size()] = static_cast<char>(random());
    if (random() % 3 == 0) zip.resize(random() % zip.size());
    EXPECT_LT(entries_of(zip).size(), 100u);
  }
}

}  // namespace
}  // namespace newsmill
