// libarchive is too trusting for a pipeline: links, devices and ../../names are handed out as they
// are (here: skipped, or used as labels only), and a wrong checksum is but a warning (here:
// damage). Tested by tests/decompress/{tar,zip,seven_zip}_entries_test.cc.
#include "decompress/archive_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <cstdio>

#include "decompress/format.h"

namespace newsmill {
namespace {

// While it lives, libarchive turns the UTF-16 names of 7z into UTF-8 on this thread, whatever the
// process's locale.
class Utf8Names {
 public:
  Utf8Names() : before_(uselocale(utf8())) {}
  ~Utf8Names() { uselocale(before_); }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;

 private:
  static locale_t utf8() {
    static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{});
    return locale;
  }
  locale_t before_;
};

}  // namespace

ArchiveReader::ArchiveReader(ByteStream& bytes, FileStream* file, Support support,
                             size_t max_member_bytes)
    : bytes_(bytes),
      file_(file),
      max_(max_member_bytes),
      archive_(archive_read_new(), archive_read_free) {
  archive* const a = archive_.get();
  support(a);
  const Utf8Names names;
  // The names of tar and zip are passed on as the bytes that they are.
  archive_read_set_options(a, "hdrcharset=BINARY");
  archive_read_set_callback_data(a, this);
  archive_read_set_read_callback(a, &read_block);
  if (file_ != nullptr) archive_read_set_seek_callback(a, &seek);
  failed_to_open_ = archive_read_open1(a) != ARCHIVE_OK;
}

ArchiveReader::Got ArchiveReader::next(Entry& entry) {
  if (failed_to_open_) return Got::kFatal;
  const Utf8Names names;
  for (;;) {
    archive_entry* header = nullptr;
    const int status = archive_read_next_header(archive_.get(), &header);
    if (status == ARCHIVE_EOF) return Got::kEnd;
    if (status == ARCHIVE_FATAL) return Got::kFatal;
    if (status == ARCHIVE_RETRY || status == ARCHIVE_FAILED) return Got::kBadHeader;
    if (archive_entry_filetype(header) == AE_IFDIR) continue;
    return read_member(entry, header);
  }
}

ArchiveReader::Got ArchiveReader::read_member(Entry& entry, archive_entry* header) {
  const char* const name = archive_entry_pathname(header);
  entry.name = name != nullptr ? name : fmt::format("unnamed-{}", header_position());
  const bool regular =
      archive_entry_filetype(header) == AE_IFREG && archive_entry_hardlink(header) == nullptr;
  if (regular && is_archive_name(entry.name)) {
    entry.spoil(
        {"NESTED_ARCHIVE", "an archive in an archive: unpack it, and name it as an input", 0});
    return Got::kBadMember;
  }
  if (!regular || !is_page_name(entry.name)) {
    entry.kind = Entry::Kind::kSkipped;
    return Got::kEntry;
  }
  if (archive_entry_is_encrypted(header)) {
    entry.spoil({"ENCRYPTED", "the member is encrypted", 0});
    return Got::kBadMember;
  }
  const int64_t size = archive_entry_size(header);
  if (size > 0) entry.bytes.reserve(std::min(static_cast<size_t>(size), max_));
  for (;;) {
    const void* data = nullptr;
    size_t got = 0;
    la_int64_t offset = 0;
    const int status = archive_read_data_block(archive_.get(), &data, &got, &offset);
    if (status == ARCHIVE_EOF) return Got::kEntry;
    if (status == ARCHIVE_FATAL) return Got::kFatal;
    if (status != ARCHIVE_OK) return Got::kBadMember;
    // A sparse file's holes read as zeros.
    const size_t begin = static_cast<size_t>(offset);
    if (begin > max_ || got > max_ - begin) {
      entry.refuse("member", max_);
      return Got::kBadMember;
    }
    unpacked_ += got;
    if (begin > entry.bytes.size()) entry.bytes.resize(begin, '\0');
    entry.bytes.append(static_cast<const char*>(data), got);
  }
}

std::string ArchiveReader::reason() const {
  const char* const reason = archive_error_string(archive_.get());
  return reason != nullptr ? reason : "damaged";
}

uint64_t ArchiveReader::header_position() const {
  return static_cast<uint64_t>(std::max<int64_t>(0, archive_read_header_position(archive_.get())));
}

Error ArchiveReader::error(const char* format) const {
  if (stream_error_) return *stream_error_;
  const std::string why = reason();
  const auto says = [&](std::string_view word) { return why.find(word) != std::string::npos; };
  const auto code = [&] {
    if (says("runcated")) return fmt::format("TRUNCATED_{}", format);
    if (says("CRC")) return fmt::format("BAD_{}_CHECKSUM", format);
    if (says("ncrypt") || says("assphrase")) return std::string("ENCRYPTED");
    return fmt::format("BAD_{}", format);
  };
  return {code(), fmt::format("{} (after {} bytes)", why, read_), read_};
}

std::optional<Error> ArchiveReader::bomb(uint64_t packed, uint64_t max_ratio) const {
  constexpr uint64_t kHarmless = 64 << 20;
  if (unpacked_ <= kHarmless || unpacked_ / max_ratio <= packed) return std::nullopt;
  return Error{
      "RATIO_TOO_HIGH",
      fmt::format("{} bytes became {}, more than {} times as many", packed, unpacked_, max_ratio),
      read_};
}

la_ssize_t ArchiveReader::read_block(archive* a, void* self_pointer, const void** buffer) {
  ArchiveReader& self = *static_cast<ArchiveReader*>(self_pointer);
  const Result<std::string_view> block = self.bytes_.next();
  if (!block) {
    self.stream_error_ = block.error();
    archive_set_error(a, EIO, "%s", block.error().message.c_str());
    return -1;
  }
  self.read_ += block->size();
  *buffer = block->data();
  return static_cast<la_ssize_t>(block->size());
}

la_int64_t ArchiveReader::seek(archive*, void* self_pointer, la_int64_t offset, int whence) {
  FileStream& file = *static_cast<ArchiveReader*>(self_pointer)->file_;
  const auto size = static_cast<la_int64_t>(file.size());
  const la_int64_t from = whence == SEEK_SET   ? 0
                          : whence == SEEK_END ? size
                                               : static_cast<la_int64_t>(file.position());
  file.seek(static_cast<uint64_t>(std::clamp<la_int64_t>(from + offset, 0, size)));
  return static_cast<la_int64_t>(file.position());
}

}  // namespace newsmill
