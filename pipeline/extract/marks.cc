// Two Chinese characters at a time: each place is noted down, and the next is written over it
// unless a member stands there.
//
//   全县5个，   members 5 and ，:   [0] -> [3] -> [6]   then [6, 7] -> [6, 10]
//
// Tested by tests/extract/marks_test.cc against a walk from character to character.
#include "extract/marks.h"

#include <algorithm>
#include <string>

#include "core/utf8.h"

namespace newsmill {
namespace {

// Are the first six of these eight bytes two characters of three bytes each?
bool two_wide(const char* at) {
  uint64_t bytes;  // the first is the lowest
  std::memcpy(&bytes, at, sizeof bytes);
  return (bytes & 0xF00000F0) == 0xE00000E0;
}

}  // namespace

void MarkSet::add(char32_t c) {
  std::string written;
  utf8::append(written, c);
  if (written.size() < 3) narrow_.set(c);
  if (written.size() != 3) return;
  uint16_t tail;
  std::memcpy(&tail, written.data() + 1, sizeof tail);
  wide_[tail - kTails] |= static_cast<uint16_t>(1u << (written[0] & 0xF));
}

size_t MarkSet::sweep(std::string_view text, size_t pos, uint32_t* places, size_t& count) const {
  const char* const data = text.data();
  const size_t end = std::min(text.size(), pos + kBlock - 3);
  const size_t pairs_end = end >= 8 ? end - 7 : 0;
  size_t n = 0;
  while (pos < end) {
    for (; pos < pairs_end && two_wide(data + pos); pos += 6) {
      places[n] = static_cast<uint32_t>(pos);
      n += wide(data + pos);
      places[n] = static_cast<uint32_t>(pos + 3);
      n += wide(data + pos + 3);
    }
    if (pos >= end) break;
    const utf8::Char c = utf8::at(text, pos);
    places[n] = static_cast<uint32_t>(pos);
    n += c.size == 3 ? wide(data + pos) : c.code < narrow_.size() && narrow_[c.code];
    pos += c.size;
  }
  count = n;
  return pos;
}

}  // namespace newsmill
