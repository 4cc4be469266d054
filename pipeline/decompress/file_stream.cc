// Tested by tests/decompress/byte_stream_test.cc.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "decompress/byte_stream.h"

namespace newsmill {

FileStream::FileStream(const std::string& path, size_t block_bytes)
    : block_bytes_(block_bytes),
      block_(std::make_unique_for_overwrite<char[]>(block_bytes)),
      hash_(XXH3_createState(), XXH3_freeState) {
  XXH3_64bits_reset(hash_.get());
  // O_NONBLOCK: opening a fifo must not wait for a writer. Reading waits again.
  fd_ = path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status {};
  if (fd_ < 0 || ::fstat(fd_, &status) != 0) {
    errno_ = errno;
  } else if (S_ISREG(status.st_mode)) {
    size_ = static_cast<uint64_t>(status.st_size);
    seekable_ = path != "-";
  } else if (S_ISFIFO(status.st_mode) || path == "-") {
    ::fcntl(fd_, F_SETFL, ::fcntl(fd_, F_GETFL) & ~O_NONBLOCK);
  } else {
    errno_ = S_ISDIR(status.st_mode) ? EISDIR : ENOTSUP;
  }
}

FileStream::~FileStream() {
  if (fd_ >= 0) ::close(fd_);
}

tl::unexpected<Error> FileStream::failure(const char* code, const char* what) const {
  return tl::unexpected(Error{code, fmt::format("{}: {}", what, std::strerror(errno_)), position_});
}

Result<std::string_view> FileStream::next() {
  if (errno_ != 0 && position_ == 0) return failure("CANNOT_OPEN", "cannot open the file");
  size_t filled = 0;
  while (errno_ == 0 && filled < block_bytes_) {
    const ssize_t got = ::read(fd_, block_.get() + filled, block_bytes_ - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) errno_ = errno;
    if (got <= 0) break;
    filled += static_cast<size_t>(got);
  }
  if (errno_ != 0 && filled == 0) return failure("CANNOT_READ", "cannot read on");
  const std::string_view block(block_.get(), filled);
  hash(block);
  position_ += block.size();
  return block;
}

// What was read before, or lies behind a gap, is no part of the hash yet.
void FileStream::hash(std::string_view block) {
  if (position_ > hashed_) return;
  block.remove_prefix(std::min<uint64_t>(block.size(), hashed_ - position_));
  XXH3_64bits_update(hash_.get(), block.data(), block.size());
  hashed_ += block.size();
}

void FileStream::seek(uint64_t position) {
  if (position == position_ || errno_ != 0) return;
  if (::lseek(fd_, static_cast<off_t>(position), SEEK_SET) < 0) errno_ = errno;
  position_ = position;
}

void FileStream::read_rest() {
  if (!seekable_ || errno_ != 0) return;
  seek(hashed_);
  for (;;) {
    const Result<std::string_view> block = next();
    if (!block || block->empty()) return;
  }
}

uint64_t FileStream::xxh3() const {
  return XXH3_64bits_digest(hash_.get());
}

}  // namespace newsmill
