// Plain bytes of an input, pulled a block at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.h"
#include "core/xxh3.h"

namespace newsmill {

// Used by one thread at a time.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  // The next block; empty at the end. The view holds until the next call. After an error every
  // further call gives the same error.
  virtual Result<std::string_view> next() = 0;
};

// A file, hashed as it is read, or standard input ("-"). A pipe is read like a file; directories,
// devices and sockets are refused. Opening and reading fail as values: CANNOT_OPEN, CANNOT_READ.
class FileStream : public ByteStream {
 public:
  explicit FileStream(const std::string& path, size_t block_bytes = 256 << 10);
  ~FileStream() override;
  FileStream(const FileStream&) = delete;
  FileStream& operator=(const FileStream&) = delete;

  // All blocks but the last are full.
  Result<std::string_view> next() override;

  bool opened() const { return errno_ == 0; }
  bool seekable() const { return seekable_; }  // a regular file
  uint64_t size() const { return size_; }      // of a seekable file, as it was when opened
  uint64_t position() const { return position_; }
  void seek(uint64_t position);  // seekable files only

  // Reads what has not been read, so that hash and size are of the whole. Does nothing to a pipe.
  void read_rest();
  uint64_t bytes() const { return hashed_; }  // from the beginning, without a gap
  uint64_t xxh3() const;                      // XXH3-64 of them

 private:
  tl::unexpected<Error> failure(const char* code, const char* what) const;
  void hash(std::string_view block);

  size_t block_bytes_;
  std::unique_ptr<char[]> block_;
  int fd_ = -1;
  int errno_ = 0;
  bool seekable_ = false;
  uint64_t size_ = 0, position_ = 0;
  uint64_t hashed_ = 0;
  std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> hash_;
};

// A stream whose first bytes were looked at before anything was taken.
class Lookahead : public ByteStream {
 public:
  // `bytes` must outlive it.
  explicit Lookahead(ByteStream& bytes) : bytes_(bytes), head_(bytes.next()) {}
  // The first block; empty when there is none.
  std::string_view head() const { return head_.value_or(std::string_view()); }
  Result<std::string_view> next() override {
    return std::exchange(taken_, true) ? bytes_.next() : head_;
  }

 private:
  ByteStream& bytes_;
  Result<std::string_view> head_;
  bool taken_ = false;
};

// Bytes in memory as a stream of one block.
class ViewStream : public ByteStream {
 public:
  explicit ViewStream(std::string_view bytes) : bytes_(bytes) {}
  Result<std::string_view> next() override { return std::exchange(bytes_, {}); }

 private:
  std::string_view bytes_;
};

}  // namespace newsmill
