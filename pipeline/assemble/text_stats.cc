// 今天开工。明天“收工。”后天 has 3 sentences: two ends and an open rest.
//
// Text is looked at 64 bytes at a time. Of a bit a byte, masks say where a Han character, a Latin
// letter, a figure and a common mark begin: those are counted by their bits. What else begins is
// looked up in a table, one by one. The fingerprint's sample is read off where a character ends.
// Tested by tests/assemble/text_stats_test.cc.
#include "assemble/text_stats.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>

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

bool ends_sentence(char32_t c) {
  switch (c) {
    case U'。':
    case U'！':
    case U'？':
    case U'…':
    case U'!':
    case U'?':
    case U'｡':
      return true;
    default:
      return false;
  }
}

CharKind char_kind(char32_t c) {
  if (utf8::is_han(c)) return CharKind::kHan;
  if (utf8::is_blank(c) || c == '\n') return CharKind::kBlank;
  if (utf8::is_digit(c)) return CharKind::kDigit;
  if (ends_sentence(c)) return CharKind::kEnd;
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
  void add_marks(uint32_t number) { marks_ += number; }
  // Bits of a block: where there are words, and where a sentence ends. An end counts if words stand
  // between the one before and it: going up from behind a word, a carry runs through all that is
  // neither, and comes out where the next word or end is. The first end counts in any case.
  template <class Masks>
  void add_sentences(uint64_t words, uint64_t ends) {
    const uint64_t neither = ~(words | ends), behind_words = words << 1 | open_;
    const uint64_t run = neither + (behind_words & neither);
    const uint64_t told = (behind_words | (run & ~neither)) & ends;
    const uint64_t first = ends & -ends & -uint64_t{ends_ == 0};
    ends_ += Masks::count(told | first);
    open_ = words >> 63 | uint64_t{run < neither};
  }
  void add_to(TextStats& stats) const {
    stats.characters += static_cast<uint32_t>(han_ + digits_ + marks_ + others_);
    stats.han_characters += static_cast<uint32_t>(han_);
    stats.digits += static_cast<uint32_t>(digits_);
    stats.punctuation += static_cast<uint32_t>(marks_);
    stats.sentences += ends_ + static_cast<uint32_t>(open_);
  }

 private:
  uint64_t han_ = 0, digits_ = 0, marks_ = 0, others_ = 0;
  uint32_t ends_ = 0;  // of sentences
  uint64_t open_ = 0;  // 1: a sentence has begun and not ended
};

// What stands between Han characters nearly always: letters, figures and marks (to U+33FF) and
// their full-width forms (U+FF00 to U+FFFF). A look at a table instead of a dozen questions.
class CharKinds {
 public:
  CharKinds() {
    for (char32_t c = 0; c < 0x3400; ++c) all_[c] = char_kind(c);
    for (char32_t c = 0xFF00; c < 0x10000; ++c) all_[c % kSize] = char_kind(c);
  }
  CharKind operator[](char32_t c) const { return has(c) ? all_[c % kSize] : char_kind(c); }

 private:
  static constexpr size_t kSize = 0x4000;  // by the low 14 bits, which tell them apart
  static bool has(char32_t c) { return (c < 0x3400) | (c >> 8 == 0xFF); }  // no jump
  std::array<CharKind, kSize> all_;
};

const CharKinds& char_kinds() {
  static const CharKinds all;
  return all;
}

using utf8::kBlock;
constexpr size_t kGram = sizeof(Simhasher::Gram);

// Where marks begin that are told by their bytes, and those of them that end a sentence.
struct Marks {
  uint64_t all = 0, ends = 0;
};

struct Plain : utf8::PlainMasks {
  static Marks marks(const char*) { return {}; }  // all are looked up
  static size_t first_of(uint64_t bits) { return static_cast<size_t>(std::countr_zero(bits)); }
};

