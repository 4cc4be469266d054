// 今天开工。明天“收工。”后天 has 3 sentences: two ends and an open rest. Tested by
// tests/assemble/text_stats_test.cc.
#include "assemble/text_stats.h"

#include <unicode/uchar.h>

#include <array>
#include <string_view>

#include "core/utf8.h"

namespace newsmill {
namespace {

enum Class : uint8_t { kOther, kHan, kBlank, kDigit, kMark, kEnd };

Class measure(char32_t c) {
  if (utf8::is_han(c)) return kHan;
  if (utf8::is_blank(c) || c == '\n') return kBlank;
  if (utf8::is_digit(c)) return kDigit;
  if (std::u32string_view(U"。！？…!?｡").find(c) != std::u32string_view::npos) return kEnd;
  const bool mark =
      c < 0x80 ? c > ' ' && c != 0x7F && !utf8::is_latin(c) : u_ispunct(static_cast<UChar32>(c));
  return mark ? kMark : kOther;
}

// The classes of the Basic Multilingual Plane: a look at a table instead of a dozen questions.
const std::array<Class, 0x10000>& bmp_classes() {
  static const std::array<Class, 0x10000> classes = [] {
    std::array<Class, 0x10000> table{};
    for (char32_t c = 0; c < table.size(); ++c) table[c] = measure(c);
    return table;
  }();
  return classes;
}

void count(const Paragraph& paragraph, TextStats& stats) {
  const std::array<Class, 0x10000>& classes = bmp_classes();
  std::array<uint32_t, kEnd + 1> number{};
  uint32_t han = 0;
  bool open = false, ended = false;
  const std::string_view text = paragraph.text;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    if (c.code >= 0x4E00 && c.code <= 0x9FFF) {  // nearly all of it
      ++han;
      ended = false, open = true;
      continue;
    }
    const Class kind = c.code < classes.size() ? classes[c.code] : measure(c.code);
    ++number[kind];
    if (kind == kBlank || kind == kMark) continue;
    stats.sentences += kind == kEnd && !ended;
    ended = kind == kEnd;
    open = !ended;
  }
  han += number[kHan];
  const uint32_t punctuation = number[kMark] + number[kEnd];
  stats.characters += han + number[kDigit] + punctuation + number[kOther];
  stats.han_characters += han;
  stats.digits += number[kDigit];
  stats.punctuation += punctuation;
  stats.sentences += open;
  stats.paragraphs += paragraph.kind == ParagraphKind::kBody;
}

}  // namespace

TextStats count_text(const std::vector<Paragraph>& paragraphs) {
  TextStats stats;
  for (const Paragraph& paragraph : paragraphs) count(paragraph, stats);
  return stats;
}

}  // namespace newsmill
