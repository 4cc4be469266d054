#include "decompress/inflated_stream.h"

#include <gtest/gtest.h>

#include <random>

#include "decompress/packing.h"
#include "seed.h"

namespace newsmill {
namespace {

constexpr Codec kCodecs[] = {Codec::kZstd, Codec::kGzip, Codec::kBzip2, Codec::kXz};

Read inflate_blocks(const std::string& packed, Codec codec, size_t block = 4096) {
  Blocks blocks(packed, block);
  InflatedStream stream(blocks, codec);
  return read_all(stream);
}

std::string code(const char* what, Codec codec) {
  constexpr const char* kNames[] = {"", "ZSTD", "GZIP", "BZIP2", "XZ"};
  return std::string(what) + "_" + kNames[static_cast<size_t>(codec)];
}

class EachCodec : public testing::TestWithParam<Codec> {};
INSTANTIATE_TEST_SUITE_P(InflatedStream, EachCodec, testing::ValuesIn(kCodecs),
                         [](const auto& codec) { return code("of", codec.param); });

TEST_P(EachCodec, OneFrameOrManyInBlocksOfAnySize) {
  const std::string plain = page_text(300'000);
  std::string many;
  for (size_t at = 0; at < plain.size(); at += 70'000)
    many += pack(GetParam(), plain.substr(at, 70'000));
  for (const std::string& packed : {pack(GetParam(), plain), many})
    for (const size_t block : {size_t{1}, size_t{13}, size_t{4096}, size_t{1 << 20}}) {
      const Read read = inflate_blocks(packed, GetParam(), block);
      EXPECT_FALSE(read.error) << read.error->message;
      EXPECT_TRUE(read.bytes == plain);
    }
}

TEST_P(EachCodec, CarriesAChecksum) {
  const std::string packed = pack(GetParam(), "头版");
  Blocks blocks(packed, 5);
  InflatedStream stream(blocks, GetParam());
  EXPECT_EQ(read_all(stream).bytes, "头版");
  EXPECT_TRUE(stream.verifiable());
}

TEST_P(EachCodec, TruncatedAnywhere) {
  const std::string plain = page_text(20'000);
  const std::string packed = pack(GetParam(), plain) + pack(GetParam(), plain);
  const size_t boundary = packed.size() / 2;
  for (size_t cut = 1; cut < packed.size(); cut += cut < 40 ? 1 : 97) {
    if (cut == boundary) continue;  // whole frames: nothing to see here
    SCOPED_TRACE(cut);
    const Read read = inflate_blocks(packed.substr(0, cut), GetParam());
    ASSERT_TRUE(read.error);
    EXPECT_EQ(read.error->code, code("TRUNCATED", GetParam()));
    EXPECT_EQ(read.error->offset, cut);
    EXPECT_TRUE((plain + plain).starts_with(read.bytes));  // what could be read is right
  }
}

TEST_P(EachCodec, BitFlipIsDetected) {
  const std::string plain = page_text(30'000);
  const std::string good = pack(GetParam(), plain);
  for (size_t at = 0; at < 500; at += 3) {
    std::string packed = good;
    packed[packed.size() * at / 500] ^= static_cast<char>(1 << at % 8);
    const Read read = inflate_blocks(packed, GetParam());
    EXPECT_TRUE(read.error || read.bytes == plain) << at;
  }
}

TEST_P(EachCodec, WrongChecksum) {
  std::string packed = pack(GetParam(), "头版");
  const size_t from_end = GetParam() == Codec::kGzip ? 6 : GetParam() == Codec::kXz ? 35 : 2;
  packed[packed.size() - from_end] ^= 0x10;
  EXPECT_TRUE(inflate_blocks(packed, GetParam()).error);
}

TEST_P(EachCodec, GarbageAfterTheEnd) {
  const Read read =
      inflate_blocks(pack(GetParam(), "正文") + "garbage garbage garbage", GetParam());
  EXPECT_EQ(read.bytes, "正文");
  ASSERT_TRUE(read.error);
  EXPECT_EQ(read.error->code, "GARBAGE_AFTER_END");
}

TEST_P(EachCodec, ZerosBetweenAndBehindFramesArePadding) {
  const std::string zeros(5000, '\0');
  const std::string packed = pack(GetParam(), "一") + zeros + pack(GetParam(), "二") + zeros;
  const Read read = inflate_blocks(packed, GetParam(), 999);
  EXPECT_FALSE(read.error);
  EXPECT_EQ(read.bytes, "一二");
}

TEST_P(EachCodec, Bomb) {
  const std::string packed = pack(GetParam(), std::string(100 << 20, '\0'));
  Blocks blocks(packed, 4096);
  InflatedStream stream(blocks, GetParam(), 100);
  uint64_t bytes = 0;
  Result<std::string_view> block;
  while ((block = stream.next()) && !block->empty()) bytes += block->size();
  ASSERT_FALSE(block);
  EXPECT_EQ(block.error().code, "RATIO_TOO_HIGH");
  EXPECT_LT(bytes, 65u << 20);
}

TEST_P(EachCodec, RandomDamageEnds) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string good = pack(GetParam(), page_text(2000)) + pack(GetParam(), page_text(50));
  for (int round = 0; round < 500; ++round) {
    std::string packed = good;
    for (unsigned n = 1 + random() % 4; n > 0; --n)
      packed[random() % packed.size()] = static_cast<char>(random());
    EXPECT_LT(inflate_blocks(packed, GetParam(), 1 + random() % 300).bytes.size(), 10u << 20);
  }
}

TEST_P(EachCodec, WholeMemberUpToALimit) {
  const std::string packed = pack(GetParam(), std::string(1 << 20, '\0'));
  EXPECT_EQ(inflate(packed, GetParam(), 1 << 19).error().code, "TOO_LARGE");
  EXPECT_EQ(inflate(packed, GetParam(), 1 << 20)->size(), size_t{1} << 20);
}

TEST(Zstd, SkippableFramesHoldNothing) {
  const std::string skippable("\x50\x2A\x4D\x18\x03\0\0\0abc", 11);
  const std::string packed =
      skippable + pack_zstd("正文") + skippable + pack_zstd("又一") + skippable;
  const Read read = inflate_blocks(packed, Codec::kZstd, 5);
  EXPECT_FALSE(read.error);
  EXPECT_EQ(read.bytes, "正文又一");
}

TEST(Zstd, WithoutChecksumIsNotVerifiable) {
  Blocks blocks(pack_zstd("有", SIZE_MAX) + pack_zstd("无", SIZE_MAX, false), 1);
  InflatedStream stream(blocks, Codec::kZstd);
  EXPECT_EQ(read_all(stream).bytes, "有无");
  EXPECT_FALSE(stream.verifiable());
}

TEST(Zstd, WindowOf2GiB) {
  // Frame header: no single segment, no checksum, window descriptor 2^31, then an empty last block.
  const std::string packed("\x28\xB5\x2F\xFD\x00\xA8\x01\x00\x00", 9);
  EXPECT_EQ(inflate_blocks(packed, Codec::kZstd).error->code, "ZSTD_WINDOW_TOO_LARGE");
}

}  // namespace
}  // namespace newsmill
