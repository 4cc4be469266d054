// 今天开工。明天“收工。”后天 has 3 sentences: two ends and an open rest.
//
// Text is looked at 64 bytes at a time. Of a bit a byte, masks say where a Han character, a Latin
// letter and a figure begin: those are counted by their bits. What else begins is looked up in a
// table, one by one. The fingerprint's sample is read off where a character ends. Tested by
// tests/assemble/text_stats_test.cc.
#include "assemble/text_stats.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <utility>

#include "core/byte_masks.h"
#include "core/utf8.h"

namespace newsmill {
namespace {

// What a character counts as, and what it is to a sentence.
enum class CharKind : uint8_t { kBlank, kMark, kEnd, kHan, kDigit, kOther };

CharKind char_kind(char32_t c) {
  if (utf8::is_han(c)) return CharKind::kHan;
  if (utf8::is_blank(c) || c == '\n') return CharKind::kBlank;
  if (utf8::is_digit(c)) return CharKind::kDigit;
  if (std::u32string_view(U"。！？…!?｡").find(c) != std::u32string_view::npos)
    return CharKind::kEnd;
  const bool mark =
      c < 0x80 ? c > ' ' && c != 0x7F && !utf8::is_latin(c) : u_ispunct(static_cast<UChar32>(c));
  return mark ? CharKind::kMark : CharKind::kOther;
}

// The counts of one paragraph.
class TextCount {
 public:
  void add(CharKind kind) {
    ++of(kind);
    open_ |= kind > CharKind::kEnd;
  }
  // So many of a kind; whether they opened a sentence is for go_on().
  void add(CharKind kind, uint32_t number) { of(kind) += number; }
  // Have words come since the last end?
  void go_on(bool words) { open_ |= words; }
  void end_sentence() {
    ends_ += open_ || ends_ == 0;
    open_ = false;
  }
  void add_to(TextStats& stats) const;

 private:
  uint32_t& of(CharKind kind) { return number_[static_cast<size_t>(kind)]; }
  uint32_t of(CharKind kind) const { return number_[static_cast<size_t>(kind)]; }

  std::array<uint32_t, 6> number_{};  // by kind
  uint32_t ends_ = 0;                 // of sentences
  bool open_ = false;                 // a sentence has begun and not ended
};

void TextCount::add_to(TextStats& stats) const {
  const uint32_t han = of(CharKind::kHan), digits = of(CharKind::kDigit);
  const uint32_t punctuation = of(CharKind::kMark) + of(CharKind::kEnd);
  stats.characters += han + digits + punctuation + of(CharKind::kOther);
  stats.han_characters += han;
  stats.digits += digits;
  stats.punctuation += punctuation;
  stats.sentences += ends_ + open_;
}

// What stands between Han characters nearly always: letters, figures and marks (to U+33FF) and
// their full-width forms (U+FF00 to U+FFFF). A look at a table instead of a dozen questions.
class CharKinds {
 public:
  CharKinds() {
    for (char32_t c = 0; c < 0x10000; ++c)
      if (has(c)) all_[c % kSize] = char_kind(c);
  }
  CharKind operator[](char32_t c) const { return has(c) ? all_[c % kSize] : char_kind(c); }

 private:
  static constexpr size_t kSize = 0x4000;  // by the low 14 bits, which tell them apart
  static bool has(char32_t c) { return c < 0x3400 || c >> 8 == 0xFF; }
  std::array<CharKind, kSize> all_;
};

const CharKinds& char_kinds() {
  static const CharKinds all;
  return all;
}

using utf8::kBlock;
constexpr size_t kGram = sizeof(Simhasher::Gram);

class Measure {
 public:
  Measure(std::string_view text, Simhasher& fingerprint) : text_(text), fingerprint_(fingerprint) {}

  void read(TextStats& stats) {
    size_t pos = 0;
    for (; pos + kBlock < text_.size(); pos += kBlock)
      read(pos, utf8::byte_masks(text_.data() + pos), ~uint64_t{0});
    std::array<char, kBlock + 1> rest{};
    const size_t size = text_.size() - pos;
    std::copy_n(text_.data() + pos, size, rest.data());
    read(pos, utf8::byte_masks(rest.data()), ~uint64_t{0} >> (kBlock - size));
    fingerprint_.add(std::span(grams_.data(), filled_));
    count_.add_to(stats);
  }

 private:
  // A block's characters, of which `all` are there.
  void read(size_t pos, const utf8::ByteMasks& masks, uint64_t all) {
    count_.add(CharKind::kHan, utf8::count_bits(masks.han));
    const uint64_t plain = masks.letters | masks.digits;
    if (plain != 0) {
      count_.add(CharKind::kDigit, utf8::count_bits(masks.digits));
      count_.add(CharKind::kOther, utf8::count_bits(masks.letters));
    }
    uint64_t words = masks.han | plain;
    for (uint64_t others = masks.begins & ~words & all; others != 0; others &= others - 1) {
      const CharKind kind = kinds_[utf8::at(text_, pos + first_of(others)).code];
      count_.add(kind);
      if (kind != CharKind::kEnd) continue;
      const uint64_t before = (others & -others) - 1;
      count_.go_on((words & before) != 0);
      count_.end_sentence();
      words &= ~before;
    }
    count_.go_on(words != 0);
    const uint64_t ends = masks.han << 2 | carried_ | plain;
    carried_ = masks.han >> (kBlock - 2);
    read_sample(pos, ends & masks.fours & (pos == 0 ? ~uint64_t{0} << (kGram - 1) : ~uint64_t{0}));
  }

  void read_sample(size_t pos, uint64_t ends) {
    const char* const block = text_.data() + pos + 1 - kGram;
    size_t filled = filled_;
    for (; ends != 0; ends &= ends - 1)
      grams_[filled++] = utf8::eight_bytes(block + first_of(ends));
    if (filled > grams_.size() - kBlock)
      fingerprint_.add(std::span(grams_.data(), std::exchange(filled, 0)));
    filled_ = filled;
  }

  static size_t first_of(uint64_t bits) { return static_cast<size_t>(std::countr_zero(bits)); }

  const std::string_view text_;
  Simhasher& fingerprint_;
  const CharKinds& kinds_ = char_kinds();
  TextCount count_;
  std::array<Simhasher::Gram, 256> grams_;  // of the sample, not yet added
  size_t filled_ = 0;
  uint64_t carried_ = 0;  // ends of Han characters that began in the block before
};

}  // namespace

void measure(std::string_view text, TextStats& stats, Simhasher& fingerprint) {
  if (!text.empty()) Measure(text, fingerprint).read(stats);
}

}  // namespace newsmill