#ifdef NEWSMILL_AVX2
// The common ones of Chinese print, E2 80, E3 80 or EF BC and a third byte, and of ASCII. The two
// bytes behind the block are read as well.
struct Wide : utf8::WideMasks {
  // A bit for each sixteen third bytes behind a lead in which marks stand, above kEnds for ends.
  static constexpr uint8_t kQuote = 1, kWide8 = 2, kWide9 = 4, kFull8 = 8, kFull9 = 16;
  static constexpr uint8_t kStop = 32, kFullEnd8 = 64, kFullEnd9 = 128, kEnds = 0xE0;
  static constexpr uint8_t kBehind80 = kQuote | kWide8 | kWide9 | kStop;
  static constexpr uint8_t kBehindBC = kFull8 | kFull9 | kFullEnd8 | kFullEnd9;

  // kBlock: there is none. Without a jump for that, which the library's way has.
  NEWSMILL_AVX2 static size_t first_of(uint64_t bits) { return _tzcnt_u64(bits); }
  NEWSMILL_AVX2 static Marks marks(const char* text) {
    Marks marks;  // where none are
    for (size_t i = 0; i < kBlock; i += sizeof(__m256i)) {
      const __m256i first = load(text + i), second = load(text + i + 1), third = load(text + i + 2);
      // Of E0 to EF the lower half; what else there is has no place in the table.
      const __m256i lead = _mm256_adds_epu8(_mm256_sub_epi8(first, all(0xE0)), all(0x70));
      const __m256i high = _mm256_and_si256(_mm256_srli_epi16(third, 4), all(0x0F));
      const __m256i low = _mm256_and_si256(third, all(0x0F));
      const __m256i behind =
          _mm256_or_si256(_mm256_and_si256(_mm256_cmpeq_epi8(second, all(0x80)), all(kBehind80)),
                          _mm256_and_si256(_mm256_cmpeq_epi8(second, all(0xBC)), all(kBehindBC)));
      const __m256i wide = _mm256_and_si256(_mm256_and_si256(by(kLeads, lead), behind),
                                            _mm256_and_si256(by(kLow, low), by(kHigh, high)));
      // ASCII: " to ~ but for ?
      const __m256i narrow = _mm256_andnot_si256(_mm256_or_si256(is(first, '?'), is(first, 0x7F)),
                                                 _mm256_cmpgt_epi8(first, all('!')));
      const __m256i none = _mm256_andnot_si256(narrow, is(wide, 0));
      const __m256i no_end = is(_mm256_and_si256(wide, all(kEnds)), 0);
      marks.all |= bits(none) << i;
      marks.ends |= bits(no_end) << i;
    }
    return {~marks.all, ~marks.ends};
  }

 private:
  using Table = std::array<uint8_t, 16>;
  static constexpr Table kLeads = [] {
    Table leads{};
    leads[0x2] = kQuote, leads[0x3] = kWide8 | kWide9 | kStop, leads[0xF] = kBehindBC;
    return leads;
  }();
  // By the upper half of the third byte.
  static constexpr Table kHigh = [] {
    Table high{};
    high[0x8] = kWide8 | kStop | kFull8 | kFullEnd8,
    high[0x9] = kQuote | kWide9 | kFull9 | kFullEnd9;
    return high;
  }();
  // By its lower half.
  static constexpr Table kLow = [] {
    Table low{};
    for (const int quote : {0x3, 0x4, 0x8, 0x9, 0xC, 0xD}) low[quote] |= kQuote;  // –—‘’“”
    for (int wide = 0x8; wide <= 0xF; ++wide) low[wide] |= kWide8;                // 〈 to 』
    low[0x1] |= kWide8 | kWide9 | kFullEnd8;                                      // 、 】 ！
    low[0x0] |= kWide9;                                                           // 【
    low[0x2] |= kStop;                                                            // 。
    for (const int full : {0x5, 0x8, 0x9, 0xC}) low[full] |= kFull8;              // ％（），
    for (const int full : {0xA, 0xB}) low[full] |= kFull9;                        // ：；
    low[0xF] |= kFullEnd9;                                                        // ？
    return low;
  }();
  NEWSMILL_AVX2 static __m256i by(const Table& table, __m256i at) {
    const __m128i half = _mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data()));
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(half), at);
  }
  NEWSMILL_AVX2 static __m256i is(__m256i bytes, int byte) {
    return _mm256_cmpeq_epi8(bytes, all(byte));
  }
};
#endif

template <class Masks>
class Measure {
 public:
  Measure(std::string_view text, Simhasher& fingerprint) : text_(text), fingerprint_(fingerprint) {}

