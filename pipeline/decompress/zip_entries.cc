// A zip says twice what it holds: before each member, and in the directory at its end, which
// counts.
//
//   member member … directory [zip64 end] end-record comment
//
// A zip whose end is missing is read member after member, and the truncation is reported; so is
// what stands behind the end. Tested by tests/decompress/zip_entries_test.cc.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "decompress/archive_reader.h"
#include "decompress/entries.h"

namespace newsmill {
namespace {

using namespace std::string_view_literals;

constexpr size_t kEndRecord = 22;                   // bytes
constexpr size_t kMembers = 10, kCommentSize = 20;  // where two fields of it stand
constexpr size_t kLongestComment = 0xFFFF;

// What is wrong with the end of the file; `code` is TRUNCATED_ZIP when there is none.
std::optional<Error> bad_end(FileStream& file) {
  const uint64_t from = file.size() - std::min<uint64_t>(file.size(), kEndRecord + kLongestComment);
  file.seek(from);
  const Result<std::string_view> tail = file.next();
  file.seek(0);
  if (!tail) return tail.error();
  for (size_t at = tail->rfind("PK\x05\x06"sv); at != std::string_view::npos;
       at = at == 0 ? std::string_view::npos : tail->rfind("PK\x05\x06"sv, at - 1)) {
    if (tail->size() - at < kEndRecord) continue;
    const auto byte = [&](size_t i) { return static_cast<unsigned char>((*tail)[at + i]); };
    const auto field = [&](size_t i) { return byte(i) + 256u * byte(i + 1); };
    const size_t end = at + kEndRecord + field(kCommentSize);
    if (end <= tail->size() && field(kMembers) == 0)
      return Error{"EMPTY_ZIP", "no members by the zip's directory", from + at};
    if (end == tail->size()) return std::nullopt;
    if (end < tail->size())
      return Error{"GARBAGE_AFTER_END",
                   fmt::format("zip: {} bytes behind its end", tail->size() - end), from + end};
  }
  return Error{"TRUNCATED_ZIP", "zip: the directory at its end is missing", file.size()};
}

class ZipEntries : public Entries {
 public:
  ZipEntries(FileStream& file, size_t max_member_bytes, uint64_t max_ratio)
      : end_(bad_end(file)), packed_(file.size()), max_ratio_(max_ratio) {
    const bool whole = !end_ || end_->code != "TRUNCATED_ZIP";
    reader_.emplace(file, whole ? &file : nullptr,
                    whole ? archive_read_support_format_zip_seekable
                          : archive_read_support_format_zip_streamable,
                    max_member_bytes);
  }
  ZipEntries(ByteStream& plain, size_t max_member_bytes) {
    reader_.emplace(plain, nullptr, archive_read_support_format_zip_streamable, max_member_bytes);
  }

  bool next(Entry& entry) override {
    entry = Entry{};
    if (ended_) return false;
    if (end_ && end_->code == "EMPTY_ZIP") return finish(entry);
    const ArchiveReader::Got got = reader_->next(entry);
    if (got == ArchiveReader::Got::kEnd) return finish(entry);
    ended_ = got == ArchiveReader::Got::kFatal;
    if (got != ArchiveReader::Got::kEntry && entry.kind != Entry::Kind::kBad)
      entry.spoil(reader_->error("ZIP"));
    if (std::optional<Error> bomb = reader_->bomb(packed_, max_ratio_)) {
      ended_ = true;
      entry.shorten();
      entry.spoil(std::move(*bomb));
    }
    return true;
  }

 private:
  bool finish(Entry& entry) {
    ended_ = true;
    if (end_) entry.spoil(std::move(*end_));
    return end_.has_value();
  }

  std::optional<Error> end_;
  uint64_t packed_ = UINT64_MAX, max_ratio_ = 1;
  std::optional<ArchiveReader> reader_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Entries> zip_entries(FileStream& file, size_t max_member_bytes,
                                     uint64_t max_ratio) {
  return std::make_unique<ZipEntries>(file, max_member_bytes, max_ratio);
}

std::unique_ptr<Entries> zip_entries(ByteStream& plain, size_t max_member_bytes) {
  return std::make_unique<ZipEntries>(plain, max_member_bytes);
}

}  // namespace newsmill
