// Makes archives for tests, byte by byte, so that a test can damage them where it wants.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <zstd.h>

#include <clocale>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "decompress/byte_stream.h"
#include "decompress/entries.h"
#include "decompress/inflater.h"
#include "scratch.h"

namespace newsmill {

using Members = std::vector<std::pair<std::string, std::string>>;

// With libarchive, set up by `format`: archive_write_set_format_zip.
inline std::string pack_archive(int (*format)(archive*), const Members& members,
                                const char* options = "", int filetype = AE_IFREG) {
  std::string out(1 << 20, '\0');
  for (const auto& [name, bytes] : members) out.resize(out.size() + bytes.size() + 4096);
  size_t used = 0;
  static const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{});
  const locale_t before = uselocale(utf8);  // 7z stores names as UTF-16
  archive* a = archive_write_new();
  format(a);
  archive_write_set_options(a, options);
  archive_write_set_passphrase(a, "secret");
  archive_write_set_bytes_in_last_block(a, 1);
  archive_write_open_memory(a, out.data(), out.size(), &used);
  for (const auto& [name, bytes] : members) {
    archive_entry* e = archive_entry_new();
    archive_entry_set_pathname(e, name.c_str());
    archive_entry_set_filetype(e, static_cast<unsigned>(filetype));
    archive_entry_set_perm(e, 0644);
    if (filetype == AE_IFLNK) archive_entry_set_symlink(e, bytes.c_str());
    const std::string_view data = filetype == AE_IFREG ? bytes : std::string_view();
    archive_entry_set_size(e, static_cast<la_int64_t>(data.size()));
    archive_write_header(a, e);
    archive_write_data(a, data.data(), data.size());
    archive_entry_free(e);
  }
  archive_write_close(a);
  archive_write_free(a);
  uselocale(before);
  out.resize(used);
  return out;
}

inline std::string pack_tar(const Members& members, bool pax = false) {
  return pack_archive(pax ? archive_write_set_format_pax : archive_write_set_format_gnutar, members,
                      "hdrcharset=BINARY");
}
inline std::string pack_zip(const Members& members, const char* options = "") {
  return pack_archive(archive_write_set_format_zip, members, options);
}
inline std::string pack_7z(const Members& members, const char* options = "") {
  return pack_archive(archive_write_set_format_7zip, members, options);
}

// One frame, or one of so many bytes each.
inline std::string pack_zstd(std::string_view plain, size_t frame_bytes = SIZE_MAX,
                             bool checksum = true) {
  std::string out;
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, checksum);
  do {
    const std::string_view part = plain.substr(0, frame_bytes);
    std::string frame(ZSTD_compressBound(part.size()), '\0');
    frame.resize(ZSTD_compress2(context, frame.data(), frame.size(), part.data(), part.size()));
    out += frame;
    plain.remove_prefix(part.size());
  } while (!plain.empty());
  ZSTD_freeCCtx(context);
  return out;
}

// One frame of any codec.
inline std::string pack(Codec codec, std::string_view plain) {
  if (codec == Codec::kZstd) return pack_zstd(plain);
  std::string out(plain.size() * 2 + (1 << 16), '\0');
  size_t used = 0;
  archive* a = archive_write_new();
  archive_write_set_format_raw(a);
  codec == Codec::kGzip    ? archive_write_add_filter_gzip(a)
  : codec == Codec::kBzip2 ? archive_write_add_filter_bzip2(a)
                           : archive_write_add_filter_xz(a);
  archive_write_set_bytes_in_last_block(a, 1);
  archive_write_open_memory(a, out.data(), out.size(), &used);
  archive_entry* e = archive_entry_new();
  archive_entry_set_filetype(e, AE_IFREG);
  archive_write_header(a, e);
  archive_write_data(a, plain.data(), plain.size());
  archive_entry_free(e);
  archive_write_close(a);
  archive_write_free(a);
  out.resize(used);
  return out;
}

// Hands out a string in blocks of a chosen size.
class Blocks : public ByteStream {
 public:
  explicit Blocks(std::string bytes, size_t block = 1000)
      : bytes_(std::move(bytes)), block_(block) {}
  Result<std::string_view> next() override {
    const std::string_view part = std::string_view(bytes_).substr(at_, block_);
    at_ += part.size();
    return part;
  }

 private:
  std::string bytes_;
  size_t block_, at_ = 0;
};

struct Read {
  std::string bytes;
  std::optional<Error> error;
};

inline Read read_all(ByteStream& stream) {
  Read read;
  for (;;) {
    const Result<std::string_view> block = stream.next();
    if (!block) return read.error = block.error(), read;
    if (block->empty()) return read;
    read.bytes += *block;
  }
}

inline std::vector<Entry> all_entries(Entries& reader) {
  std::vector<Entry> entries;
  Entry entry;
  while (reader.next(entry)) entries.push_back(entry);
  return entries;
}

// "name=bytes" of a member, "name:CODE" of a bad one, "name" of one that was skipped.
inline std::vector<std::string> summary(const std::vector<Entry>& entries) {
  std::vector<std::string> lines;
  for (const Entry& e : entries)
    lines.push_back(e.name + (e.kind == Entry::Kind::kMember ? "=" + e.bytes
                              : e.kind == Entry::Kind::kBad  ? ":" + e.error.code
                                                             : ""));
  return lines;
}

// Lines of text that does not compress to nothing.
inline std::string page_text(size_t bytes) {
  std::string text;
  for (size_t i = 0; text.size() < bytes; ++i)
    text += "第" + std::to_string(i * 7919) + "行，字。\n";
  return text;
}

// A directory of the test's own, emptied; gone when the program ends.
inline std::filesystem::path fresh_directory(const std::string& name) {
  static const Scratch scratch;
  const std::filesystem::path path = scratch / name;
  std::filesystem::remove_all(path);
  std::filesystem::create_directories(path);
  return path;
}

}  // namespace newsmill
