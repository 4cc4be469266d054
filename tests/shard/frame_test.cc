#include "shard/frame.h"

#include <gtest/gtest.h>
#include <xxhash.h>
#include <zstd.h>

#include <string>

namespace newsmill {
namespace {

using std::string_literals::operator""s;

TEST(Frame, HasContentSizeAndChecksum) {
  FrameCompressor compressor(1);
  const std::string content = "温故知新温故知新温故知新";
  const Frame frame = compressor.compress(content, 3);
  EXPECT_EQ(frame.records, 3u);
  EXPECT_EQ(frame.entry.compressed_size, frame.bytes.size());
  EXPECT_EQ(frame.entry.content_size, content.size());
  EXPECT_EQ(frame.entry.checksum, static_cast<uint32_t>(XXH64(content.data(), content.size(), 0)));
  EXPECT_EQ(ZSTD_getFrameContentSize(frame.bytes.data(), frame.bytes.size()), content.size());
  EXPECT_TRUE(frame.bytes[4] & 4) << "the frame header's checksum flag";
}

TEST(Frame, DoesNotDependOnWhatCameBefore) {
  FrameCompressor used(3);
  used.compress(std::string(100000, 'a'), 1);
  EXPECT_EQ(used.compress("abc", 1).bytes, FrameCompressor(3).compress("abc", 1).bytes);
}

TEST(Frame, UnknownLevel) {
  EXPECT_THROW(FrameCompressor(1000), FatalError);
  EXPECT_TRUE(is_zstd_level(-5));
  EXPECT_FALSE(is_zstd_level(23));
}

TEST(SeekTable, Golden) {
  const FrameEntry frames[] = {{0x11, 0x2233, 0x44556677}};
  EXPECT_EQ(seek_table(frames),
            "\x5E\x2A\x4D\x18\x15\x00\x00\x00"
            "\x11\x00\x00\x00\x33\x22\x00\x00\x77\x66\x55\x44"
            "\x01\x00\x00\x00\x80\xB1\xEA\x92\x8F"s);
}

TEST(SeekTable, ReadBack) {
  const std::vector<FrameEntry> frames = {{10, 100, 1}, {20, 200, 2}, {4000000000u, 300, 3}};
  const std::string table = seek_table(frames);
  const uint64_t file_size = 4000000030u + table.size();
  const Result<uint64_t> size = seek_table_size(table.substr(table.size() - 9), file_size);
  ASSERT_TRUE(size);
  EXPECT_EQ(*size, table.size());
  const Result<std::vector<FrameEntry>> got = read_seek_table(table, file_size);
  ASSERT_TRUE(got);
  EXPECT_EQ(*got, frames);
}

TEST(SeekTable, Damage) {
  const std::string table = seek_table(std::vector<FrameEntry>{{10, 100, 1}});
  const std::string footer = table.substr(table.size() - 9);
  EXPECT_EQ(seek_table_size(footer.substr(1) + "x", 100).error().code, "NO_SEEK_TABLE");
  EXPECT_EQ(seek_table_size("", 5).error().code, "NO_SEEK_TABLE");
  std::string no_checksums = footer;
  no_checksums[4] = 0;
  EXPECT_EQ(seek_table_size(no_checksums, 100).error().code, "BAD_SEEK_TABLE");
  std::string many = footer;
  many[3] = '\x7F';
  EXPECT_EQ(seek_table_size(many, 100).error().code, "BAD_SEEK_TABLE");
  EXPECT_EQ(read_seek_table(table, table.size() + 9).error().code, "BAD_SEEK_TABLE");
  std::string no_magic = table;
  no_magic[0] = 0;
  EXPECT_EQ(read_seek_table(no_magic, table.size() + 10).error().code, "BAD_SEEK_TABLE");
}

}  // namespace
}  // namespace newsmill
