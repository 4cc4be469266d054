// 今天开工。明天“收工。”后天 has 3 sentences: two ends and an open rest. Text is runs of Han
// characters, which need no look-up, and what stands between them, which a table knows. Tested by
// tests/assemble/text_stats_test.cc.
#include "assemble/text_stats.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "core/utf8.h"
#include "core/utf8_number.h"

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
  // So many of one kind, at least one.
  void add(CharKind kind, uint32_t run = 1);
  void add_to(TextStats& stats) const;

 private:
  uint32_t& of(CharKind kind) { return number_[static_cast<size_t>(kind)]; }
  uint32_t of(CharKind kind) const { return number_[static_cast<size_t>(kind)]; }

  std::array<uint32_t, 6> number_{};  // by kind
  uint32_t ends_ = 0;                 // of sentences
  bool open_ = false;                 // a sentence has begun and not ended
};

void TextCount::add(CharKind kind, uint32_t run) {
  of(kind) += run;
  if (kind == CharKind::kBlank || kind == CharKind::kMark) return;
  const bool end = kind == CharKind::kEnd;
  ends_ += end && (open_ || ends_ == 0);
  open_ = !end;
}

void TextCount::add_to(TextStats& stats) const {
  const uint32_t han = of(CharKind::kHan), digits = of(CharKind::kDigit);
  const uint32_t punctuation = of(CharKind::kMark) + of(CharKind::kEnd);
  stats.characters += han + digits + punctuation + of(CharKind::kOther);
  stats.han_characters += han;
  stats.digits += digits;
  stats.punctuation += punctuation;
  stats.sentences += ends_ + open_;
}

struct Character {
  char32_t folded = 0;  // as Simhasher has it
  CharKind kind = CharKind::kOther;
};

// What stands between Han characters nearly always: letters, figures and marks (to U+33FF) and
// their full-width forms (U+FF00 to U+FFFF). A look at a table instead of a dozen questions.
class Characters {
 public:
  Characters() {
    for (char32_t c = 0; c < 0x10000; ++c)
      if (has(c)) all_[c % kSize] = read(c);
  }
  Character operator[](char32_t c) const { return has(c) ? all_[c % kSize] : read(c); }

 private:
  static constexpr size_t kSize = 0x4000;  // by the low 14 bits, which tell them apart
  static bool has(char32_t c) { return c < 0x3400 || c >> 8 == 0xFF; }
  static Character read(char32_t c) { return {Simhasher::folded(c), char_kind(c)}; }
  std::array<Character, kSize> all_;
};

const Characters& characters() {
  static const Characters all;
  return all;
}

}  // namespace

void measure(std::string_view text, TextStats& stats, Simhasher& fingerprint) {
  constexpr size_t kAtOnce = 256;  // 3-grams of the sample
  const Characters& known = characters();
  TextCount count;
  std::array<Simhasher::Gram, kAtOnce> sample;
  size_t filled = 0;
  Simhasher::Gram gram = 0;
  const auto take = [&](uint32_t number) {
    gram = Simhasher::next(gram, number);
    sample[filled] = gram;  // stays when it is sampled; no branch, which would be mispredicted
    filled += Simhasher::sampled(gram);
  };
  const size_t last = text.size() - std::min<size_t>(text.size(), 3);  // where no four bytes stand
  for (size_t pos = 0; pos < text.size();) {
    const size_t run = pos, end = std::min(last, pos + 3 * (kAtOnce - 1 - filled));
    for (uint32_t han; pos < end; pos += 3) {
      if (!utf8::is_common_han(han = utf8::three_bytes(text.data() + pos))) break;
      take(han);
    }
    if (pos > run) count.add(CharKind::kHan, static_cast<uint32_t>((pos - run) / 3));
    const utf8::Char c = utf8::at(text, pos);
    const Character character = known[c.code];
    count.add(character.kind);
    if (character.folded != 0) take(Simhasher::number(text.substr(pos, c.size), character.folded));
    pos += c.size;
    if (filled > kAtOnce / 2) fingerprint.add(std::span(sample.data(), std::exchange(filled, 0)));
  }
  fingerprint.add(std::span(sample.data(), filled));
  count.add_to(stats);
}

}  // namespace newsmill
