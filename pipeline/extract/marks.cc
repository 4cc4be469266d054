// Three Chinese characters at a time: each place is noted down, and the next is written over it
// unless a mark may stand there. Then the marks are sorted, again without a branch for each.
//
//   全县5个，   marks 5 and ，:   [0] -> [3] -> [6]   then [6, 7] -> [6, 10]
//
// Tested by tests/extract/marks_test.cc against a walk from character to character.
#include "extract/marks.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "core/result.h"
#include "core/utf8.h"
#include "extract/words.h"

namespace newsmill {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Are the first nine bytes three characters of three bytes each?
bool three_wide(const char* at) {
  uint64_t bytes;  // the first is the lowest
  std::memcpy(&bytes, at, sizeof bytes);
  return (bytes & 0x00F00000F00000F0) == 0x00E00000E00000E0;
}

constexpr size_t kTogether = 4;

// Of so many marks, a bit for each: Mark::kTells.
uint64_t telling_of(const Mark* mark) {
#ifdef __x86_64__
  static_assert(sizeof(Mark) == 8 && offsetof(Mark, what) == 4 && Mark::kTells == 128);
  const __m128 some = _mm_loadu_ps(reinterpret_cast<const float*>(mark)),
               others = _mm_loadu_ps(reinterpret_cast<const float*>(mark + 2));
  const __m128i what = _mm_castps_si128(_mm_shuffle_ps(some, others, _MM_SHUFFLE(3, 1, 3, 1)));
  const int bits = _mm_movemask_ps(_mm_castsi128_ps(_mm_slli_epi32(what, 24)));
  return static_cast<uint64_t>(bits);
#else
  uint64_t bits = 0;
  for (size_t i = kTogether; i-- > 0;) bits = bits << 1 | mark[i].what / Mark::kTells;
  return bits;
#endif
}

}  // namespace

void MarkTable::add(char32_t c, unsigned what) {
  add_gated(c, what, kOpenGate);
}

void MarkTable::add_gated(char32_t c, unsigned what, size_t gate) {
  constexpr unsigned kTelling = Mark::kNumber | Mark::kPeriodWord | Mark::kRound | Mark::kStop;
  if ((what & kTelling) != 0) what |= Mark::kTells;
  std::string written;
  utf8::append(written, c);
  if (written.size() != 1 && written.size() != 3) return;
  if (written.size() == 1) {
    narrow_[c] = 1;
    narrows_[c] = static_cast<uint16_t>(narrows_[c] | what | kOpenGate << kMarkBits);
    return;
  }
  uint8_t& row = sieve_[tail(written.data()) - kTails];
  if (row == 0) {
    if (wides_.size() > UINT8_MAX) throw FatalError("too many characters to look for in a text");
    row = static_cast<uint8_t>(wides_.size());
    wides_.emplace_back();
  }
  // One of another sort needs no gate.
  uint16_t& all = wides_[row][written[0] & 0xF];
  all = static_cast<uint16_t>(all % (1u << kMarkBits) | what | gate << kMarkBits);
}

void MarkTable::add_first(std::string_view word, unsigned what) {
  const utf8::Char first = utf8::at(word, 0), second = utf8::at(word, first.size);
  if (first.size != 1 && first.size != 3) return;
  const unsigned known = what_at(word.data());
  const bool fresh = known == 0 && first.size == 3 && gates_.size() < 1u << kGateBits;
  const size_t gate = fresh ? gates_.size() : known != 0 ? known >> kMarkBits : kOpenGate;
  if (fresh) gates_.push_back(0);
  // A word of one character goes before any other.
  gates_[gate] |= second.size == 3 ? uint64_t{1} << telling_bits(word, first.size) : ~uint64_t{0};
  add_gated(first.code, what, gate);
}

// Writes down where characters from `pos` on begin that may be marks, and moves `pos` behind them.
// Returns their number.
size_t MarkTable::sweep(std::string_view text, size_t& pos, Places& places) const {
  const char* const data = text.data();
  const size_t end = std::min(text.size(), pos + kBlock - 9);
  const size_t triples_end = text.size() >= 9 ? std::min(end, text.size() - 8) : 0;
  size_t n = 0, at = pos;
  const auto note = [&](size_t place) {
    places[n] = static_cast<uint32_t>(place);
    n += sieve_[tail(data + place) - kTails] != 0;
  };
  while (at < end) {
    for (; at < triples_end && three_wide(data + at); at += 9) {
      note(at);
      note(at + 3);
      note(at + 6);
    }
    if (at >= end) break;
    if (const char byte = data[at]; byte >= 0) {
      places[n] = static_cast<uint32_t>(at++);
      n += narrow_[static_cast<size_t>(byte)];
      if (is_digit(byte))
        while (at < text.size() && is_digit(data[at])) ++at;
    } else {
      const uint32_t size = utf8::at(text, at).size;
      if (size == 3) note(at);
      at += size;
    }
  }
  pos = at;
  return n;
}

void MarkTable::read(std::string_view text, Marks& marks) const {
  Places places;  // not cleared: only what is swept is read
  const char* const data = text.data();
  const uint64_t* const gates = gates_.data();
  size_t count = 0;
  for (size_t pos = 0; pos < text.size();) {
    const size_t n = sweep(text, pos, places);
    if (marks.all.size() <= count + n) marks.all.resize(2 * (count + n) + 1);
    Mark* mark = marks.all.data() + count;
    for (size_t i = 0; i < n; ++i) {
      const uint32_t place = places[i];
      const unsigned found = what_at(data + place);
      // The last byte of the next character, where both take three: others need not pass a gate.
      const size_t next = std::min(place + size_t{5}, text.size() - 1);
      *mark = {place, found % (1u << kMarkBits)};
      mark += gates[found >> kMarkBits] >> (data[next] & 63) & 1;
    }
    count = static_cast<size_t>(mark - marks.all.data());
  }
  if (marks.all.size() < count + 1 + kTogether) marks.all.resize(count + 1 + kTogether);
  marks.all[count] = {static_cast<uint32_t>(text.size()), Mark::kStop | Mark::kTells};
  find_telling(count + 1, marks);
}

// Bits of a few marks behind the last one mean nothing, as those marks.
void MarkTable::find_telling(size_t count, Marks& marks) {
  if (marks.tells.size() * 64 < count) marks.tells.resize(count / 32 + 1);
  for (size_t from = 0; from < count; from += 64) {
    const Mark* const mark = marks.all.data() + from;
    uint64_t bits = 0;
    for (size_t i = 0; i < std::min<size_t>(count - from, 64); i += kTogether)
      bits |= telling_of(mark + i) << i;
    marks.tells[from / 64] = bits;
  }
}

}  // namespace newsmill
