// Where text repeats what stands before it: the search that compressing begins with.
#pragma once

#define ZSTD_STATIC_LINKING_ONLY  // ZSTD_Sequence
#include <zstd.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace newsmill {

// Finds about what zstd's fastest strategy finds, and takes less time where characters take three
// bytes. Not for two threads at once: it keeps its memory from call to call. The result depends on
// the content alone.
class MatchFinder {
 public:
  // No match looks back further.
  static constexpr int kWindowLog = 24;

  MatchFinder();
  // The sequences of `content`, which is less than 4 GiB, for ZSTD_compressSequences() with
  // ZSTD_sf_explicitBlockDelimiters. They hold until the next call.
  std::span<const ZSTD_Sequence> find(std::string_view content);

 private:
  void reserve(size_t content_bytes);
  const char* search(const char* begin, const char* end);  // to where it has covered
  void add(size_t literals, size_t offset, size_t length);
  void begin_block(size_t& literals, size_t offset, size_t& length);
  void add_rest(size_t literals);
  void end_block(size_t literals);
  void put(size_t literals, size_t offset, size_t length);

  std::unique_ptr<uint32_t[]> places_;  // by hash: where eight such bytes stood last, and a tag
  std::unique_ptr<ZSTD_Sequence[]> sequences_;
  size_t capacity_ = 0;            // of sequences_
  ZSTD_Sequence* next_ = nullptr;  // in sequences_
  size_t block_bytes_ = 0;         // covered since the last block's end
};

}  // namespace newsmill
