// Bytes -> clean UTF-8 text.
#pragma once

#include "core/batch.h"
#include "core/page.h"

namespace newsmill {

// Checks that a page is UTF-8 and takes out what no text has: byte order marks, NUL and other C0
// controls, the CR of CRLF. Every byte taken out is counted in repaired_bytes (BOM and CRLF are
// ordinary and not counted). Line numbers do not change: a lone CR becomes a space.
//
// A page that needs no repair is not copied. Errors: INVALID_UTF8 with the offset of the first bad
// byte. Holds no mutable state; many threads may call one.
class DecodeText {
 public:
  Batch<TextPage> operator()(Batch<RawPage> in) const;
};

struct TextCheck {
  bool is_utf8 = false;       // RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF
  bool has_controls = false;  // C0 controls other than LF, TAB and FF, or DEL
};
TextCheck check_text(std::string_view text);

// The offset of the first byte that is not UTF-8, or text.size(). Slower than check_text.
size_t valid_utf8_prefix(std::string_view text);

}  // namespace newsmill
