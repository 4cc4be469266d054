// Compressed formats, a step at a time. A file of each: inflate_zstd.cc, inflate_gzip.cc, …
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "core/result.h"

namespace newsmill {

enum class Codec : uint8_t { kNone, kZstd, kGzip, kBzip2, kXz };

// By the first bytes; kNone when they are no format's.
Codec codec_of_bytes(std::string_view head);
// By the extension: .zst, .gz, .bz2, .xz, and .tzst, .tgz, .tbz2, .txz.
Codec codec_of_name(std::string_view name);
// The name without its extension, if that names a codec: 02.txt.gz -> 02.txt, a.tgz -> a.tar.
std::string_view without_codec(std::string_view name);

// One compressed format. A stream of it is a row of frames (zstd frames, gzip members, bzip2 and xz
// streams), each of which starts afresh.
class Inflater {
 public:
  struct Step {
    size_t read = 0, written = 0;
    bool frame_ended = false;
  };
  virtual ~Inflater() = default;
  virtual const char* name() const = 0;  // "zstd"
  // Decompresses some of `in` to `out`, at most to the end of a frame. Uses at least a byte of
  // either unless both are empty or it waits for more input. Errors: BAD_ZSTD and the like, …
  // _CHECKSUM for content that does not match its checksum, …_WINDOW_TOO_LARGE for a frame that
  // wants more memory for what it looks back to than `max_window`. An error is final.
  virtual Result<Step> step(std::string_view in, std::span<char> out) = 0;
  // Did every frame so far carry a checksum over its content?
  virtual bool verifiable() const = 0;
};

// Bytes; the most that `zstd -22` and `xz` ask for, unless told to take more.
inline constexpr size_t kMaxWindow = 128 << 20;

std::unique_ptr<Inflater> inflate_zstd(size_t max_window);
std::unique_ptr<Inflater> inflate_gzip();
std::unique_ptr<Inflater> inflate_bzip2();
std::unique_ptr<Inflater> inflate_xz(size_t max_window);
// Any of them; null for kNone.
std::unique_ptr<Inflater> make_inflater(Codec codec, size_t max_window = kMaxWindow);
// The code and the words of …_WINDOW_TOO_LARGE: "zstd", "XZ".
Error window_too_large(std::string_view format, uint64_t max_window);

}  // namespace newsmill
