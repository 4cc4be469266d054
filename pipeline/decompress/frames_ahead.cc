// Each frame is taken once, by whoever comes first: a thread that has nothing else to do, or the
// reader when the frame is due.
//
//   frame 1     frame 2     frame 3     frame 4
//   given       done        begun       offered
//
// The reader streams what it takes itself, in small blocks, and also what another thread found
// damaged: so an error is always InflatedStream's own. Tested by
// tests/decompress/frames_ahead_test.cc.
#include "decompress/frames_ahead.h"

#define ZSTD_STATIC_LINKING_ONLY  // ZSTD_getFrameHeader
#include <zstd.h>

#include <algorithm>
#include <atomic>
#include <new>
#include <utility>

namespace newsmill {
namespace {

constexpr size_t kMostFrame = 4 << 20, kMostFrames = 64;
// Of a frame that is offered: real text has less.
constexpr size_t kMostRatio = 100;

// Some bytes, then a stream.
class Replay : public ByteStream {
 public:
  Replay(std::string bytes, ByteStream& rest) : bytes_(std::move(bytes)), rest_(rest) {}
  Result<std::string_view> next() override {
    if (std::exchange(replayed_, true) || bytes_.empty()) return rest_.next();
    return std::string_view(bytes_);
  }

 private:
  std::string bytes_;
  ByteStream& rest_;
  bool replayed_ = false;
};

}  // namespace

struct FramesAhead::Frame {
  std::string packed;
  size_t size = 0;
  std::unique_ptr<char[]> plain;  // once it is done; null if it is damaged
  std::atomic<bool> taken = false, done = false;

  void run() {
    if (taken.exchange(true)) return;
    // Without memory the frame is streamed, like one that is damaged.
    std::unique_ptr<char[]> bytes(new (std::nothrow) char[size]);
    if (bytes && ZSTD_decompress(bytes.get(), size, packed.data(), packed.size()) == size)
      plain = std::move(bytes);
    done = true;
    done.notify_one();
  }
};

FramesAhead::FramesAhead(ByteStream& compressed, uint64_t max_ratio, Start start, size_t most_ahead,
                         size_t max_window)
    : compressed_(compressed),
      max_ratio_(max_ratio),
      start_(std::move(start)),
      most_ahead_(std::min(most_ahead, kMostAhead)),
      max_window_(max_window) {}
FramesAhead::~FramesAhead() = default;

bool FramesAhead::verifiable() const {
  return verifiable_ && (!inflated_ || inflated_->verifiable());
}

Result<std::string_view> FramesAhead::next() {
  for (;;) {
    if (inflated_) {
      Result<std::string_view> block = inflated_->next();
      if (last_ || !block || !block->empty()) return block;
      inflated_.reset();
      given_->packed = {};  // the task that nobody began may hold the frame for long
    }
    look_ahead();
    if (frames_.empty()) {
      last_ = true;
      packed_ = std::make_unique<Replay>(pending_.substr(consumed_), compressed_);
      stream(*packed_);
      continue;
    }
    given_ = std::move(frames_.front());
    frames_.pop_front();
    bytes_ahead_ -= given_->size;
    const bool mine = !given_->taken.exchange(true);
    if (!mine) given_->done.wait(false);
    if (!given_->plain) {
      packed_ = std::make_unique<ViewStream>(given_->packed);
      stream(*packed_);
    }
    used_ += given_->packed.size();
    if (given_->plain && given_->size > 0)
      return std::string_view(given_->plain.get(), given_->size);
  }
}

void FramesAhead::stream(ByteStream& packed) {
  inflated_ = std::make_unique<InflatedStream>(packed, Codec::kZstd, max_ratio_,
                                               InflatedStream::kBlock, used_, max_window_);
}

void FramesAhead::look_ahead() {
  while (!all_offered_ && bytes_ahead_ < most_ahead_ && frames_.size() < kMostFrames) {
    const std::optional<size_t> packed_bytes = next_frame();
    all_offered_ = !packed_bytes;
    if (packed_bytes) offer(*packed_bytes);
  }
}

std::optional<size_t> FramesAhead::next_frame() {
  for (;;) {
    const std::string_view rest = std::string_view(pending_).substr(consumed_);
    ZSTD_frameHeader header;
    const size_t missing = ZSTD_getFrameHeader(&header, rest.data(), rest.size());
    if (ZSTD_isError(missing)) return std::nullopt;
    if (missing == 0) {
      if (header.frameType != ZSTD_frame || header.frameContentSize > kMostFrame)
        return std::nullopt;
      const size_t size = ZSTD_findFrameCompressedSize(rest.data(), rest.size());
      if (!ZSTD_isError(size)) {
        const bool plausible = header.frameContentSize <= kMostRatio * size;
        return plausible ? std::optional(size) : std::nullopt;
      }
      if (rest.size() > kMostFrame) return std::nullopt;
    }
    const Result<std::string_view> more = compressed_.next();  // an error of it is met again
    if (!more || more->empty()) return std::nullopt;
    pending_.erase(0, std::exchange(consumed_, 0));
    pending_.append(*more);
  }
}

void FramesAhead::offer(size_t packed_bytes) {
  auto frame = std::make_shared<Frame>();
  frame->packed = pending_.substr(consumed_, packed_bytes);
  consumed_ += packed_bytes;
  ZSTD_frameHeader header;
  ZSTD_getFrameHeader(&header, frame->packed.data(), frame->packed.size());
  frame->size = header.frameContentSize;
  verifiable_ &= header.checksumFlag != 0;
  bytes_ahead_ += frame->size;
  frames_.push_back(frame);
  if (start_) start_([frame] { frame->run(); });
}

}  // namespace newsmill
