// Most pages are clean UTF-8 already: one pass says so, and the page goes on as a view.
//
// The pass judges each byte by itself and the three before it, without a branch, so that the
// compiler makes it work on 16 bytes at once:
//
//   E4 B8 AD    B8 and AD must be continuations (10xxxxxx), as E4 is the lead of three bytes
//   E4 B8 41    41 stands where a continuation is due: broken
//
// Where a broken text breaks is then found at leisure. Tested by tests/decode/decode_test.cc
// against ICU.
#include "decode/decode.h"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace newsmill {
namespace {

using Byte = unsigned char;

// C0 controls other than LF, TAB and FF, and DEL.
constexpr Byte is_control(Byte byte) {
  return ((byte < 0x20) & (byte != '\n') & (byte != '\t') & (byte != '\f')) | (byte == 0x7F);
}

// Is `byte` no UTF-8 behind `last`, `second_last` and `third_last`?
constexpr Byte is_broken(Byte byte, Byte last, Byte second_last, Byte third_last) {
  const Byte continues = (byte & 0xC0) == 0x80;
  const Byte due = (last >= 0xC0) | (second_last >= 0xE0) | (third_last >= 0xF0);
  const Byte no_lead = ((byte & 0xFE) == 0xC0) | (byte >= 0xF5);
  const Byte overlong = ((last == 0xE0) & (byte < 0xA0)) | ((last == 0xF0) & (byte < 0x90));
  const Byte surrogate = (last == 0xED) & (byte >= 0xA0);
  const Byte too_large = (last == 0xF4) & (byte >= 0x90);
  return (continues ^ due) | no_lead | overlong | surrogate | too_large;
}

constexpr std::string_view kBom = "\xEF\xBB\xBF";

struct Repaired {
  std::string text;
  uint32_t bytes = 0;
};

Repaired repair(std::string_view text) {
  Repaired out;
  out.text.reserve(text.size());
  size_t from = 0;  // what is not copied yet
  for (size_t i = 0; i < text.size(); ++i) {
    if (!is_control(static_cast<Byte>(text[i]))) continue;
    out.text.append(text, from, i - from);
    from = i + 1;
    const bool cr = text[i] == '\r';
    if (cr && text.substr(i).starts_with("\r\n")) continue;
    if (cr) out.text.push_back(' ');
    ++out.bytes;
  }
  out.text.append(text, from);
  return out;
}

Error invalid_utf8(std::string_view text) {
  const size_t at = valid_utf8_prefix(text);
  return {"INVALID_UTF8", fmt::format("not UTF-8: byte 0x{:02X}", static_cast<Byte>(text[at])), at};
}

}  // namespace

TextCheck check_text(std::string_view text) {
  const auto* const bytes = reinterpret_cast<const Byte*>(text.data());
  const size_t size = text.size();
  Byte broken = 0, controls = 0;
  const auto judge = [&](Byte byte, Byte last, Byte second_last, Byte third_last) {
    broken |= is_broken(byte, last, second_last, third_last);
    controls |= is_control(byte);
  };
  // Text stands between blanks: one behind the end shows a sequence that is cut off there.
  const auto at = [&](size_t i) { return i < size ? bytes[i] : Byte{' '}; };
  const auto judge_at = [&](size_t i) { judge(at(i), at(i - 1), at(i - 2), at(i - 3)); };
  for (size_t i = 0; i < std::min<size_t>(size, 3); ++i) judge_at(i);
  for (size_t i = 3; i < size; ++i) judge(bytes[i], bytes[i - 1], bytes[i - 2], bytes[i - 3]);
  for (size_t i = size; i < size + 3; ++i) judge_at(i);
  return {.is_utf8 = broken == 0, .has_controls = controls != 0};
}

size_t valid_utf8_prefix(std::string_view text) {
  const auto* const bytes = reinterpret_cast<const uint8_t*>(text.data());
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    UChar32 code;
    U8_NEXT(bytes, pos, text.size(), code);
    if (code < 0) return begin;
  }
  return text.size();
}

Batch<TextPage> DecodeText::operator()(Batch<RawPage> in) const {
  Batch<TextPage> out = next_batch<TextPage>(in);
  out.items.reserve(in.items.size());
  for (RawPage& page : in.items) {
    std::string_view text = page.bytes;
    const TextCheck check = check_text(text);
    if (!check.is_utf8) {
      out.rejects.push_back(
          Reject{std::move(page.origin), Stage::kDecode, invalid_utf8(text), std::string(text)});
      continue;
    }
    if (text.starts_with(kBom)) text.remove_prefix(kBom.size());
    TextPage decoded{std::move(page.origin), text, "UTF-8", 0};
    if (check.has_controls) {
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
