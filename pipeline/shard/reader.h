// Reads a shard back, record by record.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shard/file.h"
#include "shard/frame.h"

struct ZSTD_DCtx_s;

namespace newsmill {

// Holds one frame in memory: at most kLargestContent bytes and as much compressed.
//
// Damage is an Error whose message names the file and whose offset is a byte of it: NO_SEEK_TABLE
// (cut), BAD_SEEK_TABLE, BAD_FRAME, BAD_MESSAGE, CANNOT_READ. After an error, the reader may be
// asked on: it goes on with the next frame.
class ShardReader {
 public:
  // Checks the seek table.
  static Result<ShardReader> open(const std::filesystem::path& path);

  // Sets `message` to the bytes of the next record, valid until the next call. False at the end.
  Result<bool> next(std::string_view& message);

  // The next record is the first of the frame that begins at byte `offset`. False when none does.
  bool seek(uint64_t offset);

  const std::vector<FrameEntry>& frames() const { return frames_; }

 private:
  struct Free {
    void operator()(ZSTD_DCtx_s* context) const;
  };
  ShardReader(InputFile file, std::vector<FrameEntry> frames);
  Result<void> read_frame();
  Result<void> decompress(const FrameEntry& frame);
  tl::unexpected<Error> damage(std::string code, const std::string& reason) const;

  InputFile file_;
  std::vector<FrameEntry> frames_;
  std::unique_ptr<ZSTD_DCtx_s, Free> context_;
  size_t next_frame_ = 0;
  uint64_t frame_begin_ = 0, next_begin_ = 0;  // of the frame in memory, and of the next
  std::string compressed_, content_;
  size_t pos_ = 0;  // in content_
};

}  // namespace newsmill
