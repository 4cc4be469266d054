// Makes archives for tests, byte by byte, so that a test can damage them where it wants.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace newsmill {

using Members = std::vector<std::pair<std::string, std::string>>;

inline std::string pack_tar(const Members& members, bool pax = false) {
  std::string out(1 << 20, '\0');
  for (const auto& [name, bytes] : members) out.resize(out.size() + bytes.size() + 4096);
  size_t used = 0;
  archive* a = archive_write_new();
  pax ? archive_write_set_format_pax(a) : archive_write_set_format_gnutar(a);
  archive_write_set_options(a, "hdrcharset=BINARY");
  archive_write_set_bytes_in_last_block(a, 1);
  archive_write_open_memory(a, out.data(), out.size(), &used);
  for (const auto& [name, bytes] : members) {
    archive_entry* e = archive_entry_new();
    archive_entry_set_pathname(e, name.c_str());
    archive_entry_set_filetype(e, AE_IFREG);
    archive_entry_set_perm(e, 0644);
    archive_entry_set_size(e, static_cast<la_int64_t>(bytes.size()));
    archive_write_header(a, e);
    archive_write_data(a, bytes.data(), bytes.size());
    archive_entry_free(e);
  }
  archive_write_close(a);
  archive_write_free(a);
  out.resize(used);
  return out;
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

inline void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

// A directory of the test's own, emptied.
inline std::filesystem::path fresh_directory(const std::string& name) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / "newsmill-tests" / name;
  std::filesystem::remove_all(path);
  std::filesystem::create_directories(path);
  return path;
}

}  // namespace newsmill
