// The encodings that pages come in.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace newsmill {

enum class Encoding : uint8_t {
  kUtf8,
  kGb18030,  // and its parts GBK and GB2312
  kBig5,     // with the Hong Kong supplementary characters
  kEucTw,
  kUtf16Le,
  kUtf16Be,
  kUtf32Le,
  kUtf32Be,
};

// IANA's name, a literal: "GB18030", "Big5-HKSCS".
std::string_view name_of(Encoding encoding);

// Of which a character takes one or more: 2 bytes in UTF-16, 4 in UTF-32, else 1.
constexpr size_t unit_bytes(Encoding encoding) {
  return encoding < Encoding::kUtf16Le ? 1 : encoding < Encoding::kUtf32Le ? 2 : 4;
}
constexpr bool is_big_endian(Encoding encoding) {
  return encoding == Encoding::kUtf16Be || encoding == Encoding::kUtf32Be;
}

// By a name as people write it: gbk, GB2312, cp936, big5, utf-16le. Nothing for a name that is
// none.
std::optional<Encoding> encoding_of_name(std::string_view name);

// By the byte order mark at the beginning, and how long that is.
struct ByteOrderMark {
  Encoding encoding = Encoding::kUtf8;
  size_t size = 0;  // 0: there is none
};
ByteOrderMark byte_order_mark(std::string_view bytes);

}  // namespace newsmill
