// POSIX calls, with every short write finished and every error named.
// Tested by tests/shard/dataset_writer_test.cc and reader_test.cc.
#include "shard/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <future>
#include <utility>

namespace newsmill {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw FatalError(fmt::format("cannot write {}: {}", path.string(), std::strerror(errno)));
}

tl::unexpected<Error> cannot_read(const std::string& name, uint64_t offset, const char* reason) {
  return tl::unexpected(Error{"CANNOT_READ", fmt::format("{}: {}", name, reason), offset});
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

int Descriptor::release() {
  return std::exchange(fd_, -1);
}

OutputFile::OutputFile(std::filesystem::path path)
    : path_(std::move(path)), fd_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666)) {
  if (fd_.get() < 0) fail(path_);
}

void OutputFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written =
        ::pwrite(fd_.get(), bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(path_);
    bytes.remove_prefix(static_cast<size_t>(written));
    size_ += static_cast<uint64_t>(written);
  }
}

void OutputFile::close() {
  if (::ftruncate(fd_.get(), static_cast<off_t>(size_)) != 0 || ::fsync(fd_.get()) != 0)
    fail(path_);
  if (::close(fd_.release()) != 0) fail(path_);
}

void sync_directory(const std::filesystem::path& directory) {
  const Descriptor fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() < 0 || ::fsync(fd.get()) != 0) fail(directory);
}

void at_once(const std::vector<std::function<void()>>& tasks) {
  std::vector<std::future<void>> running;  // each waits for its task when it goes
  for (const std::function<void()>& task : tasks) running.push_back(std::async(task));
  for (std::future<void>& task : running) task.get();
}

Result<InputFile> InputFile::open(const std::filesystem::path& path) {
  std::string name = path.string();
  Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (fd.get() < 0 || ::fstat(fd.get(), &status) != 0)
    return cannot_read(name, 0, std::strerror(errno));
  if (!S_ISREG(status.st_mode)) return cannot_read(name, 0, "not a regular file");
  return InputFile(std::move(fd), static_cast<uint64_t>(status.st_size), std::move(name));
}

Result<void> InputFile::read_at(uint64_t offset, std::span<char> to) const {
  while (!to.empty()) {
    const ssize_t got = ::pread(fd_.get(), to.data(), to.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_read(name_, offset, std::strerror(errno));
    if (got == 0) return cannot_read(name_, offset, "the file ends before its time");
    to = to.subspan(static_cast<size_t>(got));
    offset += static_cast<uint64_t>(got);
  }
  return {};
}

}  // namespace newsmill
