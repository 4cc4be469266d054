// One shard, written from front to back.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/xxh3.h"
#include "shard/file.h"
#include "shard/frame.h"
#include "shard/manifest.h"

namespace newsmill {

// Throws FatalError when it cannot write.
class ShardWriter {
 public:
  // Makes the file DIRECTORY/NAME, or writes over it.
  ShardWriter(const std::filesystem::path& directory, std::string name);
  void append(const Frame& frame);
  // The same for a frame whose bytes stand in the file already.
  void keep(const Frame& frame);
  // Adds the seek table and flushes the file to disk. Nothing may follow.
  ShardFacts close();

  uint64_t bytes() const { return facts_.bytes; }
  uint64_t records() const { return facts_.records; }

 private:
  void write(std::string_view bytes);
  void count(std::string_view bytes);
  void list(const Frame& frame);

  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  OutputFile file_;
  ShardFacts facts_;
  std::vector<FrameEntry> frames_;
  std::unique_ptr<XXH3_state_t, Free> hash_;
};

}  // namespace newsmill
