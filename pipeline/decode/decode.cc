// Most pages are clean UTF-8 already: one pass says so, and the page goes on as a view.
// Tested by tests/decode/decode_test.cc against ICU.
#include "decode/decode.h"

#include <fmt/format.h>

#include <cstring>

namespace newsmill {
namespace {

// Bytes that cost a second look: C0 controls other than LF, TAB and FF.
constexpr bool is_control(unsigned char byte) {
  return ((byte < 0x20) & (byte != '\n') & (byte != '\t') & (byte != '\f')) | (byte == 0x7F);
}

constexpr std::string_view kBom = "\xEF\xBB\xBF";

// True when none of eight bytes is a control or non-ASCII.
bool is_plain_ascii(const char* bytes) {
  uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return (word & 0x8080808080808080u) == 0;
}

struct Repaired {
  std::string text;
  uint32_t bytes = 0;
};

Repaired repair(std::string_view text) {
  Repaired out;
  out.text.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (c == '\r')
      out.text.push_back(' '), ++out.bytes;
    else if (is_control(static_cast<unsigned char>(c)))
      ++out.bytes;
    else
      out.text.push_back(c);
  }
  return out;
}

bool needs_repair(std::string_view text) {
  unsigned char found = 0;  // no early exit and no branch: the loop vectorises
  for (const char c : text)
    found |= static_cast<unsigned char>(is_control(static_cast<unsigned char>(c)));
  return found != 0;
}

}  // namespace

size_t valid_utf8_prefix(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto tail = [&](size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const size_t n = text.size();
  size_t i = 0;
  while (i < n) {
    const unsigned char lead = byte(i);
    if (lead < 0x80) {
      while (i + 8 <= n && is_plain_ascii(text.data() + i)) i += 8;
      while (i < n && byte(i) < 0x80) ++i;
    } else if ((lead & 0xF0) == 0xE0) {  // Han characters: by far the most common
      if (i + 3 > n || !tail(i + 1) || !tail(i + 2)) return i;
      const unsigned code = (lead & 0x0Fu) << 12 | (byte(i + 1) & 0x3Fu) << 6;
      if (code < 0x800 || (code >= 0xD800 && code < 0xE000)) return i;
      i += 3;
    } else if (lead >= 0xC2 && lead < 0xE0) {
      if (i + 2 > n || !tail(i + 1)) return i;
      i += 2;
    } else if (lead >= 0xF0 && lead < 0xF5) {
      if (i + 4 > n || !tail(i + 1) || !tail(i + 2) || !tail(i + 3)) return i;
      const unsigned code = (lead & 0x07u) << 18 | (byte(i + 1) & 0x3Fu) << 12;
      if (code < 0x10000 || code >= 0x110000) return i;
      i += 4;
    } else {
      return i;
    }
  }
  return n;
}

Batch<TextPage> DecodeText::operator()(Batch<RawPage> in) const {
  Batch<TextPage> out = next_batch<TextPage>(in);
  out.items.reserve(in.items.size());
  for (RawPage& page : in.items) {
    std::string_view text = page.bytes;
    const size_t valid = valid_utf8_prefix(text);
    if (valid < text.size()) {
      Error error{"INVALID_UTF8",
                  fmt::format("not UTF-8: byte 0x{:02X}", static_cast<unsigned char>(text[valid])),
                  valid};
      out.rejects.push_back(
          Reject{std::move(page.origin), Stage::kDecode, std::move(error), std::string(text)});
      continue;
    }
    if (text.starts_with(kBom)) text.remove_prefix(kBom.size());
    TextPage decoded{std::move(page.origin), text, "UTF-8", 0};
    if (needs_repair(text)) {
      Repaired repaired = repair(text);
      out.store.push_back(std::move(repaired.text));
      decoded.text = out.store.back();
      decoded.repaired_bytes = repaired.bytes;
    }
    out.items.push_back(std::move(decoded));
  }
  return out;
}

}  // namespace newsmill
