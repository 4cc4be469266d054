// GB18030, Big5 and EUC-TW write nearly every character in two bytes, so a table of all pairs reads
// them; ICU fills the table, and reads what is no pair:
//
//   B1 A8        the pair at [B1][A8] is 报
//   81 30 81 30  four bytes of GB18030: 30 is no second byte, ICU says U+0080
//   B1 0A        a broken pair: U+FFFD, and the line goes on
//
// Tested by tests/decode/transcode_test.cc against ICU's conversion of the whole.
#include "decode/transcode.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <memory>
#include <utility>

#include "core/utf8.h"

namespace newsmill {
namespace {

using Byte = unsigned char;
using Converter = std::unique_ptr<UConverter, void (*)(UConverter*)>;

constexpr char32_t kReplacement = 0xFFFD;

Converter open_converter(Encoding encoding) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* const converter = ucnv_open(std::string(name_of(encoding)).c_str(), &status);
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  return {converter, ucnv_close};
}

// What ICU reads at the beginning of `bytes`: one or two code points, or none when that is broken.
struct Reading {
  std::array<char32_t, 2> codes{};
  size_t count = 0, bytes = 0;
};

Reading read_one(UConverter* converter, std::string_view bytes) {
  constexpr size_t kLongest = 4;
  const size_t most = std::min(bytes.size(), kLongest);
  for (size_t size = 1; size <= most; ++size) {
    const char* from = bytes.data();
    UChar units[4];
    UChar* to = units;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_reset(converter);
    ucnv_toUnicode(converter, &to, units + std::size(units), &from, from + size, nullptr, true,
                   &status);
    if (U_FAILURE(status) || to == units) continue;
    Reading reading{{}, 0, size};
    for (int32_t i = 0, end = static_cast<int32_t>(to - units); i < end;) {
      UChar32 code;
      U16_NEXT(units, i, end, code);
      if (reading.count < 2) reading.codes[reading.count++] = static_cast<char32_t>(code);
    }
    return reading;
  }
  return {};
}

// For each pair of bytes the UTF-8 of its character: up to three bytes, and their number on top.
// 0: not a pair, or more than that.
class PairTable {
 public:
  explicit PairTable(Encoding encoding) : pairs_(0x80 * 0x100) {
    const Converter icu = open_converter(encoding);
    for (unsigned lead = 0x80; lead < 0x100; ++lead)
      for (unsigned trail = 0x30; trail < 0x100; ++trail) {
        const char bytes[] = {static_cast<char>(lead), static_cast<char>(trail)};
        const Reading reading = read_one(icu.get(), {bytes, sizeof bytes});
        if (reading.bytes == 2 && reading.count == 1) set(lead, trail, reading.codes[0]);
      }
  }

  uint32_t at(Byte lead, Byte trail) const { return pairs_[(lead & 0x7Fu) << 8 | trail]; }

  bool begins(Byte lead) const { return leads_[lead & 0x7F]; }

  static const PairTable& of(Encoding encoding) {
    static const PairTable gb18030(Encoding::kGb18030);
    static const PairTable big5(Encoding::kBig5);
    static const PairTable euc_tw(Encoding::kEucTw);
    return encoding == Encoding::kGb18030 ? gb18030 : encoding == Encoding::kBig5 ? big5 : euc_tw;
  }

 private:
  void set(unsigned lead, unsigned trail, char32_t code) {
    std::string text;
    utf8::append(text, code);
    leads_[lead & 0x7F] = true;
    if (text.size() > 3) return;
    uint32_t packed = static_cast<uint32_t>(text.size()) << 24;
    std::memcpy(&packed, text.data(), text.size());  // the low bytes come first
    pairs_[(lead & 0x7F) << 8 | trail] = packed;
  }

  std::vector<uint32_t> pairs_;
  std::array<bool, 0x80> leads_{};
};

// Text that grows: room is made before a character is written, not while.
class Output {
 public:
  Output(size_t bytes, size_t origin) : origin_(origin) {
    out_.text.resize(bytes + bytes / 2 + kRoom);  // what pairs need
  }
  void put(char32_t code) {
    std::string character;
    utf8::append(character, code);
    put(character);
  }
  void put(std::string_view text) {
    make_room(text.size());
    std::memcpy(out_.text.data() + used_, text.data(), text.size());
    used_ += text.size();
  }
  void put_packed(uint32_t packed) {
    make_room(sizeof packed);
    std::memcpy(out_.text.data() + used_, &packed, sizeof packed);
    used_ += packed >> 24;
  }
  void put_broken(size_t offset, size_t bytes) {
    put(kReplacement);
    ++out_.replaced;
    out_.repaired_bytes += static_cast<uint32_t>(bytes);
    add_repair(out_.repairs, origin_ + offset, bytes);
  }
  Transcoded take() {
    out_.text.resize(used_);
    return std::move(out_);
  }

