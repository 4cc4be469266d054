// xz with liblzma. Its integrity check may be CRC-32, CRC-64, SHA-256 or, rarely, none.
// Tested by tests/decompress/inflated_stream_test.cc.
#include <fmt/format.h>
#include <lzma.h>

#include "decompress/inflater.h"

namespace newsmill {
namespace {

constexpr uint64_t kBesides = 1 << 20;  // what goes with a dictionary

class XzInflater : public Inflater {
 public:
  explicit XzInflater(size_t max_window) : max_window_(max_window) {}
  ~XzInflater() override { lzma_end(&stream_); }

  const char* name() const override { return "xz"; }
  bool verifiable() const override { return verifiable_; }

  Result<Step> step(std::string_view in, std::span<char> out) override {
    if (!open_ &&
        lzma_stream_decoder(&stream_, max_window_ + kBesides, LZMA_TELL_NO_CHECK) != LZMA_OK)
      return tl::unexpected(Error{"BAD_XZ", "xz: out of memory", 0});
    open_ = true;
    stream_.next_in = reinterpret_cast<const uint8_t*>(in.data());
    stream_.avail_in = in.size();
    stream_.next_out = reinterpret_cast<uint8_t*>(out.data());
    stream_.avail_out = out.size();
    lzma_ret status = lzma_code(&stream_, LZMA_RUN);
    if (status == LZMA_NO_CHECK) {
      verifiable_ = false;
      status = lzma_code(&stream_, LZMA_RUN);
    }
    // LZMA_BUF_ERROR: nothing could be done without more input.
    if (status != LZMA_OK && status != LZMA_STREAM_END && status != LZMA_BUF_ERROR)
      return tl::unexpected(error_of(status));
    open_ = status != LZMA_STREAM_END;
    return Step{in.size() - stream_.avail_in, out.size() - stream_.avail_out, !open_};
  }

 private:
  // Damage of the content shows as LZMA_DATA_ERROR, whether the check or the coding finds it.
  Error error_of(lzma_ret status) const {
    if (status == LZMA_MEMLIMIT_ERROR) return window_too_large("xz", max_window_);
    return {"BAD_XZ", fmt::format("xz: damaged (error {})", static_cast<int>(status)), 0};
  }

  size_t max_window_;
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool open_ = false;
  bool verifiable_ = true;
};

}  // namespace

std::unique_ptr<Inflater> inflate_xz(size_t max_window) {
  return std::make_unique<XzInflater>(max_window);
}

}  // namespace newsmill
