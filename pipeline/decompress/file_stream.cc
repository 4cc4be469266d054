// Tested by tests/decompress/byte_stream_test.cc.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "decompress/byte_stream.h"

namespace newsmill {

FileStream::FileStream(std::string path, size_t block_bytes)
    : path_(std::move(path)), block_(block_bytes, '\0'), hash_(XXH3_createState(), XXH3_freeState) {
  XXH3_64bits_reset(hash_.get());
  // O_NONBLOCK: opening a fifo must not wait for a writer.
  fd_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  open_errno_ = fd_ < 0 ? errno : 0;
  struct stat status {};
  if (fd_ >= 0 && ::fstat(fd_, &status) == 0 && !S_ISREG(status.st_mode))
    open_errno_ = S_ISDIR(status.st_mode) ? EISDIR : ENOTSUP;
}

FileStream::~FileStream() {
  if (fd_ >= 0) ::close(fd_);
}

tl::unexpected<Error> FileStream::failure(const char* code, const char* what) const {
  return tl::unexpected(Error{code, fmt::format("{}: {}", what, std::strerror(errno)), bytes_});
}

Result<std::string_view> FileStream::next() {
  if (open_errno_ != 0) {
    errno = open_errno_;
    return failure("CANNOT_OPEN", "cannot open the file");
  }
  ssize_t got = 0;
  do got = ::read(fd_, block_.data(), block_.size());
  while (got < 0 && errno == EINTR);
  if (got < 0) {
    open_errno_ = errno;
    return failure("CANNOT_READ", "cannot read on");
  }
  const std::string_view block(block_.data(), static_cast<size_t>(got));
  XXH3_64bits_update(hash_.get(), block.data(), block.size());
  bytes_ += block.size();
  return block;
}

uint64_t FileStream::xxh3() const {
  return XXH3_64bits_digest(hash_.get());
}

}  // namespace newsmill
