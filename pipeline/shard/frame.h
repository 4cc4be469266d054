// Frames of a shard and the table that lists them (see FORMAT.md).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

struct ZSTD_CCtx_s;

namespace newsmill {

class MatchFinder;  // shard/match_finder.h

// Readers refuse more; writers cut far below.
inline constexpr uint64_t kLargestContent = uint64_t{256} << 20;

// What the seek table says of a frame.
struct FrameEntry {
  uint32_t compressed_size = 0;
  uint32_t content_size = 0;
  uint32_t checksum = 0;  // low half of the content's XXH64; the frame's last four bytes
  bool operator==(const FrameEntry&) const = default;
};

struct Frame {
  std::string bytes;  // compressed
  FrameEntry entry;
  uint64_t records = 0;
};

// Not for two threads at once: it keeps zstd's work space from frame to frame. At level 1 matches
// are found by MatchFinder.
class FrameCompressor {
 public:
  // Throws FatalError when zstd knows no such level.
  explicit FrameCompressor(int level);
  ~FrameCompressor();
  // `content` is at most kLargestContent bytes.
  Frame compress(std::string_view content, uint64_t records);

 private:
  struct Free {
    void operator()(ZSTD_CCtx_s* context) const;
  };
  std::string compress(std::string_view content);

  std::unique_ptr<ZSTD_CCtx_s, Free> context_;
  std::unique_ptr<MatchFinder> matches_;  // null at other levels
  std::vector<char> block_;               // what one block became
};

// Is this a level that zstd has?
bool is_zstd_level(int level);

std::string seek_table(std::span<const FrameEntry> frames);

inline constexpr size_t kSeekFooterSize = 9;
// Size of the whole table, from the last kSeekFooterSize bytes of a file of `file_size` bytes.
// Error NO_SEEK_TABLE or BAD_SEEK_TABLE.
Result<uint64_t> seek_table_size(std::string_view footer, uint64_t file_size);
// The frames that `table` lists; they must fill a file of `file_size` bytes up to the table. Error
// BAD_SEEK_TABLE.
Result<std::vector<FrameEntry>> read_seek_table(std::string_view table, uint64_t file_size);

}  // namespace newsmill
