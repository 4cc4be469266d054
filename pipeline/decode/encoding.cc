// Tested by tests/decode/encoding_test.cc.
#include "decode/encoding.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace newsmill {
namespace {

using namespace std::string_view_literals;

constexpr std::array kNames = {"UTF-8"sv,    "GB18030"sv,  "Big5-HKSCS"sv, "EUC-TW"sv,
                               "UTF-16LE"sv, "UTF-16BE"sv, "UTF-32LE"sv,   "UTF-32BE"sv};

// In small letters, without - and _.
constexpr std::array kAliases = {
    std::pair{"gbk"sv, Encoding::kGb18030},   std::pair{"gb2312"sv, Encoding::kGb18030},
    std::pair{"euccn"sv, Encoding::kGb18030}, std::pair{"cp936"sv, Encoding::kGb18030},
    std::pair{"big5"sv, Encoding::kBig5},     std::pair{"cp950"sv, Encoding::kBig5},
    std::pair{"utf16"sv, Encoding::kUtf16Le}, std::pair{"ucs2"sv, Encoding::kUtf16Le},
    std::pair{"utf32"sv, Encoding::kUtf32Le}};

std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name)
    if (c != '-' && c != '_') out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 0x20 : c);
  return out;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  return kNames[static_cast<size_t>(encoding)];
}

std::optional<Encoding> encoding_of_name(std::string_view name) {
  const std::string asked = folded(name);
  for (size_t i = 0; i < kNames.size(); ++i)
    if (folded(kNames[i]) == asked) return static_cast<Encoding>(i);
  const auto* const alias =
      std::ranges::find(kAliases, asked, [](const auto& a) { return a.first; });
  return alias == kAliases.end() ? std::nullopt : std::optional(alias->second);
}

ByteOrderMark byte_order_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return {Encoding::kUtf8, 3};
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return {Encoding::kUtf32Le, 4};
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return {Encoding::kUtf32Be, 4};
  if (bytes.starts_with("\xFF\xFE"sv)) return {Encoding::kUtf16Le, 2};
  if (bytes.starts_with("\xFE\xFF"sv)) return {Encoding::kUtf16Be, 2};
  if (bytes.starts_with("\x84\x31\x95\x33"sv)) return {Encoding::kGb18030, 4};
  return {};
}

}  // namespace newsmill
