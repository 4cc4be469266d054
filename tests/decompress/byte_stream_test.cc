#include "decompress/byte_stream.h"

#include <gtest/gtest.h>

#include "decompress/packing.h"

namespace newsmill {
namespace {

// Hands out a string in blocks of a chosen size.
class Blocks : public ByteStream {
 public:
  Blocks(std::string_view bytes, size_t block) : bytes_(bytes), block_(block) {}
  Result<std::string_view> next() override {
    const std::string_view part = bytes_.substr(0, block_);
    bytes_.remove_prefix(part.size());
    return part;
  }

 private:
  std::string_view bytes_;
  size_t block_;
};

struct Read {
  std::string bytes;
  std::optional<Error> error;
};

Read read_all(ByteStream& stream) {
  Read read;
  for (;;) {
    const Result<std::string_view> block = stream.next();
    if (!block) return read.error = block.error(), read;
    if (block->empty()) return read;
    read.bytes += *block;
  }
}

std::string page_text(size_t bytes) {
  std::string text;
  for (size_t i = 0; text.size() < bytes; ++i)
    text += "第" + std::to_string(i * 7919) + "行，字。\n";
  return text;
}

TEST(ZstdStream, OneFrameOrManyInBlocksOfAnySize) {
  const std::string plain = page_text(700'000);
  for (const size_t frame : {SIZE_MAX, size_t{100'000}, size_t{1'000}})
    for (const size_t block : {size_t{1}, size_t{13}, size_t{4096}, size_t{1 << 20}}) {
      const std::string packed = pack_zstd(plain, frame);
      Blocks blocks(packed, block);
      ZstdStream stream(blocks);
      const Read read = read_all(stream);
      EXPECT_FALSE(read.error);
      EXPECT_EQ(read.bytes, plain);
      EXPECT_TRUE(stream.verifiable());
    }
}

TEST(ZstdStream, SkippableFramesHoldNothing) {
  const std::string skippable("\x50\x2A\x4D\x18\x03\0\0\0abc", 11);
  const std::string packed =
      skippable + pack_zstd("正文") + skippable + pack_zstd("又一") + skippable;
  Blocks blocks(packed, 5);
  ZstdStream stream(blocks);
  const Read read = read_all(stream);
  EXPECT_FALSE(read.error);
  EXPECT_EQ(read.bytes, "正文又一");
}

TEST(ZstdStream, WithoutChecksumIsNotVerifiable) {
  const std::string packed = pack_zstd("有", SIZE_MAX) + pack_zstd("无", SIZE_MAX, false);
  Blocks blocks(packed, 1);
  ZstdStream stream(blocks);
  EXPECT_EQ(read_all(stream).bytes, "有无");
  EXPECT_FALSE(stream.verifiable());
}

TEST(ZstdStream, TruncatedFrame) {
  const std::string plain = page_text(300'000);
  const std::string packed = pack_zstd(plain);
  for (const size_t cut : {size_t{1}, size_t{5}, packed.size() / 2, packed.size() - 1}) {
    SCOPED_TRACE(cut);
    Blocks blocks(std::string_view(packed).substr(0, cut), 4096);
    ZstdStream stream(blocks);
    const Read read = read_all(stream);
    ASSERT_TRUE(read.error);
    EXPECT_EQ(read.error->code, "TRUNCATED_ZSTD");
    EXPECT_EQ(read.error->offset, cut);
    EXPECT_TRUE(plain.starts_with(read.bytes));               // what could be read is right
    EXPECT_EQ(stream.next().error().code, "TRUNCATED_ZSTD");  // and stays an error
  }
}

TEST(ZstdStream, BitFlip) {
  const std::string plain = page_text(50'000);
  for (size_t at = 0; at < 400; at += 7) {
    std::string packed = pack_zstd(plain);
    packed[packed.size() * at / 400] ^= 0x10;
    Blocks blocks(packed, 999);
    ZstdStream stream(blocks);
    const Read read = read_all(stream);
    EXPECT_TRUE(read.error || read.bytes == plain) << at;
  }
}

TEST(ZstdStream, GarbageAfterTheFrame) {
  const std::string packed = pack_zstd("正文") + "garbage";
  Blocks blocks(packed, 4096);
  ZstdStream stream(blocks);
  EXPECT_EQ(read_all(stream).error->code, "BAD_ZSTD");
}

TEST(ZstdStream, WindowOf2GiB) {
  // Frame header: no single segment, no checksum, window descriptor 2^31, then an empty last block.
  const std::string packed("\x28\xB5\x2F\xFD\x00\xA8\x01\x00\x00", 9);
  Blocks blocks(packed, 4096);
  ZstdStream stream(blocks);
  EXPECT_EQ(read_all(stream).error->code, "ZSTD_WINDOW_TOO_LARGE");
}

TEST(FileStream, MissingFileAndDirectory) {
  FileStream missing("/no/such/file");
  EXPECT_EQ(missing.next().error().code, "CANNOT_OPEN");
  FileStream directory("/tmp");
  EXPECT_EQ(directory.next().error().code, "CANNOT_OPEN");
}

TEST(FileStream, HashesWhatItReads) {
  const std::filesystem::path path = fresh_directory("file_stream") / "page.txt";
  write_file(path, page_text(10'000));
  FileStream file(path.string(), 1000);
  const Read read = read_all(file);
  EXPECT_EQ(file.bytes(), read.bytes.size());
  EXPECT_EQ(file.xxh3(), XXH3_64bits(read.bytes.data(), read.bytes.size()));
}

TEST(DecompressZstd, RefusesMoreThanTheLimit) {
  const std::string packed = pack_zstd(std::string(1 << 20, '\0'));
  EXPECT_EQ(decompress_zstd(packed, 1 << 19).error().code, "TOO_LARGE");
  EXPECT_EQ(decompress_zstd(packed, 1 << 20)->size(), size_t{1} << 20);
}

}  // namespace
}  // namespace newsmill
