// Where text repeats what stands before it: the search that compressing begins with.
#pragma once

#define ZSTD_STATIC_LINKING_ONLY  // ZSTD_Sequence
#include <zstd.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace newsmill {

// Finds about what zstd's fastest strategy finds, and takes less time where characters take three
// bytes. Not for two threads at once: it keeps its memory from content to content. The result
// depends on the content and its blocks alone.
class MatchFinder {
 public:
  // No match looks back further.
  static constexpr int kWindowLog = 24;
  // Sequences that a block of so many bytes takes, at most.
  static constexpr size_t most_sequences(size_t bytes) { return bytes / kShortest + 1; }

  MatchFinder();
  // Another content, less than 4 GiB, whose first byte is `*content`.
  void begin(const char* content);
  // The sequences of the content's next block, which must stand behind what came before; the last
  // one ends the block. Returns how many.
  size_t find(std::string_view block, ZSTD_Sequence* sequences);

 private:
  static constexpr size_t kShortest = 8;  // match, in bytes

  const char* search(const char* begin, const char* end);  // to where it has covered

  std::unique_ptr<uint32_t[]> places_;  // by hash: where eight such bytes stood last, and a tag
  const char* content_ = nullptr;
  ZSTD_Sequence* next_ = nullptr;  // to be written
};

}  // namespace newsmill
