// The seek table is trusted only as far as each frame agrees with it: its own header must tell the
// same sizes before memory is taken for them, and its content must match both checksums.
//
//   table: 3 frames -> frame 0: read, decompress, messages … -> frame 1: …
//
// Tested by tests/shard/reader_test.cc.
#include "shard/reader.h"

#include <fmt/format.h>
#include <zstd.h>

#include <array>
#include <utility>

#include "shard/wire.h"

namespace newsmill {
namespace {

// 128 MiB: what FORMAT.md promises that no frame exceeds.
constexpr int kLargestWindowLog = 27;

Result<std::vector<FrameEntry>> frames_of(const InputFile& file) {
  std::array<char, kSeekFooterSize> footer{};
  if (file.size() < footer.size()) return tl::unexpected(seek_table_size("", file.size()).error());
  if (auto read = file.read_at(file.size() - footer.size(), footer); !read)
    return tl::unexpected(read.error());
  const Result<uint64_t> size =
      seek_table_size(std::string_view(footer.data(), footer.size()), file.size());
  if (!size) return tl::unexpected(size.error());
  std::string table(*size, '\0');
  if (auto read = file.read_at(file.size() - *size, table); !read)
    return tl::unexpected(read.error());
  return read_seek_table(table, file.size());
}

}  // namespace

void ShardReader::Free::operator()(ZSTD_DCtx_s* context) const {
  ZSTD_freeDCtx(context);
}

ShardReader::ShardReader(InputFile file, std::vector<FrameEntry> frames)
    : file_(std::move(file)), frames_(std::move(frames)), context_(ZSTD_createDCtx()) {
  if (!context_) throw FatalError("zstd: out of memory");
  ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kLargestWindowLog);
}

Result<ShardReader> ShardReader::open(const std::filesystem::path& path) {
  Result<InputFile> file = InputFile::open(path);
  if (!file) return tl::unexpected(file.error());
  Result<std::vector<FrameEntry>> frames = frames_of(*file);
  if (!frames) {
    Error error = frames.error();
    if (error.code != "CANNOT_READ") error.message = file->name() + ": " + error.message;
    return tl::unexpected(std::move(error));
  }
  return ShardReader(std::move(*file), std::move(*frames));
}

Result<bool> ShardReader::next(std::string_view& message) {
  while (pos_ == content_.size()) {
    if (next_frame_ == frames_.size()) return false;
    if (auto read = read_frame(); !read) return tl::unexpected(read.error());
  }
  uint64_t size = 0;
  const bool whole = read_varint(content_, pos_, size) && size <= content_.size() - pos_;
  if (!whole) {
    pos_ = content_.size();  // where the next message would begin is lost
    return damage("BAD_MESSAGE", "a message does not end within its frame");
  }
  message = std::string_view(content_).substr(pos_, size);
  pos_ += size;
  return true;
}

bool ShardReader::seek(uint64_t offset) {
  content_.clear();
  pos_ = next_frame_ = next_begin_ = 0;
  while (next_frame_ < frames_.size() && next_begin_ < offset)
    next_begin_ += frames_[next_frame_++].compressed_size;
  return next_begin_ == offset;
}

Result<void> ShardReader::read_frame() {
  const FrameEntry& frame = frames_[next_frame_++];
  frame_begin_ = std::exchange(next_begin_, next_begin_ + frame.compressed_size);
  content_.clear();
  pos_ = 0;
  compressed_.resize(frame.compressed_size);
  if (auto read = file_.read_at(frame_begin_, compressed_); !read) return read;
  auto decompressed = decompress(frame);
  if (!decompressed) content_.clear();
  return decompressed;
}

Result<void> ShardReader::decompress(const FrameEntry& frame) {
  if (frame.content_size > kLargestContent)
    return damage("BAD_FRAME", fmt::format("{} bytes of content are too much", frame.content_size));
  const char* bytes = compressed_.data();
  const size_t size = compressed_.size();
  if (ZSTD_findFrameCompressedSize(bytes, size) != size ||
      ZSTD_getFrameContentSize(bytes, size) != frame.content_size)
    return damage("BAD_FRAME", "the frame's sizes are not those of the seek table");
  if (!compressed_.ends_with(std::string_view(reinterpret_cast<const char*>(&frame.checksum), 4)))
    return damage("BAD_FRAME", "the frame's checksum is not that of the seek table");
  content_.resize(frame.content_size);
  const size_t got =
      ZSTD_decompressDCtx(context_.get(), content_.data(), content_.size(), bytes, size);
  if (ZSTD_isError(got)) return damage("BAD_FRAME", ZSTD_getErrorName(got));
  return {};
}

tl::unexpected<Error> ShardReader::damage(std::string code, const std::string& reason) const {
  return tl::unexpected(
      Error{std::move(code), fmt::format("{}: {}", file_.name(), reason), frame_begin_});
}

}  // namespace newsmill
