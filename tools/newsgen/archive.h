// Where printed pages go: files in a folder, a tar, or a tar in one or many zstd frames. The bytes
// depend on the members alone: times, owners and modes are fixed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace newsmill::newsgen {

class Archive {
 public:
  virtual ~Archive() = default;
  // Throws FatalError when the disk fails.
  virtual void add(std::string_view name, std::string_view bytes) = 0;
  // Must be called once, last; what was written before is no archive without it.
  virtual void finish() = 0;
};

enum class Format : uint8_t { kDir, kTar, kTarZst };

struct Compression {
  int level = 3;
  uint64_t frame_bytes = 0;  // of the tar per frame, cut between members; 0: one frame
};

// `path` is created; "-" is standard output (not for kDir). Throws FatalError when it cannot be.
std::unique_ptr<Archive> open_archive(const std::string& path, Format format,
                                      const Compression& compression);

}  // namespace newsmill::newsgen
