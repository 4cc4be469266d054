// Plain bytes of an input, pulled a block at a time.
#pragma once

#include <xxhash.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"

namespace newsmill {

// Used by one thread at a time.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  // The next block; empty at the end. The view holds until the next call. After an error every
  // further call gives the same error.
  virtual Result<std::string_view> next() = 0;
};

// A regular file, hashed as it is read. Opening and reading fail as values: CANNOT_OPEN,
// CANNOT_READ.
class FileStream : public ByteStream {
 public:
  explicit FileStream(std::string path, size_t block_bytes = 256 << 10);
  ~FileStream() override;
  Result<std::string_view> next() override;
  uint64_t bytes() const { return bytes_; }  // read so far
  uint64_t xxh3() const;                     // XXH3-64 of them

 private:
  tl::unexpected<Error> failure(const char* code, const char* what) const;

  std::string path_;
  std::string block_;
  int fd_ = -1;
  int open_errno_ = 0;
  uint64_t bytes_ = 0;
  std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> hash_;
};

// Zstandard frames, one or many, skippable ones among them (RFC 8878). Errors: TRUNCATED_ZSTD,
// BAD_ZSTD, ZSTD_WINDOW_TOO_LARGE, with the offset into the compressed bytes.
class ZstdStream : public ByteStream {
 public:
  explicit ZstdStream(ByteStream& compressed);
  ~ZstdStream() override;
  Result<std::string_view> next() override;
  // True while every frame read so far carried a checksum. Without one, zstd lets some bit flips
  // through unseen.
  bool verifiable() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The whole of a (small) zstd stream at once; output over `limit` bytes gives TOO_LARGE.
Result<std::string> decompress_zstd(std::string_view compressed, size_t limit);

}  // namespace newsmill
