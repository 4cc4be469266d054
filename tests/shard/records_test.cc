#include "shard/records.h"

#include <google/protobuf/util/delimited_message_util.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "shard/random_records.h"
#include "shard/twin.h"

namespace newsmill {
namespace {

// The body of the one message in `out`.
std::string body(const WireWriter& out) {
  size_t pos = 0;
  uint64_t size = 0;
  EXPECT_TRUE(read_varint(out.bytes(), pos, size));
  EXPECT_EQ(out.size() - pos, size);
  return std::string(out.bytes().substr(pos));
}

template <class Record>
std::string written(const Record& record) {
  WireWriter out;
  write_record(out, record);
  return body(out);
}

// The writer's bytes are those that protobuf itself writes, and protobuf reads them back.
template <class Record>
void expect_twin(const Record& record) {
  auto want = twin::record(record);
  const std::string got = written(record);
  ASSERT_EQ(got, want.SerializeAsString()) << want.DebugString();
  decltype(want) parsed;
  ASSERT_TRUE(parsed.ParseFromString(got));
}

TEST(Records, TwinOnRandomRecords) {
  constexpr uint64_t kSeed = 1;
  SCOPED_TRACE(kSeed);
  RandomRecords random(kSeed);
  for (int i = 0; i < 500; ++i) {
    expect_twin(random.page());
    expect_twin(random.article());
    expect_twin(random.ad());
    expect_twin(random.reject());
    if (HasFatalFailure()) return;
  }
}

TEST(Records, EmptyOnes) {
  expect_twin(Page{});
  expect_twin(Article{});
  expect_twin(Ad{});
  expect_twin(Reject{});
}

TEST(Records, ManyInOneStream) {
  RandomRecords random(2);
  const std::vector<Ad> ads = {random.ad(), Ad{}, random.ad()};
  WireWriter out;
  std::string want;
  google::protobuf::io::StringOutputStream stream(&want);
  {
    google::protobuf::io::CodedOutputStream coded(&stream);
    for (const Ad& ad : ads)
      google::protobuf::util::SerializeDelimitedToCodedStream(twin::record(ad), &coded);
  }
  for (const Ad& ad : ads) write_record(out, ad);
  EXPECT_EQ(out.bytes(), want);
}

TEST(Records, NamesThatAreNoUtf8) {
  Reject reject;
  reject.origin.archive = std::make_shared<const std::string>("a\xFF.tar");
  reject.origin.member = "\xB5\xDA版.txt";
  reject.error.message = "bad byte \xE4\xB8";
  reject.bytes = "\xE4\xB8";
  v1::Reject record;
  ASSERT_TRUE(record.ParseFromString(written(reject)));
  EXPECT_EQ(record.source().archive(), "a\\xFF.tar");
  EXPECT_EQ(record.source().member(), "\\xB5\\xDA版.txt");
  EXPECT_EQ(record.message(), "bad byte \\xE4\\xB8");
  EXPECT_EQ(record.bytes(), "\xE4\xB8");
}

TEST(Records, HugeRejectIsCut) {
  Reject reject;
  reject.error.message = "no text";
  reject.bytes.assign(kLargestRejectBytes + 1, 'x');
  v1::Reject record;
  ASSERT_TRUE(record.ParseFromString(written(reject)));
  EXPECT_EQ(record.bytes().size(), kLargestRejectBytes);
  EXPECT_EQ(record.message(), "no text (the first 67108864 of 67108865 bytes are kept)");
}

TEST(Records, OnlyFurnitureKeepsItsTextInThePage) {
  Page page;
  page.blocks.resize(2);
  page.blocks[0].kind = BlockKind::kFurniture;
  page.blocks[0].text = "本版责编";
  page.blocks[1].kind = BlockKind::kParagraph;
  page.blocks[1].text = "正文";
  v1::Page record;
  ASSERT_TRUE(record.ParseFromString(written(page)));
  EXPECT_EQ(record.blocks(0).text(), "本版责编");
  EXPECT_EQ(record.blocks(1).text(), "");
}

}  // namespace
}  // namespace newsmill
