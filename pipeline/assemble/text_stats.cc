// 今天开工。明天“收工。”后天 has 3 sentences: two ends and an open rest. Tested by
// tests/assemble/text_stats_test.cc.
#include "assemble/text_stats.h"

#include <unicode/uchar.h>

#include <string_view>

#include "core/utf8.h"

namespace newsmill {

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

void TextCount::join(const TextCount& next) {
  for (size_t kind = 0; kind < number_.size(); ++kind) number_[kind] += next.number_[kind];
  ends_ += next.ends_ - (last_ == Stand::kEnded && next.first_ == Stand::kEnded);
  if (first_ == Stand::kNone) first_ = next.first_;
  if (next.last_ != Stand::kNone) last_ = next.last_;
}

void TextCount::add_to(TextStats& stats) const {
  const uint32_t han = of(CharKind::kHan), digits = of(CharKind::kDigit);
  const uint32_t punctuation = of(CharKind::kMark) + of(CharKind::kEnd);
  stats.characters += han + digits + punctuation + of(CharKind::kOther);
  stats.han_characters += han;
  stats.digits += digits;
  stats.punctuation += punctuation;
  stats.sentences += ends_ + (last_ == Stand::kOpen);
}

}  // namespace newsmill
