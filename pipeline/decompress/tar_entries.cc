// Tar through libarchive, watched where it is too trusting:
//
//   - a tar cut at a member boundary looks like a clean end: the two zero blocks are required;
//   - a bad header gives ARCHIVE_RETRY: reported, then reading goes on;
//   - links, devices and ../../names are handed out as they are: skipped, or used as labels only.
//
// Tested by tests/decompress/tar_entries_test.cc.
#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <optional>

#include "decompress/entries.h"

namespace newsmill {
namespace {

constexpr size_t kEndMark = 1024;  // two zero blocks

class TarEntries : public Entries {
 public:
  TarEntries(ByteStream& plain, size_t max_member_bytes)
      : plain_(plain), max_(max_member_bytes), archive_(archive_read_new(), archive_read_free) {
    archive* a = archive_.get();
    archive_read_support_format_tar(a);
    // Names as the bytes they are: no conversion that depends on the process's locale.
    archive_read_set_options(a, "hdrcharset=BINARY");
    if (archive_read_open(a, this, nullptr, &read_block, nullptr) != ARCHIVE_OK)
      failed_to_open_ = true;
  }

  bool next(Entry& entry) override {
    entry = Entry{};
    if (ended_) return false;
    if (failed_to_open_) return stop(entry, damage());
    for (;;) {
      archive_entry* header = nullptr;
      const int status = archive_read_next_header(archive_.get(), &header);
      if (status == ARCHIVE_EOF) return finish(entry);
      if (status == ARCHIVE_FATAL) return stop(entry, damage());
      if (status == ARCHIVE_RETRY) return bad(entry, bad_header());
      if (archive_entry_filetype(header) == AE_IFDIR) continue;
      return read_member(entry, header);
    }
  }

 private:
  static la_ssize_t read_block(archive* a, void* self_pointer, const void** buffer) {
    TarEntries& self = *static_cast<TarEntries*>(self_pointer);
    const Result<std::string_view> block = self.plain_.next();
    if (!block) {
      self.stream_error_ = block.error();
      archive_set_error(a, EIO, "%s", block.error().message.c_str());
      return -1;
    }
    self.count_zeros(*block);
    *buffer = block->data();
    return static_cast<la_ssize_t>(block->size());
  }

  void count_zeros(std::string_view block) {
    total_ += block.size();
    const size_t last = block.find_last_not_of('\0');
    trailing_zeros_ =
        last == std::string_view::npos ? trailing_zeros_ + block.size() : block.size() - last - 1;
  }

  bool read_member(Entry& entry, archive_entry* header) {
    const char* name = archive_entry_pathname(header);
    entry.name = name != nullptr
                     ? name
                     : fmt::format("unnamed-{}", archive_read_header_position(archive_.get()));
    const bool regular =
        archive_entry_filetype(header) == AE_IFREG && archive_entry_hardlink(header) == nullptr;
    if (!regular || !is_page_name(entry.name)) {
      entry.kind = Entry::Kind::kSkipped;
      return true;
    }
    const int64_t size = archive_entry_size(header);
    if (size > 0) entry.bytes.reserve(std::min(static_cast<size_t>(size), max_));
    for (;;) {
      const void* data = nullptr;
      size_t got = 0;
      la_int64_t offset = 0;
      const int status = archive_read_data_block(archive_.get(), &data, &got, &offset);
      if (status == ARCHIVE_EOF) return true;
      if (status < ARCHIVE_WARN) return stop(entry, damage());
      // A sparse file's holes read as zeros.
      const size_t begin = static_cast<size_t>(offset);
      if (begin + got > max_) {
        entry.refuse("member", max_);
        return true;
      }
      if (begin > entry.bytes.size()) entry.bytes.resize(begin, '\0');
      entry.bytes.append(static_cast<const char*>(data), got);
    }
  }

  // The end as libarchive sees it; only a real one when the end mark is there.
  bool finish(Entry& entry) {
    ended_ = true;
    for (;;) {  // what follows the end mark must be padding, and is part of the input's hash
      const Result<std::string_view> block = plain_.next();
      if (!block) return bad(entry, block.error());
      if (block->empty()) break;
      count_zeros(*block);
    }
    if (trailing_zeros_ >= kEndMark && total_ > trailing_zeros_) return false;
    if (total_ == trailing_zeros_) return bad(entry, empty());
    return bad(entry,
               Error{"TRUNCATED_TAR",
                     fmt::format("the archive ends at byte {} without its two zero blocks", total_),
                     total_});
  }

  Error empty() const {
    return Error{"EMPTY_TAR", fmt::format("no members in {} bytes", total_), 0};
  }

  Error damage() const {
    if (stream_error_) return *stream_error_;
    if (total_ == trailing_zeros_) return empty();
    const char* reason = archive_error_string(archive_.get());
    const bool truncated =
        reason != nullptr && std::string_view(reason).find("runcated") != std::string_view::npos;
    return Error{
        truncated ? "TRUNCATED_TAR" : "BAD_TAR",
        fmt::format("tar: {} (after {} bytes)", reason != nullptr ? reason : "unreadable", total_),
        total_};
  }

  Error bad_header() const {
    const auto at =
        static_cast<uint64_t>(std::max<int64_t>(0, archive_read_header_position(archive_.get())));
    const char* reason = archive_error_string(archive_.get());
    return Error{
        "BAD_TAR_HEADER",
        fmt::format("tar header at byte {}: {}", at, reason != nullptr ? reason : "damaged"), at};
  }

  static bool bad(Entry& entry, Error error) {
    entry.spoil(std::move(error));
    return true;
  }
  bool stop(Entry& entry, Error error) {
    ended_ = true;
    return bad(entry, std::move(error));
  }

  ByteStream& plain_;
  size_t max_;
  std::unique_ptr<archive, int (*)(archive*)> archive_;
  std::optional<Error> stream_error_;
  uint64_t total_ = 0, trailing_zeros_ = 0;
  bool ended_ = false, failed_to_open_ = false;
};

}  // namespace

std::unique_ptr<Entries> tar_entries(ByteStream& plain, size_t max_member_bytes) {
  return std::make_unique<TarEntries>(plain, max_member_bytes);
}

}  // namespace newsmill
