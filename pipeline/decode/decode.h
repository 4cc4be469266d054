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

// The offset of the first byte that is not UTF-8 (RFC 3629: no surrogates, no overlong forms,
// nothing above U+10FFFF), or text.size().
size_t valid_utf8_prefix(std::string_view text);

}  // namespace newsmill
