// Of 走进养老院 count_meetings sees 养老 when 老 is one of the second characters and the pair a
// key. Most characters are none of those: one look at an array of flags passes over them. Tested by
// tests/segment/char_counts_test.cc.
#include "segment/char_counts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "core/utf8.h"
#include "segment/bytes.h"

namespace newsmill {
namespace {

// A number for a character, below kSlots. That of one of three bytes, as Han characters are, is its
// last two bytes but for two bits that are the same in all.
constexpr size_t kSlots = 0x4000;
bool is_three_bytes(const char* c) {
  return (*c & 0xF0) == 0xE0;
}
size_t slot_of_three(const char* c) {
  uint16_t last_two;
  std::memcpy(&last_two, c + 1, sizeof last_two);
  return last_two % kSlots;
}
size_t slot(char32_t code) {
  char bytes[4];
  if (code < 0x800 || code > 0xFFFF) return code % kSlots;
  bytes[1] = static_cast<char>(0x80 | (code >> 6 & 0x3F));
  bytes[2] = static_cast<char>(0x80 | (code & 0x3F));
  return slot_of_three(bytes);
}

class Meetings {
 public:
  Meetings(std::string_view text, CharCounts& counts) : text_(text), counts_(counts) {}

  // Counts the pair that the character at `pos` makes with the one before it, and the triples that
  // hold the pair: where it is none of those wanted, neither are they.
  void see(size_t pos) {
    const utf8::Char c = utf8::at(text_, pos);
    size_t left = pos;
    const utf8::Char b = ink_before(left);
    if (b.size == 0 || utf8::is_blank(c.code) || !counts_.see(meeting_key(b.code, c.code))) return;
    left -= b.size;
    counts_.see(meeting_key(ink_before(left).code, b.code, c.code));
    for (utf8::Char next; pos + c.size < text_.size(); pos += next.size) {
      next = utf8::at(text_, pos + c.size);
      if (utf8::is_blank(next.code)) continue;
      if (next.code != '\n') counts_.see(meeting_key(b.code, c.code, next.code));
      break;
    }
  }

 private:
  // The character before `pos` on its line that is not blank; `pos` moves behind it.
  utf8::Char ink_before(size_t& pos) const {
    utf8::Char c = utf8::before(text_, pos);
    for (; c.size > 0 && utf8::is_blank(c.code); c = utf8::before(text_, pos)) pos -= c.size;
    return c.code == '\n' ? utf8::Char{} : c;
  }

  std::string_view text_;
  CharCounts& counts_;
};

}  // namespace

namespace {

// Looks for a few characters of three bytes or one in 32 places at once.
class FewCharacters {
 public:
  static constexpr size_t kStride = 2 * sizeof(Bytes);
  static constexpr size_t kReach = kStride + 2;  // bytes that are looked at

  // False if it is of two bytes or four, or one too many.
  bool add(char32_t code) {
    const bool three = code >= 0x800 && code <= 0xFFFF;
    if (count_ == ends_.size() || (!three && code >= 0x80)) return false;
    const auto all = [](char32_t byte) { return Bytes{} + static_cast<int8_t>(byte); };
    const auto inside = [&](char32_t bits) { return all(0x80 | (bits & 0x3F)); };
    if (three)
      ends_[count_++] = {inside(code >> 6), inside(code)};
    else
      bytes_[byte_count_++] = all(code);
    return byte_count_ < bytes_.size();
  }
  // Bit k is set where one stands at c[k], or another with the same last two bytes.
  uint32_t find(const char* c) const {
    const std::array<Bytes, 2> first = two(c), second = two(c + 1), third = two(c + 2);
    std::array<Words, 2> found{};
    for (size_t k = 0; k < count_; ++k)
      for (const size_t half : {0, 1})
        found[half] |=
            words(second[half] == ends_[k].second) & words(third[half] == ends_[k].third);
    for (size_t k = 0; k < byte_count_; ++k)
      for (const size_t half : {0, 1}) found[half] |= words(first[half] == bytes_[k]);
    return top_bits(reinterpret_cast<Bytes>(found[0])) | top_bits(reinterpret_cast<Bytes>(found[1]))
                                                             << sizeof(Bytes);
  }

 private:
  struct Ends {
    Bytes second, third;
  };
  using Words [[gnu::vector_size(16)]] = uint64_t;
  static Words words(Bytes bytes) { return reinterpret_cast<Words>(bytes); }
  static std::array<Bytes, 2> two(const char* c) {
    return {load_bytes(c), load_bytes(c + sizeof(Bytes))};
  }

  std::array<Ends, 24> ends_;
  std::array<Bytes, 8> bytes_;
  size_t count_ = 0, byte_count_ = 0;
};

// Of some numbers each once, in order.
std::vector<char32_t> each_once(std::span<const char32_t> numbers) {
  std::vector<char32_t> once(numbers.begin(), numbers.end());
  std::sort(once.begin(), once.end());
  once.erase(std::unique(once.begin(), once.end()), once.end());
  return once;
}

}  // namespace

void count_meetings(std::string_view text, std::span<const char32_t> seconds, CharCounts& counts) {
  const std::vector<char32_t> once = each_once(seconds);
  FewCharacters few;
  const bool are_few =
      std::all_of(once.begin(), once.end(), [&](char32_t code) { return few.add(code); });
  Meetings meetings(text, counts);
  const char* const end = text.data() + text.size();
  const char* c = text.data();
  const auto left = [&] { return static_cast<size_t>(end - c); };
  for (; are_few && left() >= FewCharacters::kReach; c += FewCharacters::kStride)
    for (uint32_t found = few.find(c); found != 0; found &= found - 1)
      if (const char* const at = c + std::countr_zero(found); utf8::is_start(*at))
        meetings.see(static_cast<size_t>(at - text.data()));
  while (c < end && !utf8::is_start(*c)) ++c;
  if (c == end) return;
  std::array<bool, kSlots> wanted{};
  for (const char32_t code : once) wanted[slot(code)] = true;
  while (c < end) {
    if (is_three_bytes(c)) {
      if (wanted[slot_of_three(c)]) meetings.see(static_cast<size_t>(c - text.data()));
      c += 3;
    } else {
      const utf8::Char other = utf8::at({c, end}, 0);
      if (wanted[other.code % kSlots]) meetings.see(static_cast<size_t>(c - text.data()));
      c += other.size;
    }
  }
}

void HanPairs::add(uint64_t pair) {
  const size_t bit = bit_of(pair);
  if (marked(bit) && has(pair)) return;
  bits_[bit / 64] |= uint64_t{1} << bit % 64;
  list_.push_back(pair);
}

void HanPairs::read(std::string_view text) {
  bits_ = {};
  list_.clear();
  list_.reserve(text.size() / 3);
  char32_t last = 0;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    if (utf8::is_han(c.code)) {
      if (last) add(meeting_key(last, c.code));
      last = c.code;
    } else if (c.code != '\n' && !utf8::is_blank(c.code)) {
      last = 0;
    }
  }
}

size_t HanPairs::shared_with(const std::vector<uint64_t>& pairs) const {
  size_t both = 0;
  for (const uint64_t pair : pairs)
    if (marked(bit_of(pair))) [[unlikely]]
      both += has(pair);
  return both;
}

}  // namespace newsmill
