// Bytes -> clean UTF-8 text.
#pragma once

#include <optional>

#include "core/batch.h"
#include "core/page.h"
#include "decode/detect.h"
#include "decode/encoding.h"
#include "rules/table.h"

namespace newsmill {

// Makes UTF-8 of a page, and takes out what no text has: byte order marks, NUL and other C0
// controls, the CR of CRLF. Every byte taken out or replaced is counted in repaired_bytes and
// located in repairs (BOM and CRLF are ordinary and not counted). Line numbers do not change: a
// lone CR becomes a space.
//
// A byte order mark is believed; a page that is UTF-8 is UTF-8, and is not copied unless something
// is to be taken out; only of others the encoding is detected, or taken as `declared`. Errors:
// INVALID_UTF8, with the offset of the first bad byte, for UTF-8 with damage and for what is no
// text at all; BAD_ENCODING for a page of which more than a hundredth cannot be read in its
// encoding. Holds no mutable state; many threads may call one.
class DecodeText {
 public:
  explicit DecodeText(const RuleSet& rules, std::optional<Encoding> declared = std::nullopt)
      : detect_(rules), declared_(declared) {}
  Batch<TextPage> operator()(Batch<RawPage> in) const;

 private:
  Result<TextPage> decode(RawPage& page, std::deque<std::string>& store) const;
  std::optional<Encoding> other_encoding(std::string_view bytes, bool is_utf8) const;

  DetectEncoding detect_;
  std::optional<Encoding> declared_;
};

struct TextCheck {
  bool is_utf8 = false;       // RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF
  bool has_controls = false;  // C0 controls other than LF, TAB and FF, or DEL
  bool has_mojibake = false;  // 锟 or U+FFFD, left by wrong conversions before
};
TextCheck check_text(std::string_view text);

// The offset of the first byte that is not UTF-8, or text.size(). Slower than check_text.
size_t valid_utf8_prefix(std::string_view text);

// Places where text was lost by wrong conversions: each 锟斤拷 (U+FFFD read as GBK) and U+FFFD.
uint32_t count_mojibake(std::string_view text);

}  // namespace newsmill