 private:
  static constexpr size_t kRoom = 16;
  void make_room(size_t bytes) {
    if (out_.text.size() - used_ < bytes) out_.text.resize(2 * (used_ + bytes));
  }

  Transcoded out_;
  size_t used_ = 0;
  size_t origin_;
};

size_t ascii_run(std::string_view bytes, size_t pos) {
  const size_t begin = pos;
  while (pos < bytes.size() && static_cast<Byte>(bytes[pos]) < 0x80) ++pos;
  return pos - begin;
}

Transcoded from_pairs(std::string_view bytes, Encoding encoding, size_t origin) {
  const PairTable& pairs = PairTable::of(encoding);
  Converter icu(nullptr, ucnv_close);
  Output out(bytes.size(), origin);
  for (size_t pos = 0; pos < bytes.size();) {
    if (const size_t run = ascii_run(bytes, pos); run > 0) {
      out.put(bytes.substr(pos, run));
      pos += run;
      continue;
    }
    const Byte trail = pos + 1 < bytes.size() ? static_cast<Byte>(bytes[pos + 1]) : Byte{0};
    if (const uint32_t pair = pairs.at(static_cast<Byte>(bytes[pos]), trail); pair != 0) {
      out.put_packed(pair);
      pos += 2;
      continue;
    }
    if (!icu) icu = open_converter(encoding);
    const Reading reading = read_one(icu.get(), bytes.substr(pos));
    if (reading.count == 0) {
      // A second byte that is ASCII may be the text's own; another goes with a first that begins
      // pairs, so that the pairs behind it are read as they are.
      const bool both = trail >= 0x80 && pairs.begins(static_cast<Byte>(bytes[pos]));
      const size_t broken = both ? 2 : 1;
      out.put_broken(pos, broken);
      pos += broken;
      continue;
    }
    for (size_t i = 0; i < reading.count; ++i) out.put(reading.codes[i]);
    pos += reading.bytes;
  }
  return out.take();
}

// A unit of 2 or 4 bytes at `pos`.
template <size_t size>
char32_t unit_at(std::string_view bytes, size_t pos, bool big_endian) {
  char32_t unit = 0;
  for (size_t i = 0; i < size; ++i) {
    const size_t at = big_endian ? i : size - 1 - i;
    unit = unit << 8 | static_cast<Byte>(bytes[pos + at]);
  }
  return unit;
}

bool is_surrogate(char32_t c) {
  return c >= 0xD800 && c < 0xE000;
}

Transcoded from_utf16(std::string_view bytes, bool big_endian, size_t origin) {
  Output out(bytes.size(), origin);
  size_t pos = 0;
  for (; pos + 2 <= bytes.size(); pos += 2) {
    const char32_t unit = unit_at<2>(bytes, pos, big_endian);
    const char32_t low = unit >= 0xD800 && unit < 0xDC00 && pos + 4 <= bytes.size()
                             ? unit_at<2>(bytes, pos + 2, big_endian)
                             : 0;
    if (low >= 0xDC00 && low < 0xE000) {
      out.put(0x10000 + ((unit - 0xD800) << 10 | (low - 0xDC00)));
      pos += 2;
    } else if (is_surrogate(unit)) {
      out.put_broken(pos, 2);
    } else {
      out.put(unit);
    }
  }
  if (pos < bytes.size()) out.put_broken(pos, bytes.size() - pos);
  return out.take();
}

Transcoded from_utf32(std::string_view bytes, bool big_endian, size_t origin) {
  Output out(bytes.size(), origin);
  size_t pos = 0;
  for (; pos + 4 <= bytes.size(); pos += 4) {
    const char32_t unit = unit_at<4>(bytes, pos, big_endian);
    if (unit > 0x10FFFF || is_surrogate(unit))
      out.put_broken(pos, 4);
    else
      out.put(unit);
  }
  if (pos < bytes.size()) out.put_broken(pos, bytes.size() - pos);
  return out.take();
}

}  // namespace

Transcoded to_utf8(std::string_view bytes, Encoding encoding, size_t origin) {
  switch (encoding) {
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be:
      return from_utf16(bytes, encoding == Encoding::kUtf16Be, origin);
    case Encoding::kUtf32Le:
    case Encoding::kUtf32Be:
      return from_utf32(bytes, encoding == Encoding::kUtf32Be, origin);
    default:
      return from_pairs(bytes, encoding, origin);
  }
}

}  // namespace newsmill
