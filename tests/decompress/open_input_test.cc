#include "decompress/open_input.h"

#include <gtest/gtest.h>
#include <xxhash.h>

#include "decompress/packing.h"

namespace newsmill {
namespace {

using Strings = std::vector<std::string>;

struct Opened {
  Strings entries;
  InputFacts facts;
};

Opened open_file(const std::string& name, const std::string& bytes) {
  const std::filesystem::path path = fresh_directory("open_input") / name;
  write_file(path, bytes);
  Input input;
  input.name = std::make_shared<const std::string>(path.string());
  OpenInput open(input, {});
  Opened opened;
  Entry entry;
  while (open.next(entry)) opened.entries.push_back(summary({entry})[0]);
  open.close(opened.facts);
  return opened;
}

const Members kPages = {{"d/01.txt", "一"}, {"d/02.txt", "二"}};
const Strings kRead = {"d/01.txt=一", "d/02.txt=二"};
const char* const kJsonl =
    "{\"id\":\"d/01.txt\",\"text\":\"一\"}\n{\"id\":\"d/02.txt\",\"text\":\"二\"}\n";

TEST(OpenInput, ToldByItsBytesWhateverItsName) {
  for (const char* name : {"a", "a.bin", "a.txt", "a.tar", "a.zip", "a.7z", "a.tar.zst", "a.gz"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(open_file(name, pack_zip(kPages)).entries, kRead);
    EXPECT_EQ(open_file(name, pack_7z(kPages)).entries, kRead);
    EXPECT_EQ(open_file(name, pack_tar(kPages)).entries, kRead);
    for (const Codec codec : {Codec::kZstd, Codec::kGzip, Codec::kBzip2, Codec::kXz}) {
      EXPECT_EQ(open_file(name, pack(codec, pack_tar(kPages))).entries, kRead);
      EXPECT_EQ(open_file(name, pack(codec, pack_zip(kPages))).entries, kRead);
    }
  }
}

TEST(OpenInput, ToldByItsNameWhereBytesCannotTell) {
  EXPECT_EQ(open_file("02.txt", "二").entries, Strings{"02.txt=二"});
  EXPECT_EQ(open_file("02", "").entries, Strings{"02="});
  EXPECT_EQ(open_file("a.tar", "").entries, Strings{":EMPTY_TAR"});
  EXPECT_EQ(open_file("a.tar.gz", "").entries, Strings{":EMPTY_TAR"});
  EXPECT_EQ(open_file("a.tar", std::string(10240, '\0')).entries, Strings{":EMPTY_TAR"});
  EXPECT_EQ(open_file("a.tar.zst", "not zstd").entries, Strings{":BAD_ZSTD"});
  EXPECT_EQ(open_file("a.docx", "?").entries, Strings{":UNKNOWN_FORMAT"});
  for (const char* name : {"a.jsonl", "a.ndjson", "a.json"})
    EXPECT_EQ(open_file(name, kJsonl).entries, kRead);
  EXPECT_EQ(open_file("a.jsonl.xz", pack(Codec::kXz, kJsonl)).entries, kRead);
}

TEST(OpenInput, ACompressedPageIsPassedOnAsStored) {
  const std::string packed = pack(Codec::kGzip, "二");
  const Opened opened = open_file("02.txt.gz", packed);
  EXPECT_EQ(opened.entries, Strings{"02.txt.gz=" + packed});
  EXPECT_EQ(opened.facts.xxh3, XXH3_64bits(packed.data(), packed.size()));
}

TEST(OpenInput, FactsAreOfTheWholeFile) {
  for (const std::string& bytes :
       {pack_zip(kPages), pack_7z(kPages), pack_zstd(pack_tar(kPages)) + page_text(500'000)}) {
    const Opened opened = open_file("a", bytes);
    EXPECT_EQ(opened.facts.bytes, bytes.size());
    EXPECT_EQ(opened.facts.xxh3, XXH3_64bits(bytes.data(), bytes.size()));
    EXPECT_TRUE(opened.facts.verifiable);
  }
  EXPECT_FALSE(open_file("a", pack_tar(kPages)).facts.verifiable);
}

TEST(OpenInput, SevenZipMustBeAFile) {
  EXPECT_EQ(open_file("a.7z.gz", pack(Codec::kGzip, pack_7z(kPages))).entries,
            Strings{":NOT_SEEKABLE"});
}

TEST(OpenInput, MissingFileNamesItsPageOrNothing) {
  for (const char* name :
       {"none.tar", "none.zip", "none.7z", "none.jsonl", "none.tar.gz", "none.x"}) {
    Input input;
    input.name = std::make_shared<const std::string>("/no/such/" + std::string(name));
    OpenInput open(input, {});
    Entry entry;
    ASSERT_TRUE(open.next(entry));
    EXPECT_EQ(entry.name + ":" + entry.error.code, ":CANNOT_OPEN") << name;
    EXPECT_FALSE(open.next(entry));
  }
}

}  // namespace
}  // namespace newsmill
