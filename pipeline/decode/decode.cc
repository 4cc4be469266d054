// Most pages are clean UTF-8 already: one pass says so, and the page goes on as a view.
//
// The pass judges each byte by itself and the three before it, without a branch, so that the
// compiler makes it work on 16 bytes at once, or on 32 where it may:
//
//   E4 B8 AD    B8 and AD must be continuations (10xxxxxx), as E4 is the lead of three bytes
//   E4 B8 41    41 stands where a continuation is due: broken
//
// A first look tells of nearly all pages that there is nothing to be told. What it cannot judge,
// overlong forms and the like, begins with a rare byte: a page that has one gets a close look.
// Where a broken text breaks, or what else it may be, is then found at leisure. Tested by
// tests/decode/decode_test.cc against ICU.
#include "decode/decode.h"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <utility>

#include "core/clones.h"
#include "decode/transcode.h"

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

// The end of 锟 (E9 94 9F) or of U+FFFD (EF BF BD).
constexpr Byte is_mojibake(Byte byte, Byte last, Byte second_last) {
  const Byte kun = (byte == 0x9F) & (last == 0x94) & (second_last == 0xE9);
  const Byte replacement = (byte == 0xBD) & (last == 0xBF) & (second_last == 0xEF);
  return kun | replacement;
}

// Nearly all pages are characters of one and three bytes, and of leads that may stand before any
// continuation. Without a rare byte, what is_broken() says is known in a third of the time.
constexpr Byte is_misplaced(Byte byte, Byte last, Byte second_last) {
  const Byte continues = (byte & 0xC0) == 0x80;
  const Byte due = ((last & 0xC0) == 0xC0) | ((second_last & 0xE0) == 0xE0);
  return continues ^ due;
}
// Also every control but LF.
constexpr Byte is_rare(Byte byte) {
  const Byte lead = ((byte & 0xFE) == 0xC0) | (byte == 0xE0) | (byte == 0xED) | (byte >= 0xF0);
  const Byte control = ((byte < 0x20) & (byte != '\n')) | (byte == 0x7F);
  return lead | control;
}

// Calls see(byte, last, second_last, third_last) for each byte of a text. It stands between blanks:
// one behind the end shows a sequence that is cut off there.
template <class See>
void each_byte(std::string_view text, const See& see) {
  const auto* const bytes = reinterpret_cast<const Byte*>(text.data());
  const size_t size = text.size();
  const auto at = [&](size_t i) { return i < size ? bytes[i] : Byte{' '}; };
  const auto see_at = [&](size_t i) { see(at(i), at(i - 1), at(i - 2), at(i - 3)); };
  for (size_t i = 0; i < std::min<size_t>(size, 3); ++i) see_at(i);
  for (size_t i = 3; i < size; ++i) see(bytes[i], bytes[i - 1], bytes[i - 2], bytes[i - 3]);
  for (size_t i = size; i < size + 3; ++i) see_at(i);
}

TextCheck close_check(std::string_view text) {
  Byte broken = 0, controls = 0, mojibake = 0;
  each_byte(text, [&](Byte byte, Byte last, Byte second_last, Byte third_last) {
    broken |= is_broken(byte, last, second_last, third_last);
    controls |= is_control(byte);
    mojibake |= is_mojibake(byte, last, second_last);
  });
  return {.is_utf8 = broken == 0, .has_controls = controls != 0, .has_mojibake = mojibake != 0};
}

TextCheck check(std::string_view text) {
  Byte misplaced = 0, rare = 0;
  each_byte(text, [&](Byte byte, Byte last, Byte second_last, Byte) {
    misplaced |= is_misplaced(byte, last, second_last);
    rare |= is_rare(byte) | is_mojibake(byte, last, second_last);
  });
  return rare != 0 ? close_check(text) : TextCheck{.is_utf8 = misplaced == 0};
}

#ifdef NEWSMILL_AVX2
NEWSMILL_ALL_AVX2 TextCheck check_by_avx2(std::string_view text) {
  return check(text);
}
#endif

// The controls of a page's bytes, one after the other. Its text has the same ones in the same
// order, whatever the encoding: none of their bytes is part of another character.
class Controls {
 public:
  // `bytes` begin at `origin` of the page.
  Controls(std::string_view bytes, Encoding encoding, size_t origin)
      : bytes_(bytes),
        unit_(unit_bytes(encoding)),
        low_(is_big_endian(encoding) ? unit_ - 1 : 0),
        origin_(origin) {}

  // Where the next one stands; there must be one.
  Repair next() {
    while (!is_control_at(at_)) at_ += unit_;
    at_ += unit_;
    return {origin_ + at_ - unit_, unit_};
  }

 private:
  bool is_control_at(size_t at) const {
    for (size_t i = 0; i < unit_; ++i)
      if (i != low_ && bytes_[at + i] != '\0') return false;
    return is_control(static_cast<Byte>(bytes_[at + low_])) != 0;
  }

  std::string_view bytes_;
  size_t unit_, low_, origin_, at_ = 0;
};

