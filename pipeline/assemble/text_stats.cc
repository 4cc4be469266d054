// 今天开工。明天“收工。”后天 has 3 sentences: two ends and an open rest. Tested by
// tests/assemble/text_stats_test.cc.
#include "assemble/text_stats.h"

#include <unicode/uchar.h>

#include "core/utf8.h"

namespace newsmill {
namespace {

bool ends_sentence(char32_t c) {
  return c == U'。' || c == U'！' || c == U'？' || c == U'…' || c == '!' || c == '?' || c == U'｡';
}
bool is_punctuation(char32_t c) {
  if (c < 0x80) return c > ' ' && c != 0x7F && !utf8::is_digit(c) && !utf8::is_latin(c);
  return u_ispunct(static_cast<UChar32>(c));
}

void count(const Paragraph& paragraph, TextStats& stats) {
  bool open = false, ended = false;
  const std::string_view text = paragraph.text;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    if (utf8::is_han(c.code)) {
      ++stats.characters, ++stats.han_characters;
      ended = false, open = true;
      continue;
    }
    if (utf8::is_blank(c.code) || c.code == '\n') continue;
    ++stats.characters;
    if (utf8::is_digit(c.code)) ++stats.digits;
    const bool mark = is_punctuation(c.code);
    if (mark) ++stats.punctuation;
    if (ends_sentence(c.code)) {
      if (!ended) ++stats.sentences;
      ended = true;
      open = false;
    } else if (!mark) {
      ended = false;
      open = true;
    }
  }
  if (open) ++stats.sentences;
  if (paragraph.kind == ParagraphKind::kBody) ++stats.paragraphs;
}

}  // namespace

TextStats count_text(const std::vector<Paragraph>& paragraphs) {
  TextStats stats;
  for (const Paragraph& paragraph : paragraphs) count(paragraph, stats);
  return stats;
}

}  // namespace newsmill
