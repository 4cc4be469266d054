// zstd, gzip, bzip2 and xz, frame after frame. zstd is read in three ways, which must agree: as one
// stream, by frames that other threads have unpacked, and by frames that none has.
#include <lzma.h>

#include <array>

#include "decompress/frames_ahead.h"
#include "decompress/packing.h"
#include "fuzz.h"

namespace newsmill {
namespace {

constexpr std::array kCodecs = {Codec::kZstd, Codec::kGzip, Codec::kBzip2, Codec::kXz};
constexpr std::array<size_t, 4> kBlocks = {100'000, 700, 61, 7};

Read read_all(ByteStream& stream, size_t most) {
  Read read;
  for (;;) {
    const Result<std::string_view> block = stream.next();
    if (!block) {
      must(!stream.next(), "an error stays");
      return read.error = block.error(), read;
    }
    if (block->empty()) return read;
    read.bytes += *block;
    must(read.bytes.size() <= most, "a bomb is told in time");
  }
}

// Packed so that unpacking takes little memory, and so little time: blocks of 100 KB, a dictionary
// of 256 KiB.
std::string pack_small(Codec codec, std::string_view plain) {
  if (codec == Codec::kXz) {
    std::string packed(lzma_stream_buffer_bound(plain.size()), '\0');
    size_t size = 0;
    lzma_easy_buffer_encode(0, LZMA_CHECK_CRC64, nullptr,
                            reinterpret_cast<const uint8_t*>(plain.data()), plain.size(),
                            reinterpret_cast<uint8_t*>(packed.data()), &size, packed.size());
    return packed.substr(0, size);
  }
  std::string packed = pack(codec, plain);
  if (codec == Codec::kBzip2) packed[3] = '1';
  return packed;
}

// How much comes out before damage depends on how the bytes are cut.
bool agree(const Read& a, const Read& b) {
  if (a.error.has_value() != b.error.has_value()) return false;
  if (!a.error) return a.bytes == b.bytes;
  return a.bytes.starts_with(b.bytes) || b.bytes.starts_with(a.bytes);
}

}  // namespace
}  // namespace newsmill

std::vector<std::string> fuzz_seeds() {
  using namespace newsmill;
  const std::string text = page_text(1500), zeros(20'000, '\0');
  std::vector<std::string> seeds;
  for (const char block : {0, 4, 8, 12}) {
    const auto add = [&](int codec, const std::string& packed) {
      seeds.push_back(static_cast<char>(block + codec) + packed);
    };
    const std::string skippable("\x5E\x2A\x4D\x18\x03\0\0\0abc", 11);
    for (const bool checksum : {true, false}) {
      add(0, pack_zstd(text, 500, checksum) + skippable + pack_zstd("", 1, checksum));
      add(0, pack_zstd(text, SIZE_MAX, checksum) + pack_zstd(zeros, SIZE_MAX, checksum));
    }
    for (int codec = 1; codec < 4; ++codec) {
      const Codec each = kCodecs[static_cast<size_t>(codec)];
      add(codec, pack_small(each, text));
      add(codec, pack_small(each, "一") + pack_small(each, zeros) + std::string(9, '\0'));
    }
  }
  return seeds;
}

std::vector<std::string> fuzz_words() {
  using namespace std::string_literals;
  return {"\x28\xB5\x2F\xFD"s,
          "\x28\xB5\x2F\xFD\x24\x05\x29\0\0"s,
          "\x50\x2A\x4D\x18\0\0\0\0"s,
          "\x5F\x2A\x4D\x18\xFF\xFF\xFF\xFF"s,
          "\x1F\x8B\x08\0\0\0\0\0\0\x03"s,
          "\x1F\x8B\x08\x1F"s,
          "\x03\0\0\0\0\0\0\0\0\0"s,
          "BZh91AY&SY"s,
          "BZh9\x17\x72\x45\x38\x50\x90\0\0\0\0"s,
          "\xFD"
          "7zXZ\0\0\x04"s,
          "YZ"s,
          "\0\0\0\0"s};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace newsmill;
  FuzzInput input(data, size);
  const Codec codec = kCodecs[input.choose(kCodecs.size())];
  const size_t block = kBlocks[input.choose(kBlocks.size())];
  constexpr uint64_t kRatio = 20;
  const size_t most = (64 << 20) + kRatio * input.bytes.size() + InflatedStream::kBlock;
  FleetingBlocks blocks(input.bytes, block);
  InflatedStream stream(blocks, codec, kRatio, 4096);
  const Read streamed = read_all(stream, most);
  if (codec != Codec::kZstd) return 0;
  for (const Start& start : {Start([](const auto& task) { task(); }), Start()}) {
    FleetingBlocks again(input.bytes, block);
    FramesAhead ahead(again, kRatio, start);
    must(agree(streamed, read_all(ahead, most)), "frames ahead give what the stream gives");
    must(streamed.error || ahead.verifiable() == stream.verifiable(), "both are verifiable");
  }
  return 0;
}
