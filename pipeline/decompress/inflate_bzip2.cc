// bzip2 with libbz2, which checks the CRC of each block and of each stream.
// Tested by tests/decompress/inflated_stream_test.cc.
#include <bzlib.h>
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "decompress/inflater.h"

namespace newsmill {
namespace {

class Bzip2Inflater : public Inflater {
 public:
  ~Bzip2Inflater() override { end(); }

  const char* name() const override { return "bzip2"; }
  bool verifiable() const override { return true; }

  Result<Step> step(std::string_view in, std::span<char> out) override {
    if (!open_) {
      stream_ = {};
      open_ = BZ2_bzDecompressInit(&stream_, 0, 0) == BZ_OK;
      if (!open_) return tl::unexpected(Error{"BAD_BZIP2", "bzip2: out of memory", 0});
    }
    const auto avail = [](size_t size) {
      return static_cast<unsigned>(std::min<size_t>(size, std::numeric_limits<int>::max()));
    };
    stream_.next_in = const_cast<char*>(in.data());  // read only, but not const in the library
    stream_.avail_in = avail(in.size());
    stream_.next_out = out.data();
    stream_.avail_out = avail(out.size());
    const int status = BZ2_bzDecompress(&stream_);
    if (status != BZ_OK && status != BZ_STREAM_END) return tl::unexpected(error_of(status));
    const Step step{avail(in.size()) - stream_.avail_in, avail(out.size()) - stream_.avail_out,
                    status == BZ_STREAM_END};
    if (step.frame_ended) end();
    return step;
  }

 private:
  void end() {
    if (open_) BZ2_bzDecompressEnd(&stream_);
    open_ = false;
  }

  // The library does not tell a wrong CRC from other damage.
  static Error error_of(int status) {
    return {"BAD_BZIP2", fmt::format("bzip2: damaged (error {})", status), 0};
  }

  bz_stream stream_{};
  bool open_ = false;
};

}  // namespace

std::unique_ptr<Inflater> inflate_bzip2() {
  return std::make_unique<Bzip2Inflater>();
}

}  // namespace newsmill
