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

// What a character counts as, and what it is to a sentence: of a block's counts, a byte for each
// kind, where its own begins.
enum class CharKind : uint8_t {
  kBlank = 0,
  kMark = 8,
  kEnd = 16,
  kHan = 24,
  kDigit = 32,
  kOther = 40
};

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
  void add_han(uint32_t number) { han_ += number; }
  void add_letters(uint32_t number) { others_ += number; }
  void add_digits(uint32_t number) { digits_ += number; }
  // Of the other characters of a block: at most 255 of each kind.
  void add(uint64_t counts) {
    const auto of = [&](CharKind kind) { return counts >> static_cast<int>(kind) & 0xFF; };
    marks_ += of(CharKind::kMark) + of(CharKind::kEnd);
    han_ += of(CharKind::kHan);
    digits_ += of(CharKind::kDigit);
    others_ += of(CharKind::kOther);
  }
  // Bits of a block: where there are words, and where a sentence ends.
  void add_sentences(uint64_t words, uint64_t ends) {
    for (; ends != 0; ends &= ends - 1) {
      const uint64_t before = (ends & -ends) - 1;
      ends_ += open_ || (words & before) != 0 || ends_ == 0;
      words &= ~before;
      open_ = false;
    }
    open_ |= words != 0;
  }
  void add_to(TextStats& stats) const {
    stats.characters += static_cast<uint32_t>(han_ + digits_ + marks_ + others_);
    stats.han_characters += static_cast<uint32_t>(han_);
    stats.digits += static_cast<uint32_t>(digits_);
    stats.punctuation += static_cast<uint32_t>(marks_);
    stats.sentences += ends_ + open_;
  }

 private:
  uint64_t han_ = 0, digits_ = 0, marks_ = 0, others_ = 0;
  uint32_t ends_ = 0;  // of sentences
  bool open_ = false;  // a sentence has begun and not ended
};

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

template <class Masks>
class Measure {
 public:
  Measure(std::string_view text, Simhasher& fingerprint) : text_(text), fingerprint_(fingerprint) {}

  void read(TextStats& stats) {
    size_t pos = 0;
    for (; pos + kBlock < text_.size(); pos += kBlock)
      read(pos, Masks::of(text_.data() + pos), ~uint64_t{0});
    std::array<char, kBlock + 1> rest{};
    const size_t size = text_.size() - pos;
    std::copy_n(text_.data() + pos, size, rest.data());
    read(pos, Masks::of(rest.data()), ~uint64_t{0} >> (kBlock - size));
    fingerprint_.add(std::span(grams_.data(), filled_));
    count_.add_to(stats);
  }

 private:
  // A block's characters, of which `all` are there.
  void read(size_t pos, const utf8::ByteMasks& masks, uint64_t all) {
    count_.add_han(Masks::count(masks.han));
    const uint64_t plain = masks.letters | masks.digits;
    if (plain != 0) {
      count_.add_digits(Masks::count(masks.digits));
      count_.add_letters(Masks::count(masks.letters));
    }
    uint64_t words = masks.han | plain, sentence_ends = 0, counts = 0;
    for (uint64_t others = masks.begins & ~words & all; others != 0; others &= others - 1) {
      const CharKind kind = kinds_[utf8::at(text_, pos + first_of(others)).code];
      const uint64_t bit = others & -others;  // no jump for what is hard to foretell
      counts += uint64_t{1} << static_cast<int>(kind);
      words |= kind > CharKind::kEnd ? bit : 0;
      sentence_ends |= kind == CharKind::kEnd ? bit : 0;
    }
    count_.add(counts);
    count_.add_sentences(words, sentence_ends);
    const uint64_t ends = masks.han << 2 | carried_ | plain;
    carried_ = masks.han >> (kBlock - 2);
    read_sample(pos, ends & masks.fours & (pos == 0 ? ~uint64_t{0} << (kGram - 1) : ~uint64_t{0}));
  }

  void read_sample(size_t pos, uint64_t ends) {
    const char* const block = text_.data() + pos + 1 - kGram;
    uint64_t* gram = grams_.data() + filled_;
    filled_ += Masks::count(ends);
    for (; ends != 0; ends &= ends - 1) *gram++ = utf8::eight_bytes(block + first_of(ends));
    if (filled_ > grams_.size() - kBlock)
      fingerprint_.add(std::span(grams_.data(), std::exchange(filled_, 0)));
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

#ifdef NEWSMILL_AVX2
NEWSMILL_ALL_AVX2 static void measure_by_avx2(std::string_view text, TextStats& stats,
                                              Simhasher& fingerprint) {
  Measure<utf8::WideMasks>(text, fingerprint).read(stats);
}
#endif

void measure(std::string_view text, TextStats& stats, Simhasher& fingerprint) {
  if (text.empty()) return;
#ifdef NEWSMILL_AVX2
  if (has_avx2()) return measure_by_avx2(text, stats, fingerprint);
#endif
  Measure<utf8::PlainMasks>(text, fingerprint).read(stats);
}

}  // namespace newsmill
