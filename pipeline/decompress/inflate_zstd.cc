// Zstandard (RFC 8878).
//
//   frame := magic 0xFD2FB528 header blocks [checksum] | 0x184D2A5? size bytes (skippable)
//
// What the library does not say is whether a frame had a checksum (bit 2 of the frame header's
// descriptor), so each header is looked at as it passes.
// Tested by tests/decompress/inflated_stream_test.cc.
#define ZSTD_STATIC_LINKING_ONLY  // ZSTD_getFrameHeader
#include <fmt/format.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <bit>
#include <new>
#include <string>

#include "decompress/inflater.h"

namespace newsmill {
namespace {

Error error_of(size_t code, size_t max_window) {
  const char* kind = "BAD_ZSTD";
  switch (ZSTD_getErrorCode(code)) {
    case ZSTD_error_frameParameter_windowTooLarge:
      return window_too_large("zstd", max_window);
    case ZSTD_error_memory_allocation:
      throw std::bad_alloc();  // no fault of the input's
    case ZSTD_error_checksum_wrong:
      kind = "BAD_ZSTD_CHECKSUM";
      break;
    default:
      break;
  }
  return {kind, fmt::format("zstd: {}", ZSTD_getErrorName(code)), 0};
}

class ZstdInflater : public Inflater {
 public:
  // A frame may ask for 2 GiB (`zstd --long=31`): refused rather than allocated.
  explicit ZstdInflater(size_t max_window) : max_window_(max_window) {
    if (!context_) throw std::bad_alloc();
    const int log =
        std::max<int>(ZSTD_WINDOWLOG_MIN, static_cast<int>(std::bit_width(max_window)) - 1);
    ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, log);
  }

  const char* name() const override { return "zstd"; }
  bool verifiable() const override { return verifiable_; }

  Result<Step> step(std::string_view in, std::span<char> out) override {
    watch_header(in);
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    ZSTD_outBuffer to{out.data(), out.size(), 0};
    const size_t hint = ZSTD_decompressStream(context_.get(), &to, &from);
    if (ZSTD_isError(hint)) return tl::unexpected(error_of(hint, max_window_));
    if (hint == 0) header_.clear();
    return Step{from.pos, to.pos, hint == 0};
  }

 private:
  // Collects the first bytes of a frame, wherever blocks are cut, and reads its checksum flag.
  void watch_header(std::string_view bytes) {
    if (header_.size() >= ZSTD_FRAMEHEADERSIZE_MAX) return;
    header_.append(bytes.substr(0, ZSTD_FRAMEHEADERSIZE_MAX - header_.size()));
    ZSTD_frameHeader parsed;
    if (ZSTD_getFrameHeader(&parsed, header_.data(), header_.size()) != 0) return;
    if (parsed.frameType == ZSTD_frame && parsed.checksumFlag == 0) verifiable_ = false;
    header_.resize(ZSTD_FRAMEHEADERSIZE_MAX, '\0');  // seen
  }

  std::unique_ptr<ZSTD_DCtx, size_t (*)(ZSTD_DCtx*)> context_{ZSTD_createDCtx(), ZSTD_freeDCtx};
  size_t max_window_;
  std::string header_;
  bool verifiable_ = true;
};

}  // namespace

std::unique_ptr<Inflater> inflate_zstd(size_t max_window) {
  return std::make_unique<ZstdInflater>(max_window);
}

}  // namespace newsmill