  void read(TextStats& stats) {
    size_t pos = 0;
    for (; pos + kBlock + kBehind <= text_.size(); pos += kBlock)
      read(text_.data() + pos, ~uint64_t{0}, pos == 0);
    if (pos < text_.size()) read_rest(pos);
    count_.add_to(stats);
  }

 private:
  static constexpr size_t kBehind = 2;  // bytes behind a block that are read with it

  // The text's end, with zeros behind it. A copy of so many bytes, whatever is left, is no call.
  void read_rest(size_t pos) {
    constexpr size_t kTail = kBlock + 16;  // with what of the text before is read with it
    std::array<char, kTail + kBlock + kBehind> rest{};
    if (text_.size() >= kTail)
      std::copy_n(text_.end() - kTail, kTail, rest.data());
    else
      std::copy_n(text_.begin(), text_.size(), rest.data() + kTail - text_.size());
    for (size_t left; pos < text_.size(); pos += std::min(left, kBlock)) {
      left = text_.size() - pos;
      read(rest.data() + kTail - left, left < kBlock ? ~(~uint64_t{0} << left) : ~uint64_t{0},
           pos == 0);
    }
  }

  // A block's characters, of which `all` are there.
  void read(const char* block, uint64_t all, bool first) {
    const utf8::ByteMasks masks = Masks::of(block);
    const Marks marks = Masks::marks(block);
    const uint64_t plain = masks.letters | masks.digits;
    const uint64_t others = masks.begins & ~(masks.han | plain) & all;
    count_.add_han(Masks::count(masks.han));
    count_.add_digits(Masks::count(masks.digits));
    count_.add_letters(Masks::count(masks.letters));
    count_.add_marks(Masks::count(marks.all & others));
    uint64_t words = masks.han | plain, ends = marks.ends & others;
    look_up(block, others & ~marks.all, words, ends);
    count_.add_sentences<Masks>(words, ends);
    const uint64_t last_bytes = masks.han << 2 | carried_ | plain;
    carried_ = masks.han >> (kBlock - 2);
    read_sample(block, last_bytes & masks.fours & ~uint64_t{0} << (first ? kGram - 1 : 0));
  }

  // The characters that begin at `others`.
  void look_up(const char* block, uint64_t others, uint64_t& words, uint64_t& ends) {
    uint64_t counts = 0;
    for (; others != 0; others &= others - 1) {
      const CharKind kind = kinds_[utf8::at({block + Masks::first_of(others), 4}, 0).code];
      const uint64_t bit = others & -others;
      counts += uint64_t{1} << static_cast<int>(kind);
      words |= kind > CharKind::kEnd ? bit : 0;
      ends |= kind == CharKind::kEnd ? bit : 0;
    }
    count_.add(counts);
  }

  // Hardly ever more than kMost of a block end with such a byte: how many is hard to foretell.
  void read_sample(const char* block, uint64_t ends) {
    constexpr size_t kMost = 8;
    Simhasher::Gram* gram = fingerprint_.room();
    fingerprint_.fill(Masks::count(ends));
    const char* const from = block + 1 - kGram;
    for (size_t i = 0; i < kMost; ++i, ends &= ends - 1)
      *gram++ = utf8::eight_bytes(from + Masks::first_of(ends));
    for (; ends != 0; ends &= ends - 1) *gram++ = utf8::eight_bytes(from + Masks::first_of(ends));
  }

  const std::string_view text_;
  Simhasher& fingerprint_;
  const CharKinds& kinds_ = char_kinds();
  TextCount count_;
  uint64_t carried_ = 0;  // ends of Han characters that began in the block before
};

}  // namespace

#ifdef NEWSMILL_AVX2
NEWSMILL_ALL_AVX2 static void measure_by_avx2(std::string_view text, TextStats& stats,
                                              Simhasher& fingerprint) {
  Measure<Wide>(text, fingerprint).read(stats);
}
#endif

void measure(std::string_view text, TextStats& stats, Simhasher& fingerprint) {
  if (text.empty()) return;
#ifdef NEWSMILL_AVX2
  if (has_avx2()) return measure_by_avx2(text, stats, fingerprint);
#endif
  Measure<Plain>(text, fingerprint).read(stats);
}

}  // namespace newsmill
