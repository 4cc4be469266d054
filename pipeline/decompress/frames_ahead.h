// zstd frames decompressed side by side.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "decompress/byte_stream.h"
#include "decompress/inflated_stream.h"

namespace newsmill {

// Has a task run sooner or later, on some thread, or never. What it gives does not depend on that.
using Start = std::function<void(std::function<void()>)>;

// Gives what an InflatedStream of zstd gives: the same bytes, and the same error at the same place.
// Frames of up to 4 MiB that name their size are offered to other threads ahead of time; what none
// has begun when it is due is decompressed here. Used by one thread at a time.
class FramesAhead : public PlainStream {
 public:
  // `compressed` must outlive it; `start` is called by next(), and may be empty.
  // At most 32 MiB and `most_ahead` bytes of plain text wait at a time.
  FramesAhead(ByteStream& compressed, uint64_t max_ratio, Start start,
              size_t most_ahead = kMostAhead, size_t max_window = kMaxWindow);
  ~FramesAhead() override;
  Result<std::string_view> next() override;
  bool verifiable() const override;

 private:
  struct Frame;
  // Offers frames until enough are under way, or until one is met that must be streamed.
  void look_ahead();
  std::optional<size_t> next_frame();  // its compressed size, if it can be had whole
  void offer(size_t packed_bytes);
  void stream(ByteStream& packed);  // from used_ on

  static constexpr size_t kMostAhead = 32 << 20;

  ByteStream& compressed_;
  uint64_t max_ratio_;
  Start start_;
  size_t most_ahead_, max_window_;
  std::string pending_;  // compressed bytes that are in no frame yet
  size_t consumed_ = 0;  // of pending_
  bool all_offered_ = false;
  std::deque<std::shared_ptr<Frame>> frames_;
  size_t bytes_ahead_ = 0;              // that the frames become
  uint64_t used_ = 0;                   // compressed bytes before the first frame
  std::shared_ptr<Frame> given_;        // whose bytes were handed out last
  std::unique_ptr<ByteStream> packed_;  // what is streamed here, if anything
  std::unique_ptr<InflatedStream> inflated_;
  bool last_ = false;  // it is the rest of the stream
  bool verifiable_ = true;
};

}  // namespace newsmill
