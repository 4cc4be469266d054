// Compressed bytes -> plain bytes, in memory that does not depend on how many there are.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "decompress/byte_stream.h"
#include "decompress/inflater.h"

namespace newsmill {

// Plain bytes that were compressed.
class PlainStream : public ByteStream {
 public:
  // True while every frame read so far carried a checksum. Without one, some bit flips pass unseen.
  virtual bool verifiable() const = 0;
};

// Frames of one format, one or many; zeros between and behind them are padding. Errors, with the
// offset into the compressed bytes: TRUNCATED_ZSTD (…_GZIP, …_BZIP2, …_XZ), those of the Inflater,
// GARBAGE_AFTER_END, and RATIO_TOO_HIGH once more than 64 MiB came out and that is more than
// `max_ratio` times what went in.
class InflatedStream : public PlainStream {
 public:
  // `compressed` must outlive it. `before`: bytes of it that were read elsewhere, whole frames.
  InflatedStream(ByteStream& compressed, Codec codec, uint64_t max_ratio = kMaxRatio,
                 size_t block_bytes = kBlock, uint64_t before = 0, size_t max_window = kMaxWindow);
  Result<std::string_view> next() override;
  bool verifiable() const override { return inflater_->verifiable(); }

  static constexpr uint64_t kMaxRatio = 1000;
  static constexpr size_t kBlock = 128 << 10;  // the most that a zstd block holds

 private:
  bool pull();  // more input; false at its end or after an error
  void skip_padding();
  void begin_frame();
  bool step();  // false when nothing more can be done
  bool fail(Error error);
  std::string code(const char* what) const;  // "TRUNCATED" -> "TRUNCATED_ZSTD"

  ByteStream& compressed_;
  Codec codec_;
  std::unique_ptr<Inflater> inflater_;
  uint64_t max_ratio_;
  size_t block_bytes_;
  std::unique_ptr<char[]> block_;
  size_t filled_ = 0;                  // of block_
  std::string_view input_;             // compressed bytes not yet used
  uint64_t used_ = 0;                  // compressed bytes before `input_`
  uint64_t written_ = 0;               // plain bytes so far
  uint64_t frames_ = 0;                // that ended
  uint64_t frame_begin_ = 0;           // compressed offset of the current frame
  std::optional<bool> frame_is_ours_;  // by its first bytes, if they came together
  bool frame_open_ = false, input_ended_ = false;
  std::optional<Error> error_;
};

// The whole of a (small) compressed member at once; more than `limit` bytes give TOO_LARGE.
Result<std::string> inflate(std::string_view compressed, Codec codec, size_t limit);

}  // namespace newsmill