Transcoded without_controls(std::string_view text, Controls controls) {
  Transcoded out;
  out.text.reserve(text.size());
  size_t from = 0;  // what is not copied yet
  for (size_t i = 0; i < text.size(); ++i) {
    if (!is_control(static_cast<Byte>(text[i]))) continue;
    out.text.append(text, from, i - from);
    from = i + 1;
    const Repair place = controls.next();
    const bool cr = text[i] == '\r';
    if (cr && text.substr(i).starts_with("\r\n")) continue;
    if (cr) out.text.push_back(' ');
    out.repaired_bytes += static_cast<uint32_t>(place.bytes);
    add_repair(out.repairs, place.offset, place.bytes);
  }
  out.text.append(text, from);
  return out;
}

// Both, in the order in which they stand.
std::vector<Repair> merged(const std::vector<Repair>& a, const std::vector<Repair>& b) {
  std::vector<Repair> sorted, out;
  std::ranges::merge(a, b, std::back_inserter(sorted), {}, &Repair::offset, &Repair::offset);
  for (const Repair& repair : sorted) add_repair(out, repair.offset, repair.bytes);
  return out;
}

Error invalid_utf8(std::string_view text) {
  const size_t at = valid_utf8_prefix(text);
  return {"INVALID_UTF8", fmt::format("not UTF-8: byte 0x{:02X}", static_cast<Byte>(text[at])), at};
}

// A few broken characters are what old conversions leave; more says that the encoding is another.
bool too_broken(const Transcoded& text, size_t bytes) {
  constexpr size_t kAlwaysFine = 8, kShare = 100;
  return text.repaired_bytes > std::max(kAlwaysFine, bytes / kShare);
}

Error bad_encoding(const Transcoded& text, Encoding encoding) {
  return {"BAD_ENCODING",
          fmt::format("{} bytes cannot be read as {}", text.repaired_bytes, name_of(encoding)),
          text.repairs.front().offset};
}

size_t count(std::string_view text, std::string_view word) {
  size_t n = 0;
  for (size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + word.size()))
    ++n;
  return n;
}

}  // namespace

uint32_t count_mojibake(std::string_view text) {
  return static_cast<uint32_t>(count(text, "锟斤拷") + count(text, "\uFFFD"));
}

TextCheck check_text(std::string_view text) {
#ifdef NEWSMILL_AVX2
  if (has_avx2()) return check_by_avx2(text);
#endif
  return check(text);
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

// UTF-16 of Latin text is valid UTF-8, with NULs.
std::optional<Encoding> DecodeText::other_encoding(std::string_view bytes, bool is_utf8) const {
  if (declared_) return is_utf8 ? Encoding::kUtf8 : *declared_;
  if (!is_utf8) return detect_(bytes);
  const bool has_nuls = bytes.substr(0, 1024).find('\0') != std::string_view::npos;
  return has_nuls ? detect_(bytes).value_or(Encoding::kUtf8) : Encoding::kUtf8;
}

Result<TextPage> DecodeText::decode(RawPage& page, std::deque<std::string>& store) const {
  const ByteOrderMark mark = byte_order_mark(page.bytes);
  const std::string_view bytes = page.bytes.substr(mark.size);
  std::string_view text = bytes;
  TextCheck check = check_text(text);
  const std::optional<Encoding> encoding = mark.size > 0 ? mark.encoding
                                           : check.is_utf8 && !check.has_controls
                                               ? Encoding::kUtf8
                                               : other_encoding(text, check.is_utf8);
  if (!encoding || (*encoding == Encoding::kUtf8 && !check.is_utf8))
    return tl::unexpected(invalid_utf8(page.bytes));

  TextPage decoded{.encoding = name_of(*encoding)};
  uint32_t replaced = 0;
  const auto keep = [&](Transcoded made) {
    text = store.emplace_back(std::move(made.text));
    decoded.repaired_bytes += made.repaired_bytes;
    replaced += made.replaced;
    decoded.repairs = merged(decoded.repairs, made.repairs);
  };
  if (*encoding != Encoding::kUtf8) {
    Transcoded made = to_utf8(text, *encoding, mark.size);
    if (too_broken(made, text.size())) return tl::unexpected(bad_encoding(made, *encoding));
    keep(std::move(made));
    check = check_text(text);
  }
  if (check.has_controls) keep(without_controls(text, Controls(bytes, *encoding, mark.size)));
  if (check.has_mojibake) decoded.mojibake = count_mojibake(text) - replaced;
  decoded.text = text;
  decoded.origin = std::move(page.origin);
  return decoded;
}

Batch<TextPage> DecodeText::operator()(Batch<RawPage> in) const {
  Batch<TextPage> out = next_batch<TextPage>(in);
  out.items.reserve(in.items.size());
  for (RawPage& page : in.items) {
    Result<TextPage> decoded = decode(page, out.store);
    if (decoded)
      out.items.push_back(std::move(*decoded));
    else
      out.rejects.push_back(Reject{std::move(page.origin), Stage::kDecode,
                                   std::move(decoded.error()), std::string(page.bytes)});
  }
  return out;
}

}  // namespace newsmill
