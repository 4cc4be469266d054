// A tar member is a 512-byte ustar header, the bytes, and zeros up to the next 512; two zero blocks
// end the archive. Tested by tests/newsgen/archive_test.cc.
#include "newsgen/archive.h"

#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <vector>

#include "core/result.h"

namespace newsmill::newsgen {
namespace {

constexpr size_t kBlock = 512;

class File {
 public:
  explicit File(const std::string& path)
      : path_(path), file_(path == "-" ? stdout : std::fopen(path.c_str(), "wb")) {
    if (file_ == nullptr) fail("cannot create");
  }
  ~File() {
    if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  void write(const void* data, size_t size) {
    if (std::fwrite(data, 1, size, file_) != size) fail("cannot write");
  }
  void close() {
    FILE* file = std::exchange(file_, nullptr);
    if ((file == stdout ? std::fflush(file) : std::fclose(file)) != 0) fail("cannot write");
  }

 private:
  [[noreturn]] void fail(std::string_view what) const {
    throw FatalError(fmt::format("{} {}: {}", what, path_, std::strerror(errno)));
  }
  const std::string path_;
  FILE* file_;
};

class Dir final : public Archive {
 public:
  explicit Dir(const std::string& path) : root_(path) { make(root_); }
  void add(std::string_view name, std::string_view bytes) override {
    const std::filesystem::path path = root_ / name;
    if (path.parent_path() != last_) make(last_ = path.parent_path());
    File file(path.string());
    file.write(bytes.data(), bytes.size());
    file.close();
  }
  void finish() override {}

 private:
  static void make(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
      throw FatalError(fmt::format("cannot create {}: {}", folder.string(), error.message()));
  }
  const std::filesystem::path root_;
  std::filesystem::path last_;
};

using Header = std::array<char, kBlock>;

void put_octal(Header& header, size_t offset, size_t width, uint64_t value) {
  fmt::format_to_n(header.data() + offset, width, "{:0{}o}", value, width - 1);
}

Header ustar_header(std::string_view name, uint64_t size) {
  constexpr uint64_t kTime = 1'700'000'000;  // any, as long as it is always the same
  Header header{};
  name.copy(header.data(), 100);
  put_octal(header, 100, 8, 0644);
  put_octal(header, 108, 8, 0);  // owner, group
  put_octal(header, 116, 8, 0);
  put_octal(header, 124, 12, size);
  put_octal(header, 136, 12, kTime);
  std::memset(header.data() + 148, ' ', 8);  // the checksum counts as blanks
  header[156] = '0';
  std::memcpy(header.data() + 257, "ustar\00000", 8);
  uint64_t sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  fmt::format_to_n(header.data() + 148, 7, "{:06o}{}", sum, '\0');
  return header;
}

// Plain tar; Zst puts a compressor between it and the file.
class Tar : public Archive {
 public:
  explicit Tar(const std::string& path) : file_(path) {}
  void add(std::string_view name, std::string_view bytes) override {
    const Header header = ustar_header(name, bytes.size());
    write({header.data(), header.size()});
    write(bytes);
    write({kZeros.data(), (kBlock - bytes.size() % kBlock) % kBlock});
  }
  void finish() override {
    write({kZeros.data(), kZeros.size()});
    file_.close();
  }

 protected:
  virtual void write(std::string_view bytes) { file_.write(bytes.data(), bytes.size()); }
  static constexpr std::array<char, 2 * kBlock> kZeros{};
  File file_;
};

class TarZst final : public Tar {
 public:
  TarZst(const std::string& path, const Compression& compression)
      : Tar(path),
        context_(ZSTD_createCCtx(), ZSTD_freeCCtx),
        frame_bytes_(compression.frame_bytes),
        out_(ZSTD_CStreamOutSize()) {
    check(ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, compression.level));
    check(ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1));
  }
  void add(std::string_view name, std::string_view bytes) override {
    if (frame_bytes_ != 0 && in_frame_ >= frame_bytes_) {
      compress({}, ZSTD_e_end);
      in_frame_ = 0;
    }
    Tar::add(name, bytes);
  }
  void finish() override {
    write({kZeros.data(), kZeros.size()});
    compress({}, ZSTD_e_end);
    file_.close();
  }

 protected:
  void write(std::string_view bytes) override {
    in_frame_ += bytes.size();
    compress(bytes, ZSTD_e_continue);
  }

 private:
  static size_t check(size_t code) {
    if (ZSTD_isError(code)) throw FatalError(fmt::format("zstd: {}", ZSTD_getErrorName(code)));
    return code;
  }
  void compress(std::string_view bytes, ZSTD_EndDirective mode) {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    for (size_t left = 1; mode == ZSTD_e_end ? left != 0 : in.pos < in.size;) {
      ZSTD_outBuffer out{out_.data(), out_.size(), 0};
      left = check(ZSTD_compressStream2(context_.get(), &out, &in, mode));
      file_.write(out_.data(), out.pos);
    }
  }

  std::unique_ptr<ZSTD_CCtx, size_t (*)(ZSTD_CCtx*)> context_;
  const uint64_t frame_bytes_;
  uint64_t in_frame_ = 0;
  std::vector<char> out_;
};

}  // namespace

std::unique_ptr<Archive> open_archive(const std::string& path, Format format,
                                      const Compression& compression) {
  if (format == Format::kDir) return std::make_unique<Dir>(path);
  if (format == Format::kTar) return std::make_unique<Tar>(path);
  return std::make_unique<TarZst>(path, compression);
}

}  // namespace newsmill::newsgen
