#include "shard/reader.h"

#include <gtest/gtest.h>
#include <zstd.h>

#include <random>

#include "scratch.h"
#include "shard/wire.h"

namespace newsmill {
namespace {

// Length-delimited messages "record 0", "record 1", …
std::string content(int first, int count) {
  WireWriter out;
  for (int i = first; i < first + count; ++i)
    out.delimited(0, [&] { out.put_string(1, "record " + std::to_string(i)); });
  return std::string(out.bytes());
}

std::string shard_of(const std::vector<Frame>& frames) {
  std::string bytes;
  std::vector<FrameEntry> entries;
  for (const Frame& frame : frames) bytes += frame.bytes, entries.push_back(frame.entry);
  return bytes + seek_table(entries);
}

std::vector<Frame> three_frames() {
  FrameCompressor compressor(1);
  return {compressor.compress(content(0, 10), 10), compressor.compress(content(10, 10), 10),
          compressor.compress(content(20, 10), 10)};
}

struct Read {
  std::vector<std::string> records, errors;
  uint64_t offset = 0;  // of the last error
};

Read read_all(const std::string& bytes) {
  const Scratch scratch;
  write_file(scratch / "part.pb.zst", bytes);
  Read read;
  const auto note = [&](const Error& error) {
    read.errors.push_back(error.code);
    read.offset = error.offset;
    EXPECT_NE(error.message.find("part.pb.zst: "), std::string::npos) << error.message;
  };
  Result<ShardReader> reader = ShardReader::open(scratch / "part.pb.zst");
  if (!reader) {
    note(reader.error());
    return read;
  }
  for (std::string_view message;;) {
    const Result<bool> more = reader->next(message);
    if (!more)
      note(more.error());
    else if (*more)
      read.records.emplace_back(message);
    else
      return read;
  }
}

using Codes = std::vector<std::string>;

TEST(Reader, AllRecordsInOrder) {
  const Read read = read_all(shard_of(three_frames()));
  EXPECT_EQ(read.errors, Codes{});
  ASSERT_EQ(read.records.size(), 30u);
  EXPECT_EQ(read.records[29], "\x0A\x09record 29");
}

TEST(Reader, NoSuchFile) {
  EXPECT_EQ(ShardReader::open("/nonexistent/part").error().code, "CANNOT_READ");
  EXPECT_EQ(ShardReader::open("/").error().code, "CANNOT_READ");
}

TEST(Reader, CutAtFrameBoundary) {
  const std::vector<Frame> frames = three_frames();
  EXPECT_EQ(read_all(frames[0].bytes + frames[1].bytes).errors, Codes{"NO_SEEK_TABLE"});
  EXPECT_EQ(read_all("").errors, Codes{"NO_SEEK_TABLE"});
}

TEST(Reader, FrameTakenOut) {
  const std::vector<Frame> frames = three_frames();
  const std::string whole = shard_of(frames);
  EXPECT_EQ(read_all(whole.substr(frames[0].bytes.size())).errors, Codes{"BAD_SEEK_TABLE"});
}

TEST(Reader, TruncatedFrame) {
  const std::string whole = shard_of(three_frames());
  for (size_t size = 0; size < whole.size(); ++size)
    ASSERT_EQ(read_all(whole.substr(0, size)).errors, Codes{"NO_SEEK_TABLE"}) << size;
}

// The damaged frame is lost, the others are read. A few flips harm nothing (a bit of the frame's
// header that zstd leaves unused); they are seen by the manifest's hash only.
TEST(Reader, BitFlip) {
  const std::vector<Frame> frames = three_frames();
  const std::string whole = shard_of(frames);
  const std::vector<std::string> unharmed = read_all(whole).records;
  const size_t begin = frames[0].bytes.size(), end = begin + frames[1].bytes.size();
  for (size_t at = 0; at < whole.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      SCOPED_TRACE(std::to_string(at) + ':' + std::to_string(bit));
      std::string flipped = whole;
      flipped[at] = static_cast<char>(flipped[at] ^ 1 << bit);
      const Read read = read_all(flipped);
      if (read.errors.empty()) {
        ASSERT_EQ(read.records, unharmed);
        continue;
      }
      ASSERT_EQ(read.errors.size(), 1u);
      if (at < begin || at >= end) continue;
      ASSERT_EQ(read.records.size(), 20u);
      ASSERT_EQ(read.errors, Codes{"BAD_FRAME"});
      ASSERT_EQ(read.offset, begin);
    }
}

TEST(Reader, MessageOverTheEndOfItsFrame) {
  FrameCompressor compressor(1);
  std::string cut = content(0, 2);
  cut.pop_back();
  const Read read = read_all(shard_of({compressor.compress(cut, 2), three_frames()[1]}));
  EXPECT_EQ(read.errors, Codes{"BAD_MESSAGE"});
  EXPECT_EQ(read.records.size(), 11u);
  const std::string huge(9, '\xFF');
  EXPECT_EQ(read_all(shard_of({compressor.compress(huge + "\x01", 1)})).errors,
            Codes{"BAD_MESSAGE"});
}

// 300 MB of zeros in a few KB, told truly; and a small frame whose table claims 4 GB.
TEST(Reader, Bomb) {
  std::string zeros(size_t{300} << 20, '\0');
  Frame bomb;
  bomb.bytes.resize(ZSTD_compressBound(zeros.size()));
  bomb.bytes.resize(
      ZSTD_compress(bomb.bytes.data(), bomb.bytes.size(), zeros.data(), zeros.size(), 1));
  bomb.entry = {static_cast<uint32_t>(bomb.bytes.size()), static_cast<uint32_t>(zeros.size()), 0};
  EXPECT_EQ(read_all(shard_of({bomb})).errors, Codes{"BAD_FRAME"});
  Frame liar = three_frames()[0];
  liar.entry.content_size = ~uint32_t{0};
  EXPECT_EQ(read_all(shard_of({liar})).errors, Codes{"BAD_FRAME"});
}

TEST(Reader, RandomBytesBeforeATrueTable) {
  std::mt19937_64 random(99);
  for (int i = 0; i < 200; ++i) {
    Frame frame;
    for (size_t n = random() % 100; n > 0; --n) frame.bytes.push_back(static_cast<char>(random()));
    if (i % 2) frame.bytes = "\x28\xB5\x2F\xFD" + frame.bytes;
    frame.entry = {static_cast<uint32_t>(frame.bytes.size()), static_cast<uint32_t>(random() % 999),
                   0};
    EXPECT_EQ(read_all(shard_of({frame})).errors, Codes{"BAD_FRAME"});
  }
}

}  // namespace
}  // namespace newsmill
