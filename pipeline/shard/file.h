// Files with errors that name the file, and with fsync.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace newsmill {

// An open file descriptor; closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  int get() const { return fd_; }
  int release();

 private:
  int fd_;
};

// A file that is written from front to back. Where it is there already, it is written over. Throws
// FatalError ("cannot write PATH: No space left on device").
class OutputFile {
 public:
  explicit OutputFile(std::filesystem::path path);
  void append(std::string_view bytes);
  // Passes over bytes that are there already and shall stay.
  void keep(uint64_t bytes) { size_ += bytes; }
  // Cuts off what stands behind, and flushes the file to disk. Until then, errors of the disk may
  // not have shown.
  void close();

 private:
  std::filesystem::path path_;
  Descriptor fd_;
  uint64_t size_ = 0;  // written or kept so far
};

// Flushes the names in a directory to disk. Throws FatalError.
void sync_directory(const std::filesystem::path& directory);

// Does all of these side by side, and throws what the first of them threw: whatever waits for the
// disk then waits once.
void at_once(const std::vector<std::function<void()>>& tasks);

// A file that is read at any place.
class InputFile {
 public:
  static Result<InputFile> open(const std::filesystem::path& path);
  uint64_t size() const { return size_; }
  const std::string& name() const { return name_; }
  // Fills `to` from the bytes at `offset`. Error CANNOT_READ, also when the file ends before.
  Result<void> read_at(uint64_t offset, std::span<char> to) const;

 private:
  InputFile(Descriptor fd, uint64_t size, std::string name)
      : fd_(std::move(fd)), size_(size), name_(std::move(name)) {}
  Descriptor fd_;
  uint64_t size_;
  std::string name_;
};

}  // namespace newsmill
