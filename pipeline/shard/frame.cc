// A shard is frames and a table:
//
//   28 B5 2F FD … checksum | 28 B5 2F FD … checksum | 5E 2A 4D 18 size, 12 bytes a frame, footer
//
// The table is in a skippable frame, so that `zstd -dc` passes over it. Layout in FORMAT.md.
// Tested by tests/shard/frame_test.cc.
#include "shard/frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstring>

#include "shard/match_finder.h"

namespace newsmill {
namespace {

constexpr uint32_t kSkippableMagic = 0x184D2A5E;
constexpr uint32_t kSeekableMagic = 0x8F92EAB1;
constexpr char kWithChecksums = static_cast<char>(0x80);
constexpr uint64_t kHeaderSize = 8;
constexpr uint64_t kEntrySize = 12;
constexpr uint32_t kMostFrames = uint32_t{1} << 27;
constexpr int kLevelOfMatchFinder = 1;
constexpr size_t kBlock = ZSTD_BLOCKSIZE_MAX;

void put(std::string& out, uint32_t value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

uint32_t get(std::string_view bytes, size_t pos) {
  uint32_t value = 0;
  std::memcpy(&value, bytes.data() + pos, sizeof value);
  return value;
}

void check(size_t zstd_result) {
  if (ZSTD_isError(zstd_result))
    throw FatalError(fmt::format("zstd: {}", ZSTD_getErrorName(zstd_result)));
}

// For zstd, which asks for one block of a frame's content after the other.
size_t find_matches(void* finder, ZSTD_Sequence* sequences, size_t capacity, const void* block,
                    size_t bytes, const void*, size_t, int, size_t) {
  if (capacity < MatchFinder::most_sequences(bytes)) return ZSTD_SEQUENCE_PRODUCER_ERROR;
  return static_cast<MatchFinder*>(finder)->find({static_cast<const char*>(block), bytes},
                                                 sequences);
}

tl::unexpected<Error> bad_table(std::string message, uint64_t offset) {
  return tl::unexpected(Error{"BAD_SEEK_TABLE", std::move(message), offset});
}

}  // namespace

void FrameCompressor::Free::operator()(ZSTD_CCtx_s* context) const {
  ZSTD_freeCCtx(context);
}

bool is_zstd_level(int level) {
  return level >= ZSTD_minCLevel() && level <= ZSTD_maxCLevel();
}

FrameCompressor::FrameCompressor(int level)
    : context_(ZSTD_createCCtx()), block_(ZSTD_compressBound(kBlock)) {
  if (!context_) throw FatalError("zstd: out of memory");
  if (!is_zstd_level(level)) throw FatalError(fmt::format("zstd has no level {}", level), 2);
  const auto set = [&](ZSTD_cParameter parameter, int value) {
    check(ZSTD_CCtx_setParameter(context_.get(), parameter, value));
  };
  set(ZSTD_c_compressionLevel, level);
  set(ZSTD_c_checksumFlag, 1);
  set(ZSTD_c_contentSizeFlag, 1);
  set(ZSTD_c_stableInBuffer, 1);  // a frame's content is all there at once: nothing to buffer
  if (level != kLevelOfMatchFinder) return;
  matches_ = std::make_unique<MatchFinder>();
  set(ZSTD_c_windowLog, MatchFinder::kWindowLog);  // zstd takes less for less content
  ZSTD_registerSequenceProducer(context_.get(), matches_.get(), &find_matches);
}

FrameCompressor::~FrameCompressor() = default;

// Block by block: each is hashed, searched and encoded while it is in the cache, and what it became
// is taken away from a place that stays there.
std::string FrameCompressor::compress(std::string_view content) {
  check(ZSTD_CCtx_reset(context_.get(), ZSTD_reset_session_only));
  check(ZSTD_CCtx_setPledgedSrcSize(context_.get(), content.size()));
  if (matches_) matches_->begin(content.data());
  std::string bytes;
  ZSTD_inBuffer in = {content.data(), 0, 0};
  bool last = false;
  size_t left = 0;  // that zstd has and did not give
  while (!last || left > 0) {
    in.size = std::min(in.pos + kBlock, content.size());
    last = in.size == content.size();
    ZSTD_outBuffer out = {block_.data(), block_.size(), 0};
    left = ZSTD_compressStream2(context_.get(), &out, &in, last ? ZSTD_e_end : ZSTD_e_continue);
    check(left);
    if (bytes.empty()) bytes.reserve(out.pos * (content.size() / kBlock + 1));
    bytes.append(block_.data(), out.pos);
  }
  return bytes;
}

Frame FrameCompressor::compress(std::string_view content, uint64_t records) {
  assert(content.size() <= kLargestContent);  // EncodeShards begins a new frame long before
  Frame frame;
  frame.bytes = compress(content);
  frame.entry.compressed_size = static_cast<uint32_t>(frame.bytes.size());
  frame.entry.content_size = static_cast<uint32_t>(content.size());
  frame.entry.checksum = get(frame.bytes, frame.bytes.size() - sizeof(uint32_t));
  frame.records = records;
  return frame;
}

std::string seek_table(std::span<const FrameEntry> frames) {
  assert(frames.size() <= kMostFrames);  // 2^27 frames of 1 MiB are 128 TiB
  std::string out;
  out.reserve(kHeaderSize + frames.size() * kEntrySize + kSeekFooterSize);
  put(out, kSkippableMagic);
  put(out, static_cast<uint32_t>(frames.size() * kEntrySize + kSeekFooterSize));
  for (const FrameEntry& frame : frames) {
    put(out, frame.compressed_size);
    put(out, frame.content_size);
    put(out, frame.checksum);
  }
  put(out, static_cast<uint32_t>(frames.size()));
  out.push_back(kWithChecksums);
  put(out, kSeekableMagic);
  return out;
}

Result<uint64_t> seek_table_size(std::string_view footer, uint64_t file_size) {
  if (footer.size() != kSeekFooterSize || get(footer, 5) != kSeekableMagic)
    return tl::unexpected(
        Error{"NO_SEEK_TABLE", "the file does not end in a seek table: is it cut?", file_size});
  const uint32_t frames = get(footer, 0);
  const uint64_t size = kHeaderSize + frames * kEntrySize + kSeekFooterSize;
  if (footer[4] != kWithChecksums)
    return bad_table("the seek table's descriptor is not 0x80", file_size - kSeekFooterSize);
  if (frames > kMostFrames || size > file_size)
    return bad_table(fmt::format("a seek table of {} frames does not fit the file", frames),
                     file_size - kSeekFooterSize);
  return size;
}

Result<std::vector<FrameEntry>> read_seek_table(std::string_view table, uint64_t file_size) {
  const uint64_t begin = file_size - table.size();
  if (get(table, 0) != kSkippableMagic || get(table, 4) != table.size() - kHeaderSize)
    return bad_table("the seek table does not begin where its footer says", begin);
  std::vector<FrameEntry> frames((table.size() - kHeaderSize - kSeekFooterSize) / kEntrySize);
  uint64_t sum = 0;
  for (size_t i = 0; i < frames.size(); ++i) {
    const size_t pos = kHeaderSize + i * kEntrySize;
    frames[i] = {get(table, pos), get(table, pos + 4), get(table, pos + 8)};
    sum += frames[i].compressed_size;
  }
  if (sum != begin)
    return bad_table(fmt::format("{} bytes of frames in the seek table, {} before it", sum, begin),
                     begin);
  return frames;
}

}  // namespace newsmill
