#include <gtest/gtest.h>

#include <random>

#include "decompress/entries.h"
#include "decompress/packing.h"

namespace newsmill {
namespace {

std::vector<Entry> entries_of(const std::string& tar, size_t limit = 1 << 20) {
  Blocks stream(tar);
  return all_entries(*tar_entries(stream, limit));
}

const Members kPages = {{"jt/2024-05-01/01.txt", "头版\n"},
                        {"jt/2024-05-01/02.txt", std::string(3000, 'x')},
                        {"jt/三版.txt", ""}};

TEST(TarEntries, ReadsGnuAndPax) {
  for (const bool pax : {false, true}) {
    const std::vector<Entry> entries = entries_of(pack_tar(kPages, pax));
    ASSERT_EQ(entries.size(), kPages.size());
    for (size_t i = 0; i < entries.size(); ++i) {
      EXPECT_EQ(entries[i].kind, Entry::Kind::kMember);
      EXPECT_EQ(entries[i].name, kPages[i].first);
      EXPECT_EQ(entries[i].bytes, kPages[i].second);
    }
  }
}

TEST(TarEntries, SkipsWhatIsNoPage) {
  const std::vector<Entry> entries =
      entries_of(pack_tar({{"a.jpg", "x"}, {"._01.txt", "x"}, {"../../etc/01.txt", "y"}}));
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].kind, Entry::Kind::kSkipped);
  EXPECT_EQ(entries[1].kind, Entry::Kind::kSkipped);
  EXPECT_EQ(entries[2].kind, Entry::Kind::kMember);  // the name is a label
  EXPECT_EQ(entries[2].name, "../../etc/01.txt");
}

TEST(TarEntries, CutAnywhereIsReported) {
  const std::string tar = pack_tar(kPages);
  for (size_t cut = 0; cut + 1024 < tar.size(); cut += 128) {
    SCOPED_TRACE(cut);
    const std::vector<Entry> entries = entries_of(tar.substr(0, cut));
    ASSERT_FALSE(entries.empty());
    EXPECT_EQ(entries.back().kind, Entry::Kind::kBad);
    EXPECT_TRUE(entries.back().error.code == "TRUNCATED_TAR" ||
                entries.back().error.code == "EMPTY_TAR" || entries.back().error.code == "BAD_TAR")
        << entries.back().error.code;
  }
}

TEST(TarEntries, GarbageAfterTheEnd) {
  const std::vector<Entry> entries = entries_of(pack_tar(kPages) + "garbage");
  ASSERT_EQ(entries.size(), kPages.size() + 1);
  EXPECT_EQ(entries.back().error.code, "TRUNCATED_TAR");  // the end mark does not stand at the end
}

TEST(TarEntries, ArchiveInAnArchive) {
  const std::vector<Entry> entries =
      entries_of(pack_tar({{"more.tar.gz", "x"}, {"a.7z", "x"}, {"01.txt", "y"}}));
  EXPECT_EQ(summary(entries), (std::vector<std::string>{"more.tar.gz:NESTED_ARCHIVE",
                                                        "a.7z:NESTED_ARCHIVE", "01.txt=y"}));
}

TEST(TarEntries, BadHeaderMidway) {
  std::string tar = pack_tar(kPages);
  const size_t second = tar.find("jt/2024-05-01/02.txt");
  tar[second + 3] ^= 1;  // the header's checksum no longer fits
  const std::vector<Entry> entries = entries_of(tar);
  size_t members = 0, bad = 0;
  for (const Entry& e : entries) {
    members += e.kind == Entry::Kind::kMember;
    bad += e.kind == Entry::Kind::kBad;
    if (e.kind == Entry::Kind::kBad && bad == 1) {
      EXPECT_EQ(e.error.code, "BAD_TAR_HEADER");
      EXPECT_NE(e.error.message.find("byte"), std::string::npos);
    }
  }
  EXPECT_EQ(members, 2u);
  EXPECT_GE(bad, 1u);
}

TEST(TarEntries, EmptyAndAllNul) {
  for (const std::string& tar : {std::string(), std::string(10240, '\0')}) {
    const std::vector<Entry> entries = entries_of(tar);
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0].error.code, "EMPTY_TAR");
  }
}

TEST(TarEntries, MemberOverTheLimit) {
  const std::vector<Entry> entries = entries_of(pack_tar(kPages), 1000);
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[1].kind, Entry::Kind::kBad);
  EXPECT_EQ(entries[1].error.code, "TOO_LARGE");
  EXPECT_EQ(entries[2].kind, Entry::Kind::kMember);
}

// Damage of any sort ends; it neither crashes nor hangs, and good members stay whole.
TEST(TarEntries, RandomDamage) {
  const unsigned seed = 412;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string good = pack_tar(kPages);
  for (int round = 0; round < 2000; ++round) {
    std::string tar = good;
    for (unsigned n = 1 + random() % 4; n > 0; --n)
      tar[random() % tar.size()] = static_cast<char>(random());
    if (random() % 3 == 0) tar.resize(random() % tar.size());
    EXPECT_LT(entries_of(tar).size(), 100u);
  }
}

}  // namespace
}  // namespace newsmill
