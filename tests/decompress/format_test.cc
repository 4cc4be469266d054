#include "decompress/format.h"

#include <gtest/gtest.h>

#include "decompress/packing.h"

namespace newsmill {
namespace {

TEST(FormatOfBytes, Archives) {
  const Members members = {{"01.txt", "一"}};
  EXPECT_EQ(format_of_bytes(pack_tar(members)), Format::kTar);
  EXPECT_EQ(format_of_bytes(pack_tar(members, true)), Format::kTar);
  EXPECT_EQ(format_of_bytes(pack_zip(members)), Format::kZip);
  EXPECT_EQ(format_of_bytes(pack_zip({})), Format::kZip);
  EXPECT_EQ(format_of_bytes(pack_7z(members)), Format::kSevenZip);
  EXPECT_EQ(format_of_bytes(page_text(1000)), Format::kUnknown);
  EXPECT_EQ(format_of_bytes(std::string(1024, '\0')), Format::kUnknown);
  EXPECT_EQ(format_of_bytes(""), Format::kUnknown);
}

TEST(CodecOfBytes, EachAndNone) {
  for (const Codec codec : {Codec::kZstd, Codec::kGzip, Codec::kBzip2, Codec::kXz}) {
    EXPECT_EQ(codec_of_bytes(pack(codec, "头版")), codec);
    EXPECT_EQ(codec_of_bytes(pack(codec, "")), codec);
  }
  EXPECT_EQ(codec_of_bytes("头版"), Codec::kNone);
  EXPECT_EQ(codec_of_bytes("BZh9 is how bzip2 begins"), Codec::kNone);
}

TEST(FormatOfName, Cases) {
  struct Case {
    const char* name;
    Format format;
    bool page, archive;
  };
  for (const Case& c : std::vector<Case>{{"a/b.tar", Format::kTar, false, true},
                                         {"b.tar.zst", Format::kTar, false, true},
                                         {"b.tgz", Format::kTar, false, true},
                                         {"b.tbz2", Format::kTar, false, true},
                                         {"b.zip", Format::kZip, false, true},
                                         {"b.7z", Format::kSevenZip, false, true},
                                         {"b.jsonl.xz", Format::kJsonl, false, true},
                                         {"b.ndjson", Format::kJsonl, false, true},
                                         {"a.b/02", Format::kPage, true, false},
                                         {"02.txt.gz", Format::kPage, true, false},
                                         {"02.raw.text", Format::kPage, true, false},
                                         {".02.txt", Format::kPage, false, false},
                                         {"._b.tar", Format::kTar, false, false},
                                         {"b.jpg", Format::kUnknown, false, false},
                                         {"b.t", Format::kUnknown, false, false},
                                         {"", Format::kUnknown, false, false}}) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(format_of_name(c.name), c.format);
    EXPECT_EQ(is_page_name(c.name), c.page);
    EXPECT_EQ(is_archive_name(c.name), c.archive);
  }
}

}  // namespace
}  // namespace newsmill
