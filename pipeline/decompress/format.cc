// A tar has no magic at its start, but each header has a checksum: the sum of its 512 bytes, with
// the eight of the checksum itself, in octal at 148, taken as blanks.
// Tested by tests/decompress/format_test.cc.
#include "decompress/format.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "decompress/inflater.h"

namespace newsmill {
namespace {

using namespace std::string_view_literals;

constexpr size_t kTarBlock = 512, kSumBegin = 148, kSumEnd = 156;

uint32_t octal(std::string_view digits) {
  uint32_t value = 0;
  for (const char c : digits)
    if (c >= '0' && c <= '7') value = value * 8 + static_cast<uint32_t>(c - '0');
  return value;
}

bool is_tar_header(std::string_view head) {
  if (head.size() < kTarBlock || head[0] == '\0') return false;
  const std::string_view field = head.substr(kSumBegin, kSumEnd - kSumBegin);
  if (field.find_first_not_of("01234567 \0"sv) != std::string_view::npos) return false;  // text
  uint32_t sum = 0;
  for (size_t i = 0; i < kTarBlock; ++i)
    sum += i >= kSumBegin && i < kSumEnd ? uint32_t{' '} : static_cast<unsigned char>(head[i]);
  return sum == octal(field);
}

std::string_view file_name(std::string_view name) {
  return name.substr(std::min(name.size(), name.rfind('/') + 1));
}

constexpr std::array kExtensions = {
    std::pair{".tar"sv, Format::kTar},      std::pair{".zip"sv, Format::kZip},
    std::pair{".7z"sv, Format::kSevenZip},  std::pair{".jsonl"sv, Format::kJsonl},
    std::pair{".ndjson"sv, Format::kJsonl}, std::pair{".txt"sv, Format::kPage},
    std::pair{".text"sv, Format::kPage}};

}  // namespace

Format format_of_bytes(std::string_view head) {
  for (const std::string_view magic : {"PK\x03\x04"sv, "PK\x05\x06"sv, "PK\x06\x06"sv})
    if (head.starts_with(magic)) return Format::kZip;
  if (head.starts_with("7z\xBC\xAF\x27\x1C"sv)) return Format::kSevenZip;
  return is_tar_header(head) ? Format::kTar : Format::kUnknown;
}

Format format_of_name(std::string_view name) {
  name = file_name(name);
  const std::string_view whole = name;
  name = without_codec(name);
  if (name.size() < whole.size() && name.ends_with(".t")) return Format::kTar;  // .tgz
  for (const auto& [extension, format] : kExtensions)
    if (name.ends_with(extension)) return format;
  const bool plain = !name.empty() && name.find('.') == std::string_view::npos;
  return plain ? Format::kPage : Format::kUnknown;
}

bool is_page_name(std::string_view name) {
  return !file_name(name).starts_with('.') && format_of_name(name) == Format::kPage;
}

bool is_archive_name(std::string_view name) {
  const Format format = format_of_name(name);
  return !file_name(name).starts_with('.') && format != Format::kPage && format != Format::kUnknown;
}

}  // namespace newsmill
