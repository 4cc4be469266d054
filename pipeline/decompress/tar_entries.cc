// Tar through libarchive, watched where it is too trusting:
//
//   - a tar cut at a member boundary looks like a clean end: the two zero blocks are required;
//   - a bad header gives ARCHIVE_RETRY: reported, then reading goes on;
//   - what follows the end mark is not looked at: it must be zeros.
//
// Tested by tests/decompress/tar_entries_test.cc.
#include <fmt/format.h>

#include <optional>

#include "decompress/archive_reader.h"
#include "decompress/entries.h"

namespace newsmill {
namespace {

constexpr size_t kEndMark = 1024;  // two zero blocks

// Equal to itself one byte on: compared many bytes at a time.
bool all_zeros(std::string_view bytes) {
  return bytes.empty() ||
         (bytes.front() == '\0' && bytes.substr(1) == bytes.substr(0, bytes.size() - 1));
}

// Passes bytes on, and knows how many zeros came last.
class ZeroCount : public ByteStream {
 public:
  explicit ZeroCount(ByteStream& bytes) : bytes_(bytes) {}
  Result<std::string_view> next() override {
    Result<std::string_view> block = bytes_.next();
    if (!block) return block;
    total_ += block->size();
    trailing_ = all_zeros(*block) ? trailing_ + block->size()
                                  : block->size() - block->find_last_not_of('\0') - 1;
    return block;
  }
  uint64_t total() const { return total_; }
  uint64_t trailing() const { return trailing_; }
  bool all_zero() const { return total_ == trailing_; }

 private:
  ByteStream& bytes_;
  uint64_t total_ = 0, trailing_ = 0;
};

class TarEntries : public Entries {
 public:
  TarEntries(ByteStream& plain, size_t max_member_bytes)
      : plain_(plain),
        reader_(plain_, nullptr, archive_read_support_format_tar, max_member_bytes) {}

  bool next(Entry& entry) override {
    entry = Entry{};
    if (ended_) return false;
    switch (reader_.next(entry)) {
      case ArchiveReader::Got::kEntry:
        return true;
      case ArchiveReader::Got::kBadMember:
        if (entry.kind != Entry::Kind::kBad) entry.spoil(damage());
        return true;
      case ArchiveReader::Got::kBadHeader:
        entry.spoil(bad_header());
        return true;
      case ArchiveReader::Got::kFatal:
        ended_ = true;
        entry.spoil(damage());
        return true;
      case ArchiveReader::Got::kEnd:
        break;
    }
    ended_ = true;
    std::optional<Error> error = bad_end();
    if (error) entry.spoil(std::move(*error));
    return error.has_value();
  }

 private:
  // The end as libarchive sees it; only a real one when the end mark is there.
  std::optional<Error> bad_end() {
    for (;;) {  // what follows the end mark must be padding, and is part of the input's hash
      const Result<std::string_view> block = plain_.next();
      if (!block) return block.error();
      if (block->empty()) break;
    }
    if (plain_.all_zero()) return empty();
    if (plain_.trailing() >= kEndMark) return std::nullopt;
    return Error{
        "TRUNCATED_TAR",
        fmt::format("the archive ends at byte {} without its two zero blocks", plain_.total()),
        plain_.total()};
  }

  Error empty() const {
    return {"EMPTY_TAR", fmt::format("no members in {} bytes", plain_.total()), 0};
  }

  Error damage() const {
    Error error = reader_.error("TAR");
    const bool of_the_stream = !error.code.ends_with("_TAR");
    if (!of_the_stream && plain_.all_zero()) return empty();
    if (!of_the_stream) error.message = "tar: " + error.message;
    return error;
  }

  Error bad_header() const {
    const uint64_t at = reader_.header_position();
    return {"BAD_TAR_HEADER", fmt::format("tar header at byte {}: {}", at, reader_.reason()), at};
  }

  ZeroCount plain_;
  ArchiveReader reader_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Entries> tar_entries(ByteStream& plain, size_t max_member_bytes) {
  return std::make_unique<TarEntries>(plain, max_member_bytes);
}

}  // namespace newsmill
