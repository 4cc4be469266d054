// Tested by tests/decompress/inflated_stream_test.cc.
#include "decompress/inflater.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace newsmill {
namespace {

// A skippable zstd frame (magic 0x184D2A5?) may stand first.
bool is_zstd(std::string_view head) {
  return head.starts_with("\x28\xB5\x2F\xFD") ||
         (head.size() >= 4 && (head[0] & 0xF0) == 0x50 && head.substr(1, 3) == "\x2A\x4D\x18");
}

struct Extension {
  std::string_view suffix;
  size_t cut;  // characters of it that are the codec's
  Codec codec;
};
// .tgz is .tar.gz: cut to .t, it is still the name of a tar (see format.cc).
constexpr std::array kExtensions = {
    Extension{".zst", 4, Codec::kZstd},   Extension{".gz", 3, Codec::kGzip},
    Extension{".bz2", 4, Codec::kBzip2},  Extension{".xz", 3, Codec::kXz},
    Extension{".tzst", 3, Codec::kZstd},  Extension{".tgz", 2, Codec::kGzip},
    Extension{".tbz2", 3, Codec::kBzip2}, Extension{".tbz", 2, Codec::kBzip2},
    Extension{".txz", 2, Codec::kXz}};

const Extension* extension_of(std::string_view name) {
  const auto* const found = std::ranges::find_if(
      kExtensions, [&](const Extension& e) { return name.ends_with(e.suffix); });
  return found == kExtensions.end() ? nullptr : found;
}

}  // namespace

Codec codec_of_bytes(std::string_view head) {
  if (is_zstd(head)) return Codec::kZstd;
  if (head.starts_with("\x1F\x8B\x08")) return Codec::kGzip;
  if (head.starts_with("BZh") &&
      (head.substr(4, 6) == "1AY&SY" || head.substr(4, 6) == "\x17\x72\x45\x38\x50\x90"))
    return Codec::kBzip2;
  if (head.starts_with(std::string_view("\xFD"
                                        "7zXZ\0",
                                        6)))
    return Codec::kXz;
  return Codec::kNone;
}

Codec codec_of_name(std::string_view name) {
  const Extension* const extension = extension_of(name);
  return extension != nullptr ? extension->codec : Codec::kNone;
}

std::string_view without_codec(std::string_view name) {
  if (const Extension* const extension = extension_of(name)) name.remove_suffix(extension->cut);
  return name;
}

Error window_too_large(std::string_view format, uint64_t max_window) {
  std::string code = fmt::format("{}_WINDOW_TOO_LARGE", format);
  std::ranges::transform(code, code.begin(), [](unsigned char c) { return std::toupper(c); });
  return {std::move(code),
          fmt::format("{}: wants a window or dictionary of more than {} MiB (--memory)", format,
                      max_window >> 20),
          0};
}

std::unique_ptr<Inflater> make_inflater(Codec codec, size_t max_window) {
  switch (codec) {
    case Codec::kZstd:
      return inflate_zstd(max_window);
    case Codec::kGzip:
      return inflate_gzip();
    case Codec::kBzip2:
      return inflate_bzip2();
    case Codec::kXz:
      return inflate_xz(max_window);
    case Codec::kNone:
      break;
  }
  return nullptr;
}

}  // namespace newsmill
