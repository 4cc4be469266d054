// One loop for all formats: input is pulled when there is none, output is handed out when a block
// is full. Between frames, what follows must be a frame, padding or the end:
//
//   frame frame 0 0 0 frame       fine
//   frame frame "garbage"         GARBAGE_AFTER_END
//   frame fra                     TRUNCATED_…
//
// Tested by tests/decompress/inflated_stream_test.cc.
#include "decompress/inflated_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace newsmill {
namespace {

constexpr size_t kSmallBlock = 32 << 10;
constexpr uint64_t kHarmless = 64 << 20;      // whatever the ratio
constexpr size_t kLongestMagic = 10;          // bzip2's
constexpr uint64_t kLongestFrameHeader = 18;  // zstd's; the others are shorter

}  // namespace

InflatedStream::InflatedStream(ByteStream& compressed, Codec codec, uint64_t max_ratio,
                               size_t block_bytes, uint64_t before, size_t max_window)
    : compressed_(compressed),
      codec_(codec),
      inflater_(make_inflater(codec, max_window)),
      max_ratio_(max_ratio),
      block_bytes_(block_bytes),
      block_(std::make_unique_for_overwrite<char[]>(block_bytes)),
      used_(before),
      frames_(before > 0) {}

Result<std::string_view> InflatedStream::next() {
  filled_ = 0;
  while (!error_ && filled_ < block_bytes_ && step()) {
  }
  // What could be read goes out first; the next call says what is wrong.
  if (error_ && filled_ == 0) return tl::unexpected(*error_);
  return std::string_view(block_.get(), filled_);
}

bool InflatedStream::step() {
  if (input_.empty()) pull();
  if (!frame_open_) skip_padding();
  if (error_ || (!frame_open_ && input_.empty())) return false;
  if (!std::exchange(frame_open_, true)) begin_frame();

  const std::span<char> room(block_.get() + filled_, block_bytes_ - filled_);
  const Result<Inflater::Step> step = inflater_->step(input_, room);
  if (!step) return fail(step.error());
  input_.remove_prefix(step->read);
  used_ += step->read;
  filled_ += step->written;
  written_ += step->written;
  frame_open_ = !step->frame_ended;
  frames_ += step->frame_ended;

  if (input_ended_ && frame_open_ && step->written == 0)
    return fail({code("TRUNCATED"),
                 fmt::format("the {} stream ends inside a frame", inflater_->name()), 0});
  if (written_ > kHarmless && written_ / max_ratio_ > used_)
    return fail({"RATIO_TOO_HIGH",
                 fmt::format("{}: {} bytes became {}, more than {} times as many",
                             inflater_->name(), used_, written_, max_ratio_),
                 0});
  return true;
}

void InflatedStream::begin_frame() {
  frame_begin_ = used_;
  frame_is_ours_.reset();
  if (input_.size() >= kLongestMagic) frame_is_ours_ = codec_of_bytes(input_) == codec_;
}

bool InflatedStream::pull() {
  if (input_ended_) return false;
  Result<std::string_view> more = compressed_.next();
  if (!more) {
    error_ = more.error();  // its offset is that of the compressed bytes already
    return false;
  }
  input_ = *more;
  input_ended_ = more->empty();
  return !input_ended_;
}

void InflatedStream::skip_padding() {
  while (frames_ > 0 && !input_.empty() && input_.front() == '\0') {
    const size_t zeros = std::min(input_.find_first_not_of('\0'), input_.size());
    input_.remove_prefix(zeros);
    used_ += zeros;
    if (input_.empty() && !pull()) return;
  }
}

bool InflatedStream::fail(Error error) {
  const bool no_frame = !frame_is_ours_.value_or(used_ - frame_begin_ >= kLongestFrameHeader);
  if (frames_ > 0 && frame_open_ && no_frame && error.code == code("BAD")) {
    error.code = "GARBAGE_AFTER_END";
    error.message = fmt::format("{}: no frame follows the one that ended", inflater_->name());
  }
  error.message += fmt::format(" (at compressed byte {})", used_);
  error.offset = used_;
  error_ = std::move(error);
  return false;
}

std::string InflatedStream::code(const char* what) const {
  std::string code = fmt::format("{}_{}", what, inflater_->name());
  std::ranges::transform(code, code.begin(), [](unsigned char c) { return std::toupper(c); });
  return code;
}

Result<std::string> inflate(std::string_view compressed, Codec codec, size_t limit) {
  ViewStream view(compressed);
  InflatedStream stream(view, codec, InflatedStream::kMaxRatio, std::min(limit, kSmallBlock));
  std::string plain;
  for (;;) {
    const Result<std::string_view> block = stream.next();
    if (!block) return tl::unexpected(block.error());
    if (block->empty()) return plain;
    if (plain.size() + block->size() > limit)
      return tl::unexpected(Error{
          "TOO_LARGE", fmt::format("more than {} bytes when decompressed", limit), plain.size()});
    plain.append(*block);
  }
}

}  // namespace newsmill
