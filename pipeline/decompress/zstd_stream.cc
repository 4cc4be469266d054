// Zstandard, streamed: frames may be many and of unknown size, and memory stays at one window.
//
//   frame* := magic 0xFD2FB528 header blocks [checksum] | 0x184D2A5? size bytes (skippable)
//
// The library reads across frames by itself; what it does not say is whether a frame had a
// checksum (bit 2 of the frame header's descriptor), so each header is looked at as it passes.
// Tested by tests/decompress/byte_stream_test.cc.
#define ZSTD_STATIC_LINKING_ONLY  // ZSTD_getFrameHeader
#include <fmt/format.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "decompress/byte_stream.h"

namespace newsmill {
namespace {

// 128 MiB. A frame may ask for 2 GiB (`zstd --long=31`): refused rather than allocated.
constexpr int kMaxWindowLog = 27;
constexpr size_t kBlock = 128 << 10;  // the most that a zstd block holds

}  // namespace

struct ZstdStream::State {
  explicit State(ByteStream& from) : compressed(from), block(kBlock) {
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kMaxWindowLog);
  }
  ByteStream& compressed;
  std::unique_ptr<ZSTD_DCtx, size_t (*)(ZSTD_DCtx*)> context{ZSTD_createDCtx(), ZSTD_freeDCtx};
  std::vector<char> block;
  std::string_view input;   // compressed bytes not yet consumed
  std::string header;       // first bytes of the frame that is about to start
  uint64_t consumed = 0;    // compressed bytes before `input`
  bool frame_open = false;  // inside a frame
  bool input_ended = false;
  bool verifiable = true;
  std::optional<Error> error;

  tl::unexpected<Error> fail(const char* code, std::string message) {
    error = Error{code, std::move(message), consumed};
    return tl::unexpected(*error);
  }

  // Collects the first bytes of a frame, wherever blocks are cut, and reads its checksum flag.
  void watch_header(std::string_view bytes) {
    if (header.size() >= ZSTD_FRAMEHEADERSIZE_MAX) return;
    header.append(bytes.substr(0, ZSTD_FRAMEHEADERSIZE_MAX - header.size()));
    ZSTD_frameHeader parsed;
    if (ZSTD_getFrameHeader(&parsed, header.data(), header.size()) != 0) return;
    if (parsed.frameType == ZSTD_frame && parsed.checksumFlag == 0) verifiable = false;
    header.resize(ZSTD_FRAMEHEADERSIZE_MAX, '\0');  // seen
  }
};

ZstdStream::ZstdStream(ByteStream& compressed) : state_(std::make_unique<State>(compressed)) {}
ZstdStream::~ZstdStream() = default;
bool ZstdStream::verifiable() const {
  return state_->verifiable;
}

Result<std::string_view> ZstdStream::next() {
  State& s = *state_;
  if (s.error) return tl::unexpected(*s.error);
  ZSTD_outBuffer out{s.block.data(), s.block.size(), 0};
  while (out.pos < out.size) {
    if (s.input.empty() && !s.input_ended) {
      Result<std::string_view> more = s.compressed.next();
      if (!more) return tl::unexpected(*(s.error = more.error()));
      s.input = *more;
      s.input_ended = more->empty();
    }
    if (s.input_ended && !s.frame_open) break;
    if (!s.frame_open) s.header.clear();
    s.watch_header(s.input);
    ZSTD_inBuffer in{s.input.data(), s.input.size(), 0};
    const size_t before = out.pos;
    const size_t hint = ZSTD_decompressStream(s.context.get(), &out, &in);
    s.input.remove_prefix(in.pos);
    s.consumed += in.pos;
    if (ZSTD_isError(hint)) {
      const bool window = ZSTD_getErrorCode(hint) == ZSTD_error_frameParameter_windowTooLarge;
      return s.fail(
          window ? "ZSTD_WINDOW_TOO_LARGE" : "BAD_ZSTD",
          fmt::format("zstd: {} near compressed byte {}", ZSTD_getErrorName(hint), s.consumed));
    }
    s.frame_open = hint != 0;
    if (s.input_ended && s.frame_open && out.pos == before) {
      if (out.pos > 0) break;  // hand out what there is; the next call says what is missing
      return s.fail(
          "TRUNCATED_ZSTD",
          fmt::format("the zstd stream ends inside a frame, at compressed byte {}", s.consumed));
    }
  }
  return std::string_view(s.block.data(), out.pos);
}

namespace {

// A view as a stream of one block.
class ViewStream : public ByteStream {
 public:
  explicit ViewStream(std::string_view bytes) : bytes_(bytes) {}
  Result<std::string_view> next() override { return std::exchange(bytes_, {}); }

 private:
  std::string_view bytes_;
};

}  // namespace

Result<std::string> decompress_zstd(std::string_view compressed, size_t limit) {
  ViewStream view(compressed);
  ZstdStream stream(view);
  std::string plain;
  for (;;) {
    const Result<std::string_view> block = stream.next();
    if (!block) return tl::unexpected(block.error());
    if (block->empty()) return plain;
    if (plain.size() + block->size() > limit)
      return tl::unexpected(Error{
          "TOO_LARGE", fmt::format("more than {} bytes when decompressed", limit), plain.size()});
    plain.append(*block);
  }
}

}  // namespace newsmill
