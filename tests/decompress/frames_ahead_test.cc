#include "decompress/frames_ahead.h"

#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "decompress/packing.h"
#include "seed.h"

namespace newsmill {
namespace {

void at_once(const std::function<void()>& task) {
  task();
}
void never(const std::function<void()>&) {}

Read ahead(const std::string& packed, const Start& start, bool* verifiable = nullptr) {
  Blocks blocks(packed, 7000);
  FramesAhead stream(blocks, InflatedStream::kMaxRatio, start);
  Read read = read_all(stream);
  EXPECT_EQ(read.error.has_value(), !stream.next());
  if (verifiable) *verifiable = stream.verifiable();
  return read;
}

Read streamed(const std::string& packed) {
  Blocks blocks(packed, 7000);
  InflatedStream stream(blocks, Codec::kZstd);
  return read_all(stream);
}

// The twin: one stream, frame after frame. How much of a damaged frame can be saved depends on how
// its bytes are cut, but never on threads.
void expect_same(const std::string& packed) {
  const Read want = streamed(packed);
  EXPECT_TRUE(ahead(packed, at_once).bytes == ahead(packed, never).bytes);
  for (const Start& start : {Start(at_once), Start(never)}) {
    const Read read = ahead(packed, start);
    EXPECT_TRUE(read.bytes == want.bytes || (want.error && want.bytes.starts_with(read.bytes)) ||
                (want.error && read.bytes.starts_with(want.bytes)));
    ASSERT_EQ(read.error.has_value(), want.error.has_value());
    if (!read.error) continue;
    EXPECT_EQ(read.error->code, want.error->code);
    EXPECT_LE(read.error->offset, want.error->offset);  // at the earliest where the frame begins
  }
}

std::string frames() {
  const std::string skippable("\x50\x2A\x4D\x18\x03\0\0\0abc", 11);
  const std::string text = page_text(200'000);
  return pack_zstd(text, 9'000) + pack_zstd("") + pack_zstd(text) + skippable +
         pack_zstd(text, 50'000);
}

TEST(FramesAhead, SameBytes) {
  expect_same("");
  expect_same(pack_zstd("一", SIZE_MAX));
  expect_same(pack_zstd(page_text(300'000), 10'000));
  expect_same(frames());
  expect_same(pack_zstd(std::string(9 << 20, 'x'), 5 << 20) +
              pack_zstd("一"));  // too large to offer
}

TEST(FramesAhead, SameErrorAtTheSamePlace) {
  const std::string packed = frames();
  expect_same(packed + "garbage, no frame at all");
  expect_same(packed + std::string(100, '\0'));
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 60; ++round) {
    const size_t at = random() % packed.size();
    SCOPED_TRACE(at);
    expect_same(packed.substr(0, at));
    std::string flipped = packed;
    flipped[at] ^= static_cast<char>(1 << random() % 8);
    expect_same(flipped);
  }
}

TEST(FramesAhead, KnowsWhatIsVerifiable) {
  for (const Start& start : {Start(at_once), Start(never)}) {
    bool verifiable = false;
    ahead(pack_zstd("一二", 3), start, &verifiable);
    EXPECT_TRUE(verifiable);
    ahead(pack_zstd("一二", 3) + pack_zstd("三", SIZE_MAX, false) + pack_zstd("四"), start,
          &verifiable);
    EXPECT_FALSE(verifiable);
  }
}

TEST(FramesAhead, OnThreads) {
  const std::string plain = page_text(2'000'000);
  const std::string packed = pack_zstd(plain, 20'000);
  std::vector<std::jthread> threads;
  const Read read =
      ahead(packed, [&](std::function<void()> task) { threads.emplace_back(std::move(task)); });
  EXPECT_TRUE(read.bytes == plain);
}

}  // namespace
}  // namespace newsmill
